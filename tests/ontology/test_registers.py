"""Laws of the registers: what every edit of a CSV file must keep."""

import csv
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from ontology.folding import fold, name_key
from ontology.registers import Agency, Area, agencies, agency_named, areas, kinds, organs

CLASSES = {
    *("Circular", "Conclusion", "Decision", "Decree", "Directive", "Guidance", "Law", "Notice"),
    *("OfficialLetter", "Ordinance", "OtherDocument", "Plan", "Programme", "Regulation", "Report"),
    *("Resolution", "Rules", "Scheme", "Submission"),
}
LAST_DAY_OF_DISTRICTS = "2025-06-30"  # Law 72/2025/QH15
FILES = ("agencies.csv", "areas.csv", "kinds.csv", "organs.csv")


def table(name: str) -> list[list[str]]:
    text = files("ontology.registers").joinpath(name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))


def in_force(day: str, unit: Agency | Area) -> bool:
    return (unit.valid_from or "") <= day <= (unit.valid_to or "9999")


def provinces(day: str) -> list[Area]:
    return [area for area in areas() if area.level == "province" and in_force(day, area)]


@pytest.mark.parametrize("name", FILES)
def test_rows_stand_in_order_without_a_repeat(name: str) -> None:
    _, *rows = table(name)
    assert rows
    assert [(one, other) for one, other in pairwise(rows) if one >= other] == []


@pytest.mark.parametrize("name", FILES)
def test_cells_are_composed_and_trimmed(name: str) -> None:
    cells = [cell for row in table(name) for cell in row]
    assert [cell for cell in cells if unicodedata.normalize("NFC", cell) != cell] == []
    assert [cell for cell in cells if " ".join(cell.split()) != cell] == []
    parts = [part for cell in cells if ";" in cell for part in cell.split("; ")]
    assert [part for part in parts if not part or ";" in part or part != part.strip()] == []


@pytest.mark.parametrize("name", FILES)
def test_every_row_fits_its_head_and_names_its_source(name: str) -> None:
    head, *rows = table(name)
    assert head[-1] == "source"
    assert [row for row in rows if len(row) != len(head) or not row[-1]] == []


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param([(kind.notation, kind.name) for kind in kinds()], id="kinds"),
        pytest.param([(organ.code, organ.name, organ.branch) for organ in organs()], id="organs"),
        pytest.param([name_key(agency.name) for agency in agencies()], id="agencies"),
        pytest.param([area.code for area in areas()], id="areas"),
    ],
)
def test_keys_are_unique(keys: list[object]) -> None:
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_every_class_of_documents_is_known_and_used() -> None:
    assert {kind.class_name for kind in kinds()} == CLASSES


@pytest.mark.parametrize(
    ("notation", "branch", "names"),
    [
        ("KH", None, {"kế hoạch"}),
        ("TT", "party", {"thông tri"}),
        ("TT", "state", {"thông tư"}),
        ("QyĐ", "state", {"quy định"}),
        ("QĐi", "party", {"quy định"}),
        ("CTr", None, {"chương trình"}),
    ],
)
def test_a_notation_and_a_branch_name_one_kind(notation: str, branch: str | None, names: set[str]) -> None:
    assert {kind.name for kind in kinds() if (kind.notation, kind.branch) == (notation, branch)} == names


def test_kind_names_are_lower_case() -> None:
    assert [kind.name for kind in kinds() if kind.name != kind.name.lower()] == []


def test_a_printed_form_names_one_agency() -> None:
    owners: dict[str, set[str]] = {}
    for agency in agencies():
        for form in (agency.name, *agency.aliases):
            owners.setdefault(name_key(form), set()).add(agency.name)
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}


def test_aliases_of_a_row_differ() -> None:
    forms = [(agency.name, (agency.name, *agency.aliases)) for agency in agencies()]
    assert [name for name, printed in forms if len(set(printed)) < len(printed)] == []


def test_successors_exist_and_outlive() -> None:
    named = {agency.name: agency for agency in agencies()}
    coded = {area.code: area for area in areas()}
    for register in (named, coded):
        for unit in register.values():
            ended = unit.valid_to or ""
            for successor in unit.successors:
                assert successor in register, f"{unit} names a successor that is not there"
                assert (register[successor].valid_to or "9999") > ended, f"{successor} ended before {unit}"


def days() -> Iterator[tuple[str | None, str | None]]:
    for unit in (*agencies(), *areas()):
        yield unit.valid_from, unit.valid_to


def test_days_are_days_and_in_order() -> None:
    for begun, ended in days():
        for day in filter(None, (begun, ended)):
            assert date.fromisoformat(day).isoformat() == day
        assert (begun or "") <= (ended or "9999")


