"""What became of the files of a build: for the report that is kept, and for whoever started it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from cli.main import EXIT_DONE, EXIT_FAULTS
from cli.reading import Reading
from cli.sources import Found
from graph.generations import Generation
from graph.journal import Standing
from loaders.registers import CODE as REGISTER
from ontology.model import Document, Problem

_GONE = (
    "tệp không còn ở chỗ cũ; văn bản vẫn ở trong kho cho đến khi `remove` / "
    "the file has gone; its document stays until `remove`"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The files of a build: those that are there, those that have gone, and those of other kinds."""

    found: list[Found]
    gone: list[Found]
    ignored: list[str]
    judged: tuple[Standing, ...] = ()  # what people say of the collection
    today: str = field(default_factory=lambda: date.today().isoformat())  # noqa: DTZ011 - the day where people are

    @property
    def names(self) -> dict[str, list[str]]:
        """Return the names of the files by the SHA-256 of what they hold, or by the fault that hid it."""
        names: dict[str, set[str]] = {}
        for each in self.found + self.gone:
            names.setdefault(each.sha256 or (each.fault or ("",))[0], set()).add(each.name)
        return {key: sorted(values) for key, values in sorted(names.items())}


def outcome(reading: Reading, inputs: Inputs) -> dict[str, str]:
    """Return the line of the report on one file: its outcome, and a reason code and sentence where there is one."""
    line = {"name": reading.found.name, "sha256": reading.found.sha256}
    if reading.fault is not None:
        code, message = reading.fault
        return line | {"outcome": "set aside", "code": code, "message": message}
    if reading.found in inputs.gone:
        return line | {"outcome": "read with doubts", "code": "W_VANISHED", "message": _GONE}
    contents = reading.contents
    notes = contents.notes if contents else ()
    documents = contents.documents if contents else ()
    problems = [problem for document in documents for problem in (*document.problems, *_in_future(document, inputs))]
    first = next(iter((*notes, *problems)), None)
    if first is None:
        return line | {"outcome": "read", "code": "", "message": ""}
    told = f"{len(problems)} chỗ không rõ / places not made out; " if problems else ""
    doubts = "read with doubts" if problems else "read"
    return line | {"outcome": doubts, "code": first.code, "message": told + first.message}


def _in_future(document: Document, inputs: Inputs) -> Iterator[Problem]:
    """Yield that a document is issued on a day to come; only the report knows what day it is, never the graph."""
    issued = document.header.issued or ""
    if issued > inputs.today:
        yield Problem(
            code="date-range",
            message=f"Ngày ban hành {issued} còn ở phía trước; hãy so với bản gốc. / "
            f"The day of issue, {issued}, is still to come; compare with the original.",
            span=document.header.spans.get("issued"),
        )


def tell(generation: Generation, inputs: Inputs, done: str) -> int:
    """Print what was set aside and what the collection holds; return the exit status."""
    lines = generation.report()
    aside = [line for line in lines if line["outcome"] == "set aside"]
    for line in aside:
        print(f"  {line['name']}: {line['code']}: {line['message']}", file=sys.stderr)
    for line in lines:
        if line["code"] == REGISTER:
            print(f"  {line['name']}: {line['message']}", file=sys.stderr)
    for each in inputs.gone:
        print(f"  {each.name}: W_VANISHED: {_GONE}", file=sys.stderr)
    counts = generation.manifest["counts"]
    print(f"{done} ({generation.manifest['digest'][:12]})")
    print(f"  tệp / files: {len(lines)}, trong đó để riêng / set aside: {len(aside)}")
    print(f"  văn bản đã đọc / documents read: {counts['documents']}")
    print(f"  chỉ được viện dẫn / only cited: {counts['cited']}")
    print(f"  nhiệm vụ / tasks: {counts['tasks']}, chỉ tiêu / indicators: {counts['indicators']}")
    print(f"  phát hiện / findings: {counts['findings']}, câu / statements: {counts['statements']}")
    if counts.get("judgements"):
        print(f"  ý kiến / judgements: {counts['judgements']}, không còn chỗ gắn / orphaned: {counts['orphaned']}")
    if inputs.ignored:
        print(f"  tệp thuộc loại khác, bỏ qua / files of other kinds, passed over: {len(inputs.ignored)}")
    return EXIT_FAULTS if aside else EXIT_DONE
