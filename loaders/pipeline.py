"""The table of contents of reading: a file to a `Document`."""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from loaders.aims import first_part_of, sets_targets
from loaders.bent_committees import with_whole_committees
from loaders.citations import citations_in
from loaders.classified import classified
from loaders.deadlines import impossible_dates
from loaders.flattened import flattened_tables
from loaders.formats import delimited, doc, docx, html, images, markdown, pdf, sheets, txt, zipped
from loaders.formats.scans import UNSURE
from loaders.furniture import without_furniture
from loaders.header import completed, header_of
from loaders.indicators import indicators_in
from loaders.layout import Mark, items_of
from loaders.lookalikes import with_own_letters
from loaders.parts import OTHER
from loaders.recognised import as_sure_as_its_words
from loaders.registers import contents_of
from loaders.relations import Scope
from loaders.sections import Node, heading_of, tree_of, walk
from loaders.tables import indicators_of_tables, restored_range, running_lines, tasks_of_tables
from loaders.target_years import Plan, year_of_title
from loaders.tasks import tasks_in
from loaders.text import Text, evened, text_of
from loaders.verbs import DOING
from loaders.zones import Zones, zones_of
from ontology.model import Contents, Document, Header, Indicator, Problem, Section, SourceText, Span
from ontology.printed import unsure_words

READERS: Mapping[str, Callable[[bytes, str], SourceText]] = {
    ".csv": delimited.read,
    ".doc": doc.read,
    ".docx": docx.read,
    ".htm": html.read,
    ".html": html.read,
    ".jpeg": images.read,
    ".jpg": images.read,
    ".md": markdown.read,
    ".ods": sheets.read,
    ".odt": doc.read_odt,
    ".pdf": pdf.read,
    ".png": images.read,
    ".rtf": doc.read_rtf,
    ".tif": images.read,
    ".tiff": images.read,
    ".tsv": delimited.read,
    ".txt": txt.read,
    ".xls": sheets.read,
    ".xlsx": sheets.read,
}
_LISTS = frozenset((".csv", ".tsv", ".ods", ".xls", ".xlsx"))  # kinds of files that may be registers

SURE = 0.7  # the confidence from which a restored word is shown without a doubt


class UnknownFormatError(ValueError):
    """A file of a format that no reader knows; the message names those that can be read."""


def shown_name(path: Path) -> str:
    """Return the name of a file as text: what is no UTF-8, as on disks of older systems, shows as �."""
    return os.fsencode(path.name).decode("utf-8", errors="replace")


def read(path: Path, member: str = "") -> SourceText:
    """Return the raw text of a file, or of a file in an archive. Raise `UnknownFormatError` or the reader's error."""
    suffix = Path(member or path).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise UnknownFormatError(
            f"Chưa đọc được tệp {suffix!r}; đọc được: {known}. / Cannot read {suffix!r} files yet; can read: {known}."
        )
    if member:
        return reader(zipped.unpacked(path, member), f"{shown_name(path)}/{member}")
    return reader(path.read_bytes(), shown_name(path))


def restored_text(raw: str, beside: Sequence[str] = ()) -> Text:
    """Return the readable text of a raw text, broken Vietnamese restored where it is broken.

    `beside` are clean texts about the same matter, whose phrases count as likelier.
    """
    from loaders.restoration import restore  # noqa: PLC0415 - the model is read only when a text is

    restored = restore(raw, domain=beside)
    anchors = [(0, 0)]
    for token in restored.tokens:
        anchors += [(token.start, token.raw_start), (token.end, token.raw_end)]
    doubtful = [Span(token.raw_start, token.raw_end) for token in restored.tokens if token.confidence < SURE]
    return text_of(raw, restored.text, sorted(set(anchors)), doubtful)


# "Thực hiện Nghị quyết số …, Đảng ủy xã thống nhất ban hành Nghị quyết với các nội dung sau:" in a first part.
_CARRIES_OUT = re.compile(rf"(?:de |tiep tuc )?{DOING}\s")
_ISSUES = re.compile(
    r",\s[^.,;:]{2,90}?\s(?:ban hanh|xay dung|yeu cau|quyet nghi|quyet dinh|ket luan|huong dan|de nghi|thong nhat)"
    r"(?![a-z])[^.;]{0,160}[:.]?\s*$"
)


def _is_preamble_within(text: Text, node: Node) -> bool:
    """Say whether a paragraph of a part that asks nothing tells what the paper is issued for."""
    start, end = node.item.start, node.item.end
    if node.item.mark is not Mark.NONE or node.part != OTHER or not _CARRIES_OUT.match(text.flat, start, end):
        return False
    return _ISSUES.search(text.flat, max(start, end - 260), end) is not None


def _scopes(text: Text, zones: Zones, root: Node) -> list[Scope]:
    """Return the title and the preamble: the paragraphs before the first part, or those in it that say the same."""
    title = [line for line in zones.title if not line.is_blank]
    scopes = [Scope(title[0].start, title[-1].end, is_title=True)] if title else []
    for node in root.children:
        if node.item.mark not in (Mark.NONE, Mark.DASH):
            told = (each for each in node.children if _is_preamble_within(text, each))
            scopes += [Scope(each.item.start, each.item.end, is_title=False) for each in told]
            break
        scopes.append(Scope(node.item.start, node.item.end, is_title=False))
    return scopes


