"""The journal: what was acknowledged is there, whatever was cut, flipped or killed."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.formats.fuzz import mutated
from graph.journal import NAME, DamagedJournalError, Journal, UnknownJudgementError, append, read, withdraw
from graph.judgements import WHAT, Judgement, Kind, WrongJudgementError, check, is_day

MINUTES = float(os.environ.get("FUZZ_MINUTES", "10"))


def lead(name: str, clause: str = "a" * 12, **more: str) -> Judgement:
    return Judgement(
        kind=Kind.CORRECTION,
        by="Lan",
        document="916-kh-du_2026",
        path="1",
        clause=clause,
        what="lead",
        value=(name,),
        **more,  # type: ignore[arg-type]
    )


def test_what_is_appended_is_read_and_can_be_taken_back(tmp_path: Path) -> None:
    (first,) = append(tmp_path, lead("Sở Y tế", reason="Quyết định phân công lại"))
    assert read(tmp_path).in_force == (first,)
    assert first.judgement.at.startswith("20")
    (again,) = append(tmp_path, lead("Sở Y tế", reason="Quyết định phân công lại"))
    assert (again, len(read(tmp_path).standings)) == (first, 1)

    (second,) = append(tmp_path, lead("Sở Nội vụ"))
    assert [each.id for each in read(tmp_path).in_force] == [second.id]
    assert read(tmp_path).standings[0].superseded_by == second.id

    withdrawn = withdraw(tmp_path, second.id, by="Hùng", reason="nhầm").withdrawn
    assert withdrawn is not None
    assert (withdrawn.by, withdrawn.reason) == ("Hùng", "nhầm")
    assert [each.id for each in read(tmp_path).in_force] == [first.id]
    with pytest.raises(UnknownJudgementError, match="judge list"):
        withdraw(tmp_path, second.id, by="Hùng")


def test_said_again_after_another_word_it_holds_again_and_can_be_taken_back_once(tmp_path: Path) -> None:
    append(tmp_path, lead("A"), lead("B"))
    (again,) = append(tmp_path, lead("A"))
    assert [each.judgement.value for each in read(tmp_path).in_force] == [("A",)]
    withdraw(tmp_path, again.id, by="Lan")
    assert [each.judgement.value for each in read(tmp_path).in_force] == [("B",)]
    with pytest.raises(UnknownJudgementError):
        withdraw(tmp_path, again.id, by="Lan")


WRONG = {
    "nobody says so": {"by": " "},
    "no such fact": {"what": "colour"},
    "no document": {"document": ""},
    "no clause": {"clause": ""},
    "no such day": {"what": "due", "value": ("2025-02-30",)},
    "no symbol": {"what": "symbol", "value": ("kế hoạch",)},
    "two symbols": {"what": "symbol", "value": ("1-KH/TU", "2-KH/TU")},
    "a blank name": {"value": (" ",)},
    "no relation": {"what": "relation", "other": "95-nq-tw", "value": ("obeys",)},
    "related to itself": {"what": "relation", "other": "916-kh-du_2026", "value": ("implements",)},
}


@pytest.mark.parametrize("changed", WRONG.values(), ids=WRONG.keys())
def test_a_judgement_that_says_too_little_is_refused_in_two_languages(
    changed: dict[str, object], tmp_path: Path
) -> None:
    known = {name: getattr(lead("Sở Y tế"), name) for name in Judgement.__dataclass_fields__} | changed
    with pytest.raises(WrongJudgementError, match=" / "):
        append(tmp_path, lead("before", clause="b" * 12), Judgement(**known))  # type: ignore[arg-type]
    assert read(tmp_path).standings == ()


def test_a_clause_given_by_its_words_alone_gets_their_hash() -> None:
    said = check(Judgement(kind=Kind.FALSE_TASK, by="Lan", document="x", words="Mở thư viện"))
    assert len(said.clause) == 12


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("2026-06-30", True),
        ("2026-06", True),
        ("--12-15", True),
        ("2024-02-29", True),
        ("2026-02-29", False),
        ("2026", False),
        ("30/6/2026", False),
        ("P6M", False),
    ],
)
def test_days(text: str, *, is_one: bool) -> None:
    assert is_day(text) is is_one


TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)


@given(st.lists(st.tuples(st.sampled_from(sorted(WHAT)), TEXTS, TEXTS), max_size=8))
def test_any_words_come_back_as_they_were_said(tmp_path_factory: pytest.TempPathFactory, said: list[tuple]) -> None:
    kg = tmp_path_factory.mktemp("journal")
    given_ones = [
        Judgement(kind=Kind.MARK, by=f"Lan {by}", finding=f"no-deadline-{at}", what="note", reason=f"{why}\n{kind}.")
        for at, (kind, by, why) in enumerate(said)
    ]
    append(kg, *given_ones)
    assert [each.judgement.reason for each in read(kg).in_force] == [each.reason for each in given_ones]
    assert [each.judgement.by for each in read(kg).in_force] == [each.by for each in given_ones]


@pytest.fixture
def three(tmp_path: Path) -> Path:
    append(tmp_path, *(lead(f"Sở {number}", clause=str(number) * 12) for number in range(3)))
    return tmp_path


def test_a_last_line_that_was_cut_is_dropped_and_told_wherever_it_was_cut(three: Path) -> None:
    data = (three / NAME).read_bytes()
    last = data.rindex(b"\n", 0, -1) + 1
    for cut in range(last, len(data)):
        (three / NAME).write_bytes(data[:cut])
        journal = read(three)
        assert [each.judgement.value for each in journal.in_force] == [("Sở 0",), ("Sở 1",)]
        assert bool(journal.notice) is (cut > last)
    append(three, lead("Sở 3", clause="3" * 12))
    assert [each.judgement.value[0] for each in read(three).in_force] == ["Sở 0", "Sở 1", "Sở 3"]
    assert read(three).notice == ""


def test_any_flipped_byte_inside_stops_and_names_the_line(three: Path) -> None:
    data = (three / NAME).read_bytes()
    ends = [at for at, byte in enumerate(data) if byte == 10]
    for at in range(len(data) - 1):  # without its own end the last line would be one that was cut
        flipped = bytearray(data)
        flipped[at] ^= 1
        (three / NAME).write_bytes(flipped)
        line = sum(end < at for end in ends) + 1
        with pytest.raises(DamagedJournalError, match=rf"dòng {line}: .* / line {line}:") as told:
            read(three)
        assert told.value.line == line
        with pytest.raises(DamagedJournalError):
            append(three, lead("Sở 3", clause="3" * 12))


@pytest.mark.parametrize("seconds", [1, pytest.param(60 * MINUTES / 2, marks=pytest.mark.soak)])
def test_changed_bytes_never_say_what_nobody_said(three: Path, seconds: float) -> None:
    """The other half of the minutes is spent on settings and records: `tests/faults/test_damage.py`."""
    data, said = (three / NAME).read_bytes(), read(three).standings
    chance = random.Random(7)  # noqa: S311 - the same changes in each run
    tried, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        tried += 1
        (three / NAME).write_bytes(changed := mutated(data, chance))
        with suppress(DamagedJournalError):
            found = read(three)
            assert found.standings == said[: len(found.standings)]
            assert found.notice or data.startswith(changed)
    assert tried > 10 * seconds


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["accepted", "false-alarm", None])), max_size=12))
def test_what_is_read_line_by_line_is_what_is_read_at_once(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str | None]]
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    seen: list[tuple[bytes, Journal]] = []
    for finding, what in steps:
        if what is not None:
            append(folder, Judgement(kind=Kind.MARK, finding=f"f{finding}", what=what, by="An"))
        elif in_force := read(folder).in_force:
            withdraw(folder, in_force[finding % len(in_force)].id, "An")
        path = folder / NAME
        seen.append((path.read_bytes() if path.exists() else b"", read(folder)))
    for number, (data, journal) in enumerate(seen):
        (folder / str(number)).mkdir()
        (folder / str(number) / NAME).write_bytes(data)
        assert read(folder / str(number)) == journal


def test_a_line_that_is_gone_from_the_middle_is_damage(three: Path) -> None:
    lines = (three / NAME).read_bytes().splitlines(keepends=True)
    (three / NAME).write_bytes(lines[0] + lines[2])
    with pytest.raises(DamagedJournalError):
        read(three)


WRITER = """
import sys
from pathlib import Path
from graph.journal import append
from graph.judgements import Judgement, Kind
for number in range(10_000):
    said = Judgement(kind=Kind.MARK, by=sys.argv[2], finding=f"{sys.argv[2]}-{number}", what="accepted")
    append(Path(sys.argv[1]), said)
    print(number, flush=True)
