"""The tables that a collection is written as: their columns, what each column refers to, how wide it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: `refers` names the table whose key it holds, `leads` the column with the key of what it names."""

    name: str
    kind: OneOf["text", "number", "day", "flag"] = "text"
    scheme: str = ""  # of its codes, which have words in viz/texts
    refers: str = ""
    leads: str = ""
    width: int = 14  # letters

    @property
    def is_for_programs(self) -> bool:
        """Say whether people have the same in another column."""
        return bool(self.refers) or self.name in {"id", "iri", "quote"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of thing: its columns, of which an `id` is the key; `searched` are those in which words are looked up."""

    name: str
    columns: tuple[Column, ...]
    searched: tuple[str, ...] = ()

    @property
    def is_keyed(self) -> bool:
        """Say whether other tables refer to this one."""
        return self.columns[0].name == "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a kind of thing."""

    kind: Kind
    rows: tuple[Row, ...]


_DOCUMENT = (Column(name="document", refers="documents"), Column(name="symbol", leads="document", width=18))
_TASK = (
    Column(name="task", refers="tasks"),
    Column(name="symbol", leads="document", width=18),
    Column(name="path", leads="task", width=12),
    Column(name="text", width=70),
)
_PLACE = (
    Column(name="page", kind="number", width=7),
    Column(name="start", kind="number", width=9),
    Column(name="end", kind="number", width=9),
    Column(name="quote", width=40),
)
_SURE = Column(name="confidence", kind="number", width=9)

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            name="documents",
            columns=(
                Column(name="id"),
                Column(name="symbol", width=20),
                Column(name="kind", scheme="kind", width=16),
                Column(name="title", width=60),
                Column(name="issuer", width=34),
                Column(name="issued", kind="day", width=12),
                Column(name="level", scheme="level", width=12),
                Column(name="branch", scheme="branch", width=12),
                Column(name="area", width=22),
                Column(name="in_collection", kind="flag", width=9),
                Column(name="tasks", kind="number", width=9),
                Column(name="findings", kind="number", width=9),
                Column(name="file", width=30),
                Column(name="judged", width=24),
                Column(name="iri"),
            ),
            searched=("symbol", "title", "issuer"),
        ),
        Kind(
            name="relations",
            columns=(
                Column(name="document", refers="documents"),
                Column(name="symbol", leads="document", width=18),
                Column(name="relation", scheme="relation", width=18),
                Column(name="detail", scheme="detail", width=14),
                Column(name="other", refers="documents"),
                Column(name="other_symbol", leads="other", width=18),
                Column(name="text", width=60),
                *_PLACE[:3],
            ),
        ),
        Kind(
            name="tasks",
            columns=(
                Column(name="id"),
                *_DOCUMENT,
                Column(name="path", width=12),
                Column(name="text", width=80),
                Column(name="part", scheme="part", width=18),
                Column(name="section", width=30),
                Column(name="lead", width=30),
                Column(name="coordinating", width=30),
                Column(name="reports_to", width=24),
                Column(name="due", kind="day", width=14),
                Column(name="every", scheme="period", width=14),
                Column(name="status", scheme="task_status", width=12),
                Column(name="status_day", kind="day", width=12),
                Column(name="share", kind="number", width=9),
                Column(name="proof", width=24),
                Column(name="said_by", width=18),
                Column(name="judged", width=24),
                Column(name="rules", scheme="rule", width=24),
                _SURE,
                *_PLACE,
                Column(name="iri"),
            ),
            searched=("text", "lead", "coordinating"),
        ),
        Kind(
            name="agencies",
            columns=(
                Column(name="id"),
                Column(name="name", width=50),
                Column(name="level", scheme="level", width=12),
                Column(name="branch", scheme="branch", width=12),
                Column(name="area", width=26),
                Column(name="is_group", kind="flag", width=9),
                Column(name="tasks", kind="number", width=9),
                Column(name="iri"),
            ),
            searched=("name",),
        ),
        Kind(
            name="assignments",
            columns=(
                *_TASK[:1],
                Column(name="document", refers="documents"),
                *_TASK[1:3],
                Column(name="role", scheme="role", width=14),
                Column(name="agency", refers="agencies"),
                Column(name="name", leads="agency", width=40),
                Column(name="printed", width=34),
                Column(name="lead_source", scheme="source", width=16),
                _SURE,
                *_TASK[3:],
            ),
        ),
        Kind(
            name="deadlines",
            columns=(
                *_TASK[:1],
                Column(name="document", refers="documents"),
                Column(name="due", kind="day", width=14),
                Column(name="every", scheme="period", width=14),
                Column(name="exact", kind="flag", width=9),
                *_TASK[1:3],
                Column(name="lead", width=34),
                *_TASK[3:],
            ),
        ),
        Kind(
            name="indicators",
            columns=(
                Column(name="id"),
                *_DOCUMENT,
                Column(name="path", width=12),
                Column(name="name", width=60),
                Column(name="comparator", width=7),
                Column(name="value", kind="number", width=10),
                Column(name="upper", kind="number", width=10),
                Column(name="unit", width=14),
                Column(name="year", width=8),
                *_PLACE[:3],
                Column(name="iri"),
            ),
            searched=("name",),
        ),
        Kind(
            name="lineage",
            columns=(
                *_TASK[:1],
                Column(name="document", refers="documents"),
                *_TASK[1:],
                Column(name="verdict", scheme="verdict", width=14),
                Column(name="other_task", refers="tasks"),
                Column(name="other", refers="documents"),
                Column(name="other_symbol", leads="other", width=18),
                Column(name="other_path", leads="other_task", width=12),
                Column(name="other_text", width=70),
                Column(name="score", kind="number", width=8),
                Column(name="reason", width=40),
            ),
        ),
        Kind(
            name="findings",
            columns=(
                Column(name="id"),
                Column(name="rule", scheme="rule", width=28),
                Column(name="severity", scheme="severity", width=10),
                Column(name="grade", scheme="grade", width=20),
                *_DOCUMENT,
                Column(name="path", leads="task", width=12),
                Column(name="task", refers="tasks"),
                Column(name="text", width=60),
                Column(name="message", width=60),
                Column(name="remedy", width=50),
                Column(name="other_task", refers="tasks"),
                Column(name="other", refers="documents"),
                Column(name="other_symbol", leads="other", width=18),
                Column(name="other_path", leads="other_task", width=12),
                _SURE,
                Column(name="file", width=30),
                *_PLACE,
            ),
            searched=("text", "message"),
        ),
        Kind(
            name="sources",
            columns=(
                *_DOCUMENT,
                Column(name="file", width=40),
                Column(name="sha256", width=66),
                Column(name="generation", width=14),
            ),
        ),
    )
}
