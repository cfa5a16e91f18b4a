"""The journal of judgements in a collection's folder: append-only, on the disk before anything is acknowledged.

A line is JSON whose first member is the CRC-32 of the rest, with a number that counts up. A last line without its end
was being written when the machine stopped: nobody was told that it is kept, and it is dropped. Any other damage stops
all work with the number of the line, since a judgement that is lost in silence cannot be asked for again.
"""

import contextlib
import datetime as dt
import fcntl
import json
import os
import re
import threading
import zlib
from collections.abc import Generator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from io import FileIO
from pathlib import Path
from typing import Any

import msgspec

from graph.judgements import Judgement, check

NAME = "judgements.ndjson"
_LINE = re.compile(rb'\{"crc32":"([0-9a-f]{8})",')


class DamagedJournalError(ValueError):
    """A line inside the journal is not as it was written; `line` is its number."""

    def __init__(self, path: Path, line: int) -> None:
        self.line = line
        super().__init__(
            f"{path}, dòng {line}: sổ ý kiến bị hỏng; hãy lấy lại tệp này từ bản sao lưu, không sửa tay / "
            f"line {line}: the journal of judgements is damaged; restore this file from a copy, do not edit it"
        )


class UnknownJudgementError(LookupError):
    """No judgement in force has this id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Who took a judgement back, when and why."""

    by: str
    at: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A judgement in the journal: its number, and what became of it since."""

    id: str
    seq: int
    judgement: Judgement
    withdrawn: Withdrawal | None = None
    superseded_by: str = ""  # id of a later judgement on the same

    @property
    def is_in_force(self) -> bool:
        """Say whether the judgement counts."""
        return self.withdrawn is None and not self.superseded_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """Everything that was ever said, in order; `notice` tells of a line that was dropped."""

    standings: tuple[Standing, ...]
    length: int  # of the sound part, in bytes
    seq: int  # of the last line
    notice: str = ""

    @property
    def in_force(self) -> tuple[Standing, ...]:
        """Return the judgements that count, in the order in which they were said."""
        return tuple(each for each in self.standings if each.is_in_force)


def read(kg: Path) -> Journal:
    """Return the journal of a collection; raise `DamagedJournalError` where a line inside is not as written."""
    path = kg / NAME
    return _journal(path, path.read_bytes() if path.is_file() else b"")


def append(kg: Path, *judgements: Judgement) -> tuple[Standing, ...]:
    """Write judgements down; they are on the disk when this returns.

    One that is in force already, word for word, is not written again. Raise `WrongJudgementError`, and nothing is
    written, where one of them says too little.
    """
    checked = [check(each) for each in judgements]
    with _open(kg) as (file, journal):
        known = {each.id: each for each in journal.in_force}
        now = _now()
        fresh = {each.id: each if each.at else replace(each, at=now) for each in checked if each.id not in known}
        entries = [{"event": "judged", "id": id_, "judgement": _plain(each)} for id_, each in fresh.items()]
        _write(file, journal, entries)
    standing = {each.id: each for each in read(kg).standings}
    return tuple(standing[each.id] for each in checked)


def withdraw(kg: Path, identity: str, by: str, reason: str = "") -> Standing:
    """Take a judgement back; it stays in the journal. Raise `UnknownJudgementError` where none is in force."""
    with _open(kg) as (file, journal):
        latest = {each.id: each for each in journal.standings}
        if identity not in latest or latest[identity].withdrawn is not None:
            raise UnknownJudgementError(
                f"không có ý kiến {identity!r} còn hiệu lực; xem: trienkhai judge list / "
                f"no judgement {identity!r} is in force; see them: trienkhai judge list"
            )
        entry = {"event": "withdrawn", "id": identity, "by": by, "at": _now(), "reason": reason}
        _write(file, journal, [entry])
    return next(each for each in reversed(read(kg).standings) if each.id == identity)


def _now() -> str:
    return dt.datetime.now(tz=dt.UTC).astimezone().isoformat(timespec="seconds")


def _plain(judgement: Judgement) -> dict[str, Any]:
    return {name: value for name, value in asdict(judgement).items() if value not in ("", (), None)}


@contextlib.contextmanager
def _open(kg: Path) -> Generator[tuple[FileIO, Journal]]:
    """Hold the journal alone, its torn end cut off."""
    kg.mkdir(parents=True, exist_ok=True)
    path = kg / NAME
    is_new = not path.exists()
    with path.open("a+b", buffering=0) as file:  # nothing is left in a buffer to be written later
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        journal = _journal(path, file.readall())
        file.truncate(journal.length)
        if is_new:
            _sync_folder(kg)
        yield file, journal


def _sync_folder(kg: Path) -> None:
    handle = os.open(kg, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(file: FileIO, journal: Journal, entries: Sequence[Mapping[str, Any]]) -> None:
    """Write lines and wait until they are on the disk; where the disk is full, the half of a line is taken back."""
    lines = b"".join(_line(journal.seq + at, entry) for at, entry in enumerate(entries, start=1))
    try:
        while lines:
            lines = lines[file.write(lines) :]
        os.fsync(file.fileno())
    except OSError:
        os.ftruncate(file.fileno(), journal.length)
        raise


def _line(seq: int, entry: Mapping[str, Any]) -> bytes:
    rest = json.dumps({"seq": seq, **entry}, ensure_ascii=False, separators=(",", ":")).encode()[1:]
    return b'{"crc32":"%08x",%s\n' % (zlib.crc32(rest), rest)


def _journal(path: Path, data: bytes) -> Journal:
    """Return a journal by its bytes; of what was read before only the lines behind it are read."""
    with _reading:
        known = _last.pop(path, None)
        known = known if known and data.startswith(known.data) else _Read()
        *lines, torn = data[len(known.data) :].split(b"\n")
        for line in lines:
            known.take(_entry(path, known.seq + 1, line))
        known.data = data[: len(data) - len(torn)]
        _last.clear()  # a process has one collection open, or a few one after the other
        _last[path] = known
        standings, seq = known.standings(), known.seq
    notice = (
        f"{path}: dòng cuối ghi dở, bỏ qua / the last line was only half written and is passed over" if torn else ""
    )
    return Journal(standings=standings, length=len(data) - len(torn), seq=seq, notice=notice)


def _entry(path: Path, number: int, line: bytes) -> Mapping[str, Any]:
    head = _LINE.match(line)
    if head is None or int(head[1], 16) != zlib.crc32(line[head.end() :]):
        raise DamagedJournalError(path, number)
    entry = json.loads(line)
    if entry["seq"] != number:
        raise DamagedJournalError(path, number)
    return entry


@dataclass(slots=True)
class _Read:
    """What was read of a journal: its sound lines, and what became of every judgement in them."""

    data: bytes = b""
    seq: int = 0  # of the last line
    found: dict[int, Standing] = field(default_factory=dict[int, Standing])
    # Subject -> numbers of what is not withdrawn, of which the last is in force.
    current: dict[tuple[str, ...], list[int]] = field(default_factory=dict[tuple[str, ...], list[int]])
    latest: dict[str, int] = field(default_factory=dict[str, int])  # id -> number

    def take(self, entry: Mapping[str, Any]) -> None:
        """Take one line in."""
        self.seq = entry["seq"]
        if entry["event"] == "judged":
            judgement = msgspec.convert(entry["judgement"], Judgement)
            self.latest[entry["id"]] = self.seq
            self.found[self.seq] = Standing(id=entry["id"], seq=self.seq, judgement=judgement)
            self.current.setdefault(judgement.subject, []).append(self.seq)
        else:
            seq = self.latest[entry["id"]]
            taken_back = Withdrawal(by=entry["by"], at=entry["at"], reason=entry["reason"])
            self.found[seq] = replace(self.found[seq], withdrawn=taken_back)
            self.current[self.found[seq].judgement.subject].remove(seq)

    def standings(self) -> tuple[Standing, ...]:
        """Return what became of every judgement; a later one on the same subject takes an earlier one's place."""
        told = dict(self.found)
        for numbers in self.current.values():
            for seq in numbers[:-1]:
                told[seq] = replace(told[seq], superseded_by=told[numbers[-1]].id)
        return tuple(told.values())


_reading = threading.Lock()
_last: dict[Path, _Read] = {}  # what was read last, so that each line is read once
