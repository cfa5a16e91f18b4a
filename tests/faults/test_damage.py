"""What else befalls an office PC: damaged files, a full disk, signals, odd settings, files that change while read."""

import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from benchmarks.formats.fuzz import mutated
from cli.crew import Crew
from cli.main import EXIT_DONE, EXIT_FAULTS, EXIT_NOT_DONE, main
from cli.reading import Cache, read_documents
from cli.sources import fingerprint
from graph.generations import current_generation, verify
from tests.serving import Served, command, served

MINUTES = float(os.environ.get("FUZZ_MINUTES", "10"))
LETTER, PLAN = "06-cong-van-9180-svhttdl.txt", "04-ke-hoach-916-kh-du.txt"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Return a folder with `papers` and their collection `kg`: everything is read, the letter alone is shown."""
    folder = tmp_path_factory.mktemp("damage")
    (folder / "papers").mkdir()
    for name in (LETTER, PLAN):
        shutil.copy(root / "examples" / "corpus" / name, folder / "papers")
    for source in ("papers", f"papers/{LETTER}"):
        assert build(folder, source) == EXIT_DONE
    return folder


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """Return a copy of `built` that a test may spoil."""
    return shutil.copytree(built, tmp_path / "hồ sơ của tôi", symlinks=True)


def build(folder: Path, source: str) -> int:
    return main(["build", str(folder / source), "--only", "--kg", str(folder / "kg"), "--workers", "1"])


def digest(folder: Path) -> str:
    return current_generation(folder / "kg").manifest["digest"]


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    "first byte": lambda data: flipped(data, 0),
    "a byte within": lambda data: flipped(data, len(data) // 2),
    "last byte": lambda data: flipped(data, len(data) - 1),
    "cut": lambda data: data[: len(data) // 2],
    "longer": lambda data: data + b"\0",
    "empty": lambda _: b"",
    "gone": lambda _: None,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_every_damaged_file_of_a_generation_is_named(home: Path, damage: Callable[[bytes], bytes | None]) -> None:
    generation = current_generation(home / "kg")
    files = [
        path for path in generation.path.rglob("*") if path.is_file() and path.name not in {"LOCK", "manifest.json"}
    ]
    assert len(files) > 15
    for path in files:
        data = path.read_bytes()
        changed = damage(data) if data else b"\0"
        if changed is None:
            path.unlink()
        else:
            path.write_bytes(changed)
        told = verify(generation)
        assert [fault for fault in told if str(path.relative_to(generation.path)) in fault], path.name
        path.write_bytes(data)
    assert verify(generation) == ()


def test_check_tells_damage_and_a_build_mends_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = max((current_generation(home / "kg").path / "db").glob("*.sst"), key=lambda path: path.stat().st_size)
    table.write_bytes(flipped(table.read_bytes(), 100))
    assert main(["check", "--verify", "--kg", str(home / "kg")]) == EXIT_FAULTS
    told = capsys.readouterr()
    assert table.name in told.out + told.err
    assert build(home, "papers") == EXIT_DONE
    assert main(["check", "--verify", "--kg", str(home / "kg")]) == EXIT_DONE


@pytest.mark.parametrize("seconds", [2, pytest.param(60 * MINUTES / 2, marks=pytest.mark.soak)])
def test_changed_settings_and_records_lose_nothing(home: Path, seconds: float) -> None:
    """Bytes of what a build goes by are changed: it still gives the same collection."""
    assert build(home, "papers") == EXIT_DONE
    clean, kg = digest(home), home / "kg"
    kept = [path for path in kg.rglob("*.json") if path.is_file() and not path.is_symlink()]
    assert {"sources.json", "manifest.json"} <= {path.name for path in kept}
    chance = random.Random(7)  # noqa: S311 - the same changes in each run
    tried, until = 0, time.monotonic() + seconds
    while time.monotonic() < until or not tried:
        tried += 1
        file = chance.choice([path for path in kept if path.is_file()])
        file.write_bytes(mutated(file.read_bytes(), chance))
        with suppress(SystemExit):
            assert main(["check", "--verify", "--kg", str(kg)]) in {EXIT_DONE, EXIT_FAULTS, EXIT_NOT_DONE}
        assert build(home, "papers") == EXIT_DONE
        assert (main(["check", "--verify", "--kg", str(kg)]), digest(home)) == (EXIT_DONE, clean)


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST-", ".sst", "search.sqlite", "sources.json", "judgements.ndjson"])
def test_no_damage_ends_in_a_traceback(home: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    places = [home / "kg" / name, *sorted(current_generation(home / "kg").path.rglob(f"*{name}*"))]
    file = next((path for path in places if path.is_file()), places[0])
    file.write_bytes(b"\xff damaged")
    for words in (["queries"], ["cascade", "9180/SVHTTDL-QLVH"], ["audit"], ["check", "--verify"], ["judge", "list"]):
        with suppress(SystemExit):
            assert main([*words, *([] if words == ["queries"] else ["--kg", str(home / "kg")])]) in {0, 1, 2, 3}
    if name in {"CURRENT", "MANIFEST-", ".sst"}:
        assert "trienkhai build" in capsys.readouterr().err
        assert build(home, f"papers/{LETTER}") == EXIT_DONE
        assert main(["check", "--verify", "--kg", str(home / "kg")]) == EXIT_DONE


def test_a_file_that_may_not_grow_stops_a_build_with_a_sentence(home: Path) -> None:
    before = digest(home)

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    run = subprocess.run(
        command(home / "kg", "build", str(home / "papers"), "--workers", "1"),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small,
    )
    assert run.returncode == EXIT_NOT_DONE, run.stderr
    assert "nothing changed" in run.stderr
    assert "Traceback" not in run.stderr
    assert digest(home) == before
    assert [path.name for path in (home / "kg").iterdir() if path.name.startswith(".")] == []


FULL = """
set -e
mount -t tmpfs -o size=400m tmpfs "$1/small"
cp -a "$1/kg" "$1/small/kg"
used() { df --output=used -k "$1/small" | tail -1; }
full=$(used "$1")
mount -o remount,size=24m "$1/small"
set +e
"$2" -m cli.main build "$1/papers" --only --kg "$1/small/kg" --workers 1
echo "status $?"
"$2" -m cli.main cascade 9180/SVHTTDL-QLVH --json --kg "$1/small/kg" >/dev/null; echo "asked $?"
printf old > "$1/small/report.docx"
cat /dev/zero > "$1/small/rest" 2>/dev/null
"$2" -m cli.main report 9180/SVHTTDL-QLVH --kg "$1/small/kg" --out "$1/small/report.docx"; echo "report $?"
echo "stands $(cat "$1/small/report.docx")"
echo "hidden $(find "$1/small" -maxdepth 1 -name '.*' -type f | wc -l)"
rm "$1/small/rest"
echo "more $(( $(used "$1") - full ))"
mount -o remount,size=400m "$1/small"
"$2" -m cli.main build "$1/papers" --only --kg "$1/small/kg" --workers 1 >/dev/null; echo "again $?"
"""


def test_a_full_disk_is_told_and_gives_its_room_back(home: Path) -> None:
    if subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], check=False).returncode:
        pytest.skip("no disk of our own can be mounted here")
    (home / "small").mkdir()
    run = subprocess.run(
        ["unshare", "-rm", "sh", "-c", FULL, "sh", str(home), sys.executable],
        capture_output=True,
        text=True,
        check=True,
    )
    told = dict(line.split() for line in run.stdout.splitlines())
    assert (told["status"], told["asked"], told["again"]) == ("3", "0", "0"), run.stderr
    assert (told["report"], told["stands"], told["hidden"]) == ("3", "old", "0"), run.stderr
    assert int(told["more"]) < 1024
    assert "the disk is too full" in run.stderr
    assert "report.docx: No space left on device / cannot write it" in run.stderr
    assert "Traceback" not in run.stderr


def running(mark: str) -> list[str]:
    """Return the command lines of processes that carry a mark in their environment."""
    found: list[str] = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark.encode() in (place / "environ").read_bytes():
                found.append((place / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def gone(mark: str, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while running(mark):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def tell_end(what: str, sign: signal.Signals, took: float) -> None:
    sys.stdout.write(f"{what}, {sign.name}: {took:.2f} s, load average {os.getloadavg()[0]:.1f}\n")


def hears_interrupts() -> None:
    """Undo what a shell does to what it starts in the background, as these tests may be: it has SIGINT ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("_", [0, *(pytest.param(number, marks=pytest.mark.soak) for number in range(1, 10))])
