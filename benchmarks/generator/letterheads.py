"""Letterheads, titles and signatures, and how two columns come out as lines.

Forms follow Decree 30/2020/ND-CP (appendix I) for the State and Guide 36-HD/VPTW (part II) for the Party.
"""

import random
import re

from drawing import chance
from records import Draft, Plan
from wording import LAST_PADDED_MONTH, upper_first

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


PARTY_MOTTO = "ĐẢNG CỘNG SẢN VIỆT NAM"


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
    month = f"{plan.issued.month:02d}" if plan.issued.month <= LAST_PADDED_MONTH else f"{plan.issued.month}"
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
