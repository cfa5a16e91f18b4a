"""A picture of a page to the glyphs of a page: what a text layer would hold, if the paper had one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import mean, median

from loaders.classified import secrecy_of
from loaders.formats.cells import without_cells, words_in
from loaders.formats.counted import counted
from loaders.formats.misread import mended
from loaders.formats.pdfgrids import cells_of
from loaders.formats.pdfium import Glyph, Page, Rule
from loaders.formats.pixels import DPI, Pixels, grey_of, levelled, red_of, slope_of, turned
from loaders.formats.ruled import rules_of, without_rules
from loaders.formats.tesseract import Word, WordLine, quarters_to_stand, recognised, recognised_stamps
from loaders.restoration.remarking import remarked

UNSURE = 0.6  # the confidence below which a recognised word is told as doubtful
_POINTS = 72 / DPI
_EM = 1.08  # letter sizes in the height that Tesseract tells of a line: from the tails to the marks
_NEAR = 0.2  # by which heights of lines may differ and be one size: pictures blur
_SMALLEST = 0.35  # of the usual height: what is smaller is a speck
_APART = 1.0  # letter sizes of white that part things which stand side by side
_BESIDE = 0.5  # the mean confidence below which what stands beside writing is a stamp or a signature
_ALONE = 0.2  # and what has a line for itself
_TALLEST = 1.5  # usual heights: a stroke of a pen makes a line taller
_RULES = "_|"  # ruled lines that were taken for letters
_HEAD = 0.4  # of a page: where a stamp of secrecy stands
_BULLETS = frozenset("-–+*•")


def page_of(colours: Pixels) -> Page:
    """Return a page as its picture is read; glyphs carry the confidence of their words."""
    lying = grey_of(colours)
    turns = quarters_to_stand(lying)
    standing = turned(lying, turns)
    tilt = slope_of(standing)
    page = levelled(standing, tilt)
    runs = rules_of(page)
    rules = tuple(Rule(run.is_level, *(_POINTS * each for each in (run.at, run.start, run.end))) for run in runs)
    cells = [_dots(cell) for cell in cells_of(rules)]
    clean = without_rules(page, runs) if cells else page
    around = (WordLine(line.y, line.size, list(_written(line))) for line in recognised(without_cells(clean, cells)))
    within = (WordLine(line.y, line.size, list(_words(line))) for line in words_in(clean, cells))
    lines = _remarked([replace(line, words=mended(line.words)) for line in (*around, *within)])
    lines = counted([line for line in lines if line.words]) + _secrecy(colours)
    size = median(line.size for line in lines) if lines else 0.0
    glyphs = [glyph for line in lines if line.size > _SMALLEST * size for glyph in _glyphs(line, size)]
    height, width = page.shape
    return Page(
        width=width * _POINTS, height=height * _POINTS, glyphs=tuple(glyphs), rules=rules, is_picture=False,
        turns=turns, tilt=tilt,
    )  # fmt: skip


def _remarked(lines: list[WordLine]) -> list[WordLine]:
    """Return the lines with the marks of their words as the words around them tell."""
    read = iter(remarked([(word.text, word.confidence) for line in lines for word in line.words]))
    return [
        replace(
            line,
            words=[
                replace(word, text=text, confidence=sure) for word, (text, sure) in zip(line.words, read, strict=False)
            ],
        )
        for line in lines
    ]


def _dots(cell: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    left, upper, right, lower = (round(edge / _POINTS) for edge in cell)
    return left, upper, right, lower


def _secrecy(colours: Pixels) -> list[WordLine]:
    """Return the red stamp of secrecy at the head of a page: red is no text, but this has to be seen."""
    red = red_of(colours[: round(colours.shape[0] * _HEAD)])
    if red is None:
        return []
    return [line for line in recognised_stamps(red) if secrecy_of(" ".join(word.text for word in line.words))]


def _written(line: WordLine) -> Iterator[Word]:
    """Yield the words of a line that are writing: not ruled lines, specks, stamps and signatures beside it."""
    runs = list(_runs(list(_words(line)), _APART * _EM * line.size))
    least = _BESIDE if len(runs) > 1 else _ALONE
    for index, run in enumerate(runs):
        is_bullet = index == 0 and run[0].text in _BULLETS
        has_letters = any(letter.isalnum() for word in run for letter in word.text)
        if is_bullet or (has_letters and mean(word.confidence for word in run) >= least):
            yield from run


def _words(line: WordLine) -> Iterator[Word]:
    """Yield the words of a line without ruled lines that were taken for letters."""
    return (replace(word, text=text) for word in line.words if (text := word.text.strip(_RULES)))


def _runs(words: Sequence[Word], white: float) -> Iterator[list[Word]]:
    """Yield the words that stand without a wider gap than `white`."""
    run: list[Word] = []
    for word in words:
        if run and word.left - run[-1].right > white:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _glyphs(line: WordLine, usual: float) -> Iterator[Glyph]:
    size = usual if abs(line.size - usual) <= _NEAR * usual else min(line.size, _TALLEST * usual)
    points, y = max(1.0, float(round(size * _POINTS * _EM))), round(line.y * _POINTS, 1)
    for word in line.words:
        step = (word.right - word.left) / len(word.text) * _POINTS
        left = word.left * _POINTS
        for index, letter in enumerate(word.text):
            place = left + index * step
            yield Glyph(letter, place, place + step, y, points, index == 0, word.confidence)


def doubtful_words(glyphs: Sequence[Glyph]) -> int:
    """Return how many words of a page were recognised below `UNSURE`."""
    return sum(glyph.is_spaced and glyph.confidence < UNSURE for glyph in glyphs)
