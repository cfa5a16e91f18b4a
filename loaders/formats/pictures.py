"""A page of a file as a picture to look at: of a PDF, of a scan, of a photograph."""

import io
from pathlib import PurePath

from PIL import Image

from loaders.formats.images import frame_of
from loaders.formats.pdfium import picture_of
from loaders.formats.refusals import WrongTypeError

DOTS = 110  # an inch: letters of 8 points can be read
LONGEST = 1300  # dots of the longer side of a photograph, as of a page of A4
COLOURS = 48  # a page has ink, paper, a stamp and what lies between them
FRAMES = frozenset((".png", ".jpg", ".jpeg", ".tif", ".tiff"))
DRAWN = FRAMES | {".pdf"}  # files whose pages have a picture


def page_picture(data: bytes, name: str, number: int) -> bytes:
    """Return a page, counted from 1, as PNG. Raise an `UnreadableError`; `IndexError` where there is no such page."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in DRAWN:
        raise WrongTypeError(", ".join(sorted(DRAWN)))
    if suffix in FRAMES:
        page = frame_of(data, number - 1)
        page.thumbnail((LONGEST, LONGEST))
    else:
        page = Image.fromarray(picture_of(data, number - 1, DOTS)[..., :3])
    written = io.BytesIO()
    page.quantize(COLOURS).save(written, "PNG", optimize=True)
    return written.getvalue()
