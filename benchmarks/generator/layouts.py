"""Documents set as text: letterheads, wrapping, page numbers, signatures, in the ways that files have them.

Forms follow Decree 30/2020/ND-CP (appendix I) for the State and Guide 36-HD/VPTW (part II) for the Party, and the
ways in which a two-column letterhead comes out when a page is turned into lines.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from drawing import chance
from records import Block, Draft, Plan
from wording import KINDS, upper_first

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY_MOTTO = "ĐẢNG CỘNG SẢN VIỆT NAM"
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
        """Draw a layout; only a document that no other names may lack its letterhead, and what is printed is wrapped."""
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
    lines: list[str] = field(default_factory=list)
    length: int = 0
    on_page: int = 0
    page: int = 1
    places: dict[int, int] = field(default_factory=dict)

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
    marks = sorted(
        [(0, id(block.duty))] * bool(block.duty) + [(target.offset, id(target)) for target in block.targets]
    )
    for at, line in cut(block.text, max(layout.width - len(head), 30), layout):
        sheet.turn_page()
        lead = head if at == 0 else ""
        for offset, key in marks:
            if at <= offset < at + max(len(line), 1):
                sheet.places[key] = sheet.length + len(lead) + offset - at
        sheet.put(lead + line)
    if layout.spaced or block.role == "part":
        sheet.put("")


def columns(left: list[str], right: list[str]) -> list[str]:
    """Set two columns side by side."""
    width = max(map(len, left)) + 6
    rows = max(len(left), len(right))
    left, right = left + [""] * (rows - len(left)), right + [""] * (rows - len(right))
    return [f"{one:<{width}}{other}".rstrip() for one, other in zip(left, right, strict=True)]


def shape(form: str, left: list[str], right: list[str]) -> list[str]:
    """Flatten a two-column letterhead in one of the ways of real files."""
    if form == "columns":
        return columns(left, right)
    if form in {"left-first", "unnumbered"}:
        return left + right
    if form == "right-first":
        return right + left
    rows = max(len(left), len(right))
    both = zip(left + [""] * (rows - len(left)), right + [""] * (rows - len(right)), strict=True)
    return [" ".join(part for part in row if part) for row in both]


def place_line(rng: random.Random, plan: Plan, form: str) -> str:
    """Write place and date of issue; a copy without a number has no day either."""
    place = plan.unit.area.name if plan.level != "central" else "Kinh Đô"
    month = f"{plan.issued.month:02d}" if plan.issued.month < 3 else f"{plan.issued.month}"
    gap = rng.choice((" ", " ", "  "))
    if plan.annexed_to:
        return ""
    day = "     " if form == "unnumbered" else f"{plan.issued.day:02d}"
    return f"{place}, ngày{gap}{day} tháng {month} năm {plan.issued.year}"


def number_line(rng: random.Random, plan: Plan, form: str) -> str:
    """Write number and symbol: with a colon for the State, without one for the Party."""
    symbol = plan.symbol or ""
    if form == "unnumbered":
        return (
            "Số          " + re.sub(r"^\d+", "", symbol)
            if plan.issuer.branch == "party"
            else "Số:        " + symbol.partition("/")[1] + symbol.partition("/")[2]
        )
    if plan.issuer.branch == "party":
        return f"Số {symbol}"
    number, _, rest = symbol.partition("/")
    return rng.choice((f"Số: {symbol}", f"Số: {symbol}", f"Số: {number} /{rest}"))


def letterhead(rng: random.Random, plan: Plan, form: str) -> list[str]:
    """Write the letterhead in the given shape."""
    if form == "none":
        return []
    number = number_line(rng, plan, form) if plan.symbol else ""
    if form == "symbol-only":
        return [number]
    issuer = plan.issuer.name.upper()
    above = plan.unit.area.parent
    if plan.issuer.branch == "party":
        over = [f"ĐẢNG BỘ {above.full.upper()}"] if above and above.kind else []
        return shape(
            form,
            [*over, issuer, "*", number],
            [PARTY_MOTTO, rng.choice(("", "-----")), place_line(rng, plan, form)],
        )
    over = (
        [f"ỦY BAN NHÂN DÂN {plan.unit.area.full.upper()}"]
        if plan.issuer is not plan.unit.state and plan.level == "province"
        else []
    )
    rule = rng.choice(("-------", "_______", ""))
    return shape(form, [*over, issuer, rule, number], [*MOTTO, rule * 2, place_line(rng, plan, form)])


def wrapped_title(rng: random.Random, draft: Draft) -> list[str]:
    """Write kind and title, the title over several lines."""
    if draft.plan.code == "CV":
        return cut_title(draft.title, 48)
    kind = KINDS[draft.plan.code].upper()
    if draft.plan.code == "CTr":
        kind = "CHƯƠNG TRÌNH HÀNH ĐỘNG"
    title = f"Về việc ban hành Kế hoạch {draft.title}" if draft.plan.code == "QĐ" else draft.title
    return [kind, *cut_title(title, rng.choice((62, 74, 88)))]


def cut_title(title: str, width: int) -> list[str]:
    """Cut a title into lines."""
    plain = Layout(width=width, spaced=False, paged=False, indent="", letterhead="none")
    return [line for _, line in cut(title, width, plain)]


def signature(rng: random.Random, draft: Draft) -> list[str]:
    """Write recipients and signature, side by side or one after the other."""
    plan = draft.plan
    left = [rng.choice(("Nơi nhận:", "Nơi nhận")), *recipient_lines(draft)]
    right = [*signing_title(rng, plan), "", "", plan.signer]
    return shape(rng.choice(("columns", "left-first", "columns")), left, right)


def recipient_lines(draft: Draft) -> list[str]:
    """Write the recipients with the marks that each rule asks for."""
    mark = "," if draft.plan.issuer.branch == "party" else ";"
    last = len(draft.recipients) - 1
    return [f"- {name}{mark if at < last else '.'}" for at, name in enumerate(draft.recipients)]


def signing_title(rng: random.Random, plan: Plan) -> list[str]:
    """Write by what right the signer signs (Decree 30: TM., KT., TL.; Guide 36: T/M, K/T, T/L)."""
    deputy = chance(rng, 0.4)
    if plan.issuer.branch == "party":
        if plan.issuer.letters in {"TU", "HU"}:
            return ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ" if deputy else "BÍ THƯ"]
        return {
            "TW": [
                "T/M BỘ CHÍNH TRỊ" if "Chính trị" in plan.issuer.name else "T/M BAN BÍ THƯ",
                "THƯỜNG TRỰC BAN BÍ THƯ",
            ],
            "ĐU": ["T/M ĐẢNG ỦY", "PHÓ BÍ THƯ" if deputy else "BÍ THƯ"],
        }[plan.issuer.letters]
    if plan.issuer is plan.unit.state and plan.level != "central":
        return ["TM. ỦY BAN NHÂN DÂN", *(["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"] if deputy else ["CHỦ TỊCH"])]
    heads = {"CP": ("TM. CHÍNH PHỦ", "THỦ TƯỚNG", "PHÓ THỦ TƯỚNG"), "TTg": ("", "THỦ TƯỚNG", "PHÓ THỦ TƯỚNG")}
    over, head, second = heads.get(
        plan.issuer.letters,
        (
            "",
            "BỘ TRƯỞNG" if plan.level == "central" else "GIÁM ĐỐC",
            "THỨ TRƯỞNG" if plan.level == "central" else "PHÓ GIÁM ĐỐC",
        ),
    )
    return [*([over] if over else []), *([f"KT. {head}", second] if deputy else [head])]


def addressees(draft: Draft) -> list[str]:
    """Write whom a letter is for."""
    return [f"Kính gửi: {upper_first(draft.recipients[-2])}", ""] if draft.plan.code == "CV" else []


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