def test_a_signal_stops_a_build_and_all_that_it_started(home: Path, sign: signal.Signals, _: int) -> None:
    before, mark = digest(home), uuid4().hex
    shutil.rmtree(home / "kg" / "cache")  # so that there is something to read
    with subprocess.Popen(
        command(home / "kg", "build", str(home / "papers")),
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"MARK": mark},
        preexec_fn=hears_interrupts,  # noqa: PLW1509 - no threads here
    ) as process:
        while len(running(mark)) < 3:  # the reading processes are there
            assert process.poll() is None
            time.sleep(0.02)
        began = time.monotonic()
        process.send_signal(sign)
        _, told = process.communicate(timeout=60)
        took = time.monotonic() - began
    tell_end("build", sign, took)
    assert process.returncode == EXIT_NOT_DONE, told
    assert "nothing changed" in told
    assert gone(mark, 20), running(mark)
    assert digest(home) == before
    assert [path.name for path in (home / "kg").iterdir() if path.name.startswith(".")] == []


def marked(kg: Path, mark: str) -> AbstractContextManager[Served]:
    """Serve a collection by processes that bear a mark in their environment."""
    settings = {"env": os.environ | {"MARK": mark}, "preexec_fn": hears_interrupts}
    return served(kg, "--workers", "2", **settings)


