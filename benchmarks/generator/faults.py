"""Faults planted in written documents: one rule each, told in the truth with document and path."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from assigning import ask, phrase, stopped, timed
from casting import Cast
from drawing import chance
from naming import dissolved
from places import PAIR, Place, free_blocks, other_block, two_bodies
from records import Draft, Duty
from targets import restated, target_block
from timing import exact_term
from wording import upper_first

SHARE = 0.4


def several_leads(place: Place) -> dict[str, Any] | None:
    """Have two bodies lead one task."""
    names = tuple(place.cast.name(body) for body in two_bodies(place))
    if len(names) < PAIR:
        return None
    form = place.rng.choice(("Giao {0} và {1} cùng chủ trì {2}", "{0} và {1} cùng chủ trì {2}", "{0}, {1} chủ trì {2}"))
    place.put(
        stopped(
            Duty(text=upper_first(form.format(*names, place.core())), core=place.core(), lead=names),
            place.rng,
        )
    )
    return place.told("several-leads", lead=list(names))


def lead_coordinates(place: Place) -> dict[str, Any] | None:
    """Have a body coordinate with itself."""
    names = tuple(place.cast.name(body) for body in two_bodies(place))
    if len(names) < PAIR:
        return None
    way = place.rng.choice(("{L} chủ trì, phối hợp với {c} {t}", "Giao {l} chủ trì, phối hợp với {c} {t}"))
    place.put(stopped(phrase(place.cast, way, place.core(), leads=names[:1], partners=names[::-1]), place.rng))
    return place.told("lead-also-coordinates", lead=[names[0]])


def duplicate(place: Place, verdict: str) -> dict[str, Any] | None:
    """Ask for the same thing twice in one document: word for word, in other words, or in part."""
    first, rng = other_block(place), place.rng
    if first is None or first.duty is None:
        return None
    original = first.duty
    own = place.core()
    if verdict == "copy":
        made = Duty(text=original.text, core=original.core, due=original.due, every=original.every)
    elif verdict == "same":
        core = ask(rng, place.draft.plan, original.template, other=original.core)
        made = stopped(Duty(text=upper_first(core), core=core), rng)
    else:
        made = stopped(Duty(text=f"{upper_first(original.core)}; đồng thời {own}", core=own), rng)
    made.template = original.template
    place.put(made)
    original.fixed = True
    return place.told("duplicate-task", verdict=verdict, other={"path": original.path, "text": original.text})


def before_issue(place: Place) -> dict[str, Any]:
    """Set a deadline before the document was issued."""
    day = place.draft.plan.issued - timedelta(days=place.rng.randint(20, 300))
    duty = Duty(text=upper_first(place.core()), core=place.core())
    place.put(stopped(timed(duty, exact_term(place.rng, day), place.rng), place.rng))
    return place.told("deadline-before-issue", due=day.isoformat())


def dated_above(place: Place) -> list[Duty]:
    """List dated tasks of the document above that this one asks for at most in the clause at hand."""
    asked = {duty.template for duty in place.draft.duties() if duty is not place.block.duty}
    dated = [
        duty
        for duty in (place.above.duties() if place.above else [])
        if duty.template and duty.due and duty.due[0][:2] == "20"
    ]
    return [
        duty
        for duty in dated
        if duty.template not in asked and date.fromisoformat(duty.due[0]) > place.draft.plan.issued
    ]


def later_than_parent(place: Place) -> dict[str, Any] | None:
    """Ask for what the document above asks for, by a later day."""
    dated = dated_above(place)
    if not dated or place.above is None:
        return None
    source = place.rng.choice(dated)
    day = date.fromisoformat(source.due[0]) + timedelta(days=place.rng.randint(40, 300))
    duty = Duty(text=upper_first(source.core), core=source.core, template=source.template)
    place.put(stopped(timed(duty, exact_term(place.rng, day), place.rng), place.rng))
    other = {"document": place.above.plan.id, "path": source.path, "text": source.text, "due": source.due[0]}
    return place.told("deadline-later-than-parent", due=day.isoformat(), other=other)


def weaker_target(place: Place) -> dict[str, Any] | None:
    """Restate a target of the document above with less ambition."""
    if any(fault["rule"] == "weaker-target" for fault in place.draft.faults):
        return None
    parents = {target.name: target for target in (place.above.targets() if place.above else [])}
    for block in place.draft.body:
        names = [target.name for target in block.targets if target.name in parents]
        if names and place.above:
            source = parents[names[0]]
            target = restated(place.rng, source, weaker=True)
            if target.value == source.value:
                return None
            target.path = block.targets[0].path
            made = target_block(place.rng, [target], block.marker)
            block.text, block.targets = made.text, made.targets
            other = {"document": place.above.plan.id, "value": source.value, "year": source.year}
            return {
                "rule": "weaker-target",
                "document": place.draft.plan.id,
                "path": target.path,
                "text": block.text,
                "value": target.value,
                "other": other,
            }
    return None


def gone_body(place: Place) -> dict[str, Any] | None:
    """Give a task to a body that no longer exists on the day of issue."""
    unit = place.draft.plan.unit
    over = unit.above.offices if unit.above and unit.area.level == "commune" else []
    gone = dissolved(
        [
            *unit.offices,
            *unit.party_offices,
            *over,
            *(one.state for one in (unit.above.former if unit.above else [])),
        ],
        place.draft.plan.issued,
    )
    if not gone:
        return None
    body = place.rng.choice(gone)
    name = place.cast.name(body)
    place.draft.mentions.add((name, body.id))
    way = place.rng.choice(("{L} chủ trì {t}", "Giao {l} {t}", "{L} có trách nhiệm {t}"))
    place.put(stopped(phrase(place.cast, way, place.core(), leads=(name,)), place.rng))
    return place.told("dissolved-agency", agency=body.id, successors=list(body.heirs))


FAULTS: tuple[Callable[[Place], dict[str, Any] | None], ...] = (
    several_leads,
    lead_coordinates,
    before_issue,
    later_than_parent,
    weaker_target,
    gone_body,
    later_than_parent,
    weaker_target,
    lambda place: duplicate(place, "copy"),
    lambda place: duplicate(place, "same"),
    lambda place: duplicate(place, "overlap"),
)


def plant(rng: random.Random, draft: Draft, above: Draft | None) -> None:
    """Plant up to three faults in a share of the documents."""
    if not chance(rng, SHARE):
        return
    cast = Cast(plan=draft.plan, rng=rng, mentions=draft.mentions)
    for fault in rng.sample(FAULTS, rng.choice((1, 1, 2, 3))):
        free = free_blocks(draft)
        if not free:
            return
        told = fault(Place(rng=rng, draft=draft, above=above, cast=cast, block=rng.choice(free)))
        if told:
            draft.faults.append(told)
            mark(draft, str(told["text"]))


def mark(draft: Draft, text: str) -> None:
    """Keep a planted clause from being planted in again."""
    for duty in draft.duties():
        if duty.text == text:
            duty.fixed = True
