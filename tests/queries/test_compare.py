"""Two documents clause by clause: what is paired, what differs, and laws that hold for any two."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.main import EXIT_DONE, EXIT_WRONG_USE, main
from graph.store import Iri
from queries.alignment import changed_words
from queries.compare import Clause, compare_clauses

COUNT = "Kiểm kê sách của các điểm đọc trong xã, báo cáo số liệu trước ngày 20/11/2025."
COUNT_LATER = "Kiểm kê sách của các điểm đọc trong xã, báo cáo số liệu trước ngày 20/12/2026."
PAINT = "Sơn lại cổng chào và biển chỉ đường vào các thôn."
BOAT = "Đóng một chiếc thuyền nan chở sách đến các xóm bên kia sông."
OLD, NEW = Iri("urn:old"), Iri("urn:new")


def clause(path: str, text: str, **facts: tuple[str, ...]) -> Clause:
    return Clause(iri=Iri(f"urn:{path}"), kind="task", path=path, text=text, facts=facts)


def target(path: str, name: str, amount: str, year: str) -> Clause:
    facts = {"target": (amount,), "unit": ("%",), "year": (year,)}
    return Clause(iri=Iri(f"urn:{path}"), kind="target", path=path, text=name, facts=facts)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param([clause("1", COUNT)], [clause("1", COUNT)], [("kept", ())], id="the same words"),
        pytest.param([clause("1", COUNT)], [clause("4", COUNT)], [("kept", ("place",))], id="only moved"),
        pytest.param(
            [clause("1", COUNT)], [clause("1", COUNT.replace("điểm đọc", "Điểm đọc").rstrip("."))], [("kept", ())],
            id="a capital and a full stop are no words",
        ),
        pytest.param([clause("1", COUNT)], [clause("1", COUNT_LATER)], [("changed", ("words",))], id="other figures"),
        pytest.param(
            [clause("1", COUNT, lead=("Văn phòng",), due=("2025-11-20",))],
            [clause("1", COUNT, lead=("Công an xã",), due=("2025-12-20",))],
            [("changed", ("lead", "due"))],
            id="another lead and another day in the same words",
        ),
        pytest.param(
            [clause("1", COUNT, coordinate=("A", "B"))], [clause("1", COUNT, coordinate=("B", "A"))], [("kept", ())],
            id="partners in another order",
        ),
        pytest.param(
            [clause("1", COUNT), clause("2", PAINT)],
            [clause("1", BOAT), clause("2", COUNT_LATER)],
            [("new", ()), ("changed", ("words", "place")), ("dropped", ())],
            id="a dropped clause comes after the one that it followed",
        ),
        pytest.param(
            [clause("1", COUNT)], [clause("7", COUNT), clause("1", COUNT)], [("new", ()), ("kept", ())],
            id="of two in the same words the one in the same place",
        ),
        pytest.param(
            [clause("1", PAINT)], [clause("1", BOAT)], [("dropped", ()), ("new", ())], id="only the same number"
        ),
        pytest.param(
            [target("1", "Đến năm 2027, tỷ lệ hộ có kệ sách", ">= 40", "2027")],
            [target("2", "Đến năm 2028, tỷ lệ hộ có kệ sách", ">= 50", "2028")],
            [("changed", ("words", "target", "year", "place"))],
            id="a target is known by what it counts",
        ),
        pytest.param(
            [target("1", "Đến hết năm 2027", ">= 40", "2027")],
            [target("2", "Đến hết năm 2027", ">= 40", "2027")],
            [("dropped", ()), ("new", ())],
            id="a year counts nothing",
        ),
    ],
)  # fmt: skip
def test_what_became_of_each_clause(
    first: list[Clause], second: list[Clause], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = compare_clauses(first, second)
    assert [(each.outcome, tuple(change.what for change in each.changes)) for each in found] == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (COUNT, COUNT_LATER, (("20/11/2025", "20/12/2026"),)),
        ("Lập tủ sách ở mỗi thôn", "Lập tủ sách ở mỗi thôn và mỗi trường", (("", "và mỗi trường"),)),
        ("Ủy ban nhân dân xã", "Uỷ ban nhân dân xã.", ()),
        ("tối thiểu 1,5%", "tối thiểu 2,5%", (("1,5", "2,5"),)),
    ],
)
def test_words_that_differ(first: str, second: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert changed_words(first, second) == expected


_TEXTS = st.lists(st.sampled_from([COUNT, COUNT_LATER, PAINT, BOAT, "", "Lập tủ sách."]), max_size=6)


def _clauses(texts: list[str], name: str) -> list[Clause]:
    return [Clause(iri=Iri(f"urn:{name}:{at}"), kind="task", path=str(at), text=text) for at, text in enumerate(texts)]


@given(_TEXTS, _TEXTS)
def test_every_clause_is_told_once(first: list[str], second: list[str]) -> None:
    one, two = _clauses(first, "a"), _clauses(second, "b")
    found = list(compare_clauses(one, two))
    assert [each.second for each in found if each.second] == two
    assert Counter(each.first.iri for each in found if each.first) == Counter(each.iri for each in one)


@given(_TEXTS, _TEXTS)
def test_what_is_new_one_way_is_dropped_the_other(first: list[str], second: list[str]) -> None:
    there = Counter(each.outcome for each in compare_clauses(_clauses(first, "a"), _clauses(second, "b")))
    back = Counter(each.outcome for each in compare_clauses(_clauses(second, "b"), _clauses(first, "a")))
    assert (there["new"], there["dropped"]) == (back["dropped"], back["new"])


@given(_TEXTS.filter(all))
def test_a_text_is_kept_against_itself(texts: list[str]) -> None:
    own = _clauses(texts, "a")
    assert all(each.outcome == "kept" and not each.changes for each in compare_clauses(own, own))


@pytest.fixture(scope="module")
def kg(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a plan, and the same plan of the next year with one day changed, one task dropped, one new."""
    folder = tmp_path_factory.mktemp("series")
    text = (corpus / "05-ke-hoach-917-kh-ubnd.txt").read_text(encoding="utf-8")
    clause = (
        "Trung tâm Phục vụ hành chính công xã đặt kệ sách nhỏ và mã QR dẫn tới thư viện số để\n"
        "người dân đọc trong lúc chờ giải quyết hồ sơ."
    )
    later = text.replace("917/KH-UBND", "927/KH-UBND").replace(clause, BOAT)
    later = later.replace(
        "và đưa về điểm đọc của xã trước ngày 30/6/2026", "và đưa về điểm đọc của xã trước ngày 30/6/2027"
    )
    assert later.count(BOAT) == 1
    assert later.count("30/6/2027") == 1
    (folder / "2026.txt").write_text(text, encoding="utf-8")
    (folder / "2027.txt").write_text(later, encoding="utf-8")
    assert main(["build", str(folder), "--kg", str(folder / "kg")]) == EXIT_DONE
    return folder / "kg"


