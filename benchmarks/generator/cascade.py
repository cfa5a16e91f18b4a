"""Who carries out what: documents planned from the centre down to communes, before any is written."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from bodies import BEGIN, DISTRICTS_END, Unit
from country import Country
from drawing import chance
from naming import living
from records import Plan
from registry import Registry
from wording import themes

YEARS = (2009, 2012, 2016, 2019, 2021, 2022, 2023, 2024, 2024, 2025, 2025, 2025)


YEARS_WITHOUT_DISTRICTS = (2025, 2026)


PROVINCES, COMMUNES, DISTRICTS = 2, 3, 4  # how far down a corpus goes
FORCES = ("police", "military")


def plan_corpus(country: Country, rng: random.Random, documents: int, levels: int) -> list[Plan]:
    """Plan so many documents: cascades of themes one after another, each parent before its children."""
    registry = Registry(rng=rng)
    plans: list[Plan] = []
    keys = sorted(themes())
    rng.shuffle(keys)
    share = max(12, min(documents // 6, 420))
    turn = 0
    while len(plans) < documents:
        room = min(share, documents - len(plans))
        years = YEARS if levels != COMMUNES else YEARS_WITHOUT_DISTRICTS
        started = date(rng.choice(years), rng.randint(1, 7), rng.randint(1, 28))
        cascade = one_cascade(country, registry, keys[turn % len(keys)], started, levels)
        plans += [plan for _, plan in zip(range(room), cascade, strict=False)]
        turn += 1
    return plans


def one_cascade(country: Country, registry: Registry, theme: str, started: date, levels: int) -> Iterator[Plan]:
    """Plan the cascade of one central resolution; without an end but that of the provinces."""
    root = registry.plan((country.centre, country.politburo), "NQ", started, theme=theme)
    yield root
    rng = registry.rng
    programme = registry.plan(
        (country.centre, rng.choice((country.centre.state, country.premier))),
        rng.choice(("NQ", "QĐ")),
        registry.after(root),
        theme=theme,
        parents=(root,),
    )
    programme.code = programme.kind = "NQ" if programme.issuer is country.centre.state else "QĐ"
    yield programme
    yield from ministries(country, registry, programme)
    if chance(rng, 0.6):
        yield registry.plan(
            (country.centre, country.secretariat),
            rng.choice(("CT", "KL")),
            registry.after(root, longest=300),
            theme=theme,
            parents=(root,),
        )
    if levels < PROVINCES:
        return
    for province in country.provinces:
        yield from in_province(registry, province, (root, programme), levels)


def ministries(country: Country, registry: Registry, programme: Plan) -> Iterator[Plan]:
    """Plan what ministries issue to carry the programme out."""
    issued = registry.after(programme)
    fit = [
        body
        for body in living(country.centre.offices, issued)
        if body.sector in themes()[programme.theme]["sectors"] and body.sector not in FORCES
    ]
    for body in fit[: registry.rng.randint(1, 2)]:
        made = registry.plan(
            (country.centre, body),
            registry.rng.choice(("KH", "QĐ", "QĐ", "HD")),
            issued,
            theme=programme.theme,
            parents=(programme,),
        )
        yield made
        if made.code == "QĐ" and chance(registry.rng, 0.5):
            yield annexed_plan(registry, made)


def annexed_plan(registry: Registry, decision: Plan) -> Plan:
    """Plan the plan that a decision issues as a file of its own; it bears no symbol."""
    decision.bare = True
    made = registry.plan(
        (decision.unit, decision.issuer), "KH", decision.issued, theme=decision.theme, parents=(decision,)
    )
    made.has_symbol, made.annexed_to = False, decision
    return made


def in_province(registry: Registry, province: Unit, above: tuple[Plan, Plan], levels: int) -> Iterator[Plan]:
    """Plan a province's documents: the Party's programme, the State's plan, letters, districts, communes."""
    rng, (root, programme), theme = registry.rng, above, above[0].theme
    party = registry.plan(
        (province, province.party),
        rng.choice(("CTr", "KH", "NQ")),
        registry.after(root),
        theme=theme,
        parents=(root,),
    )
    yield party
    state_parents = rng.choice(((programme, party), (party, root), (programme, party, root), (programme,)))
    state = registry.plan(
        (province, province.state),
        rng.choice(("KH", "KH", "KH", "QĐ")),
        registry.after(party, programme),
        theme=theme,
        parents=state_parents,
    )
    yield state
    tops = (party, state)
    if state.code == "QĐ" and chance(rng, 0.5):
        yield annexed_plan(registry, state)
    yield from letters(registry, province, tops)
    if levels < COMMUNES:
        return
    if levels >= DISTRICTS and state.issued + timedelta(days=300) < DISTRICTS_END:
        yield from through_districts(registry, province, tops)
    else:
        for commune in rng.sample(province.units, min(len(province.units), rng.randint(3, 9))):
            yield from in_commune(registry, commune, tops, floor=DISTRICTS_END)


def through_districts(registry: Registry, province: Unit, tops: tuple[Plan, Plan]) -> Iterator[Plan]:
    """Plan the documents of districts, as long as there were any, and of communes below them."""
    rng, (party, state) = registry.rng, tops
    for at, district in enumerate(province.former):
        own_party = registry.plan(
            (district, district.party),
            "KH",
            registry.after(party, longest=60),
            theme=party.theme,
            parents=(party,),
        )
        own_state = registry.plan(
            (district, district.state),
            "KH",
            registry.after(own_party, state, longest=50),
            theme=party.theme,
            parents=(state, own_party),
        )
        yield own_party
        yield own_state
        for commune in province.units[at :: len(province.former)][: rng.randint(1, 5)]:
            yield from in_commune(registry, commune, (own_party, own_state))


def in_commune(registry: Registry, commune: Unit, tops: tuple[Plan, Plan], *, floor: date = BEGIN) -> Iterator[Plan]:
    """Plan a commune's documents under the Party's and the State's plan above it, none before `floor`."""
    rng, (party, state) = registry.rng, tops
    own: tuple[Plan, ...] = ()
    if chance(rng, 0.6):
        parents = (
            *((party.parents[0],) if chance(rng, 0.5) else ()),
            party,
            *((state,) if chance(rng, 0.2) else ()),
        )
        own = (
            registry.plan(
                (commune, commune.party),
                "KH",
                registry.after(*parents, longest=60, floor=floor),
                theme=party.theme,
                parents=parents,
            ),
        )
        yield own[0]
    if chance(rng, 0.7):
        yield registry.plan(
            (commune, commune.state),
            "KH",
            registry.after(state, *own, longest=60, floor=floor),
            theme=party.theme,
            parents=(state, *own),
        )
    if chance(rng, 0.15):
        yield registry.plan(
            (commune, commune.state),
            "CV",
            registry.after(state, longest=80, floor=floor),
            theme=party.theme,
            parents=(state,),
        )


def letters(registry: Registry, province: Unit, tops: tuple[Plan, Plan]) -> Iterator[Plan]:
    """Plan the letters of a province: a department's, and the Party committee's."""
    rng, (party, state) = registry.rng, tops
    if chance(rng, 0.5):
        fit = living([one for one in province.offices if one.sector not in FORCES], state.issued)
        body = rng.choice([one for one in fit if one.sector in themes()[state.theme]["sectors"]] or fit)
        yield registry.plan(
            (province, body),
            "CV",
            max(registry.after(state, longest=40), body.since),
            theme=state.theme,
            parents=(state,),
        )
    if chance(rng, 0.2):
        author = (province, province.party)
        yield registry.plan(author, "CV", registry.after(party, longest=90), theme=party.theme, parents=(party,))
