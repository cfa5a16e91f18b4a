"""`evaluate`: one's own labels against what is read; the figures are those of the annotators' scorer."""

import copy
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cli.main import EXIT_DONE, EXIT_FAULTS, EXIT_WRONG_USE, main
from loaders.evaluation import Scores, compare, together
from loaders.extraction import extraction
from loaders.pipeline import load

CORPUS = Path(__file__).parents[2] / "examples" / "corpus"
GOLD = CORPUS / "gold"
PLAN = "04-ke-hoach-916-kh-du"


def labels(folder: Path, **changes: Any) -> Path:
    """Write the labels of an example, changed, beside a copy of it."""
    record = json.loads((GOLD / f"{PLAN}.json").read_text(encoding="utf-8")) | changes
    out = folder / f"{PLAN}.json"
    out.write_text(json.dumps({key: value for key, value in record.items() if value is not None}), encoding="utf-8")
    shutil.copy(CORPUS / str(record.get("source", "")), folder)
    return out


def test_the_labels_of_the_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(GOLD), "--json"]) == EXIT_DONE
    told = json.loads(capsys.readouterr().out)
    assert len(told["documents"]) == len(list(GOLD.glob("*.json")))
    tasks = [each["tasks"]["right"] for each in told["documents"].values()]
    assert told["together"]["tasks"]["right"] == sum(tasks) > 100
    assert told["together"]["tasks"]["f1"] > 0.9


def test_what_was_missed_and_made_up_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = json.loads((GOLD / f"{PLAN}.json").read_text(encoding="utf-8"))
    first, *others = gold["tasks"]
    wanted = [{**others[0], "lead": ["Bộ Quốc phòng"]}, *others[1:]]
    path = labels(tmp_path, tasks=wanted, citations=[*gold["citations"], {"symbol": "1/NQ-CP", "relation": "cites"}])
    assert main(["evaluate", str(path), "--misses"]) == EXIT_DONE
    lines = capsys.readouterr().out.splitlines()
    assert f"- {PLAN} citations: 1/NQ-CP" in lines
    assert any(line.startswith(f"- {PLAN} lead: @") and "Bộ Quốc phòng [" in line for line in lines)
    opening = " ".join(first["quote"].split())[:20] if "quote" in first else ""
    assert any(line.startswith(f"+ {PLAN} tasks: @") and opening in line for line in lines)
    rows = [line.split() for line in lines if line.startswith(PLAN)]
    assert [rows[1][2], rows[1][7]] == ["1.000", "1"]  # citations: precise, one missed


def test_what_the_labels_leave_out_is_not_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = labels(tmp_path, tasks=None, indicators=None, relations=None)
    assert main(["evaluate", str(path), "--json"]) == EXIT_DONE
    kinds = set(json.loads(capsys.readouterr().out)["together"])
    assert "citations" in kinds
    assert not kinds & {"tasks", "lead", "unassigned", "indicators", "relations"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"source": "not-there.txt"}, "--sources"),
        ({"sha256": "0" * 64}, "not the text that was labelled"),
        ({"tasks": [{"quote": "no such words", "lead": []}]}, "quote what the document does not have"),
        ({"tasks": "none"}, "shape"),
        ({"citations": [{"relation": "cites"}]}, "shape"),
    ],
)
def test_labels_that_do_not_fit_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: Mapping[str, Any], words: str
) -> None:
    path = labels(tmp_path)
    record = json.loads(path.read_text(encoding="utf-8")) | dict(changes)
    path.write_text(json.dumps(record), encoding="utf-8")
    assert main(["evaluate", str(path)]) == EXIT_FAULTS
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "[]", "{}", "{"])
def test_a_file_that_is_no_label_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert main(["evaluate", str(tmp_path)]) == EXIT_FAULTS
    assert " / " in capsys.readouterr().err
    (tmp_path / "a.json").unlink()
    assert main(["evaluate", str(tmp_path)]) == EXIT_WRONG_USE


