"""What a person says of the collection: two things are one, a fact is so, a task is done, a finding is right.

A judgement says what it is about by ids that stay over rebuilds: a document's id, with path and hash of the folded
clause for a task; a finding's id; an agency's id.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum

from graph.quads import XSD, calendar_value
from ontology.identifiers import clause_hash, is_symbol
from ontology.model import Relation


class Kind(StrEnum):
    """What a judgement does."""

    SAME = "same"  # `document` is `other`; or `agency` is `other`
    DIFFERENT = "different"  # it is not
    CORRECTION = "correction"  # `what` of the task, document or relation is `value`
    MISSED_TASK = "missed-task"  # the words `words` of the document are a task
    FALSE_TASK = "false-task"  # this is no task
    STATUS = "status"  # the task is `what`: open, done, dropped
    MARK = "mark"  # the finding is `what`: accepted, false-alarm; or has a note


OF_TASK = ("lead", "coordinate", "due", "text")
OF_DOCUMENT = ("symbol", "issued", "issuer", "title")
RELATION = "relation"
NO_RELATION = "none"
RELATIONS = (*(str(each) for each in Relation), NO_RELATION)
WHAT: dict[Kind, tuple[str, ...]] = {
    Kind.SAME: ("document", "agency"),
    Kind.DIFFERENT: ("document", "agency"),
    Kind.CORRECTION: (*OF_TASK, *OF_DOCUMENT, RELATION),
    Kind.MISSED_TASK: ("",),
    Kind.FALSE_TASK: ("",),
    Kind.STATUS: ("open", "done", "dropped"),
    Kind.MARK: ("accepted", "false-alarm", "note"),
}
_MAY_BE_EMPTY = frozenset({"lead", "coordinate", "due"})  # the text names nobody, no day
_SINGLE = frozenset({"text", *OF_DOCUMENT, RELATION})
_WHOLE = 100  # percent
_OF_CLAUSES = (Kind.MISSED_TASK, Kind.FALSE_TASK, Kind.STATUS, Kind.CORRECTION)


class WrongJudgementError(ValueError):
    """A judgement that says too little, or what cannot be; the message names the remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One thing that a person says; what does not belong to its kind stays empty."""

    kind: Kind
    by: str  # who says so
    document: str = ""  # id
    path: str = ""  # of the task, as read: "IV.6.1"
    clause: str = ""  # hash of its folded words, as read
    words: str = ""  # the clause itself, for people and for finding it again
    agency: str = ""  # id of an agency that is, or is not, `other`
    finding: str = ""  # id
    what: str = ""  # one of `WHAT`
    value: tuple[str, ...] = ()  # names, days, a symbol, a text, a relation; of a correction
    other: str = ""  # id of the other document or agency
    day: str = ""  # on which it was done, or as of which it is open
    share: int | None = None  # percent done
    evidence: tuple[str, ...] = ()  # files, or ids of documents of the collection
    reason: str = ""
    at: str = ""  # when it was said, ISO 8601; set where it is empty

    @property
    def id(self) -> str:
        """Return 12 hex digits of everything that is said; saying it again at another time gives the same."""
        said = asdict(self) | {"at": ""}
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]

    @property
    def subject(self) -> tuple[str, ...]:
        """Return what a later judgement of an equal subject takes the place of."""
        match self.kind:
            case Kind.SAME | Kind.DIFFERENT:
                return ("identity", self.what, *sorted((self.document or self.agency, self.other)))
            case Kind.MISSED_TASK | Kind.FALSE_TASK:
                return ("task", self.document, self.path, self.clause)
            case Kind.MARK:
                return ("mark", self.finding, "note" if self.what == "note" else "")
            case Kind.STATUS:
                return ("status", self.document, self.path, self.clause)
            case Kind.CORRECTION:
                return ("correction", self.document, self.path, self.clause, self.what, self.other)


FIELDS = tuple(each.name for each in fields(Judgement))


def check(judgement: Judgement) -> Judgement:
    """Return the judgement, its clause's hash added where only words are given; raise `WrongJudgementError`."""
    if judgement.words and not judgement.clause and judgement.kind in _OF_CLAUSES:
        judgement = replace(judgement, clause=clause_hash(judgement.words))
    faults = [f"{vi} / {en}" for vi, en in _faults(judgement)]
    if faults:
        raise WrongJudgementError("; ".join(faults))
    return judgement


