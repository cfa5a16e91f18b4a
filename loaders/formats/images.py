"""Pictures of pages (.png, .jpg, .tif): a sheet a picture, read as a scanned page of a PDF is.

Phones tell which side is up, and scanners how many dots an inch has; a picture that tells nothing is taken for a
sheet of A4. Frames of a .tif file are pages.
"""

import io
import warnings
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps

from loaders.formats.pdf import Seen, text_of_pages
from loaders.formats.pixels import DPI, MOST_PIXELS, Pixels
from loaders.formats.refusals import BrokenImageError, NoRecogniserError, TooBigError, WrongTypeError
from loaders.formats.scans import page_of
from loaders.formats.tesseract import is_installed
from ontology.model import SourceText

_KINDS = ("PNG", "JPEG", "TIFF")
_MOST_PAGES = 500
_SIDE = 3508  # dots of the longer side of A4
_TOLD = range(100, 1300)  # dots an inch that a scanner may tell; 72 and 96 are what programs write without thinking
_LARGEST_GROWTH = 2.0
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, MemoryError, OverflowError)  # what Pillow raises for damage


def read(data: bytes, name: str) -> SourceText:
    """Return the text of a picture. Raise an `UnreadableError` that names the remedy."""
    picture = _opened(data)
    if not is_installed():
        raise NoRecogniserError
    return text_of_pages(data, name, [Seen(page_of(page)) for page in _pages(picture)])


def frame_of(data: bytes, index: int) -> Image.Image:
    """Return a frame as it is held in the hand, whatever size it has. Raise an `UnreadableError`."""
    picture = _opened(data)
    try:
        picture.seek(index)
        _check_size(picture)
        return (ImageOps.exif_transpose(picture) or picture).convert("RGB")
    except TooBigError:
        raise
    except _BROKEN as error:
        raise BrokenImageError(f"trang / page {index + 1}: {error}") from error


def _opened(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return Image.open(io.BytesIO(data), formats=_KINDS)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise TooBigError(f"> {MOST_PIXELS // 1_000_000} Mpx") from error
        except Image.UnidentifiedImageError as error:
            raise WrongTypeError("PNG, JPEG, TIFF") from error
        except _BROKEN as error:
            raise BrokenImageError(str(error)) from error


def _pages(picture: Image.Image) -> Iterator[Pixels]:
    """Yield the frames of a picture at the size that is read best."""
    frames = getattr(picture, "n_frames", 1)
    if frames > _MOST_PAGES:
        raise TooBigError(f"{frames} > {_MOST_PAGES} trang / pages")
    for frame in range(frames):
        try:
            picture.seek(frame)
            _check_size(picture)
            upright = ImageOps.exif_transpose(picture) or picture
            yield _on_paper(_resized(upright.convert("RGBA"), picture))
        except _BROKEN as error:
            if isinstance(error, TooBigError):
                raise
            raise BrokenImageError(f"trang / page {frame + 1}: {error}") from error


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise TooBigError(f"{width} x {height} > {MOST_PIXELS // 1_000_000} Mpx")


def _resized(page: Image.Image, told: Image.Image) -> Image.Image:
    dots = told.info.get("dpi", (0, 0))[0]
    factor = DPI / float(dots) if int(dots) in _TOLD else _SIDE / max(page.size)
    factor = min(factor, _LARGEST_GROWTH, (MOST_PIXELS / (page.width * page.height)) ** 0.5)
    size = max(1, round(page.width * factor)), max(1, round(page.height * factor))
    return page.resize(size, Image.Resampling.LANCZOS)


def _on_paper(page: Image.Image) -> Pixels:
    """Return the colours of a page on white paper, whatever shines through."""
    paper = Image.new("RGBA", page.size, "white")
    return np.asarray(Image.alpha_composite(paper, page))[..., :3]
