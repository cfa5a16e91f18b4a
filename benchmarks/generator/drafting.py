"""Documents written from their plans: parts, clauses, citations; faults and layout come later."""

import random
from dataclasses import dataclass, field, replace
from datetime import date

from assigning import Cast, ask, make_duty, make_report, phrase, stopped, timed
from citing import Citations
from country import Body
from drawing import chance
from naming import here
from numbering import Outline, Style
from records import Block, Draft, Duty, Plan, Target
from targets import restated, target_block, theme_targets
from timing import deadline
from wording import KINDS, prose, themes, upper_first, ways


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
    strictest: dict[str, Target]
    others: tuple[Plan, ...]
    notes: list[str] = field(default_factory=list)

    def template(self) -> str:
        """Take a task that the document has not asked for yet; other themes serve when this one is used up."""
        if not self.templates:
            spare = [
                task for key in sorted(themes()) if key != self.plan.theme for task in themes()[key]["tasks"]
            ]
            self.templates = self.rng.sample(spare, 20)
        return self.templates.pop()

    def said(self, key: str, count: int) -> list[str]:
        """Draw sentences that ask for nothing."""
        parent = self.plan.parents[0] if self.plan.parents else None
        drawn = self.rng.sample(prose(key), min(count, len(prose(key))))
        name = (
            self.citations.brief(self.rng, parent, "issued_with" if self.plan.annexed_to else "implements")
            if parent and parent.symbol and any("{parent}" in one for one in drawn)
            else "văn bản này"
        )
        topic = themes()[self.plan.theme]["topic"]
        return [one.format(topic=topic, parent=name, here=here(self.plan.unit.area)) for one in drawn]


def strictest_targets(written: list[Draft]) -> dict[str, Target]:
    """Give the strictest target for each quantity in the documents above: nobody shall fall behind it unplanned."""
    found: dict[str, Target] = {}
    for target in (target for draft in written for target in draft.targets()):
        known = found.get(target.name)
        if known is None:
            found[target.name] = target
        elif (target.value < known.value) == (target.comparator == "<="):
            found[target.name] = replace(target, year=min(target.year or 9999, known.year or 9999))
        else:
            found[target.name] = replace(known, year=min(target.year or 9999, known.year or 9999))
    return found


def earliest_deadlines(written: list[Draft]) -> dict[str, date]:
    """Give the earliest deadline of each task in the documents above."""
    found: dict[str, date] = {}
    for duty in (duty for draft in written for duty in draft.duties()):
        days = [date.fromisoformat(one) for one in duty.due if not one.startswith("--")]
        if days and duty.template:
            found[duty.template] = min(days[0], found.get(duty.template, days[0]))
    return found


def open_desk(rng: random.Random, plan: Plan, written: list[Draft], others: tuple[Plan, ...]) -> Desk:
    """Lay out what one document needs; `written` are the documents above it, the nearest first."""
    templates = list(themes()[plan.theme]["tasks"])
    rng.shuffle(templates)
    return Desk(
        rng=rng,
        plan=plan,
        cast=Cast(plan=plan, rng=rng, limits=earliest_deadlines(written)),
        citations=Citations(reader=plan),
        outline=Outline(style=Style.draw(rng)),
        templates=templates,
        above=written[0] if written else None,
        strictest=strictest_targets(written),
        others=others,
    )


def write(desk: Desk) -> Draft:
    """Write the document that its kind asks for."""
    plan = desk.plan
    title = title_of(desk)
    preamble = preamble_of(desk, title)
    articles = enacting_articles(desk) if plan.code == "QĐ" else []
    if plan.code == "CV":
        letter_body(desk)
    elif plan.code in {"KL", "CT"}:
        directive_body(desk)
    elif not plan.bare:
        full_body(desk)
    return Draft(
        plan=plan,
        title=title,
        preamble=preamble,
        body=desk.outline.blocks,
        citations=desk.citations.found,
        relations=desk.citations.relations,
        mentions=desk.cast.mentions,
        recipients=recipients_of(desk),
        notes=desk.notes,
        articles=articles,
        annexed=annex_line(desk),
    )


def enacting_articles(desk: Desk) -> list[Block]:
    """Write the articles of a decision that issues a plan; coming into force asks nobody for a task."""
    topic = themes()[desk.plan.theme]["topic"]
    name = desk.cast.authority()[0]
    return [
        Block(text=f"Ban hành kèm theo Quyết định này Kế hoạch {topic}.", marker="Điều 1. "),
        Block(
            text=desk.rng.choice(
                (
                    "Quyết định này có hiệu lực kể từ ngày ký.",
                    "Quyết định này có hiệu lực thi hành kể từ ngày ký ban hành.",
                )
            ),
            marker="Điều 2. ",
        ),
        Block(
            text=f"Chánh Văn phòng {name}, thủ trưởng các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành Quyết định này./.",
            marker="Điều 3. ",
        ),
    ]


