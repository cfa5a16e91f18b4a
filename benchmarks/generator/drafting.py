"""Documents written from their plans: parts, clauses, citations; faults and layout come later."""

import random
from dataclasses import dataclass

from assigning import Cast, ask, joined, make_duty, make_report, phrase, stopped, timed
from citing import Citations
from country import Body
from numbering import Outline, Style
from records import Block, Draft, Duty, Plan, Target
from targets import restated, target_block, theme_targets
from timing import Term, deadline
from wording import CHOICE, choose, here, living, prose, themes, upper_first, ways


@dataclass(slots=True, kw_only=True)
class Desk:
    """Everything that the writing of one document draws on."""

    rng: random.Random
    plan: Plan
    cast: Cast
    citations: Citations
    outline: Outline
    templates: list[str]
    above: Draft | None
    others: tuple[Plan, ...]

    def template(self) -> str:
        """Take a task that the document has not asked for yet; other themes serve when this one is used up."""
        if not self.templates:
            spare = [task for key in sorted(themes()) if key != self.plan.theme for task in themes()[key]["tasks"]]
            self.templates = self.rng.sample(spare, 20)
        return self.templates.pop()

    def said(self, key: str, count: int) -> list[str]:
        """Draw sentences that ask for nothing."""
        parent = self.plan.parents[0] if self.plan.parents else None
        drawn = self.rng.sample(prose(key), min(count, len(prose(key))))
        name = self.citations.brief(self.rng, parent, "implements") if parent and parent.symbol and any("{parent}" in one for one in drawn) else "văn bản này"
        topic = themes()[self.plan.theme]["topic"]
        return [one.format(topic=topic, parent=name, here=here(self.plan.unit.area)) for one in drawn]


def open_desk(rng: random.Random, plan: Plan, above: Draft | None, others: tuple[Plan, ...]) -> Desk:
    """Lay out what one document needs."""
    templates = list(themes()[plan.theme]["tasks"])
    rng.shuffle(templates)
    return Desk(
        rng=rng, plan=plan, cast=Cast(plan=plan, rng=rng), citations=Citations(reader=plan), outline=Outline(style=Style.draw(rng)),
        templates=templates, above=above, others=others,
    )


def write(desk: Desk) -> Draft:
    """Write the document that its kind asks for."""
    title = title_of(desk)
    preamble = preamble_of(desk, title)
    if desk.plan.code == "CV":
        letter_body(desk)
    elif desk.plan.code in {"KL", "CT"}:
        directive_body(desk)
    else:
        full_body(desk)
    return Draft(
        plan=desk.plan, title=title, preamble=preamble, body=desk.outline.blocks, citations=desk.citations.found,
        relations=desk.citations.relations, mentions=desk.cast.mentions, recipients=recipients_of(desk),
    )


def title_of(desk: Desk) -> str:
    """Word the title; one that carries another document out names it."""
    plan, rng = desk.plan, desk.rng
    topic = themes()[plan.theme]["topic"]
    local = "" if plan.level == "central" else f" trên địa bàn {plan.unit.area.full}"
    if not plan.parents:
        return f"về {topic}{plan.period}"
    parent = plan.parents[0]
    if plan.code == "CV":
        return f"V/v {rng.choice(('triển khai', 'đôn đốc thực hiện', 'thực hiện'))} {desk.citations.brief(rng, parent, 'implements')}"
    verb = rng.choice(("thực hiện", "Triển khai thực hiện", "triển khai", "Thực hiện"))
    draw = rng.random()
    if draw < 0.25:
        return f"về {topic}{local}{plan.period}"
    if draw < 0.55:
        return f"{verb} {desk.citations.full(rng, parent, 'implements')} về {topic}{plan.period}"
    return f"{verb} {desk.citations.nested(rng, parent)}"


def preamble_of(desk: Desk, title: str) -> list[Block]:
    """Word what comes before the first part: bases, what is carried out, who issues."""
    plan, rng, citations = desk.plan, desk.rng, desk.citations
    blocks = []
    if plan.issuer.branch == "state" and plan.level != "central" and rng.random() < 0.6:
        blocks.append(Block(text="Căn cứ Luật Tổ chức chính quyền địa phương;"))
    blocks += [Block(text=f"Căn cứ {citations.full(rng, other, 'cites')};") for other in desk.others[:1] if rng.random() < 0.4]
    if not plan.parents:
        return [*blocks, Block(text=f"{upper_first(plan.issuer.name)} ban hành văn bản {title} với các nội dung sau:")] if blocks else []
    named = [citations.nested(rng, one) + citations.abbreviate(rng, one) for one in plan.parents if one.symbol]
    verb = rng.choice(("Thực hiện", "Thực hiện", "Triển khai thực hiện", "Triển khai"))
    close = f"{plan.issuer.name} {closing_verb(desk)}"
    blocks.append(Block(text=f"{verb} {', '.join(named[:-1]) + ' và ' if named[:-1] else ''}{named[-1]}, {close}"))
    return blocks


