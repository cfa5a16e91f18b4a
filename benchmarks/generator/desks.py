"""What the writing of one document draws on, and what the documents above it hold it to."""

import random
from dataclasses import dataclass, field, replace
from datetime import date

from casting import Cast
from citing import Citations
from naming import here
from numbering import Outline, Style
from records import Draft, Plan, Target
from wording import prose, themes


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
    length: float = 1.0  # of its parts, each against that of a full paper

    def some(self, count: int) -> int:
        """Return how many of what a full paper has so many of; never none."""
        return max(1, round(count * self.length))

    def template(self) -> str:
        """Take a task not asked for yet; other themes serve when this one is used up."""
        if not self.templates:
            spare = [task for key in sorted(themes()) if key != self.plan.theme for task in themes()[key]["tasks"]]
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
    """Give the strictest target for each quantity above: nobody falls behind it unplanned."""
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


def open_desk(
    rng: random.Random, plan: Plan, written: list[Draft], others: tuple[Plan, ...], length: float = 1.0
) -> Desk:
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
        length=length,
    )