def annex_line(desk: Desk) -> str:
    """Say with which decision a plan was issued: its own, or that of another file."""
    plan, rng = desk.plan, desk.rng
    decision = plan if plan.code == "QĐ" and not plan.bare else plan.annexed_to
    if decision is None:
        return ""
    return f"({rng.choice(('Ban hành kèm theo', 'Kèm theo'))} {desk.citations.full(rng, decision, 'issued_with')})"


def title_of(desk: Desk) -> str:
    """Word the title; one that carries another document out names it."""
    plan, rng = desk.plan, desk.rng
    topic = themes()[plan.theme]["topic"]
    local = "" if plan.level == "central" else f" trên địa bàn {plan.unit.area.full}"
    if not plan.parents or plan.annexed_to:
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
    blocks: list[Block] = []
    if plan.annexed_to:
        return blocks
    if plan.issuer.branch == "state" and plan.level != "central" and chance(rng, 0.6):
        blocks.append(Block(text="Căn cứ Luật Tổ chức chính quyền địa phương;"))
    blocks += [
        Block(text=f"Căn cứ {citations.full(rng, other, 'cites')};")
        for other in desk.others[:1]
        if chance(rng, 0.4)
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
    blocks.append(
        Block(text=f"{verb} {', '.join(named[:-1]) + ' và ' if named[:-1] else ''}{named[-1]}, {close}")
    )
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
    if chance(rng, 0.4):
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
    known = sorted(desk.strictest)
    drawn = [
        restated(rng, desk.strictest[name], weaker=False) for name in rng.sample(known, min(2, len(known)))
    ]
    drawn += [target for target in theme_targets(rng, desk.plan, 3) if target.name not in known]
    while drawn:
        size = 2 if len(drawn) > 1 and chance(rng, 0.3) else 1
        marker, path = outline.item_marker()
        for target in drawn[:size]:
            target.path = path
        outline.blocks.append(target_block(rng, drawn[:size], marker))
        drawn = drawn[size:]


def content_part(desk: Desk) -> None:
    """Write the part on tasks and solutions: mostly nobody is named there."""
    rng, outline = desk.rng, desk.outline
    outline.part(
        rng.choice(
            (
                "Nhiệm vụ, giải pháp",
                "Nhiệm vụ và giải pháp chủ yếu",
                "Nội dung, nhiệm vụ",
                "Các nhiệm vụ trọng tâm",
            )
        )
    )
    flat = chance(rng, 0.12)
    for title in rng.sample(prose("content_headings"), rng.randint(3, 5)):
        if flat:
            for _ in range(2):
                outline.numbered_clause(content_duty(desk), "content")
            continue
        outline.heading(title)
        if chance(rng, 0.15):
            opened_list(desk, "content")
        else:
            for _ in range(rng.randint(2, 4)):
                outline.clause(content_duty(desk), "content")


def content_duty(desk: Desk) -> Duty:
    """Make a task of the content part; now and then it refines one of the document above."""
    rng = desk.rng
    if desk.above and chance(rng, 0.12):
        free = [
            duty
            for duty in desk.above.duties()
            if duty.template in desk.templates and duty.section == "content"
        ]
        if free:
            source = rng.choice(free)
            desk.templates.remove(source.template)
            duty = phrase(desk.cast, "{T}", source.core)
            duty.template = source.template
            return stopped(duty, rng)
    key = rng.choice(("nobody", "nobody", "nobody", "subject", "entrusting", "trailing"))
    duty = make_duty(desk.cast, desk.template(), key, dated=0.22)
    return annotated(desk, duty) if chance(rng, 0.12) else duty


def annotated(desk: Desk, duty: Duty) -> Duty:
    """Name a document in a clause: in the sentence, or in a footnote."""
    rng, plan = desk.rng, cited_plan(desk)
    duty.fixed = True
    end = duty.text[-1]
    if chance(rng, 0.35):
        desk.notes.append(f"{desk.citations.full(rng, plan, 'cites')} về {themes()[plan.theme]['topic']}")
        duty.text = f"{duty.text[:-1]}{'¹²³⁴⁵⁶⁷⁸⁹'[min(len(desk.notes), 9) - 1]}{end}"
        return duty
    cited = desk.citations.full(rng, plan, "cites") if chance(rng, 0.5) else desk.citations.brief(rng, plan)
    duty.text = f"{duty.text[:-1]} theo {cited}{end}"
    return duty


def cited_plan(desk: Desk) -> Plan:
    """Draw a document to name: one from outside the collection, or a parent."""
    near = [plan for plan in desk.plan.parents if plan.symbol]
    return desk.rng.choice([*desk.others, *near])


def opened_list(desk: Desk, section: str) -> None:
    """Write a sentence that ends in a colon and names who does the items below it."""
    rng, cast, outline = desk.rng, desk.cast, desk.outline
    body, name = cast.leader()
    partners = cast.partners(body) if chance(rng, 0.5) else ()
    way = rng.choice(ways("opening_with" if partners else "opening"))
    outline.paragraph(phrase(cast, way, "", leads=(name,), partners=partners).text)
    for _ in range(rng.randint(2, 3)):
        duty = Duty(
            text=upper_first(core := ask(rng, desk.plan, desk.template())),
            core=core,
            lead=(name,),
            coordinate=partners,
        )
        if chance(rng, 0.3):
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
            outline.numbered_clause(
                make_duty(cast, desk.template(), rng.choice(("subject", "labelled", "entrusting"))),
                "assignment",
            )
    else:
        outline.heading("Các cơ quan, đơn vị" if chance(rng, 0.5) else "Phân công nhiệm vụ")
        for _ in bodies:
            outline.clause(make_duty(cast, desk.template(), "labelled"), "assignment")
    if chance(rng, 0.5):
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
    open_tasks = [
        block.duty
        for block in outline.blocks
        if block.duty and not block.duty.lead and block.duty.section == "content" and block.duty.template
    ]
    if open_tasks and chance(rng, 0.1):
        source = rng.choice(open_tasks)
        outline.clause(
            stopped(
                phrase(
                    cast,
                    rng.choice(("Chủ trì {t}", "Chủ trì, phối hợp với {c} {t}")),
                    source.core,
                    leads=(name,),
                    partners=partners_of(desk, name),
                ),
                rng,
            ),
            "assignment",
        )
    if chance(rng, 0.4):
        outline.clause(make_report(cast, leads=(name,), named=False), "assignment")


def partners_of(desk: Desk, name: str) -> tuple[str, ...]:
    """Draw partners that are not the body of the heading."""
    return tuple(one for one in desk.cast.partners(None) if one != name) or ("các đơn vị liên quan",)


def bare_heading(desk: Desk) -> None:
    """Write a heading that names no body: its items are nobody's."""
    rng = desk.rng
    desk.outline.heading(rng.choice(prose("bare_headings")))
    text = rng.choice(
        (
            "Tổ chức kiểm tra việc thực hiện tại một số cơ sở",
            "Sơ kết giữa kỳ, biểu dương cách làm tốt",
            "Mở chuyên mục tuyên truyền về nội dung trên",
        )
    )
    desk.outline.clause(
        stopped(timed(Duty(text=text, core=text), deadline(rng, desk.plan.issued), rng), rng), "assignment"
    )


def closing(desk: Desk) -> None:
    """Write the last paragraph: what to do with difficulties, and whom to tell."""
    rng, cast = desk.rng, desk.cast
    authority, _ = cast.authority()
    group = cast.group()
    text = rng.choice(
        (
            f"Trong quá trình thực hiện, nếu phát sinh vướng mắc, {group} kịp thời báo cáo {authority} xem xét, quyết định./.",
            f"Yêu cầu {group} nghiêm túc tổ chức thực hiện; khi có khó khăn, báo cáo {authority} (qua {cast.relay()}) để được hướng dẫn./.",
            f"{upper_first(authority)} yêu cầu {group} tổ chức thực hiện nghiêm các nội dung trên, kịp thời báo cáo {authority} những việc vượt thẩm quyền./.",
        )
    )
    duty = Duty(text=text, core=text, lead=(group,), report_to=(authority,), section="assignment")
    if desk.plan.parents and chance(rng, 0.08):
        desk.outline.paragraph(older_version(desk))
    last = desk.outline.blocks[-1]
    if last.duty and last.text.endswith(";"):
        last.text = last.duty.text = f"{last.text[:-1]}."
    desk.outline.paragraph(text, duty)


def older_version(desk: Desk) -> str:
    """Say that the document replaces or amends an older one of the same issuer, which asks nobody for a task."""
    plan, rng = desk.plan, desk.rng
    years = rng.randint(3, 6)
    older = replace(
        plan,
        id=f"{plan.id}-old",
        issued=plan.issued.replace(day=min(plan.issued.day, 28), year=plan.issued.year - years),
        number=plan.number + 7,
        parents=(),
        in_collection=False,
        has_symbol=True,
        code="KH" if plan.code == "QĐ" else plan.code,
    )
    kind = upper_first(KINDS[plan.code])
    if chance(rng, 0.6):
        return f"{kind} này thay thế {desk.citations.full(rng, older, 'replaces')}."
    return f"{kind} này sửa đổi, bổ sung một số nội dung của {desk.citations.full(rng, older, 'amends')}."


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
        outline.numbered_clause(
            make_duty(cast, desk.template(), rng.choice(("subject", "entrusting"))), "content"
        )
    outline.numbered_clause(make_report(cast, leads=(cast.group(),), named=True), "content")
    outline.blocks.append(Block(text="Rất mong nhận được sự quan tâm của quý cơ quan./."))


def recipients_of(desk: Desk) -> list[str]:
    """List who gets a copy."""
    rng, cast = desk.rng, desk.cast
    offices = [cast.name(body) for body in rng.sample(cast.offices(), min(3, len(cast.offices())))]
    return [f"{cast.authority()[0]} (để b/c)", *offices, upper_first(cast.group()), "Lưu: VT"]
