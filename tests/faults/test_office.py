"""An office at random: files come, change and go, builds are killed, journals torn; a dictionary says what must be so.

The long test takes `MACHINE_RUNS` runs (30) of thirty steps.
"""

import os
import random
import shutil
import signal
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cli.main import EXIT_DONE, main
from graph.generations import current_generation, verify
from graph.journal import NAME as JOURNAL
from graph.journal import append, read
from graph.judgements import Judgement, Kind

LETTER = Path(__file__).parents[2] / "examples" / "corpus" / "06-cong-van-9180-svhttdl.txt"
FILES = st.integers(0, 2)
VERSIONS = st.integers(0, 2)


class Office(RuleBasedStateMachine):
    """`disk` is what lies in the folder, `shown` what was read of it, `removed` and `said` what people did."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="office-"))
        self.papers, self.kg = self.folder / "papers", self.folder / "kg"
        self.papers.mkdir()
        self.disk: dict[int, int] = {}
        self.shown: dict[int, int] = {}
        self.removed: set[tuple[int, int]] = set()
        self.said: list[str] = []
        self.digests: dict[object, str] = {}
        self.is_built = False
        self.write(0, 0)
        self.build()

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    @rule(number=FILES, version=VERSIONS)
    def write(self, number: int, version: int) -> None:
        text = LETTER.read_text(encoding="utf-8").replace("9180", f"91{number}{version}")
        (self.papers / f"{number}.txt").write_text(text, encoding="utf-8")
        self.disk[number] = version
        self.is_built = False

    @precondition(lambda self: self.disk)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.disk)))
        (self.papers / f"{number}.txt").unlink()
        del self.disk[number]
        self.is_built = False

    @rule()
    def build(self) -> None:
        assert main(["build", str(self.papers), "--kg", str(self.kg), "--workers", "1"]) == EXIT_DONE
        self.read_again()

    @rule(share=st.floats(0, 1))
    def build_killed_and_again(self, share: float) -> None:
        child = os.fork()
        if child == 0:
            os.setpgid(0, 0)
            os._exit(main(["build", str(self.papers), "--kg", str(self.kg), "--workers", "1"]))
        time.sleep(share)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert verify(current_generation(self.kg)) == ()
        self.build()

    @precondition(lambda self: self.shown)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.shown)))
        symbol = f"91{number}{self.shown[number]}/SVHTTDL-QLVH"
        assert main(["remove", symbol, "--kg", str(self.kg)]) == EXIT_DONE
        self.removed.add((number, self.shown[number]))
        self.read_again()

    @rule()
    def say(self) -> None:
        finding = f"no-deadline-{len(self.said)}"
        append(self.kg, Judgement(kind=Kind.MARK, by="Lan", finding=finding, what="accepted", at="2026-01-01"))
        self.said.append(finding)
        self.is_built = False

    @rule(length=st.integers(1, 60))
    def tear_the_journal(self, length: int) -> None:
        """Leave the beginning of a line, as a power cut does while it is written."""
        with (self.kg / JOURNAL).open("ab") as file:
            file.write(b'{"crc32":"00000000","seq":99,"event":"judged","id":"aaaaaaaa","judgement":{'[:length])

    def read_again(self) -> None:
        """Say what a build must have made of it: what lies there, and what has gone and was not taken out."""
        stays = {number: version for number, version in self.shown.items() if number not in self.disk}
        everything = stays | self.disk
        self.shown = {at: version for at, version in everything.items() if (at, version) not in self.removed}
        self.is_built = True

    @invariant()
    def what_is_shown_is_what_was_read(self) -> None:
        if not hasattr(self, "folder"):
            return
        assert [each.judgement.finding for each in read(self.kg).in_force] == self.said
        generation = current_generation(self.kg)
        assert (verify(generation), generation.notice) == ((), "")
        symbols = sorted(each["symbol"] for each in generation.manifest["documents"])
        assert symbols == sorted(f"91{number}{version}/SVHTTDL-QLVH" for number, version in self.shown.items())
        if self.is_built:
            state = frozenset(self.shown.items()), len(self.said)
            assert self.digests.setdefault(state, generation.manifest["digest"]) == generation.manifest["digest"]
        assert [path.name for path in self.kg.iterdir() if path.name.startswith(".")] == []


def run(examples: int, steps: int) -> None:
    random.seed(0)
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def test_an_office_at_random() -> None:
    run(2, 8)


@pytest.mark.soak
def test_an_office_at_random_for_long() -> None:
    run(int(os.environ.get("MACHINE_RUNS", "30")), 30)