def _faults(judgement: Judgement) -> Iterator[tuple[str, str]]:
    if not judgement.by.strip():
        yield "thiếu người nêu ý kiến (by)", "who says so is missing (by)"
    if judgement.what not in WHAT[judgement.kind]:
        names = ", ".join(each for each in WHAT[judgement.kind] if each) or "-"
        yield (
            f"{judgement.kind}: không có {judgement.what!r}, chỉ có: {names}",
            f"{judgement.kind}: no {judgement.what!r}, there are: {names}",
        )
    yield from _missing(judgement)
    if judgement.kind is Kind.CORRECTION:
        yield from _wrong_values(judgement)
    yield from _wrong_days((judgement.day,) if judgement.day else ())
    if judgement.share is not None and not 0 <= judgement.share <= _WHOLE:
        yield "phần đã làm (share) là số từ 0 đến 100", "share is a number from 0 to 100"


def _missing(judgement: Judgement) -> Iterator[tuple[str, str]]:
    for name in _needed(judgement):
        if not getattr(judgement, name):
            yield f"{judgement.kind} cần {name}", f"{judgement.kind} needs {name}"
    if judgement.other and judgement.other in {judgement.document, judgement.agency}:
        yield "hai bên là một mã", "both sides are one id"


def _needed(judgement: Judgement) -> tuple[str, ...]:
    match judgement.kind:
        case Kind.SAME | Kind.DIFFERENT:
            return ("agency" if judgement.what == "agency" else "document", "other")
        case Kind.MARK:
            return ("finding", "reason") if judgement.what == "note" else ("finding",)
        case Kind.MISSED_TASK:
            return ("document", "words")
        case Kind.CORRECTION if judgement.what in OF_DOCUMENT:
            return ("document",)
        case Kind.CORRECTION if judgement.what == RELATION:
            return ("document", "other")
        case _:
            return ("document", "clause")


def _wrong_values(judgement: Judgement) -> Iterator[tuple[str, str]]:
    value, what = judgement.value, judgement.what
    if not value and what not in _MAY_BE_EMPTY:
        yield f"{what}: thiếu giá trị đúng (value)", f"{what}: what it is instead is missing (value)"
    if len(value) > 1 and what in _SINGLE:
        yield f"{what} chỉ có một giá trị", f"{what} has one value only"
    if any(not each.strip() for each in value):
        yield "có giá trị trống", "a value is empty"
    if what == "symbol" and value and not is_symbol(value[0]):
        yield f"{value[0]!r} không phải số ký hiệu, ví dụ 16-KH/ĐU", f"{value[0]!r} is no symbol, such as 16-KH/ĐU"
    if what == RELATION and value and value[0] not in RELATIONS:
        yield f"quan hệ là một trong: {', '.join(RELATIONS)}", f"a relation is one of: {', '.join(RELATIONS)}"
    if what in {"due", "issued"}:
        yield from _wrong_days(value)


def _wrong_days(days: Iterable[str]) -> Iterator[tuple[str, str]]:
    for day in days:
        if not is_day(day):
            yield f"{day!r} không phải ngày, ví dụ 2026-06-30", f"{day!r} is no day, such as 2026-06-30"


def is_day(text: str) -> bool:
    """Say whether a text is a day, a month or a day of every year in ISO 8601, and in the calendar."""
    kind = calendar_value(text).datatype.removeprefix(XSD)
    if kind not in {"date", "gYearMonth", "gMonthDay"}:
        return False
    digits = [int(each) for each in text.strip("-").split("-")]
    year, month, day = {"date": digits, "gYearMonth": [*digits, 1], "gMonthDay": [2024, *digits]}[kind]
    return 1 <= day <= (31, 28 + _is_leap(year), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
