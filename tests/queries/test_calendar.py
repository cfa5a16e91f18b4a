"""The calendar: when what recurs comes, who hands what to whom, and where a relay is broken."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.main import EXIT_DONE, EXIT_WRONG_USE, main
from graph.store import Iri
from queries.documents import DocumentFacts
from queries.occurrences import Occurrence, days_of
from queries.relays import handovers
from queries.rhythms import OnDay, comings, period_ends
from queries.tasks import TaskFacts

DOCUMENT = Iri("https://w3id.org/trienkhai/id/document/d")
FACTS = dict.fromkeys(("symbol", "title", "kind", "issuer", "issued", "level", "branch", "file_name"))
PLAN = DocumentFacts(iri=DOCUMENT, id="d", in_collection=True, **FACTS)  # pyright: ignore[reportArgumentType]


def task(name: str, due: tuple[str, ...] = (), every: tuple[str, ...] = ()) -> TaskFacts:
    iri = Iri(f"{DOCUMENT}/task/{name}")
    return TaskFacts(iri=iri, document=DOCUMENT, path=name, part="", text=name, clause_hash="", due=due, every=every)


@pytest.mark.parametrize(
    ("due", "every", "expected"),
    [
        pytest.param(("2026-03-15",), (), ["2026-03-15"], id="a day"),
        pytest.param(("2026-03",), (), ["2026-03-31"], id="a month at its last day"),
        pytest.param(("2026",), (), ["2026-12-31"], id="a year at its last day"),
        pytest.param(("--02-28",), (), ["2026-02-28", "2027-02-28"], id="a day in every year"),
        pytest.param(("--02-29",), (), [], id="a day that these years do not have"),
        pytest.param((), ("P3M",), ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"], id="every quarter"),
        pytest.param(("--06-10", "--12-10"), ("P6M",), ["2026-06-10", "2026-12-10"], id="half-years with their days"),
        pytest.param(
            ("--12-10",), ("P6M", "P1Y", "P3M"), ["2026-12-10", "2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"],
            id="a day for the year, none for the quarter",
        ),
        pytest.param((), ("P1D",), [], id="every day is no date"),
        pytest.param(("2025-12-31", "2027-03-01"), (), [], id="outside"),
    ],
)  # fmt: skip
def test_the_days_of_a_task(due: tuple[str, ...], every: tuple[str, ...], expected: list[str]) -> None:
    found = days_of(task("t", due=due, every=every), dt.date(2026, 1, 1), dt.date(2027, 2, 28))
    within = [f"{day}" for day, _, _ in found if every == () or day.year == 2026]
    assert within == expected


@pytest.mark.parametrize(
    ("every", "days", "expected"),
    [
        pytest.param("P1M", [(25, None)], ["2026-01-25", "2026-02-25", "2026-03-25"], id="a day of every month"),
        pytest.param("P1M", [(31, None)], ["2026-01-31", "2026-02-28", "2026-03-31"], id="short months"),
        pytest.param(
            "P1M", [(10, None), (25, None)], [f"2026-0{month}-{day}" for month in (1, 2, 3) for day in (10, 25)],
            id="two days",
        ),
        pytest.param("P3M", [(20, 3)], ["2026-03-20"], id="last month of the quarter"),
        pytest.param("P3M", [(5, 1)], ["2026-01-05", "2026-04-05"], id="first month of the quarter"),
        pytest.param("P3M", [(15, None)], ["2026-03-15"], id="a quarter whose month is not said"),
        pytest.param("P1M", [], ["2026-01-31", "2026-02-28", "2026-03-31"], id="no day"),
    ],
)  # fmt: skip
def test_a_rhythm_comes_on_its_days(every: str, days: list[tuple[int, int | None]], expected: list[str]) -> None:
    on = [OnDay(every=every, day=day, month=month) for day, month in days]
    found = comings(every, [*on, OnDay(every="P1Y", day=1)], dt.date(2026, 1, 2), dt.date(2026, 4, 5))
    assert [f"{day}" for day in found] == expected


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)),
    st.integers(0, 400),
    st.integers(1, 31),
    st.sampled_from(["P1M", "P3M"]),
)
def test_a_window_cut_in_two_holds_the_same_comings(first: dt.date, size: int, day: int, every: str) -> None:
    last, on = first + dt.timedelta(days=size), [OnDay(every=every, day=day, month=1)]
    middle = first + dt.timedelta(days=size // 2)
    parts = [*comings(every, on, first, middle), *comings(every, on, middle + dt.timedelta(days=1), last)]
    assert list(comings(every, on, first, last)) == parts


@given(st.sampled_from(["P1W", "P1M", "P2M", "P3M", "P6M", "P1Y"]), st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)))
def test_the_ends_of_periods(every: str, first: dt.date) -> None:
    last = first + dt.timedelta(days=800)
    found = list(period_ends(every, first, last))
    assert found == sorted(set(found))
    assert all(first <= day <= last for day in found)
    if every == "P1W":
        assert {day.weekday() for day in found} == {6}
    else:
        assert all((day + dt.timedelta(days=1)).day == 1 for day in found)
    assert (
        len(found)
        in {"P1W": {114, 115}, "P1M": {26, 27}, "P2M": {13, 14}, "P3M": {8, 9}, "P6M": {4, 5}, "P1Y": {2, 3}}[every]
    )


def report(name: str, day: str, parties: Mapping[str, str], rhythm: str = "yearly") -> Occurrence:
    return Occurrence(
        day=dt.date.fromisoformat(day),
        rhythm=rhythm,
        exact=True,
        task=task(name),
        document=PLAN,
        parties={role: {Iri(f"urn:{who}"): who} for role, who in parties.items()},
    )


SCHOOL = {"reporter": "trường", "relay": "phòng", "recipient": "sở"}
OFFICE = {"reporter": "phòng", "recipient": "sở"}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param([("2026-05-20", SCHOOL), ("2026-06-01", OFFICE)], [(12, False)], id="time to hand on"),
        pytest.param([("2026-06-01", SCHOOL), ("2026-06-01", OFFICE)], [(0, False)], id="on the same day"),
        pytest.param([("2026-06-05", SCHOOL), ("2026-06-01", OFFICE)], [(-4, True)], id="too late"),
        pytest.param([("2026-01-05", SCHOOL), ("2026-06-01", OFFICE)], [], id="another quarter"),
        pytest.param(
            [("2026-05-20", SCHOOL), ("2026-06-01", OFFICE | {"recipient": "bộ"})], [], id="to somebody else"
        ),
        pytest.param(
            [("2026-05-20", {"reporter": "trường", "recipient": "phòng"}), ("2026-06-01", OFFICE)], [(12, False)],
            id="who gets it reports in turn",
        ),
        pytest.param([("2026-05-20", OFFICE), ("2026-06-01", OFFICE)], [], id="two reports of one office"),
        pytest.param(
            [("2026-05-20", SCHOOL), ("2026-05-10", OFFICE), ("2026-06-01", OFFICE)], [(-10, True), (12, False)],
            id="in time for one of two tasks",
        ),
    ],
)  # fmt: skip
def test_handovers(found: list[tuple[str, Mapping[str, str]]], expected: list[tuple[int, bool]]) -> None:
    listed = [report(f"t{at}", day, parties) for at, (day, parties) in enumerate(found)]
    assert sorted((each.slack, each.is_broken) for each in handovers(listed)) == expected


def test_what_is_done_once_is_not_collected_for_what_recurs() -> None:
    once = report("a", "2026-05-20", SCHOOL, rhythm="once")
    assert handovers([once, report("b", "2026-06-01", OFFICE)]) == ()


def test_of_one_task_the_next_occurrence_is_meant() -> None:
    given = report("a", "2026-05-20", SCHOOL)
    (found,) = handovers([given, *(report("b", day, OFFICE) for day in ("2026-05-15", "2026-06-01", "2026-07-01"))])
    assert found.onward.day == dt.date(2026, 6, 1)


def test_the_relays_of_the_example_corpus(example_kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["calendar", "--relays", "--from", "2026-01-01", "--kg", str(example_kg)]
    assert main([*words, "--json"]) == EXIT_DONE
    found = json.loads(capsys.readouterr().out)
    rows = [(each["by"], each["path"], each["onward_by"], each["onward_path"], each["slack"]) for each in found]
    # read off plans 915 and 917: communes -> department -> province; schools -> culture office -> province
    assert ("2026-05-25", "V.7", "2026-06-10", "V.1", 16) in rows
    assert ("2026-11-25", "V.7", "2026-12-10", "V.1", 15) in rows
    assert ("2026-05-31", "III.4", "2026-05-20", "III.1", -11) in rows
    assert [each["path"] for each in found if each["broken"]] == ["III.4", "IV.4.a"]
    assert all(len(each["evidence"]) == 2 for each in found)
    assert main(words) == EXIT_DONE
    assert "handovers, broken: 2" in capsys.readouterr().out


def test_one_calendar(example_kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["calendar", "--from", "2026-05-01", "--to", "2026-06-15", "--kg", str(example_kg)]
    assert main([*words, "--agency", "sở văn hóa", "--json"]) == EXIT_DONE
    rows = [(each["day"], each["exact"], each["path"]) for each in json.loads(capsys.readouterr().out)]
    assert ("2026-05-25", True, "V.7") in rows  # handed on by it
    assert ("2026-06-10", True, "V.1") in rows  # its own
    assert main([*words, "--document", "916-KH/ĐU", "--json"]) == EXIT_DONE
    own = json.loads(capsys.readouterr().out)
    assert [(each["day"], each["exact"]) for each in own if each["path"] == "VI.3.c"] == [("2026-05-31", False)]


def test_events_keep_their_identity(example_kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    uids: list[set[str]] = []
    for first in ("2026-01-01", "2026-04-01"):
        assert (
            main(["calendar", "--from", first, "--to", "2027-04-01", "--format", "ics", "--kg", str(example_kg)]) == 0
        )
        text = capsys.readouterr().out
        listed = [line for line in text.splitlines() if line.startswith("UID:")]
        assert len(listed) == len(set(listed))
        uids.append(set(listed))
    assert uids[1] < uids[0]


def test_days_in_the_wrong_order(example_kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["calendar", "--from", "2026-05-01", "--to", "2026-04-01", "--kg", str(example_kg)]
    assert main(words) == EXIT_WRONG_USE
    assert "--from" in capsys.readouterr().err