def damaged(record: dict[str, Any], seed: int) -> dict[str, Any]:
    """Return an extraction with faults of every kind, drawn by lot."""
    draw = random.Random(seed)  # noqa: S311 - faults, not secrets
    found = copy.deepcopy(record)
    found["tasks"] = [task for task in found["tasks"] if draw.random() > 0.1]
    for task in found["tasks"]:
        task["start"] += draw.choice([0, 0, 0, 3, 12, 13, -12])
        for role in ("lead", "coordinate", "report_to"):
            if draw.random() < 0.2:
                task[role] = draw.choice([[], ["Bộ Quốc phòng"], [*task[role], "Hội Chữ thập đỏ"]])
        if draw.random() < 0.2:
            task["due"] = draw.choice([[], ["2031-12-31"], [*task["due"], "--05-19"]])
            task["every"] = draw.choice([[], ["P1W"]])
    found["citations"] = [each for each in found["citations"] if draw.random() > 0.2]
    for each in found["citations"]:
        each["relation"] = draw.choice(["cites", each["relation"]])
        each["issued"] = draw.choice([None, "2001-01-01", each["issued"]])
        each["issuer"] = draw.choice([None, "Hội Chữ thập đỏ", each["issuer"]])
    found["citations"].append({"symbol": "1/NQ-CP", "type": "nghị quyết", "relation": "cites"})
    found["relations"] = found["relations"][draw.randrange(3) :]
    found["document"]["signer"] = draw.choice([None, found["document"]["signer"]])
    for each in found["indicators"]:
        each["comparator"] = draw.choice(["=", each["comparator"]])
        each["value"] += draw.choice([0, 0, 1])
        each["year"] = draw.choice([None, 2099, each["year"]])
    return found


def tally(scores: Scores, kind: str) -> tuple[int, int, int]:
    score = scores[kind]
    return len(score.right), len(score.right) + len(score.spurious), len(score.right) + len(score.missed)


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_figures_are_those_of_the_annotators_scorer(shared: Path, tmp_path: Path, seed: int) -> None:
    """On the shared labels, whatever is wrong with what was found; seed 0 is the extraction itself."""
    scores: list[Scores] = []
    lines: list[str] = []
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = load(shared / "seeds" / gold["source"])
        found = extraction(document, "x")
        found = damaged(found, seed) if seed else found
        lines.append(json.dumps(found, ensure_ascii=False))
        scores.append(compare(gold, found, document.source.raw))
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(shared / "gold" / "score.py"), str(shared / "gold"), str(shared / "seeds")]
    done = subprocess.run([*command, str(predictions), "--json"], capture_output=True, check=True)
    theirs = json.loads(done.stdout)
    ours = together(scores)
    for kind in ("citations", "relations", "tasks", "indicators"):
        assert tally(ours, kind) == counted(theirs[kind]), kind
    for kind in ("unassigned", "lead", "coordinate", "report_to", "due", "every"):
        assert tally(ours, kind) == counted(theirs[f"task.{kind}"]), kind
    # Of two targets with one number theirs pairs the first with what is left of both, ours the nearest: where a
    # number is wrong, the comparators beside it may be counted otherwise.
    also = () if seed else ("indicator.comparator",)
    for kind in ("citation.relation", "citation.type", "citation.issued", "citation.issuer", *also):
        assert tally(ours, kind)[::2] == (theirs[kind]["right"], theirs[kind]["of"]), kind
    fields = [theirs[kind] for kind in theirs if kind.startswith("document.")]
    assert tally(ours, "document")[::2] == (sum(f["right"] for f in fields), sum(f["of"] for f in fields))


def counted(row: Mapping[str, Any]) -> tuple[int, int, int]:
    right = round((row["recall"] or 0) * row["gold"])
    return right, row["predicted"], row["gold"]
