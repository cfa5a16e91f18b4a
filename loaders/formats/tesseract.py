"""The border to Tesseract: the only place that starts it. A picture of a page in, lines of words with boxes out."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

from loaders.formats.pixels import DPI, Pixels
from loaders.formats.refusals import NoRecogniserError, RecogniserError

LANGUAGE = "vie"
PAGE_SECONDS = 90
_PAGE, _BLOCK, _SCATTERED = "3", "6", "11"  # what Tesseract is told of the layout
_UPRIGHT_SURE = 2.0  # Tesseract's measure of an orientation: below it a page is left as it lies
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_BASELINE = re.compile(r"baseline ([\d.+-]+) ([\d.+-]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")
_ROTATE = re.compile(r"Rotate: (\d+)")
_ROTATE_SURE = re.compile(r"Orientation confidence: ([\d.]+)")
_LINES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})


@dataclass(slots=True)
class Word:
    """A word as it was recognised, with its place in pixels; `confidence` is 0..1."""

    text: str
    left: int
    right: int
    confidence: float


@dataclass(slots=True)
class WordLine:
    """Words on one base line; `y` is that line at the middle of the words, `size` the height of letters, in pixels."""

    y: float
    size: float
    words: list[Word] = field(default_factory=list[Word])


def is_installed() -> bool:
    """Say whether Tesseract and its Vietnamese model are on this machine."""
    return shutil.which("tesseract") is not None and LANGUAGE in _languages()


def recognised(page: Pixels) -> list[WordLine]:
    """Return the lines of a page that stands upright. Raise `NoRecogniserError`, or `RecogniserError` on failure."""
    if not is_installed():
        raise NoRecogniserError
    return _lines(page, _PAGE)


def recognised_block(page: Pixels) -> list[WordLine]:
    """Return the lines of a picture that is nothing but lines one under the other."""
    return _lines(page, _BLOCK)


def recognised_stamps(page: Pixels) -> list[WordLine]:
    """Return the lines of words that stand here and there on a page, as stamps do."""
    return _lines(page, _SCATTERED)


def _lines(page: Pixels, layout: str) -> list[WordLine]:
    reading = _Reading()
    reading.feed(_run(page, "-l", LANGUAGE, "--psm", layout, "hocr"))
    reading.close()
    return [line for line in reading.lines if line.words]


@cache
def _languages() -> frozenset[str]:
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, check=False, timeout=PAGE_SECONDS)  # noqa: S607
    return frozenset(listed.stdout.decode("utf-8", "replace").split())


def quarters_to_stand(page: Pixels) -> int:
    """Return by how many quarters a page has to be turned clockwise to stand upright, 0 where it cannot be told."""
    if not is_installed() or "osd" not in _languages():
        return 0
    try:
        told = _run(page, "-l", "osd", "--psm", "0")
    except RecogniserError:
        return 0  # "too few characters": its answer to pages of a few words
    rotate, sure = _ROTATE.search(told), _ROTATE_SURE.search(told)
    if rotate is None or sure is None or float(sure[1]) < _UPRIGHT_SURE:
        return 0
    return int(rotate[1]) // 90


def _run(page: Pixels, *options: str) -> str:
    height, width = page.shape
    picture = b"P5 %d %d 255\n" % (width, height) + page.tobytes()
    command = ["tesseract", "stdin", "stdout", "--dpi", str(DPI), *options]
    # One thread: the same words on each machine, and no more processors than the pool was given.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, its options from here
            command, input=picture, capture_output=True, check=False, timeout=PAGE_SECONDS, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise RecogniserError(f"> {PAGE_SECONDS} s") from error
    except OSError as error:
        raise RecogniserError(str(error)) from error
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").split("\n")
        raise RecogniserError(words[0][:200])
    return done.stdout.decode("utf-8", "replace")


class _Reading(HTMLParser):
    """Reads the lines and words of an hOCR answer."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[WordLine] = []
        self._word: Word | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        named = dict(attrs)
        kind, title = named.get("class") or "", named.get("title") or ""
        if kind in _LINES:
            self.lines.append(_line_of(title))
        elif kind == "ocrx_word" and self.lines:
            left, _, right, _ = _box_of(title)
            sure = _SURE.search(title)
            self._word = Word("", left, right, int(sure[1]) / 100 if sure else 0.0)

    def handle_data(self, data: str) -> None:
        if self._word is not None:
            self._word.text += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._word is not None:
            if self._word.text:
                self.lines[-1].words.append(self._word)
            self._word = None


def _box_of(title: str) -> tuple[int, int, int, int]:
    found = _BOX.search(title)
    if found is None:
        raise RecogniserError(title[:80])
    left, upper, right, lower = map(int, found.groups())
    return left, upper, right, lower


def _line_of(title: str) -> WordLine:
    left, upper, right, lower = _box_of(title)
    base, size = _BASELINE.search(title), _SIZE.search(title)
    slope, offset = (float(base[1]), float(base[2])) if base else (0.0, 0.0)
    return WordLine(
        y=lower + offset + slope * (right - left) / 2, size=float(size[1]) if size else float(lower - upper)
    )
