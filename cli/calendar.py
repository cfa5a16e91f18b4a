"""One calendar of deadlines and coming reports, and the relays: who hands what to whom by when so that the next can.

Example: trienkhai calendar --from 2026-01-01
         trienkhai calendar --from 2026-01-01 --to 2026-06-30 --agency "Sở Tài chính" --json
         trienkhai calendar --relays --from 2026-01-01
         trienkhai calendar --from 2026-01-01 --format ics > reports.ics

A rhythm without a day is due on the last day of its period, marked ~; so are months, quarters and years. `slack` is
the days that a relay has; below 0 its own report is due before it has what it needs. Events of an .ics keep their
identity over rebuilds.
"""

import argparse
import datetime as dt
import sys
from collections.abc import Iterator, Sequence

from cli.collection import NO_COLLECTION, WRONG_COLLECTION, open_store
from cli.main import EXIT_DONE, EXIT_NOT_DONE, EXIT_WRONG_USE, add_format_argument, add_graph_argument
from cli.rows import print_json, print_rows
from queries.find import AmbiguousDocumentError, DocumentNotFoundError, find_one_document
from queries.occurrences import Occurrence, about, occurrences
from queries.relays import Handover, handovers

_YEAR = dt.timedelta(days=365)
_WIDTH = 80
_TITLE = 120  # letters of an event's title


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the days, whose calendar, and whether the relays are wanted."""
    today = dt.date.today()  # noqa: DTZ011 - the day on the user's wall
    parser.add_argument(
        "--from", dest="first", type=dt.date.fromisoformat, default=today, metavar="DATE", help="(hôm nay / today)"
    )
    parser.add_argument(
        "--to", dest="last", type=dt.date.fromisoformat, metavar="DATE", help="(một năm sau / a year later)"
    )
    parser.add_argument("--agency", metavar="NAME", help="only what it does or gets / chỉ việc của cơ quan này")
    parser.add_argument("--document", metavar="D", help="only this document / chỉ văn bản này")
    parser.add_argument("--relays", action="store_true", help="the handovers / các lượt chuyển tiếp báo cáo")
    add_graph_argument(parser, endpoint=True)
    add_format_argument(parser, "table", "json", "csv", "ics")


def run(arguments: argparse.Namespace) -> int:
    """Print the calendar or the relays; 2 for a document that is unknown or days in the wrong order."""
    last = arguments.last or arguments.first + _YEAR
    if last < arguments.first:
        print("--to phải sau --from / --to must not come before --from", file=sys.stderr)
        return EXIT_WRONG_USE
    try:
        store = open_store(arguments)
        document = arguments.document and find_one_document(store, arguments.document).iri
        found = occurrences(store, arguments.first, last)
    except (AmbiguousDocumentError, DocumentNotFoundError, *WRONG_COLLECTION) as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    except NO_COLLECTION as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    kept = about(found, arguments.agency) if arguments.agency else found
    kept = tuple(each for each in kept if document in {None, each.document.iri})
    if arguments.relays:
        _print_relays(
            [each for each in handovers(found) if each.given in kept or each.onward in kept], arguments.format
        )
    else:
        _print_days(kept, arguments.format)
    return EXIT_DONE


_DAYS = ("day", "exact", "rhythm", "document", "path", "lead", "recipient", "relay", "text")
_RELAYS = ("by", "giver", "document", "path", "to", "onward_by", "onward_to", "onward_document", "onward_path", "slack")


def _day(each: Occurrence) -> dict[str, object]:
    where = each.task.evidence
    return {
        "day": each.day.isoformat(),
        "exact": each.exact,
        "rhythm": each.rhythm,
        "document": each.document.id,
        "path": each.task.path,
        "lead": list(each.task.lead),
        "recipient": list(each.names("recipient")),
        "relay": list(each.names("relay")),
        "text": each.task.text,
        "task": each.task.iri,
        "evidence": where and {"source": where.source, "start": where.start, "end": where.end, "text": where.text},
    }


def _print_days(found: Sequence[Occurrence], form: str) -> None:
    if form == "json":
        print_json([_day(each) for each in found])
    elif form == "ics":
        sys.stdout.write(_ics(found))
    elif form == "csv":
        print_rows(_DAYS, ([_cell(_day(each)[name]) for name in _DAYS] for each in found), "csv")
    else:
        columns = ("ngày / day", "ai / who", "văn bản / document", "việc / task", "gửi / to", "qua / via")
        print_rows(columns, map(_line, found), "table")


def _line(each: Occurrence) -> list[object]:
    day = f"{each.day}" if each.exact else f"~{each.day}"
    place = f"{each.document.label} {each.task.path}"
    to, via = ("; ".join(each.names(role)) for role in ("recipient", "relay"))
    return [day, "; ".join(each.task.lead), place, _short(each.task.text), to, via]


def _print_relays(found: Sequence[Handover], form: str) -> None:
    if form == "json":
        print_json([each.as_json() for each in found])
    elif form == "ics":
        sys.stdout.write(_ics([each.given for each in found]))
    elif form == "csv":
        print_rows(_RELAYS, ([_cell(each.as_json()[name]) for name in _RELAYS] for each in found), "csv")
    else:
        print("\n".join(relay_lines(found)))


def relay_lines(found: Sequence[Handover]) -> Iterator[str]:
    """Yield the handovers: who gives what to whom by when, when it goes on, and the days between."""
    broken = sum(each.is_broken for each in found)
    yield f"{len(found)} lượt chuyển tiếp, {broken} chỗ đứt / handovers, broken: {broken}"
    for each in found:
        giver = "; ".join(each.given.names("reporter") or each.given.task.lead) or "?"
        onward = "; ".join(each.onward.names("recipient"))
        yield f"{'✗' if each.is_broken else '→'} {each.given.day} {giver} → {each.to}: {_short(each.given.task.text)}"
        yield f"    {each.onward.day} {each.to} → {onward}: {_short(each.onward.task.text)}"
        yield f"    {each.slack} ngày / days" + (
            ": đến sau hạn chuyển tiếp / too late to be handed on" * each.is_broken
        )


def _ics(found: Sequence[Occurrence]) -> str:
    from viz.icalendar import Event, write_calendar  # noqa: PLC0415 - other forms spare it

    events: dict[tuple[str, str], Event] = {}
    for each in found:
        yearly = each.rhythm == "yearly"
        to = "; ".join((*each.names("relay"), *each.names("recipient")))
        event = Event(
            thing=each.task.iri,
            day=each.day,
            yearly=yearly,
            title=f"{each.document.label} {each.task.path}: {each.task.text}"[:_TITLE],
            description=f"{each.task.text}\n{'; '.join(each.task.lead) or '—'}" + (f"\n→ {to}" if to else ""),
        )
        events.setdefault((each.task.iri, f"{each.day:--%m-%d}" if yearly else each.day.isoformat()), event)
    return write_calendar(events.values(), "Triển khai")


def _cell(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list) else value  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1].rstrip()}…"