ENDING = 5.0  # seconds in which the server and all its processes have ended


MORE = [pytest.param(sign, marks=pytest.mark.soak) for sign in (signal.SIGTERM, signal.SIGINT) * 10]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL, *MORE])
def test_a_server_ends_with_all_its_workers_under_load(built: Path, sign: signal.Signals) -> None:
    mark = uuid4().hex
    endless = {"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"}
    with marked(built / "kg", mark) as desk:

        def ask() -> None:
            with suppress(httpx.TransportError):
                httpx.get(f"{desk.address}/sparql", params=endless, timeout=30)

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        began = time.monotonic()
        desk.process.send_signal(sign)
        desk.process.wait(timeout=30)
        assert gone(mark, 20), running(mark)
        took = time.monotonic() - began
        tell_end("server", sign, took)
        assert took <= ENDING
        for thread in threads:
            thread.join()


def children(process: int) -> list[int]:
    """Return the processes that a process started; the workers are those of the one that starts them."""
    found: list[int] = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"PPid:\t{process}\n" in (place / "status").read_text():
                found.append(int(place.name))
    return found


SIGNS = (signal.SIGKILL, signal.SIGSEGV)  # one that is stopped costs the deadline of a query
POINT = {"query": "SELECT ?s { ?s ?p ?o } LIMIT 5"}
ENDLESS_TEXT = "".join(f" BIND(CONCAT(?a{at}, ?a{at}) AS ?a{at + 1})" for at in range(36))
GREEDY = {"query": f"SELECT (STRLEN(?a36) AS ?n) {{ BIND('0123456789abcdef' AS ?a0){ENDLESS_TEXT} }}"}
OPENING = 1.0  # seconds in which a new worker opens its store; one that is stopped before is given up after thirty
LATE = 11.0  # seconds after which a worker that is stopped is given up: the deadline of a query, and one


