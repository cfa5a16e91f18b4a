"""The part on organising the work: who does what, who reports, what to do with difficulties."""

from dataclasses import replace

from assigning import make_duty, phrase, stopped, timed
from bodies import Body
from desks import Desk
from drawing import chance
from records import Duty
from reporting import make_report
from timing import deadline
from wording import KINDS, prose, upper_first


def assignment_part(desk: Desk) -> None:
    """Write the part on organising the work in one of three forms, and its closing paragraph."""
    rng, outline, cast = desk.rng, desk.outline, desk.cast
    outline.part(rng.choice(("Tổ chức thực hiện", "Tổ chức thực hiện:", "Phân công tổ chức thực hiện")))
    bodies = rng.sample(cast.offices(), min(len(cast.offices()), desk.some(rng.randint(4, 6))))
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
    for _ in range(desk.some(rng.randint(1, 3))):
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
    form = rng.choice(prose("closings"))
    text = form.format(group=group, authority=authority, Authority=upper_first(authority), relay=cast.relay())
    duty = Duty(text=text, core=text, lead=(group,), report_to=(authority,), section="assignment")
    if desk.plan.parents and chance(rng, 0.08):
        desk.outline.paragraph(older_version(desk))
    last = desk.outline.blocks[-1]
    if last.duty and last.text.endswith(";"):
        last.text = last.duty.text = f"{last.text[:-1]}."
    desk.outline.paragraph(text, duty)


def older_version(desk: Desk) -> str:
    """Say that the document replaces or amends an older one of its issuer: no task."""
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
