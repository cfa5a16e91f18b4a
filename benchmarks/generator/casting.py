"""Who can be named in a document, and by what names."""

import random
from dataclasses import dataclass, field
from datetime import date

from bodies import Body
from drawing import chance
from naming import living, surface
from records import Plan
from wording import prose, themes

HEADS = {
    "Sở ": "Giám đốc",
    "Bộ ": "Bộ trưởng",
    "Phòng ": "Trưởng",
    "Trạm ": "Trưởng",
    "Ban ": "Trưởng",
    "Văn phòng": "Chánh",
    "Ủy ban nhân dân": "Chủ tịch",
}


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
        if self.plan.unit.units and chance(self.rng, 0.06):
            below = self.rng.choice(self.plan.unit.units).state
            return below, self.name(below)
        body = self.rng.choice(self.experts() if chance(self.rng, 0.6) else self.offices())
        return body, self.head(body) if chance(self.rng, 0.06) else self.name(body)

    def head(self, body: Body) -> str:
        """Name the head of a body in the body's place."""
        title = next((head for word, head in HEADS.items() if body.name.startswith(word)), "")
        return f"{title} {self.name(body)}" if title else self.name(body)

    def partners(self, without: Body | None) -> tuple[str, ...]:
        """Draw one to three partners unlike the leader."""
        bodies = [body for body in self.offices() if body is not without]
        names = [self.name(body) for body in self.rng.sample(bodies, min(len(bodies), self.rng.choice((1, 1, 2, 3))))]
        if chance(self.rng, 0.25) or not names:
            names.append(
                self.rng.choice(("các cơ quan, đơn vị liên quan", "các ngành liên quan", "các đơn vị có liên quan"))
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