def closing_verb(desk: Desk) -> str:
    """Word the end of the preamble."""
    kind = {"CV": "đề nghị các cơ quan, đơn vị quan tâm các nội dung sau:"}.get(desk.plan.code)
    return kind or desk.rng.choice((
        "xây dựng kế hoạch với những nội dung sau:", "ban hành kế hoạch thực hiện như sau:", "xây dựng nội dung triển khai cụ thể như sau:",
        "yêu cầu triển khai một số nội dung như sau:" if desk.plan.code == "CT" else "ban hành với nội dung chủ yếu như sau:",
    ))


def full_body(desk: Desk) -> None:
    """Write all parts of a resolution, programme or plan."""
    outline, rng = desk.outline, desk.rng
    if desk.plan.parents:
        outline.part(rng.choice(("Mục đích, yêu cầu", "Mục đích, yêu cầu:")))
        talk(desk, "Mục đích", "aims")
        talk(desk, "Yêu cầu", "demands")
    else:
        outline.part("Tình hình")
        for text in desk.said("situation", 3):
            outline.paragraph(text)
        outline.part("Quan điểm")
        for at, text in enumerate(desk.said("views", 3), 1):
            outline.blocks.append(Block(text=text, role="item", marker=f"{at}. "))
    aims_part(desk)
    content_part(desk)
    if rng.random() < 0.4:
        outline.part(rng.choice(("Kinh phí thực hiện", "Nguồn kinh phí")))
        for text in rng.sample(prose("funding"), 2):
            outline.clause(Duty(text=text, core=text), "content")
    assignment_part(desk)


def talk(desk: Desk, title: str, key: str) -> None:
    """Write a heading with sentences that are no tasks."""
    desk.outline.heading(title)
    for text in desk.said(key, desk.rng.randint(2, 3)):
        desk.outline.item(text)


def aims_part(desk: Desk) -> None:
    """Write general aims and measurable targets; those of the document above come first."""
    rng, outline = desk.rng, desk.outline
    outline.part(rng.choice(("Mục tiêu", "Mục tiêu, chỉ tiêu", "Các chỉ tiêu chủ yếu")))
    outline.heading("Mục tiêu chung")
    outline.item(rng.choice(desk.said("goals", 1)))
    outline.heading(rng.choice(("Mục tiêu cụ thể", "Chỉ tiêu cụ thể")))
    drawn: list[Target] = []
    if desk.above:
        drawn = [restated(rng, target, weaker=False) for target in desk.above.targets()[:2]]
    known = {target.name for target in drawn}
    drawn += [target for target in theme_targets(rng, desk.plan, 3) if target.name not in known]
    while drawn:
        size = 2 if len(drawn) > 1 and rng.random() < 0.3 else 1
        marker, _ = outline.item_marker()
        outline.blocks.append(target_block(rng, drawn[:size], marker))
        drawn = drawn[size:]


def content_part(desk: Desk) -> None:
    """Write the part on tasks and solutions: mostly nobody is named there."""
    rng, outline = desk.rng, desk.outline
    outline.part(rng.choice(("Nhiệm vụ, giải pháp", "Nhiệm vụ và giải pháp chủ yếu", "Nội dung, nhiệm vụ", "Các nhiệm vụ trọng tâm")))
    flat = rng.random() < 0.12
    for title in rng.sample(prose("content_headings"), rng.randint(3, 5)):
        if flat:
            for _ in range(2):
                outline.numbered_clause(content_duty(desk), "content")
            continue
        outline.heading(title)
        if rng.random() < 0.15:
            opened_list(desk, "content")
        else:
            for _ in range(rng.randint(2, 4)):
                outline.clause(content_duty(desk), "content")


def content_duty(desk: Desk) -> Duty:
    """Make a task of the content part; now and then it refines one of the document above."""
    rng = desk.rng
    if desk.above and rng.random() < 0.12:
        cores = [duty for duty in desk.above.duties() if duty.core and duty.section == "content" and duty.core[0].islower()]
        if cores:
            source = rng.choice(cores)
            duty = phrase(desk.cast, "{T}", source.core)
            return stopped(duty, rng)
    key = rng.choice(("nobody", "nobody", "nobody", "subject", "entrusting", "trailing"))
    return make_duty(desk.cast, desk.template(), key, chance=0.22)


def opened_list(desk: Desk, section: str) -> None:
    """Write a sentence that ends in a colon and names who does the items below it."""
    rng, cast, outline = desk.rng, desk.cast, desk.outline
    body, name = cast.leader()
    partners = cast.partners(body) if rng.random() < 0.5 else ()
    way = rng.choice(ways("opening_with" if partners else "opening"))
    outline.paragraph(phrase(cast, way, "", leads=(name,), partners=partners).text)
    for _ in range(rng.randint(2, 3)):
        duty = Duty(text=upper_first(core := ask(rng, desk.plan, desk.template())), core=core, lead=(name,), coordinate=partners)
        if rng.random() < 0.3:
            timed(duty, deadline(rng, desk.plan.issued), rng)
        outline.clause(stopped(duty, rng), section)


