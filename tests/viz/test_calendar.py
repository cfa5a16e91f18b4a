import datetime as dt
from types import SimpleNamespace

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store import Iri
from queries.documents import DocumentFacts
from queries.rhythms import OnDay
from viz.deadlines import calendar_events
from viz.icalendar import Event, uid, write_calendar
from viz.language import translator
from viz.register import Duty


def read_calendar(text: str) -> list[dict[str, str]]:
    """Read a calendar as RFC 5545 says: unfold, split name from value, unescape; refuse what it forbids."""
    assert text.endswith("\r\n")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded: list[str] = []
    for line in lines:
        if line.startswith(" "):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    assert (unfolded[0], unfolded[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    for line in unfolded:
        assert not [letter for letter in line if letter < " "]
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            events[-1][name.split(";")[0]] = unescaped(value)
    return events


def unescaped(value: str) -> str:
    letters = iter(value)
    return "".join({"n": "\n"}.get(after := next(letters), after) if letter == "\\" else letter for letter in letters)


@given(st.text(max_size=200), st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)), st.booleans())
def test_any_words_come_back_as_they_were(words: str, day: dt.date, yearly: bool) -> None:  # noqa: FBT001
    event = Event(thing="https://example.org/t", day=day, title=words, description=words, yearly=yearly)
    (found,) = read_calendar(write_calendar([event], "Lịch"))
    plain = "".join(" " if letter < " " and letter != "\n" else letter for letter in words)
    assert found["SUMMARY"] == found["DESCRIPTION"] == plain
    assert found["DTSTART"] == f"{day:%Y%m%d}"
    assert ("RRULE" in found) == yearly


def test_the_file_holds_each_deadline_once_and_is_the_same_every_time(client: httpx.Client) -> None:
    first, again = (client.get("/vi/calendar.ics").text for _ in range(2))
    assert first == again
    (event,) = [each for each in read_calendar(first) if "RRULE" not in each]
    assert [each for each in read_calendar(first) if "RRULE" in each]
    assert event["DTSTART"] == "20261231"
    assert event["UID"] == uid(event["URL"], "2026-12-31")
    assert "Sở Khoa học và Công nghệ" in event["DESCRIPTION"]


@pytest.mark.parametrize(("day", "past"), [("2026-12-31", False), ("2027-01-01", True)])
def test_what_is_past_depends_on_the_day(client: httpx.Client, day: str, *, past: bool) -> None:
    page = client.get("/vi/calendar", params={"as-of": day}).text
    assert ('class="past"' in page) == past
    assert "6 tháng một lần" in page


def test_a_month_can_be_chosen(client: httpx.Client) -> None:
    assert "31/12/2026" in client.get("/vi/calendar?month=2026-12").text
    assert "31/12/2026" not in client.get("/vi/calendar?month=2026-11").text.split("</table>")[-1]


@pytest.mark.parametrize(
    ("every", "days", "due", "expected"),
    [
        pytest.param("P1M", [(25, None)], (), [("20250925", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=25")], id="day 25"),
        pytest.param("P3M", [], (), [("20250930", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1")], id="ends of quarters"),
        pytest.param("P7D", [], (), [("20250907", "FREQ=WEEKLY")], id="weeks"),
        pytest.param(
            "P1M", [(31, None)], (), [("20250930", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30,31;BYSETPOS=-1")],
            id="last days of short months",
        ),
        pytest.param("P1Y", [], ("--12-15",), [("20251215", "FREQ=YEARLY")], id="a day of every year says when"),
        pytest.param("P1D", [], (), [], id="every day is no date"),
    ],
)  # fmt: skip
def test_what_recurs_is_an_event_that_comes_again(
    every: str, days: list[tuple[int, int | None]], due: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    on = tuple(OnDay(every=every, day=day, month=month) for day, month in days)
    duty = Duty(
        iri="https://example.org/d/task/t", document="https://example.org/d", path="V", part="", text="Báo cáo",
        section="", lead=(), coordinating=(), recipients=(), relays=(), due=due, every=(every,), days=on, start=0,
    )  # fmt: skip
    facts = dict.fromkeys(("symbol", "title", "kind", "issuer", "level", "branch", "file_name"))
    document = DocumentFacts(iri=Iri(duty.document), id="d", issued="2025-09-01", in_collection=True, **facts)  # pyright: ignore[reportArgumentType]
    shelf = SimpleNamespace(documents={duty.document: document}, agencies={})
    events = list(calendar_events([duty], shelf, shelf, translator("vi")))  # pyright: ignore[reportArgumentType]
    found = read_calendar(write_calendar(events, "Lịch"))
    assert [(each["DTSTART"], each["RRULE"]) for each in found] == expected
    assert len({each["UID"] for each in found}) == len(found)
