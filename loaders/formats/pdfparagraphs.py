"""Lines to paragraphs: a wrapped line is none, an indented one or one after a gap is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.formats.pdflines import Line

_INDENT = 8.0  # points
_GAP = 1.22  # usual distances of lines: more is a gap
_UNEVEN = 0.03  # of the measure: by which the margins of a centred line may differ
_LARGEST_LEADING = 2.2  # letter sizes from line to line, where nothing tells the usual distance
_FEWEST_STEPS = 3  # lines of a size that tell their distance
_SHORT = 0.88  # of the measure: a line that ends before it ends a paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Between which margins the lines of a page run, and how far they are from one another, in points."""

    left: float
    right: float
    leading: float
    leadings: Mapping[float, float]  # by the size of letters, of the sizes that tell theirs

    def leading_of(self, line: Line) -> float:
        """Return the usual distance of lines of a line's size."""
        return self.leadings.get(line.size, self.leading)


def measure_of(lines: Sequence[Line]) -> Measure:
    """Return the measure of the lines of a page."""
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    steps: list[float] = []
    by_size: dict[float, list[float]] = {}
    for above, below in pairwise(lines):
        step = below.y - above.y
        if 0 < step < _LARGEST_LEADING * above.size:
            steps.append(step)
            if above.size == below.size:
                by_size.setdefault(below.size, []).append(step)
    size = lines[0].size
    return Measure(
        left=lefts[len(lefts) // 10],
        right=rights[len(rights) * 9 // 10],
        leading=_third(steps) if steps else 1.3 * size,
        leadings={each: _third(found) for each, found in by_size.items() if len(found) >= _FEWEST_STEPS},
    )


def _third(steps: Sequence[float]) -> float:
    """Return the distance that a third of the lines fall below: gaps of paragraphs are the larger ones."""
    return sorted(steps)[len(steps) // 3]


def is_centred(line: Line, measure: Measure) -> bool:
    """Say whether a line stands in the middle of its measure, away from both margins."""
    before, after = line.left - measure.left, measure.right - line.right
    return min(before, after) > _INDENT and abs(before - after) < _UNEVEN * (measure.right - measure.left)


def begins_paragraph(before: Line | None, line: Line, measure: Measure, *, in_title: bool = False) -> bool:
    """Say whether a line begins a paragraph, or goes on with the line before it on the page (`None` at its head).

    `in_title` says that the line before belongs to a centred title, whose longest line may fill the measure.
    """
    if before is None:
        return line.left - measure.left > _INDENT
    if line.y - before.y > _GAP * measure.leading_of(line):
        return True
    if "    " in before.text or "    " in line.text:
        return False  # a letterhead: its lines belong together
    if in_title and (is_centred(before, measure) or is_centred(line, measure)):
        return False
    if line.left - measure.left > _INDENT and line.left - before.left > -_INDENT / 2:
        return line.left - before.left > _INDENT / 2 or _is_short(before, measure)
    return False  # where nothing but a short line tells, the words have to


def _is_short(line: Line, measure: Measure) -> bool:
    return line.right - measure.left < _SHORT * (measure.right - measure.left)
