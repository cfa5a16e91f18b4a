"""Lists what the program is delivered with, as CycloneDX 1.5: each locked library with version, licence and hashes.

    python scripts/sbom.py > sbom.json

Ends with 1, and says which, where a locked library is not installed, has no hash, or has a licence that is not on the
list: an inventory that looked at nothing is none. Runs in the environment of `make setup`, standard library only.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

LOCK = Path(__file__).parent.parent / "requirements.txt"
# Licences that oblige nobody who only runs or hands on the program unchanged, or libraries under LGPL.
ALLOWED = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 HPND ISC LGPL-3.0-or-later MIT MIT-CMU MPL-2.0 PSF-2.0 "
    "W3C W3C-20150513 Zlib".split()
)
# What metadata say in other words, from their classifiers and fields.
SAME_AS = {
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd 2-clause license": "BSD-2-Clause",
    "isc license (iscl": "ISC",
    "isc license": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "w3c license": "W3C",
    "dependency licenses": "Apache-2.0",  # pypdfium2: those of PDFium, which it carries with their texts
}
_REQUIREMENT = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\]+))?")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Locked:
    """A library as the lock names it."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def locked(text: str) -> Iterator[Locked]:
    """Yield the libraries of a lock with their hashes."""
    for block in re.split(r"\n(?=\S)", text):
        found = _REQUIREMENT.match(block)
        if found:
            yield Locked(found["name"], found["version"], (found["marker"] or "").strip(), tuple(_HASH.findall(block)))


def licences(told: PackageMetadata) -> tuple[str, ...]:
    """Return the licences that metadata name: the expression, else the classifiers, else the field."""
    fields = {name: told.get_all(name) or [] for name in ("License-Expression", "License", "Classifier")}
    classifiers = [
        each.split("::")[-1].strip()
        for each in fields["Classifier"]
        if each.startswith("License ::") and not each.endswith("OSI Approved")
    ]
    words = " AND ".join(fields["License-Expression"] or classifiers or fields["License"])
    parts = [part.strip(" ()\n") for part in re.split(r"\bAND\b|\bOR\b|,", words)]
    return tuple(SAME_AS.get(part.lower(), part) for part in parts if part)


def objection(library: Locked, found: tuple[str, ...]) -> str:
    """Return why a library may not be delivered, or ""."""
    if not library.hashes:
        return "no hash"
    if not found:
        return "no licence is named"
    return ", ".join(f"licence not on the list: {each[:60]}" for each in found if each not in ALLOWED)


def component(library: Locked) -> tuple[dict[str, object], str]:
    """Return the entry of a library, and why it may not be delivered."""
    try:
        told = metadata(library.name)
    except PackageNotFoundError:
        return {}, "not installed, so not looked at"
    found = licences(told)
    entry: dict[str, object] = {
        "type": "library",
        "name": library.name,
        "version": library.version,
        "purl": f"pkg:pypi/{library.name}@{library.version}",
        "licenses": [{"license": {"name": each}} for each in found],
        "hashes": [{"alg": "SHA-256", "content": each} for each in library.hashes],
    }
    return entry, objection(library, found)


def is_for_here(library: Locked) -> bool:
    """Say whether this Python on this system installs a library; a marker that is not understood counts as yes."""
    if not library.marker:
        return True
    system = re.search(r"sys_platform\s*==\s*'(\w+)'", library.marker)
    if system:
        return system[1] == sys.platform
    try:
        return metadata(library.name)["Version"] == library.version  # locked twice, for older and newer Pythons
    except PackageNotFoundError:
        return True


def main() -> int:
    """Print the inventory, and what speaks against it."""
    libraries = [each for each in locked(LOCK.read_text(encoding="utf-8")) if is_for_here(each)]
    entries = [(library, *component(library)) for library in libraries]
    faults = [f"{library.name} {library.version}: {fault}" for library, _, fault in entries if fault]
    if not libraries:
        faults.append(f"{LOCK.name}: names no library")
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "trienkhai", "version": "0.1.0"}},
        "components": [entry for _, entry, _ in entries if entry],
    }
    sys.stdout.write(json.dumps(bill, indent=1) + "\n")
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
