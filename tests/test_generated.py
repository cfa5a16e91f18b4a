"""What the generator writes comes back as it went in: the reader shares no word list or layout with it."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from loaders.comparison import Comparison
from loaders.evaluation import compare, together
from loaders.extraction import extraction
from loaders.pipeline import load

DOCUMENTS = 60
FLOORS = [
    ("document", 0.97),
    ("citations", 0.98),
    ("citation.relation", 0.97),
    ("relations", 0.95),
    ("tasks", 0.98),
    ("lead", 0.97),
    ("coordinate", 0.97),
    ("report_to", 0.95),
    ("due", 0.97),
    ("every", 0.97),
    ("indicators", 0.9),
]


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Mapping[str, Comparison]:
    folder = tmp_path_factory.mktemp("generated")
    script = root / "benchmarks" / "generator" / "generate.py"
    options = ["--seed", "20261122", "--documents", str(DOCUMENTS)]
    subprocess.run([sys.executable, str(script), str(folder), *options], check=True, capture_output=True)
    compared: list[Mapping[str, Comparison]] = []
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        source = folder / gold["source"]
        found = extraction(load(source), "generated")
        compared.append(compare(gold, found, source.read_bytes().decode("utf-8-sig")))
    assert len(compared) >= DOCUMENTS
    return together(compared)


@pytest.mark.parametrize(("kind", "floor"), FLOORS)
def test_generated_documents_come_back(scores: Mapping[str, Comparison], kind: str, floor: float) -> None:
    assert scores[kind].right
    assert scores[kind].f1 >= floor


def test_nobody_is_read_as_nobody(scores: Mapping[str, Comparison]) -> None:
    assert scores["unassigned"].precision >= 0.95
    assert scores["unassigned"].recall >= 0.95
