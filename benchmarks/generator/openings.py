"""Titles, preambles, and the articles of decisions that issue a plan."""

from desks import Desk
from drawing import chance
from records import Block
from wording import prose, themes, upper_first


def enacting_articles(desk: Desk) -> list[Block]:
    """Write the articles of a decision that issues a plan; coming into force asks nobody for a task."""
    topic = themes()[desk.plan.theme]["topic"]
    name = desk.cast.authority()[0]
    return [
        Block(text=f"Ban hành kèm theo Quyết định này Kế hoạch {topic}.", marker="Điều 1. "),
        Block(
            text=desk.rng.choice(
                (
                    "Quyết định có hiệu lực ngay khi ký.",
                    "Quyết định này được thi hành từ ngày ký.",
                )
            ),
            marker="Điều 2. ",
        ),
        Block(
            text=desk.rng.choice(prose("enforcing")).format(name=name),
            marker="Điều 3. ",
        ),
    ]


def annex_line(desk: Desk) -> str:
    """Say with which decision a plan was issued: its own, or that of another file."""
    plan, rng = desk.plan, desk.rng
    decision = plan if plan.code == "QĐ" and not plan.bare else plan.annexed_to
    if decision is None:
        return ""
    words = rng.choice(("Ban hành kèm theo", "Kèm theo"))
    return f"({words} {desk.citations.full(rng, decision, 'issued_with')})"


def title_of(desk: Desk) -> str:
    """Word the title; one that carries another document out names it."""
    plan, rng = desk.plan, desk.rng
    topic = themes()[plan.theme]["topic"]
    local = "" if plan.level == "central" else f" trên địa bàn {plan.unit.area.full}"
    if not plan.parents or plan.annexed_to:
        return f"về {topic}{plan.period}"
    parent = plan.parents[0]
    if plan.code == "CV":
        return f"V/v {rng.choice(prose('letter_verbs'))} {desk.citations.brief(rng, parent, 'implements')}"
    verb = rng.choice(("thực hiện", "Triển khai thực hiện", "triển khai", "Thực hiện"))
    if chance(rng, 0.25):
        return f"về {topic}{local}{plan.period}"
    if chance(rng, 0.4):
        return f"{verb} {desk.citations.full(rng, parent, 'implements')} về {topic}{plan.period}"
    return f"{verb} {desk.citations.nested(rng, parent)}"


def preamble_of(desk: Desk, title: str) -> list[Block]:
    """Word what comes before the first part: bases, what is carried out, who issues."""
    plan, rng, citations = desk.plan, desk.rng, desk.citations
    blocks: list[Block] = []
    if plan.annexed_to:
        return blocks
    if plan.issuer.branch == "state" and plan.level != "central" and chance(rng, 0.6):
        blocks.append(Block(text="Căn cứ Luật Tổ chức chính quyền địa phương;"))
    blocks += [
        Block(text=f"Căn cứ {citations.full(rng, other, 'cites')};") for other in desk.others[:1] if chance(rng, 0.4)
    ]
    if not plan.parents:
        return (
            [
                *blocks,
                Block(text=f"{upper_first(plan.issuer.name)} ban hành văn bản {title} với các nội dung sau:"),
            ]
            if blocks
            else []
        )
    named = [
        citations.nested(rng, one) + citations.abbreviate(rng, one)
        for one in (*plan.parents, *plan.loops)
        if one.symbol
    ]
    verb = rng.choice(("Thực hiện", "Thực hiện", "Triển khai thực hiện", "Triển khai"))
    close = f"{plan.issuer.name} {closing_verb(desk)}"
    blocks.append(Block(text=f"{verb} {', '.join(named[:-1]) + ' và ' if named[:-1] else ''}{named[-1]}, {close}"))
    return blocks


def closing_verb(desk: Desk) -> str:
    """Word the end of the preamble."""
    kind = {"CV": "đề nghị các cơ quan, đơn vị quan tâm các nội dung sau:"}.get(desk.plan.code)
    return kind or desk.rng.choice(
        (
            "xây dựng kế hoạch với những nội dung sau:",
            "ban hành kế hoạch thực hiện như sau:",
            "xây dựng nội dung triển khai cụ thể như sau:",
            "yêu cầu triển khai một số nội dung như sau:"
            if desk.plan.code == "CT"
            else "ban hành với nội dung chủ yếu như sau:",
        )
    )
