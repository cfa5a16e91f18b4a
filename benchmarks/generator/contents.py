"""The parts before the work is organised: aims, targets, tasks and solutions."""

from assigning import ask, make_duty, phrase, stopped, timed
from desks import Desk
from drawing import chance
from records import Duty, Plan
from targets import restated, target_block, theme_targets
from timing import deadline
from wording import prose, themes, upper_first, ways


def talk(desk: Desk, title: str, key: str) -> None:
    """Write a heading with sentences that are no tasks."""
    desk.outline.heading(title)
    for text in desk.said(key, desk.some(desk.rng.randint(2, 3))):
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
        restated(rng, desk.strictest[name], weaker=False) for name in rng.sample(known, min(desk.some(2), len(known)))
    ]
    drawn += [target for target in theme_targets(rng, desk.plan, desk.some(3)) if target.name not in known]
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
    for title in rng.sample(prose("content_headings"), desk.some(rng.randint(3, 5))):
        if flat:
            for _ in range(2):
                outline.numbered_clause(content_duty(desk), "content")
            continue
        outline.heading(title)
        if chance(rng, 0.15):
            opened_list(desk, "content")
        else:
            for _ in range(desk.some(rng.randint(2, 4))):
                outline.clause(content_duty(desk), "content")


def content_duty(desk: Desk) -> Duty:
    """Make a task of the content part; now and then it refines one of the document above."""
    rng = desk.rng
    if desk.above and chance(rng, 0.12):
        free = [duty for duty in desk.above.duties() if duty.template in desk.templates and duty.section == "content"]
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