def _sections(text: Text, root: Node) -> tuple[Section, ...]:
    return tuple(
        Section(
            path=node.path, number=node.label, heading=heading_of(text, node), depth=sum(1 for _ in node.ancestors()),
            span=_span_of_heading(text, node), part=node.part,
        )
        for node in walk(root)
        if node.is_heading
    )  # fmt: skip


def _span_of_heading(text: Text, node: Node) -> Span:
    """Return the span of a heading's words; of its mark where it has none: "Điều 1."."""
    start = node.item.start
    if start == node.item.end:
        start = text.restored.rfind("\n", 0, start) + 1
    return text.span(start, node.item.end)


def _plan(root: Node, header: Header) -> Plan:
    issued = int(header.issued[:4]) if header.issued and header.issued[:4].isdigit() else None
    return Plan(year_of_title(header.title), issued, first_part_of(root))


def _indicators(text: Text, root: Node, plan: Plan) -> tuple[Indicator, ...]:
    return tuple(
        indicator
        for node in walk(root)
        if not node.is_heading and (sets_targets(text, node) or not _is_reward(text, node))
        for indicator in indicators_in(text, node, plan)
    )


_REWARD = re.compile(r"tiêu chí|tiêu chuẩn|khen thưởng|tình hình|nguyên nhân|hạn chế", re.IGNORECASE)


def _is_reward(text: Text, node: Node) -> bool:
    """Say whether a clause stands under criteria for rewards or rankings, which are no targets."""
    return any(_REWARD.search(heading_of(text, above)) for above in node.ancestors())


def _problems(text: Text, header: Header) -> tuple[Problem, ...]:
    found = list(impossible_dates(text))
    if header.symbol is None:
        found.append(
            Problem(
                code="no-symbol",
                message="Không thấy số, ký hiệu của văn bản; văn bản được gọi theo tên tệp. / "
                "No symbol of the document itself was seen; it goes by its file name.",
                span=Span(0, 0),
            )
        )
    if header.issued is None:
        found.append(
            Problem(
                code="no-date",
                message="Không thấy ngày ban hành; văn bản để trống ngày, không lấy ngày hôm nay. / "
                "No day of issue was seen; the document stays without one, today is not taken for it.",
                span=Span(0, 0),
            )
        )
    return tuple(found)


def _doubtful(source: SourceText, text: Text) -> tuple[Span, ...]:
    """Return the words that were restored, or recognised, without certainty."""
    unsure = {Span(start, end) for start, end in unsure_words(source.printed, source.raw, UNSURE)}
    return tuple(sorted(unsure.union(text.doubtful)))


def document_of(source: SourceText, text: Text) -> Document:
    """Return what a text says."""
    text, swapped = with_own_letters(with_whole_committees(text))
    whole, text = text, evened(text)
    flattened = flattened_tables(text, [restored_range(text, table.span) for table in source.tables])
    tables = (*source.tables, *flattened.tables)
    text = without_furniture(text, [restored_range(text, table.span) for table in tables], flattened.noise)
    zones = zones_of(text)
    root = tree_of(text, items_of(text, running_lines(text, zones.body, tables), zones.annexes))
    header = completed(header_of(text, zones), text)
    plan = _plan(root, header)
    citations, links = citations_in(text, _scopes(text, zones, root), header.symbol, header.spans.get("symbol"))
    document = Document(
        source=source,
        restored=whole.restored,
        offsets=whole.anchors,
        doubtful=_doubtful(source, text),
        header=header,
        sections=_sections(text, root),
        citations=citations,
        links=links,
        tasks=(*tasks_in(text, root, zones.addressees, header.issued), *tasks_of_tables(text, tables)),
        indicators=(*_indicators(text, root, plan), *indicators_of_tables(text, tables, plan)),
        problems=(*source.problems, *swapped, *classified(text, zones), *_problems(text, header)),
    )
    return as_sure_as_its_words(document)


def load(path: Path) -> Document:
    """Read one file as one document. Raise `UnknownFormatError` or the error of the format's reader."""
    source = read(path)
    return document_of(source, restored_text(source.raw))


def contents(path: Path, member: str = "") -> Contents:
    """Return the documents that a file, or a file in an archive, holds; raise as `read` does."""
    source = read(path, member)
    if source.tables and Path(member or path).suffix.lower() in _LISTS and (found := contents_of(source)):
        return found
    document = document_of(source, restored_text(source.raw))
    return Contents(sha256=source.sha256, documents=(document,))


def read_again(found: Contents, beside: Sequence[str]) -> Contents:
    """Read a torn text once more, helped by clean texts about the same matter."""
    (document,) = found.documents
    again = document_of(document.source, restored_text(document.source.raw, beside))
    return replace(found, documents=(again,))
