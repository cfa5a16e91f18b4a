"""The country: areas of four levels, their bodies of Party and State, and what became of them.

Places are made up. The kinds of bodies are those that every province has; three reorganisations are drawn in:
the Party's publicity and mass bodies on 1 February 2025, ministries and departments on 1 March 2025, and the
end of districts on 1 July 2025. Communes meet in one province only; two communes may share a name.
"""

import random
from dataclasses import dataclass

from bodies import Area, Body, Unit, party_bodies, sector_bodies, unions
from names import place_names
from units import make_commune, make_district, make_province


@dataclass(slots=True, kw_only=True)
class Country:
    """The centre with its ministries, and the provinces."""

    centre: Unit
    politburo: Body
    secretariat: Body
    premier: Body
    provinces: list[Unit]

    def bodies(self) -> "list[Body]":
        """List every body once, those at the centre first."""
        found = [self.politburo, self.secretariat, self.premier]
        units = [self.centre, *self.provinces]
        units += [unit for province in self.provinces for unit in (*province.former, *province.units)]
        for unit in units:
            found += [unit.party, unit.state, *unit.offices, *unit.party_offices, *unit.unions]
        return list({body.id: body for body in found}.values())


def make_country(rng: random.Random, *, provinces: int, communes: int, districts: int) -> Country:
    """Make a country with so many provinces, and so many communes and former districts in each."""
    centre_area = Area(kind="", name="Trung ương", level="central")
    names = place_names(rng)
    local = [next(names) for _ in range(max(communes * 3, 40))]
    made = []
    for at in range(provinces):
        area = Area(
            kind="thành phố" if (at + 1) % 7 == 0 else "tỉnh",
            name=next(names),
            level="province",
            parent=centre_area,
        )
        province = make_province(area, f"p{at}")
        for number, name in enumerate(rng.sample(local, districts)):
            province.former.append(
                make_district(Area(kind="huyện", name=name, level="district", parent=area), f"p{at}/d{number}")
            )
        for number, name in enumerate(rng.sample(local, min(communes, len(local)))):
            commune = Area(kind="phường" if (number + 1) % 5 == 0 else "xã", name=name, level="commune", parent=area)
            province.units.append(make_commune(commune, f"p{at}/c{number}"))
        for unit in (*province.former, *province.units):
            unit.above = province
        made.append(province)
    return Country(centre=make_centre(centre_area), provinces=made, **central_bodies(centre_area))


def central_bodies(area: Area) -> dict[str, Body]:
    """Make the central authorities that issue in their own name."""
    return {
        "politburo": Body(id="c/politburo", name="Bộ Chính trị", area=area, branch="party", letters="TW"),
        "secretariat": Body(id="c/secretariat", name="Ban Bí thư", area=area, branch="party", letters="TW"),
        "premier": Body(id="c/premier", name="Thủ tướng Chính phủ", area=area, branch="state", letters="TTg"),
    }


def make_centre(area: Area) -> Unit:
    """Make the centre: the Central Committee, the Government, ministries and central Party bodies."""
    return Unit(
        area=area,
        party=Body(id="c/committee", name="Ban Chấp hành Trung ương", area=area, branch="party", letters="TW"),
        state=Body(id="c/government", name="Chính phủ", area=area, branch="state", letters="CP"),
        offices=sector_bodies(area, "c", "Bộ", "B"),
        party_offices=party_bodies(area, "c", "Trung ương"),
        unions=unions(area, "c"),
    )