def test_two_plans_of_a_series(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "2026.txt", "2027.txt", "--kg", str(kg), "--json"]) == EXIT_DONE
    found = json.loads(capsys.readouterr().out)
    assert sum(found["counts"].values()) == len(found["clauses"])
    outcomes = {
        outcome: [each for each in found["clauses"] if each["outcome"] == outcome] for outcome in found["counts"]
    }
    assert [each["a"]["text"][:29] for each in outcomes["dropped"]] == ["Trung tâm Phục vụ hành chính "]
    assert [each["b"]["text"] for each in outcomes["new"]] == [BOAT]
    (due,) = (change for each in outcomes["changed"] for change in each["changes"] if change["what"] == "due")
    assert (due["before"], due["after"]) == (["2026-06-30"], ["2027-06-30"])
    for each in found["clauses"]:
        for side in filter(None, (each["a"], each["b"])):
            place = side["evidence"]
            raw = (kg.parent / place["source"]).read_text(encoding="utf-8")
            assert raw[place["start"] : place["end"]] == place["text"]


def test_the_table_shows_signs_and_places(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "2026.txt", "2027.txt", "--kg", str(kg), "--outcome", "new"]) == EXIT_DONE
    lines = capsys.readouterr().out.splitlines()
    assert [line[0] for line in lines if line.startswith(("+", "-", "~", "="))] == ["+"]
    assert any(line.startswith("    B 2027.txt [") for line in lines)


def test_a_document_that_is_only_cited_cannot_be_compared(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "912/NQ-CP", "2027.txt", "--kg", str(kg)]) == EXIT_WRONG_USE
    assert "912/NQ-CP" in capsys.readouterr().err