def workers_of(desk: int) -> set[int]:
    return {worker for starter in children(desk) for worker in children(starter)}


def test_workers_that_are_all_killed_are_replaced(built: Path) -> None:
    with marked(built / "kg", uuid4().hex) as desk, httpx.Client(base_url=desk.address, timeout=60) as client:
        for sign in SIGNS:
            workers = workers_of(desk.process.pid)
            assert workers
            for worker in workers:
                os.kill(worker, sign)
            statuses = [client.get("/sparql", params=POINT).status_code for _ in range(6)]
            assert statuses.count(503) <= len(workers), statuses
            assert statuses[-2:] == [200, 200], statuses
        assert desk.process.poll() is None


@contextmanager
def asked_all_the_time(address: str) -> Generator[tuple[list[int], list[int]]]:
    """Have four callers ask until the block ends; give how often each was answered, and what else they were told."""
    over = threading.Event()
    answered, refused = [0] * 4, list[int]()

    def ask(caller: int) -> None:
        with httpx.Client(base_url=address, timeout=60) as client:
            while not over.is_set():
                status = client.get("/sparql", params=POINT).status_code
                if status == 200:
                    answered[caller] += 1
                else:
                    refused.append(status)

    threads = [threading.Thread(target=ask, args=(caller,)) for caller in range(len(answered))]
    for thread in threads:
        thread.start()
    try:
        yield answered, refused
    finally:
        over.set()
        for thread in threads:
            thread.join()


@pytest.mark.parametrize("times", [1, pytest.param(20, marks=pytest.mark.soak)])
@pytest.mark.parametrize("how", [*SIGNS, signal.SIGSTOP, "memory"], ids=str)
def test_a_worker_that_is_lost_under_load_costs_one_request(built: Path, how: signal.Signals | str, times: int) -> None:
    """One worker after the other is lost, and another takes its place at once."""
    replaced: list[float] = []
    with marked(built / "kg", uuid4().hex) as desk:
        with asked_all_the_time(desk.address) as (answered, refused):
            while len(replaced) < times:
                goal = min(answered) + 2
                replaced.append(lose(desk.process.pid, desk.address, how))
                until = time.monotonic() + 30
                while min(answered) < goal:
                    assert time.monotonic() < until, "a caller is answered no more"
                    time.sleep(0.01)
                time.sleep(OPENING)
        assert desk.process.poll() is None
    sys.stdout.write(f"{how}: {sum(answered)} answered, {refused} refused, replaced after {max(replaced):.2f} s\n")
    assert len(refused) <= times, refused
    assert set(refused) <= {503}
    assert max(replaced) <= (LATE if how is signal.SIGSTOP else 1.0)


def lose(desk: int, address: str, how: signal.Signals | str) -> float:
    """Have a desk lose one worker; return the seconds until there are as many as before."""
    before = workers_of(desk)
    assert before
    began = time.monotonic()
    if isinstance(how, signal.Signals):
        os.kill(random.choice(sorted(before)), how)  # noqa: S311 - no secret
    else:
        assert httpx.get(f"{address}/sparql", params=GREEDY, timeout=60).status_code in {400, 503}
        began = time.monotonic()
    while len((now := workers_of(desk)) - before) == 0 or len(now) < len(before):
        assert time.monotonic() - began < 60, "nobody takes its place"
        time.sleep(0.02)
    return time.monotonic() - began


