"""What the collection of real documents must say: who carries 57-NQ/TW out, and through what."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.main import main

Cascade = Callable[..., dict[str, dict[str, Any]]]
INSIDE = {
    "71/NQ-CP": ("central", 1, ()),
    "03/NQ-CP": ("central", 1, ()),
    "82-NQ/TU": ("province", 1, ()),
    "15-KH/TU": ("province", 1, ()),
    "8602-QĐ/TU": ("province", 1, ()),
    "139/KH-UBND": ("province", 2, ("71/NQ-CP",)),
    "190/KH-UBND": ("province", 3, ("71/NQ-CP", "139/KH-UBND")),
    "233-KH/TU": ("district", 2, ("82-NQ/TU",)),
    "16-KH/ĐU": ("commune", 2, ("15-KH/TU",)),
}
OUTSIDE = ("923/QĐ-TTg", "02-KH/BCĐTW", "45-NQ/TW", "204-QĐ/TW", "83/BKHCN-BTTTT-VP")


@pytest.fixture(scope="module")
def collection(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the graph of the four seeds and of what stands above them, scans aside."""
    sources = tmp_path_factory.mktemp("sources")
    for path in (*(shared / "seeds").iterdir(), *(shared / "corpus").rglob("*")):
        if path.is_file() and path.parent.name != "scans":
            shutil.copy(path, sources)
    kg = tmp_path_factory.mktemp("acceptance") / "kg"
    assert main(["build", str(sources), "--kg", str(kg)]) == 0
    return kg


@pytest.fixture
def members(collection: Path, capsys: pytest.CaptureFixture[str]) -> Cascade:
    """Return the members of a cascade by symbol, or by file name where a document shows none."""

    def of(document: str, *options: str) -> dict[str, dict[str, Any]]:
        capsys.readouterr()
        assert main(["cascade", document, *options, "--kg", str(collection), "--format", "json"]) == 0
        found = json.loads(capsys.readouterr().out)["documents"]
        return {row["symbol"] or row["id"]: row for row in found}

    return of


def test_each_document_stands_at_its_level_and_step(members: Cascade) -> None:
    found = members("57-NQ/TW")
    names = {row["id"]: symbol for symbol, row in found.items()}
    seen = {
        symbol: (row["level"], row["steps"], tuple(names.get(each, each) for each in row["via"]))
        for symbol, row in found.items()
    }
    assert {symbol: seen.get(symbol) for symbol in INSIDE} == INSIDE
    assert not set(OUTSIDE) & set(found)


def test_the_commune_has_tasks_and_says_who_leads_them(
    members: Cascade, collection: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert members("57-NQ/TW")["16-KH/ĐU"]["tasks"] >= 40
    assert main(["cascade", "57-NQ/TW", "--kg", str(collection)]) == 0
    commune = capsys.readouterr().out.partition("CẤP XÃ")[2]
    assert "chủ trì: " in commune
    assert "Ủy ban nhân dân xã Xuân Trường" in commune


def test_the_way_up_reaches_both_central_documents(members: Cascade) -> None:
    found = members("16-KH/ĐU", "--up")
    assert {"57-NQ/TW", "02-KH/BCĐTW", "15-KH/TU"} <= set(found)
    assert "province" in found["02-KH/BCĐTW"]["skipped"]


def test_a_city_carries_a_conclusion_out_through_its_own_letter(members: Cascade) -> None:
    found = members("52-KL/TW")
    assert found["1010-CV/TU"]["steps"] == 1
    below = [row for symbol, row in found.items() if symbol != "1010-CV/TU"]
    assert [(row["level"], row["steps"]) for row in below] == [("province", 2)]
