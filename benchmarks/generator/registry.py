"""Numbers and dates of documents, and those that are cited but not in the collection."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from bodies import BEGIN, Body, Unit
from country import Country
from names import person_name
from records import Plan
from wording import themes

FIRST_NUMBER = {"central": 1, "province": 100, "district": 600, "commune": 1}


@dataclass(slots=True, kw_only=True)
class Registry:
    """Numbers documents: one series for each issuer, kind and year."""

    rng: random.Random
    used: dict[tuple[str, str, int], int] = field(default_factory=lambda: defaultdict(int))
    made: int = 0

    def plan(
        self,
        author: tuple[Unit, Body],
        code: str,
        issued: date,
        *,
        theme: str,
        parents: tuple[Plan, ...] = (),
    ) -> Plan:
        """Plan a document of an author, a body and its unit, under the next number of its series."""
        unit, issuer = author
        series = (issuer.id, code, issued.year)
        if series not in self.used:
            first = FIRST_NUMBER[unit.area.level]
            self.used[series] = (
                first + self.rng.randint(0, 60) + 90 * (issuer.branch == "state" and unit.area.level == "commune")
            )
        self.used[series] += self.rng.randint(1, 3)
        self.made += 1
        period = self.rng.choice(("", "", " đến năm 2030", f" giai đoạn {issued.year} - {issued.year + 5}"))
        letters = self.rng.choice(("VP", "KH", "NV", "TH", "VX")) if code == "CV" else ""
        return Plan(
            id=f"d{self.made:05d}",
            kind=code,
            code=code,
            number=self.used[series],
            issuer=issuer,
            unit=unit,
            issued=issued,
            theme=theme,
            signer=person_name(self.rng),
            unit_letters=letters,
            parents=parents,
            period=period,
        )

    def after(self, *plans: Plan, longest: int = 110, floor: date = BEGIN) -> date:
        """Draw a day after every given document and after the day `floor`."""
        return max(floor, *(plan.issued for plan in plans)) + timedelta(days=self.rng.randint(12, longest))


def outside_documents(country: Country, rng: random.Random, count: int) -> list[Plan]:
    """Plan documents that the corpus only cites: they are not in the collection."""
    registry = Registry(rng=rng, made=90000)
    keys = sorted(themes())
    made = []
    for _ in range(count):
        issuer, codes = rng.choice(
            (
                (country.politburo, "NQ KL CT"),
                (country.secretariat, "CT KL"),
                (country.centre.state, "NQ"),
                (country.premier, "QĐ CT"),
                (country.centre.party, "NQ"),
            )
        )
        code = rng.choice(codes.split())
        issued = date(rng.randint(2005, 2008), rng.randint(1, 12), rng.randint(1, 28))
        plan = registry.plan((country.centre, issuer), code, issued, theme=rng.choice(keys))
        plan.number += 300
        plan.in_collection = False
        made.append(plan)
    return made