"""


@pytest.mark.parametrize("trials", [6, pytest.param(50, marks=pytest.mark.soak)])
def test_writers_that_are_killed_lose_nothing_that_they_acknowledged(tmp_path: Path, trials: int) -> None:
    for trial in range(trials):
        writers = [
            subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), f"{trial}{name}"], stdout=subprocess.PIPE)
            for name in "ab"
        ]
        acknowledged: set[str] = set()
        for writer, name in zip(writers, "ab", strict=True):
            assert writer.stdout is not None
            acknowledged |= {f"{trial}{name}-{int(writer.stdout.readline())}" for _ in range(10 + trial % 50)}
        for writer, name in zip(writers, "ab", strict=True):
            os.kill(writer.pid, signal.SIGKILL)
            rest, _ = writer.communicate()
            acknowledged |= {
                f"{trial}{name}-{int(line)}" for line in rest.splitlines(keepends=True) if line[-1:] == b"\n"
            }
        assert acknowledged <= {each.judgement.finding for each in read(tmp_path).in_force}


def test_every_acknowledgement_waits_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (synced.append(os.fstat(handle).st_size), sync(handle))[1])
    for number in range(3):
        append(tmp_path, lead(f"Sở {number}", clause=str(number) * 12))
        assert synced[-1] == (tmp_path / NAME).stat().st_size


def test_a_full_disk_refuses_and_leaves_no_half_line(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (three / NAME).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            append(three, lead("Sở 3", clause="3" * 12))
    assert (three / NAME).read_bytes() == before


def test_the_system_is_told_to_write_before_anything_is_acknowledged(
    tmp_path: Path, needs_tool: Callable[[str], str]
) -> None:
    """As the kernel sees it: each line that a writer prints comes after a sync of the journal's file."""
    trace = tmp_path / "trace"
    once = WRITER.replace("10_000", "5")
    command = [needs_tool("strace"), "-f", "-y", "-e", "trace=write,fsync,fdatasync", "-o", str(trace)]
    run = subprocess.run([*command, sys.executable, "-c", once, str(tmp_path / "kg"), "a"], check=True)
    assert run.returncode == 0
    calls = [
        "sync" if "sync(" in line and NAME in line else "journal" if f"/{NAME}>" in line else "told"
        for line in trace.read_text().splitlines()
        if re.search(rf"/{NAME}>|write\(1[<,]", line)
    ]
    assert [call for call, _ in groupby(calls)] == ["journal", "sync", "told"] * 5
