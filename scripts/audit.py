"""Asks pip-audit for known weaknesses of every locked library.

    python scripts/audit.py

Ends with 1, and says which, where a library has one that is not in `ACCEPTED`, or could not be looked up: an audit that
looked at nothing is none. pip-audit itself ends with 0 then.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sbom import LOCK, Locked, is_for_here, locked

TOOL = Path(__file__).parent.parent / "build" / "tools" / "bin" / "pip-audit"
# Weaknesses that do not touch us: the identifier, and why.
ACCEPTED: dict[str, str] = {}


def faults(libraries: Sequence[Locked], told: str) -> list[str]:
    """Return what speaks against the libraries, from what pip-audit told as JSON; every library must be in it."""
    try:
        entries: list[dict[str, Any]] = json.loads(told)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return ["pip-audit: không có kết quả / gave no result"]
    looked_up = {(_plain(each["name"]), each["version"]): each for each in entries if "skip_reason" not in each}
    found: list[str] = []
    for library in libraries:
        entry = looked_up.get((_plain(library.name), library.version))
        if entry is None:
            found.append(f"{library.name} {library.version}: không tra được / could not be looked up")
        else:
            found += [f"{library.name} {library.version}: {weakness}" for weakness in _weaknesses(entry["vulns"])]
    if not libraries:
        found.append(f"{LOCK.name}: không nêu thư viện nào / names no library")
    return found


def _weaknesses(entries: Iterable[dict[str, Any]]) -> list[str]:
    return [
        f"{each['id']}, sửa ở / mended in {', '.join(each['fix_versions']) or '-'}"
        for each in entries
        if not ACCEPTED.keys() & {each["id"], *each.get("aliases", [])}
    ]


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def main() -> int:
    """Run pip-audit and judge what it told."""
    libraries = [each for each in locked(LOCK.read_text(encoding="utf-8")) if is_for_here(each)]
    if not TOOL.is_file():
        sys.stderr.write("thiếu pip-audit: / pip-audit is missing: make build/tools/.ready\n")
        return 1
    # --disable-pip: the lock names every library already, so nothing is resolved or installed.
    command = [TOOL, "--disable-pip", "--require-hashes", "-r", LOCK, "-f", "json", "--progress-spinner", "off"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    found = faults(libraries, run.stdout)
    sys.stderr.writelines(f"{fault}\n" for fault in found)
    missing = sum("could not be looked up" in fault for fault in found)
    sys.stdout.write(f"đã tra / looked up: {len(libraries) - missing} / {len(libraries)}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