def assignment_part(desk: Desk) -> None:
    """Write the part on organising the work in one of three forms, and its closing paragraph."""
    rng, outline, cast = desk.rng, desk.outline, desk.cast
    outline.part(rng.choice(("Tổ chức thực hiện", "Tổ chức thực hiện:", "Phân công tổ chức thực hiện")))
    bodies = rng.sample(cast.offices(), min(len(cast.offices()), rng.randint(4, 6)))
    form = rng.choice(("headings", "headings", "headings", "flat", "labels"))
    if form == "headings":
        for body in bodies:
            headed(desk, body)
        bare_heading(desk)
    elif form == "flat":
        for _ in bodies:
            outline.numbered_clause(make_duty(cast, desk.template(), rng.choice(("subject", "labelled", "entrusting"))), "assignment")
    else:
        outline.heading("Các cơ quan, đơn vị" if rng.random() < 0.5 else "Phân công nhiệm vụ")
        for _ in bodies:
            outline.clause(make_duty(cast, desk.template(), "labelled"), "assignment")
    if rng.random() < 0.5:
        name = (cast.group(),)
        outline.numbered_clause(make_report(cast, leads=name, named=True), "assignment")
    closing(desk)


def headed(desk: Desk, body: Body) -> None:
    """Write a body's heading with what it shall do."""
    rng, outline, cast = desk.rng, desk.outline, desk.cast
    name = cast.name(body)
    outline.heading(name + rng.choice(("", "", ":")))
    for _ in range(rng.randint(1, 3)):
        outline.clause(make_duty(cast, desk.template(), "under_heading", leads=(name,)), "assignment")
    if rng.random() < 0.4:
        outline.clause(make_report(cast, leads=(name,), named=False), "assignment")


def bare_heading(desk: Desk) -> None:
    """Write a heading that names no body: its items are nobody's."""
    rng = desk.rng
    desk.outline.heading(rng.choice(prose("bare_headings")))
    text = rng.choice(("Tổ chức kiểm tra việc thực hiện tại một số cơ sở", "Sơ kết giữa kỳ, biểu dương cách làm tốt", "Mở chuyên mục tuyên truyền về nội dung trên"))
    desk.outline.clause(stopped(timed(Duty(text=text, core=text), deadline(rng, desk.plan.issued), rng), rng), "assignment")


def closing(desk: Desk) -> None:
    """Write the last paragraph: what to do with difficulties, and whom to tell."""
    rng, cast = desk.rng, desk.cast
    authority, _ = cast.authority()
    group = cast.group()
    text = rng.choice((
        f"Trong quá trình thực hiện, nếu phát sinh vướng mắc, {group} kịp thời báo cáo {authority} xem xét, quyết định./.",
        f"Yêu cầu {group} nghiêm túc tổ chức thực hiện; khi có khó khăn, báo cáo {authority} (qua {cast.relay()}) để được hướng dẫn./.",
        f"{upper_first(authority)} yêu cầu {group} tổ chức thực hiện nghiêm các nội dung trên, kịp thời báo cáo {authority} những việc vượt thẩm quyền./.",
    ))
    duty = Duty(text=text, core=text, lead=(group,), report_to=(authority,), section="assignment")
    desk.outline.paragraph(text, duty)


def directive_body(desk: Desk) -> None:
    """Write a conclusion or directive: numbered paragraphs, no headings."""
    rng, outline = desk.rng, desk.outline
    for _ in range(rng.randint(6, 11)):
        key = rng.choice(("nobody", "subject", "entrusting", "entrusting", "subject"))
        outline.numbered_clause(make_duty(desk.cast, desk.template(), key), "content")
    outline.numbered_clause(make_report(desk.cast, leads=(desk.cast.group(),), named=True), "assignment")


def letter_body(desk: Desk) -> None:
    """Write a letter: requests to its addressees, and thanks."""
    rng, outline, cast = desk.rng, desk.outline, desk.cast
    for _ in range(rng.randint(3, 6)):
        outline.numbered_clause(make_duty(cast, desk.template(), rng.choice(("subject", "entrusting"))), "content")
    outline.numbered_clause(make_report(cast, leads=(cast.group(),), named=True), "content")
    outline.blocks.append(Block(text="Rất mong nhận được sự quan tâm của quý cơ quan./."))


def recipients_of(desk: Desk) -> list[str]:
    """List who gets a copy."""
    rng, cast = desk.rng, desk.cast
    offices = [cast.name(body) for body in rng.sample(cast.offices(), min(3, len(cast.offices())))]
    return [f"{cast.authority()[0]} (để b/c)", *offices, upper_first(cast.group()), "Lưu: VT."]


__all__ = ["CHOICE", "Body", "Desk", "Term", "choose", "joined", "living", "open_desk", "write"]
