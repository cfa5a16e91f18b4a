"""Clauses: what is asked, of whom, with whom, by when and reported to whom, in many wordings."""

import random
from dataclasses import dataclass, field
from datetime import date

from bodies import Body
from drawing import chance
from naming import here, living, surface
from records import Duty, Plan
from timing import Term, deadline, recurrence
from wording import choose, lower_first, prose, themes, upper_first, ways

HEADS = {
    "Sở ": "Giám đốc",
    "Bộ ": "Bộ trưởng",
    "Phòng ": "Trưởng",
    "Trạm ": "Trưởng",
    "Ban ": "Trưởng",
    "Văn phòng": "Chánh",
}
RELATED = ("và các đơn vị liên quan", "và các cơ quan liên quan")


@dataclass(slots=True, kw_only=True)
class Cast:
    """Who can be named in one document, and every name that was, with the body that it stands for."""

    plan: Plan
    rng: random.Random
    mentions: set[tuple[str, str]] = field(default_factory=set)
    limits: dict[str, date] = field(default_factory=dict)

    def name(self, body: Body) -> str:
        """Write a body's name and note whom it means."""
        words = surface(self.rng, body, self.plan.unit.area)
        self.mentions.add((words, body.id))
        return words

    def offices(self) -> list[Body]:
        """List the bodies that can be given work by this document's issuer."""
        unit, day = self.plan.unit, self.plan.issued
        near = unit.party_offices if self.plan.issuer.branch == "party" else unit.offices
        bodies = {body.id: body for body in (*near, *unit.offices, *unit.unions)}
        return living(list(bodies.values()), day) or [unit.state]

    def experts(self) -> list[Body]:
        """List the bodies whose field the theme is, or any where the level has no fields."""
        sectors = themes()[self.plan.theme]["sectors"]
        return [
            body for body in living(self.plan.unit.offices, self.plan.issued) if body.sector in sectors
        ] or self.offices()

    def group(self) -> str:
        """Name a group of addressees."""
        branch = "party" if self.plan.issuer.branch == "party" and chance(self.rng, 0.5) else self.plan.level
        return self.rng.choice(prose(f"groups_{branch}"))

    def leader(self) -> tuple[Body | None, str]:
        """Draw who leads: a body of the field, another body, or a group."""
        if chance(self.rng, 0.14):
            return None, self.group()
        body = self.rng.choice(self.experts() if chance(self.rng, 0.6) else self.offices())
        return body, self.head(body) if chance(self.rng, 0.06) else self.name(body)

    def head(self, body: Body) -> str:
        """Name the head of a body in the body's place."""
        title = next((head for word, head in HEADS.items() if body.name.startswith(word)), "")
        return f"{title} {self.name(body)}" if title else self.name(body)

    def partners(self, without: Body | None) -> tuple[str, ...]:
        """Draw one to three partners unlike the leader."""
        bodies = [body for body in self.offices() if body is not without]
        names = [
            self.name(body)
            for body in self.rng.sample(bodies, min(len(bodies), self.rng.choice((1, 1, 2, 3))))
        ]
        if chance(self.rng, 0.25) or not names:
            names.append(
                self.rng.choice(
                    ("các cơ quan, đơn vị liên quan", "các ngành liên quan", "các đơn vị có liên quan")
                )
            )
        return tuple(names)

    def authority(self) -> tuple[str, Body]:
        """Name the authority that the document's addressees report to."""
        body = self.plan.unit.party if self.plan.issuer.branch == "party" else self.plan.unit.state
        return self.name(body), body

    def relay(self) -> str:
        """Name the office through which reports go."""
        return self.name(
            self.rng.choice(
                living(self.plan.unit.party_offices, self.plan.issued)
                if self.plan.issuer.branch == "party"
                else self.experts()
            )
        )


def joined(names: tuple[str, ...]) -> str:
    """List names as a sentence does."""
    names = tuple(lower_first(name) for name in names)
    return (
        names[0]
        if len(names) == 1
        else ", ".join(names[:-1]) + (" và " if len(names[-1]) % 2 else ", ") + names[-1]
    )


def ask(rng: random.Random, plan: Plan, template: str, *, other: str = "") -> str:
    """Draw what is asked: a wording of the template with a place and a manner."""
    core = choose(rng, template, other=other)
    place = rng.choice(prose("places")).format(here=here(plan.unit.area))
    return core + place + rng.choice(prose("manners"))


def phrase(
    cast: Cast, way: str, core: str, *, leads: tuple[str, ...] = (), partners: tuple[str, ...] = ()
) -> Duty:
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
        heads = (
            {cast.name(one) for one in cast.offices() if one.name.startswith(named[0])} if named else set()
        )
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


REPORTS = ("báo cáo kết quả", "báo cáo tình hình thực hiện", "báo cáo tiến độ", "báo cáo kết quả thực hiện")
DIRECT = (
    "{report} với {to}",
    "{report} về {to}",
    "báo cáo {to} kết quả thực hiện",
    "gửi báo cáo về {to}",
    "báo cáo {to}",
)
THROUGH = (
    "báo cáo {to} (qua {relay})",
    "báo cáo {to} thông qua {relay}",
    "{report} với {to} (thông qua {relay})",
    "báo cáo {to} (qua {relay}) kết quả thực hiện",
)
BOTH = ("báo cáo {to}, đồng thời gửi {relay}", "{report} với {to} và gửi về {relay}")
PASSED_ON = (
    "{report} về {relay} để tổng hợp, báo cáo {to}",
    "gửi báo cáo về {relay} để tổng hợp, báo cáo {to}",
    "{report} về {relay} tổng hợp, trình {to}",
    "gửi {relay} kết quả thực hiện để tổng hợp, báo cáo {to}",
)


def report_words(cast: Cast) -> tuple[str, tuple[str, ...]]:
    """Draw whom a report is handed to: directly, through an office, or to an office that passes it on."""
    rng, (authority, _) = cast.rng, cast.authority()
    relay = cast.relay()
    forms, to = rng.choice(
        (
            (DIRECT, (authority,)),
            (THROUGH, (authority,)),
            (BOTH, (authority, relay)),
            (PASSED_ON, (relay,)),
        )
    )
    if relay == authority:
        forms, to = DIRECT, (authority,)
    return rng.choice(forms).format(report=rng.choice(REPORTS), to=authority, relay=relay), to


def make_report(cast: Cast, *, leads: tuple[str, ...], named: bool) -> Duty:
    """Make a recurring report of the bodies `leads`, who are named in it or stand in the heading."""
    rng = cast.rng
    term, behind = recurrence(rng)
    words, to = report_words(cast)
    parts = [joined(leads) if named else "", term.words, words, behind]
    text = upper_first(" ".join(part for part in parts if part))
    duty = Duty(text=text, core=words, lead=leads, due=term.due, every=term.every, report_to=to)
    return stopped(duty, rng)
