"""What is delivered beside our own code: locked with hashes, under licences that anybody may hand on."""

import importlib.util
import json
import re
import subprocess
import sys
from email.message import Message
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def sbom(root: Path) -> ModuleType:
    return script(root, "sbom")


@pytest.fixture(scope="module")
def audit(root: Path, sbom: ModuleType) -> ModuleType:
    assert sbom.LOCK.is_file()  # which it imports
    return script(root, "audit")


def script(root: Path, name: str) -> ModuleType:
    specification = importlib.util.spec_from_file_location(name, root / "scripts" / f"{name}.py")
    assert specification is not None
    assert specification.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_every_locked_library_is_here_and_has_a_licence_of_the_list(root: Path) -> None:
    run = subprocess.run([sys.executable, root / "scripts" / "sbom.py"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    names = {each["name"] for each in json.loads(run.stdout)["components"]}
    assert len(names) > 40
    assert names >= {"pyoxigraph", "rdflib", "owlready2", "pyshacl", "networkx", "sparqlwrapper", "pyvis", "starlette"}
    assert all(each["hashes"] and each["licenses"] for each in json.loads(run.stdout)["components"])


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-tools.txt"])
def test_the_lock_has_hashes_and_names_no_place(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    blocks = [block for block in re.split(r"\n(?=\S)", text) if block.strip()]
    assert [block for block in blocks if not re.match(r"[\w.-]+(?:\[\w+\])?==\S+", block)] == []
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert not re.search(r"https?://|--index|--find-links|@ ", text)


@pytest.mark.parametrize(
    ("fields", "objected"),
    [
        ({"License-Expression": "MIT"}, False),
        ({"License-Expression": "MIT OR Apache-2.0"}, False),
        ({"License": "BSD"}, False),
        ({"Classifier": "License :: OSI Approved :: BSD License"}, False),
        ({"License-Expression": "AGPL-3.0-only"}, True),
        ({"License-Expression": "MIT AND GPL-3.0-or-later"}, True),
        ({"License": "CC-BY-NC-4.0"}, True),
        ({"Classifier": "License :: OSI Approved :: GNU Affero General Public License v3"}, True),
        ({"License": "as you like"}, True),
        ({}, True),
    ],
)
def test_a_licence_that_is_not_on_the_list_is_objected_to(
    sbom: ModuleType, fields: dict[str, str], *, objected: bool
) -> None:
    told = Message()
    for name, value in fields.items():
        told[name] = value
    library = sbom.Locked("x", "1", "", ("0" * 64,))
    assert bool(sbom.objection(library, sbom.licences(told))) is objected
    assert sbom.objection(sbom.Locked("x", "1", "", ()), ("MIT",)) == "no hash"


def test_an_inventory_of_nothing_is_a_fault(sbom: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("", "no-such-library-of-ours==1.0 \\\n    --hash=sha256:" + "0" * 64):
        (tmp_path / "requirements.txt").write_text(text)
        monkeypatch.setattr(sbom, "LOCK", tmp_path / "requirements.txt")
        assert sbom.main() == 1


def told(*entries: dict[str, object]) -> str:
    return json.dumps({"dependencies": entries, "fixes": []})


WEAK = {"id": "PYSEC-1", "fix_versions": ["2"], "aliases": ["CVE-1"], "description": ""}
GOOD = {"name": "A_b", "version": "1", "vulns": []}


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (told(GOOD), ""),
        (told(), "could not be looked up"),
        (told({"name": "a-b", "skip_reason": "not found on PyPI"}), "could not be looked up"),
        (told(GOOD | {"version": "2"}), "could not be looked up"),
        (told(GOOD | {"vulns": [WEAK]}), "PYSEC-1"),
        ("", "gave no result"),
        ("[]", "gave no result"),
    ],
)
def test_an_audit_that_looked_at_nothing_is_a_fault(audit: ModuleType, answer: str, fault: str) -> None:
    found = audit.faults([audit.Locked("a-b", "1", "", ())], answer)
    assert [fault in each for each in found] == ([True] if fault else [])
    assert audit.faults([], told(GOOD)), "a lock that names nothing"


def test_a_weakness_that_was_weighed_is_passed_over(audit: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(audit.ACCEPTED, "CVE-1", "not called")
    assert audit.faults([audit.Locked("a-b", "1", "", ())], told(GOOD | {"vulns": [WEAK]})) == []
