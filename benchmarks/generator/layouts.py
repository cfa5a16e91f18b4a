"""Documents set as text: wrapping, blank lines, page numbers, in the ways that files have them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from drawing import chance
from letterheads import addressees, letterhead, signature
from records import Block, Draft
from wording import kind_called

PAGE_LINES = 46


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a file is set: columns to wrap at (0: never), blank lines, pages, and the letterhead's shape."""

    width: int
    spaced: bool
    paged: bool
    indent: str
    letterhead: str
    running_head: str = ""
    break_symbols: bool = False

    @classmethod
    def draw(cls, rng: random.Random, *, leaf: bool, printed: bool = False) -> "Layout":
        """Draw a layout; only leaves may lack their letterhead, and what is printed is wrapped."""
        letterhead = rng.choice(("columns", "columns", "left-first", "rows", "right-first"))
        if leaf and chance(rng, 0.08):
            letterhead = rng.choice(("symbol-only", "none", "unnumbered"))
        return cls(
            width=rng.choice((78, 82, 86, 90) if printed else (0, 70, 78, 82, 86, 90, 100)),
            spaced=chance(rng, 0.6),
            paged=chance(rng, 0.7),
            indent=rng.choice(("", "", "", "    ")),
            letterhead=letterhead,
            running_head="VĂN BẢN ĐIỆN TỬ" if chance(rng, 0.05) else "",
            break_symbols=chance(rng, 0.3),
        )


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A file being set: lines so far, its length, and where facts begin."""

    layout: Layout
    lines: list[str] = field(default_factory=list[str])
    length: int = 0
    on_page: int = 0
    page: int = 1
    places: dict[int, int] = field(default_factory=dict[int, int])

    def put(self, line: str) -> None:
        """Add a line."""
        self.lines.append(line)
        self.length += len(line) + 1
        self.on_page += 1

    def turn_page(self) -> None:
        """Begin a page with its number where the last one is full."""
        if not self.layout.paged or self.on_page < PAGE_LINES:
            return
        self.page += 1
        self.put("")
        if self.layout.running_head:
            self.put(self.layout.running_head)
        self.put(str(self.page))
        self.put("")
        self.on_page = 0

    def text(self) -> str:
        """Give the whole file."""
        return "\n".join(self.lines) + "\n"


def cut(text: str, first: int, layout: Layout) -> Iterator[tuple[int, str]]:
    """Cut a paragraph into lines of the layout's width, each with the place in the text where it begins."""
    at, room = 0, first
    while layout.width and len(text) - at > room:
        end = text.rfind(" ", at + 1, at + room + 1)
        if layout.break_symbols:
            hyphen = text.rfind("-", at + 1, at + room)
            if hyphen > end and text[hyphen - 1].isalnum() and text[hyphen + 1 : hyphen + 2].isupper():
                yield at, text[at : hyphen + 1]
                at, room = hyphen + 1, layout.width
                continue
        if end <= at:
            break
        yield at, text[at:end]
        at, room = end + 1, layout.width
    yield at, text[at:]


def set_block(sheet: Sheet, block: Block) -> None:
    """Set one paragraph and note where its task and its indicators begin."""
    layout = sheet.layout
    head = (layout.indent if block.role != "part" else "") + block.marker
    marks = sorted([(0, id(block.duty))] * bool(block.duty) + [(target.offset, id(target)) for target in block.targets])
    for at, line in cut(block.text, max(layout.width - len(head), 30), layout):
        sheet.turn_page()
        lead = head if at == 0 else ""
        for offset, key in marks:
            if at <= offset < at + max(len(line), 1):
                sheet.places[key] = sheet.length + len(lead) + offset - at
        sheet.put(lead + line)
    if layout.spaced or block.role == "part":
        sheet.put("")


def wrapped_title(rng: random.Random, draft: Draft) -> list[str]:
    """Write kind and title, the title over several lines."""
    if draft.plan.code == "CV":
        return cut_title(draft.title, 48)
    kind = kind_called(draft.plan.code).upper()
    title = (
        f"Về việc ban hành Kế hoạch {draft.title[:1].lower()}{draft.title[1:]}"
        if draft.plan.code == "QĐ"
        else draft.title
    )
    return [kind, *cut_title(title, rng.choice((62, 74, 88)))]


def cut_title(title: str, width: int) -> list[str]:
    """Cut a title into lines."""
    plain = Layout(width=width, spaced=False, paged=False, indent="", letterhead="none")
    return [line for _, line in cut(title, width, plain)]


def set_document(rng: random.Random, draft: Draft, layout: Layout) -> Sheet:
    """Set a whole document."""
    sheet = Sheet(layout=layout)
    annexed = cut_title(draft.annexed, 80) if draft.plan.annexed_to else []
    rule = [rng.choice(("-----", ""))] * (chance(rng, 0.5))
    opening = [
        *letterhead(rng, draft.plan, layout.letterhead),
        "",
        *wrapped_title(rng, draft),
        *annexed,
        *rule,
        "",
    ]
    for line in [*opening, *addressees(draft)]:
        sheet.put(line)
    if draft.articles:
        enact(rng, sheet, draft)
    for block in [*([] if draft.articles else draft.preamble), *draft.body]:
        set_block(sheet, block)
    if not draft.articles and not draft.plan.annexed_to:
        put_all(sheet, ["", *signature(rng, draft)])
    put_all(sheet, ["", *(f"{'¹²³⁴⁵⁶⁷⁸⁹'[min(at, 8)]} {note}." for at, note in enumerate(draft.notes))])
    return sheet


def put_all(sheet: Sheet, lines: list[str]) -> None:
    """Add lines, turning pages where they are full."""
    for line in lines:
        sheet.turn_page()
        sheet.put(line)


def enact(rng: random.Random, sheet: Sheet, draft: Draft) -> None:
    """Set a decision: bases, articles, signature, and the head of the plan that follows, if one does."""
    for block in draft.preamble:
        set_block(sheet, block)
    put_all(sheet, ["QUYẾT ĐỊNH:", ""])
    for block in draft.articles:
        set_block(sheet, block)
    put_all(sheet, ["", *signature(rng, draft), ""])
    if not draft.plan.bare:
        put_all(sheet, ["KẾ HOẠCH", *cut_title(draft.title, 70), *cut_title(draft.annexed, 80), ""])