ODD = {
    "nothing set": {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    "no home": {"HOME": "/proc/nowhere", "XDG_CACHE_HOME": "/proc/nowhere", "TZ": "Pacific/Kiritimati"},
}


@pytest.mark.parametrize("settings", ODD.values(), ids=ODD.keys())
def test_odd_settings_give_the_same_collection(built: Path, home: Path, settings: dict[str, str]) -> None:
    shutil.rmtree(home / "kg")
    for at, paper in enumerate((home / "papers").iterdir()):
        os.utime(paper, (at * 4_000_000_000, at * 4_000_000_000))  # 1970, and 2096: clocks that were wrong
    run = subprocess.run(
        command(home / "kg", "build", "papers", "--workers", "1"),
        capture_output=True,
        check=False,
        cwd=home,
        env=os.environ | settings | {"PYTHONPATH": str(Path(__file__).parents[2])},
        umask=0o077,
    )
    assert run.returncode == EXIT_DONE, run.stderr.decode()
    assert digest(home) == whole(built)
    assert (home / "kg").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("day", ["2049-12-31 23:59:58", pytest.param("1975-05-01 00:00:00", marks=pytest.mark.soak)])
def test_a_clock_that_jumps_changes_nothing(
    built: Path, home: Path, needs_tool: Callable[[str], str], day: str
) -> None:
    """The machine's clock stands elsewhere for one build, decades from the one before: the same collection."""
    words = [needs_tool("faketime"), day, *command(home / "kg", "build", str(home / "papers"), "--workers", "1")]
    run = subprocess.run(words, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert run.returncode == EXIT_DONE, run.stderr
    assert digest(home) == whole(built)
    assert build(home, f"papers/{LETTER}") == EXIT_DONE
    assert digest(home) == digest(built)
    assert verify(current_generation(home / "kg")) == ()


def test_a_name_that_is_no_text_stops_nothing(home: Path) -> None:
    name = os.fsdecode("kế hoạch".encode("utf-16-le") + b".txt").replace("\0", "")
    shutil.copy(home / "papers" / PLAN, home / "papers" / name)
    (home / "papers" / PLAN).unlink()
    for _ in range(2):  # the second time from what the folder remembers
        assert build(home, "papers") == EXIT_DONE
    names = [name for document in current_generation(home / "kg").manifest["documents"] for name in document["names"]]
    assert len(names) == 2
    assert LETTER in names


def whole(built: Path) -> str:
    """Return the digest of the generation before the current one: of both papers."""
    manifest = (built / "kg" / "gen-000001" / "manifest.json").read_text(encoding="utf-8")
    return str(json.loads(manifest)["digest"])


@pytest.mark.parametrize("atomic", [True, False])
@pytest.mark.parametrize("readings", [6, pytest.param(50, marks=pytest.mark.soak)])
def test_a_file_that_changes_while_it_is_read_is_never_taken_for_another(
    tmp_path: Path, root: Path, *, readings: int, atomic: bool
) -> None:
    text = (root / "examples" / "corpus" / LETTER).read_bytes()
    kinds = [text, text.replace(b"9180", b"9181") + b"\n" * 5]
    file = tmp_path / "a.txt"
    file.write_bytes(text)
    is_over = threading.Event()
    thread = threading.Thread(target=rewrite, args=(file, kinds, is_over), kwargs={"atomic": atomic})
    thread.start()
    try:
        for number in range(readings):
            found = fingerprint(file)
            (reading,) = read_documents([found], Cache(tmp_path / f"cache-{number}"), Crew().read, lambda: None)
            if reading.contents is None:
                assert reading.fault
                assert reading.fault[0] in {"E_UNSTABLE", "E_EMPTY", "E_GONE"}
                continue
            raw = reading.contents.documents[0].source.raw.encode()
            assert hashlib.sha256(raw).hexdigest() == reading.found.sha256  # of what was read, perhaps once more
            assert not atomic or raw in kinds
    finally:
        is_over.set()
        thread.join()


def rewrite(file: Path, kinds: list[bytes], is_over: threading.Event, *, atomic: bool) -> None:
    """Write one text after the other to a file until it is over, by renaming or in place."""
    at = 0
    while not is_over.is_set():
        at += 1
        place = file.with_suffix(".aside") if atomic else file
        place.write_bytes(kinds[at % 2])
        place.replace(file)


def test_the_exit_of_a_build_with_faults_is_told(home: Path) -> None:
    (home / "papers" / "empty.txt").write_text(" ")
    assert build(home, "papers") == EXIT_FAULTS
