"""Print how many tokens a second restoration reads, cold and warm, once and with adaptation, and its memory.

    python -m benchmarks.restoration.speed FILE...

Processor time of this process, so other work on the machine counts little; run it with one thread a library.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

MEGABYTE = 1024 if sys.platform.startswith("linux") else 1024 * 1024  # in the units of ru_maxrss


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    texts = [path.read_text(encoding="utf-8-sig") for path in parser.parse_args().files]
    begun = time.process_time()
    from loaders.restoration import restore  # noqa: PLC0415 - the import is part of what is timed

    restore("Ké hoach")
    print(f"ready after {time.process_time() - begun:.2f} s")
    for label, adapt in (("once, cold", False), ("once, warm", False), ("adapted, warm", True)):
        begun = time.process_time()
        tokens = sum(len(restore(text, adapt=adapt).tokens) for text in texts)
        print(f"{label}: {tokens / (time.process_time() - begun):.0f} tokens a second, {tokens} tokens")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE} MB")


if __name__ == "__main__":
    main()
