"""What a clause states behind a label, as a cell of a table would: "Thời gian thực hiện: 2026 - 2030"."""

import re

from loaders.table_cells import Times, times_in
from loaders.text import Text

_TIME = re.compile(
    r"(?<![a-z])(?:thoi gian|thoi han|tien do|han)(?: (?:thuc hien|hoan thanh|trien khai|bao cao))?\s*:\s*"
)
_STOP = re.compile(r"[.;](?!\d)|$")


def stated_times(text: Text, start: int, end: int) -> Times | None:
    """Return what stands behind "Thời gian thực hiện:" up to the end of its sentence, `None` without such a label."""
    flat = text.folded[start:end].replace("\n", " ")
    label = _TIME.search(flat)
    stop = _STOP.search(flat, label.end()) if label else None
    return times_in(text, start + label.end(), start + stop.start()) if label and stop else None
