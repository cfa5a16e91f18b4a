"""What a symbol says of the document that bears it: its kind, and the organ that numbers it.

Codes are in `ontology/registers` (Decree 30/2020/NĐ-CP, annex III; Guide 36-HD/VPTW, 1.3.1). A code tells
the level
and branch of the organ (`TW`: the Party's centre; `TU`: a province's Party committee), hardly ever the
place: that is
for `graph.places`.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.folding import compose
from ontology.identifiers import slug
from ontology.model import Branch, Level

Row = Mapping[str, str]

_SYMBOL = re.compile(r"(?P<number>\d+[a-zđ]?)(?:[-/](?P<year>\d{4}))?(?P<sign>[-/])(?P<codes>.+)", re.IGNORECASE)
# Codes of committees end with the committee's own: BTGHU is the propaganda board of a Huyện ủy.
_ENDINGS = (
    ("TW", Level.CENTRAL, Branch.PARTY),
    ("TU", Level.PROVINCE, Branch.PARTY),
    ("HU", Level.DISTRICT, Branch.PARTY),
    ("QU", Level.DISTRICT, Branch.PARTY),
)
_ASSEMBLY = re.compile(r"(?:UBTV)?QH\d*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """Who numbers a document, as far as its symbol tells; `None` where it does not."""

    code: str
    level: Level | None = None
    branch: Branch | None = None

    @property
    def is_central(self) -> bool:
        """Whether there is only one such organ in the country."""
        return self.level is Level.CENTRAL


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolParts:
    """A symbol taken apart: `57-NQ/TW` is number 57, kind NQ, organ TW."""

    number: str
    kind: str | None
    year: str | None
    organ: Organ


def parse_symbol(symbol: str) -> SymbolParts | None:
    """Take a normal symbol apart; return `None` where it has no number and letters.

    >>> parse_symbol("71/NQ-CP").organ.level.value
    'central'
    >>> parse_symbol("72/2025/QH15").year
    '2025'
    """
    match = _SYMBOL.fullmatch(compose(symbol).strip())
    if match is None:
        return None
    codes = [code for code in re.split(r"[-/]", match["codes"]) if code]
    kind = codes[0] if len(codes) > 1 and codes[0] in _register("kinds", "notation") else None
    code = "-".join(codes[1:] if kind else codes)
    # The State writes 71/NQ-CP, the Party and the Front 57-NQ/TW: where both use a code, the sign tells.
    return SymbolParts(number=match["number"], kind=kind, year=match["year"], organ=_organ(code, match["sign"] == "/"))


def kind_of(symbol: str) -> str | None:
    """Return the Vietnamese kind that a symbol's letters stand for; `None` for none or several.

    >>> kind_of("57-NQ/TW")
    'nghị quyết'
    """
    parts = parse_symbol(symbol)
    if parts is None or parts.kind is None:
        return None
    rows = _register("kinds", "notation")[parts.kind]
    fitting = [row["name"] for row in rows if row["branch"] in {"", parts.organ.branch}]
    general = [row["name"] for row in rows if row["branch"] == "" and row["name"] in fitting]
    return (general or fitting)[0] if len(general or fitting) == 1 else None


def is_shared(organ: Organ) -> bool:
    """Say whether several organs of one place may number documents under a code: steering committees, unknown codes."""
    return not organ.is_central and (organ.code.startswith("BCĐ") or (organ.level is None and organ.branch is None))


def symbol_key(symbol: str) -> str:
    """Return the key under which spellings of one symbol meet: `57-NQ/TW` and `57-NQ-TW`.

    A leading zero of the number and the kind of separator tell no documents apart.
    """
    return slug(symbol).lstrip("0") or "0"


def _organ(code: str, is_state_form: bool) -> Organ:  # noqa: FBT001 - how the symbol is written
    if _ASSEMBLY.fullmatch(code):
        return Organ(code=code, level=Level.CENTRAL, branch=Branch.STATE)
    rows = _register("organs", "code").get(code, ())
    formed = [row for row in rows if (row["branch"] == Branch.STATE) == is_state_form] or list(rows)
    if not formed:
        level, branch = next(((level, branch) for end, level, branch in _ENDINGS if code.endswith(end)), (None, None))
        return Organ(code=code, level=level, branch=branch)
    # TU is Tỉnh ủy, of a province, or Thành ủy, of a city of either level: the level that is given is the usual one.
    levels = {row["level"] for row in formed} - {""}
    branches = {row["branch"] for row in formed}
    return Organ(
        code=code,
        level=Level(min(levels)) if len(levels) == 1 else None,
        branch=Branch(min(branches)) if len(branches) == 1 and "" not in branches else None,
    )


@cache
def _register(name: str, column: str) -> Mapping[str, tuple[Row, ...]]:
    """Return the rows of a register of `ontology/registers` by the words of a column."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    with files("ontology").joinpath("registers", f"{name}.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            rows[row[column]].append(row)
    return {key: tuple(found) for key, found in rows.items() if key}
