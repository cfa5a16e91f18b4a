"""The records that flow between the stages: what a reader found, with the words it found it in.

Offsets count characters of the source's raw text (`SourceText.raw`): a file decoded, its byte-order mark
dropped, its line ends as they are. Dates are ISO 8601 strings because they may be partial: `2025-07-28`,
`2025-07` (day unreadable), `--12-15` (a day in every year); durations are ISO 8601 (`P6M`).
"""

from dataclasses import dataclass, field
from enum import StrEnum

from ontology.printed import PrintedPage


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of the raw text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """Return the words of the span."""
        return text[self.start : self.end]

    def __contains__(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


class Relation(StrEnum):
    """What one document does with another: the five relations of the annotation rules."""

    IMPLEMENTS = "implements"
    REPLACES = "replaces"
    AMENDS = "amends"
    ISSUED_WITH = "issued_with"
    CITES = "cites"


class Level(StrEnum):
    """Administrative levels; `district` ends on 30 June 2025 (Law 72/2025/QH15, two-tier local government)."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Branch(StrEnum):
    """The hierarchies that directives run down in."""

    PARTY = "party"
    STATE = "state"
    FRONT = "front"


class LeadSource(StrEnum):
    """Where the text names who leads: in the clause, the heading above, an introducing line, a table; or a person."""

    CLAUSE = "clause"
    HEADING = "heading"
    INTRODUCTION = "introduction"
    TABLE = "table"
    JUDGEMENT = "judgement"  # a person says so, against what was read


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the source: rows of cells, ranges of the raw text; a merged cell stands in each place it covers."""

    span: Span
    rows: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The row of a register that a text is: its number, and where it starts in the register's own raw text."""

    number: int  # as a spreadsheet counts, the heading row included
    start: int
    register: str  # the register's file name


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """What a format reader gives: the raw text of one file, its tables and pages, and its identity."""

    name: str  # the file's name, without its folder
    sha256: str
    raw: str
    tables: tuple[Table, ...] = ()
    pages: tuple[int, ...] = ()  # where each page starts in the raw text; empty where the format has no pages
    printed: tuple[PrintedPage, ...] = ()  # where its words stand on each page, as `ontology.printed` tells
    problems: tuple["Problem", ...] = ()  # what the format's reader doubts
    row: Row | None = None  # where the text is a row of a register


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name something, as they are printed."""

    span: Span
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the head and the foot of a document say of the document itself; `None` where they do not say it."""

    symbol: str | None = None  # normal form: "16-KH/ĐU"
    printed_symbol: str | None = None
    kind: str | None = None  # Vietnamese, lower case: "kế hoạch"
    title: str | None = None
    issued: str | None = None
    issuer: str | None = None
    area: str | None = None
    parent_area: str | None = None
    province: str | None = None  # that the parent area lies in, where that is a district
    level: Level | None = None
    branch: Branch | None = None
    signer: str | None = None
    spans: dict[str, Span] = field(default_factory=dict[str, Span])  # field name -> its words


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Another document that this one names; one record a document, whatever the number of mentions."""

    symbol: str | None  # normal form; None where it is named by kind and title only
    kind: str | None = None
    issued: str | None = None
    issuer: str | None = None
    title: str | None = None
    relation: Relation = Relation.CITES
    detail: str | None = None  # the finer word: "based_on", "repeals", "guides"
    mentions: tuple[Mention, ...] = ()
    confidence: float = 1.0
    method: str = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What this document's text says of two other documents, each by its symbol."""

    source: str
    relation: Relation
    target: str
    span: Span
    confidence: float = 1.0
    method: str = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered or lettered heading with its place in the tree."""

    path: str  # "IV.6.1"
    number: str
    heading: str  # restored, one line
    depth: int
    span: Span  # of the heading's words
    part: str  # "content", "assignment" or "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An agency, group or role that a task names, in true Vietnamese, and where it is named."""

    name: str
    span: Span | None
    source: LeadSource = LeadSource.CLAUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day by which a task is due: ISO date, or `--MM-DD` for a day in every year."""

    due: str
    span: Span
    exact: bool = True  # False where a month, quarter or year was counted at its last day


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """How often a duty recurs, as an ISO 8601 duration, and on which days where the words give them."""

    every: str
    span: Span
    days: tuple[int, ...] = ()  # of the month: 25 in "trước ngày 25 hằng tháng"
    month: int | None = None  # of a longer period, from 1: 3 in "ngày 20 tháng cuối quý"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A clause that asks someone to do something: the smallest numbered, lettered or dashed item."""

    span: Span  # first letter after the bullet .. last character of the clause
    path: str
    section: str  # "content" or "assignment"
    text: str  # restored, one line, broken words joined
    lead: tuple[Party, ...] = ()
    coordinate: tuple[Party, ...] = ()
    report_to: tuple[Party, ...] = ()
    via: tuple[Party, ...] = ()
    due: tuple[Deadline, ...] = ()
    every: tuple[Recurrence, ...] = ()
    product: str | None = None  # what a task table says comes out of it
    continuous: bool = False  # "thường xuyên"
    is_report: bool = False  # the clause asks for a report
    unread_lead: Span | None = None  # somebody is named here, and could not be read
    read_as: str | None = None  # the words as read, where a person corrected them: they tell which task it is
    confidence: float = 1.0
    method: str = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A measurable target."""

    span: Span
    name: str
    comparator: str  # ">=", ">", "<=", "<", "="
    value: float
    unit: str
    year: int | None = None
    path: str = ""
    upper: float | None = None  # of a range
    confidence: float = 1.0
    method: str = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be made out; `message` is Vietnamese, then English after a slash."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document as it was read: everything that the graph will say of it, and the text it came from."""

    source: SourceText
    restored: str  # the text in correct Vietnamese, line for line with the raw text
    offsets: tuple[tuple[int, int], ...]  # (restored offset, raw offset) anchors, ascending; 1:1 between them
    header: Header
    doubtful: tuple[Span, ...] = ()  # words that were restored or recognised with little confidence
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    links: tuple[Link, ...] = ()
    tasks: tuple[Task, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What one file holds: one document, or one each row of a register; and what is told of the file as a whole."""

    sha256: str
    documents: tuple[Document, ...]
    notes: tuple[Problem, ...] = ()