def test_chains_of_successors_end() -> None:
    named = {agency.name: agency.successors for agency in agencies()}

    def reach(name: str, seen: tuple[str, ...]) -> None:
        assert name not in seen, f"{' > '.join((*seen, name))} runs in a circle"
        for successor in named[name]:
            reach(successor, (*seen, name))

    for name in named:
        reach(name, ())


def test_no_district_agency_outlives_the_districts() -> None:
    ends = {agency.name: agency.valid_to for agency in agencies() if agency.level == "district"}
    assert ends
    assert {name: end for name, end in ends.items() if end is None or end > LAST_DAY_OF_DISTRICTS} == {}


@pytest.mark.parametrize(("day", "count"), [("2008-07-31", 64), ("2025-06-30", 63), ("2025-07-01", 34)])
def test_provinces_on_a_day(day: str, count: int) -> None:
    assert len(provinces(day)) == count


def test_names_of_provinces_in_force_are_unique() -> None:
    names = [area.name for area in provinces("2025-07-01")]
    assert len(set(names)) == len(names)


def test_every_merged_province_has_one_successor_in_force() -> None:
    today = {area.code for area in provinces("2025-07-01")}
    for area in areas():
        if area.level == "province" and area.valid_to:
            assert len(area.successors) == 1
            assert today.issuperset(area.successors)


def test_communes_lie_in_provinces_in_force() -> None:
    communes = [area for area in areas() if area.level == "commune"]
    assert {area.kind for area in communes} == {"xã", "phường", "đặc khu"}
    assert {area.parent for area in communes} == {area.code for area in provinces("2025-07-01")}


def test_a_name_begins_with_its_kind() -> None:
    assert [area for area in areas() if not area.name.startswith(f"{area.kind} ")] == []


def test_areas_are_those_of_the_source(shared: Path) -> None:
    source = json.loads((shared / "data/gazetteers/units_2025.json").read_text(encoding="utf-8"))
    communes = [area for area in areas() if area.level == "commune"]
    assert len(provinces("2025-07-01")) == len(source) == 34
    assert len(communes) == sum(len(province["Wards"]) for province in source) == 3321
    printed = {
        (unit["Code"], parent, name_key(unit["FullName"]))
        for province in source
        for parent, unit in [("", province), *((province["Code"], ward) for ward in province["Wards"])]
    }
    kept = (*provinces("2025-07-01"), *communes)
    assert {(area.code, area.parent or "", name_key(area.name)) for area in kept} == printed


@pytest.mark.parametrize("agency", agencies(), ids=lambda agency: agency.name)
def test_every_printed_form_leads_to_its_agency(agency: Agency) -> None:
    forms = (agency.name, agency.name.upper(), *agency.aliases)
    assert {agency_named(form) for form in forms} == {agency}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("Sở LĐTBXH tỉnh Nam Định", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở Nội vụ Hà Nội", "Sở Nội vụ"),
        ("UBND xã Xuân Trường", "Ủy ban nhân dân xã"),
        ("Uỷ ban nhân dân xã", "Ủy ban nhân dân xã"),
        ("Phòng Văn hóa và Thông tin thành phố", "Phòng Văn hóa và Thông tin"),
        ("Phòng Kinh tế, Hạ tầng và Đô thị phường Tân Hiệp", "Phòng Kinh tế, Hạ tầng và Đô thị phường"),
        ("MTTQ", "Mặt trận Tổ quốc Việt Nam"),
        ("BTV Đảng ủy", "Ban Thường vụ Đảng ủy"),
        ("Ngân hàng Nhà nước Chi nhánh tỉnh Kiên Giang", "Ngân hàng Nhà nước chi nhánh tỉnh"),
        ("Phòng Kinh tế biển", None),
        ("Phòng Kinh tế xã hội", None),
        ("Ban Chỉ đạo chuyển đổi số", None),
        ("các cơ quan, đơn vị", None),
        ("", None),
    ],
)
def test_a_printed_name_leads_to_its_agency(printed: str, name: str | None) -> None:
    agency = agency_named(printed)
    assert (agency and agency.name) == name


@pytest.mark.parametrize(
    ("code", "branch", "names"),
    [
        ("TW", "party", {"Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư"}),
        ("TU", "party", {"Tỉnh ủy", "Thành ủy"}),
        ("BTC", "state", {"Bộ Tài chính"}),
        ("TTg", "state", {"Thủ tướng Chính phủ"}),
    ],
)
def test_a_code_and_a_branch_name_their_issuers(code: str, branch: str, names: set[str]) -> None:
    assert {organ.name for organ in organs() if (organ.code, organ.branch) == (code, branch)} == names


def test_no_two_codes_differ_by_marks_alone() -> None:
    """Scans lose marks: `TƯ` beside `TU` would turn a province's plan into a central one."""
    spellings: dict[str, set[str]] = {}
    for organ in organs():
        spellings.setdefault(fold(organ.code), set()).add(organ.code.casefold())
    assert {code: found for code, found in spellings.items() if len(found) > 1} == {}
