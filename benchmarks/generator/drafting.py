"""Documents written from their plans: parts, clauses, citations; faults and layout come later."""

from assigning import make_duty
from contents import aims_part, content_part, talk
from desks import Desk
from drawing import chance
from openings import annex_line, enacting_articles, preamble_of, title_of
from organising import assignment_part
from records import Block, Draft, Duty
from reporting import make_report
from wording import prose, upper_first


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


def full_body(desk: Desk) -> None:
    """Write all parts of a resolution, programme or plan."""
    outline, rng = desk.outline, desk.rng
    if desk.plan.parents:
        outline.part(rng.choice(("Mục đích, yêu cầu", "Mục đích, yêu cầu:")))
        talk(desk, "Mục đích", "aims")
        talk(desk, "Yêu cầu", "demands")
    else:
        outline.part("Tình hình")
        for text in desk.said("situation", desk.some(3)):
            outline.paragraph(text)
        outline.part("Quan điểm")
        for at, text in enumerate(desk.said("views", desk.some(3)), 1):
            outline.blocks.append(Block(text=text, role="item", marker=f"{at}. "))
    aims_part(desk)
    content_part(desk)
    if chance(rng, 0.4):
        outline.part(rng.choice(("Kinh phí thực hiện", "Nguồn kinh phí")))
        for text in rng.sample(prose("funding"), desk.some(2)):
            outline.clause(Duty(text=text, core=text), "content")
    assignment_part(desk)


def directive_body(desk: Desk) -> None:
    """Write a conclusion or directive: numbered paragraphs, no headings."""
    rng, outline = desk.rng, desk.outline
    for _ in range(desk.some(rng.randint(6, 11))):
        key = rng.choice(("nobody", "subject", "entrusting", "entrusting", "subject"))
        outline.numbered_clause(make_duty(desk.cast, desk.template(), key), "content")
    outline.numbered_clause(make_report(desk.cast, leads=(desk.cast.group(),), named=True), "assignment")


def letter_body(desk: Desk) -> None:
    """Write a letter: requests to its addressees, and thanks."""
    rng, outline, cast = desk.rng, desk.outline, desk.cast
    for _ in range(desk.some(rng.randint(3, 6))):
        outline.numbered_clause(make_duty(cast, desk.template(), rng.choice(("subject", "entrusting"))), "content")
    outline.numbered_clause(make_report(cast, leads=(cast.group(),), named=True), "content")
    outline.blocks.append(Block(text="Rất mong nhận được sự quan tâm của quý cơ quan./."))


def recipients_of(desk: Desk) -> list[str]:
    """List who gets a copy."""
    rng, cast = desk.rng, desk.cast
    offices = [cast.name(body) for body in rng.sample(cast.offices(), min(3, len(cast.offices())))]
    return [f"{cast.authority()[0]} (để b/c)", *offices, upper_first(cast.group()), "Lưu: VT"]
