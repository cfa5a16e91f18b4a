"""Mutated files of every format, read as a build reads them: each has an outcome, and the parent lives.

    python benchmarks/formats/fuzz.py [--files 10000] [--pictures 200] [--workers 2] [--seed 1] [--only .docx]

Bytes are changed, cut, doubled and put in; of zip containers every second file is mutated within a part and packed
again, so that parsers of the parts are reached. Prints the outcomes of each format, the longest wait and the memory.
Archives (.zip) are listed by the parent itself, so they are mutated too. Ends with 1 where a file has no outcome, or
one that nobody foresaw (E_READ, E_SPAN).
"""

import argparse
import io
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.formats.samples import example, picture, samples  # noqa: E402
from cli.readers import Job, read_all  # noqa: E402
from cli.sources import Found, documents_at  # noqa: E402

_PARTED = frozenset((".docx", ".xlsx"))
_BATCH = 500
_WORDS = example(900)  # few, so that many files can be tried


@dataclass(slots=True)
class Tally:
    """What became of the mutated files of one format."""

    outcomes: Counter[str] = field(default_factory=Counter[str])
    unforeseen: list[str] = field(default_factory=list[str])
    slowest: float = 0.0


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return some bytes with a few of them changed, cut out, doubled or put in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not changed:
            break
        at, length = chance.randrange(len(changed)), chance.randint(1, 64)
        match chance.randrange(6):
            case 0 | 1:
                changed[at] = chance.randrange(256)
            case 2:
                changed[at] ^= 1 << chance.randrange(8)
            case 3:
                del changed[at : at + length]
            case 4:
                changed[at:at] = changed[at : at + length] * chance.randint(1, 20)
            case _:
                del changed[at if chance.randrange(10) == 0 else len(changed) :]
    return bytes(changed)


def mutated_within(data: bytes, chance: random.Random) -> bytes:
    """Return an archive with one of its parts mutated, packed again."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        victim = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutated(part, chance) if name == victim else part)
    return file.getvalue()


def mutations(suffix: str, data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Yield mutated files of a sample; equal seeds give equal files."""
    chance = random.Random(f"{suffix} {seed}")  # noqa: S311 - the same files in each run
    for number in range(count):
        yield (mutated_within if suffix in _PARTED and number % 2 else mutated)(data, chance)


def tally(suffix: str, files: Iterator[bytes], workers: int) -> Tally:
    """Read files as a build does and count what became of them."""
    result = Tally()
    with tempfile.TemporaryDirectory() as folder:
        for batch in _batches(files):
            jobs: list[Job] = []
            for number, data in enumerate(batch):
                path = Path(folder, f"{number}{suffix}")
                path.write_bytes(data)
                jobs += [Job(each) for each in _found(path, result)]
            last = time.monotonic()
            for found, record in read_all(jobs, workers):
                now = time.monotonic()
                result.slowest, last = max(result.slowest, now - last), now
                _count(result, found, record)
    return result


def _batches(files: Iterator[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    for data in files:
        batch.append(data)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _found(path: Path, result: Tally) -> Iterator[Found]:
    """Yield what there is to read at a path, and count what is set aside before."""
    for each in documents_at(path):
        if each.fault:
            result.outcomes[each.fault[0]] += 1
        else:
            yield each


def _count(result: Tally, found: Found, record: bytes | tuple[str, str]) -> None:
    if isinstance(record, bytes):
        result.outcomes["read"] += 1
        return
    code, message = record
    result.outcomes[code] += 1
    if code in {"E_READ", "E_SPAN"}:
        result.unforeseen.append(f"{found.name}: {message}")


def archive() -> bytes:
    """Return an archive of two samples."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a/b.csv", samples(_WORDS)[".csv"])
        made.writestr("c.txt", samples(_WORDS)[".txt"])
    return file.getvalue()


def main() -> int:
    """Mutate, read, print a table; return 1 where an outcome is missing or unforeseen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=[])
    arguments = parser.parse_args()
    text = {suffix: (data, arguments.files) for suffix, data in {**samples(_WORDS), ".zip": archive()}.items()}
    pictures = {f".{kind}": (picture(name), arguments.pictures) for kind, name in _PICTURES}
    faults = 0
    print("| format | files | outcomes | longest wait for the next outcome, s |\n|---|---:|---|---:|", flush=True)
    for suffix, (data, count) in {**text, **pictures}.items():
        if arguments.only and suffix not in arguments.only:
            continue
        found = tally(suffix, mutations(suffix, data, count, arguments.seed), arguments.workers)
        outcomes = ", ".join(f"{code} {number:,}" for code, number in found.outcomes.most_common())
        print(f"| {suffix} | {count:,} | {outcomes} | {found.slowest:.1f} |", flush=True)
        faults += len(found.unforeseen) + max(0, count - found.outcomes.total())
        for line in found.unforeseen[:20]:
            print(f"  {suffix} {line}", file=sys.stderr, flush=True)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"\nparent {own} MiB, largest reader {children} MiB; files without a foreseen outcome: {faults}")
    return 1 if faults else 0


_PICTURES = (("png", "PNG"), ("jpg", "JPEG"), ("tif", "TIFF"))

if __name__ == "__main__":
    sys.exit(main())
