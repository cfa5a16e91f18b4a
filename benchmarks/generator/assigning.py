"""Clauses: what is asked, of whom, with whom, by when and reported to whom, in many wordings."""

import random

from casting import Cast
from drawing import chance
from naming import here
from records import Duty, Plan
from timing import Term, deadline
from wording import choose, lower_first, prose, upper_first, ways

RELATED = ("và các đơn vị liên quan", "và các cơ quan liên quan")


def joined(names: tuple[str, ...]) -> str:
    """List names as a sentence does."""
    names = tuple(lower_first(name) for name in names)
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + (" và " if len(names[-1]) % 2 else ", ") + names[-1]


def ask(rng: random.Random, plan: Plan, template: str, *, other: str = "") -> str:
    """Draw what is asked: a wording of the template with a place and a manner."""
    core = choose(rng, template, other=other)
    place = rng.choice(prose("places")).format(here=here(plan.unit.area))
    return core + place + rng.choice(prose("manners"))


def phrase(cast: Cast, way: str, core: str, *, leads: tuple[str, ...] = (), partners: tuple[str, ...] = ()) -> Duty:
    """Fill a way of assigning; a way without partners leaves them out of the facts."""
    leader = joined(leads) if leads else ""
    text = way.format(
        T=upper_first(core),
        t=core,
        L=upper_first(leader),
        l=leader,
        c=joined(partners) if partners else "",
        s=cast.authority()[0],
        u=cast.rng.choice(prose("blamed")),
        I=upper_first(cast.authority()[0]),
    )
    helped = partners if "{c}" in way else ()
    for words in RELATED:
        if words in way:
            helped = (*helped, words.removeprefix("và "))
    return Duty(text=text, core=core, lead=leads, coordinate=helped)


def timed(duty: Duty, term: Term, rng: random.Random) -> Duty:
    """Add words about time at the end, before the full stop."""
    if not term.words:
        return duty
    form = rng.choice(("{}, {}", "{}; {}", "{}; {}", "{} ({})"))
    duty.text = form.format(duty.text, term.words)
    duty.due, duty.every = duty.due + term.due, duty.every + term.every
    return duty


def stopped(duty: Duty, rng: random.Random) -> Duty:
    """End the clause with a full stop, now and then with a semicolon."""
    duty.text += "." if chance(rng, 0.85) else ";"
    return duty


def make_duty(
    cast: Cast, template: str, key: str, *, leads: tuple[str, ...] | None = None, dated: float = 0.35
) -> Duty:
    """Make a clause in a way of the kind `key`; `leads` given are those of its heading."""
    rng, core = cast.rng, ask(cast.rng, cast.plan, template)
    body, name = cast.leader() if leads is None and key != "nobody" else (None, "")
    named = (name,) if name else (leads or ())
    with_key = f"{key}_with"
    if key != "nobody" and chance(rng, 0.35):
        heads = {cast.name(one) for one in cast.offices() if one.name.startswith(named[0])} if named else set()
        partners = tuple(one for one in cast.partners(body) if one not in named and one not in heads) or (
            "các đơn vị có liên quan",
        )
        duty = phrase(cast, rng.choice(ways(with_key)), core, leads=named, partners=partners)
    else:
        duty = phrase(cast, rng.choice(ways(key)), core, leads=named)
    if chance(rng, dated):
        timed(duty, deadline(rng, cast.plan.issued, limit=cast.limits.get(template)), rng)
    duty.template = template
    return stopped(duty, rng)
