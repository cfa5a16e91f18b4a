"""Deadlines as an iCalendar file (RFC 5545): one all-day event a day and task, its UID the same in every file."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_OCTETS = 75  # of a content line, RFC 5545 3.1
_STAMP = "19700101T000000Z"  # the same deadlines give the same file: no clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A day by which something is due; `yearly` where it comes back every year."""

    thing: str  # IRI
    day: dt.date
    title: str
    description: str
    yearly: bool = False
    rule: str = ""  # RFC 5545: how it comes again otherwise
    key: str = ""  # tells the comings of one thing apart where the day alone does not


def write_calendar(events: Iterable[Event], name: str) -> str:
    """Return the file; lines end with CR LF and are folded at 75 octets."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Trienkhai//Deadlines//VI", f"X-WR-CALNAME:{_text(name)}"]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def uid(thing: str, due: str) -> str:
    """Return the identity of a deadline: of the task and the day, whatever else is read of it later."""
    return hashlib.sha256(f"{thing} {due}".encode()).hexdigest()[:32] + "@trienkhai"


def _event(event: Event) -> Iterator[str]:
    key = event.key or (f"--{event.day:%m-%d}" if event.yearly else event.day.isoformat())
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(event.thing, key)}"
    yield f"DTSTAMP:{_STAMP}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + dt.timedelta(days=1):%Y%m%d}"
    if event.yearly or event.rule:
        yield f"RRULE:{event.rule or 'FREQ=YEARLY'}"
    yield f"SUMMARY:{_text(event.title)}"
    yield f"DESCRIPTION:{_text(event.description)}"
    yield f"URL:{event.thing}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """Return a text with what has a meaning of its own escaped, RFC 5545 3.3.11."""
    plain = "".join(" " if letter < " " and letter != "\n" else letter for letter in text)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts of at most 75 octets, none cut inside a letter."""
    part, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + width
    yield part
