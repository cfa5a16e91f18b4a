"""Laws of the generator of corpora: same bytes again, gold that can be found, faults that are told."""

import json
import lzma
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

RELATIONS = {"implements", "replaces", "amends", "issued_with", "cites"}
LEVELS = {"central", "province", "district", "commune"}
DUE = re.compile(r"\d{4}-\d{2}-\d{2}|--\d{2}-\d{2}")
EVERY = {"P1W", "P1M", "P3M", "P6M", "P1Y"}
LISTS = ("lead", "coordinate", "due", "every", "report_to")
LONGEST_SHARED = 8  # words of a sentence that may also stand in a shared document

Make = Callable[..., Path]


@pytest.fixture(scope="module")
def make(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Return a function that runs the generator and gives the folder that it wrote."""

    def run(*arguments: str) -> Path:
        out = tmp_path_factory.mktemp("generated") / "corpus"
        script = root / "benchmarks" / "generator" / "generate.py"
        done = subprocess.run(
            [sys.executable, str(script), str(out), *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return out

    return run


@pytest.fixture(scope="module")
def corpus(make: Make) -> Path:
    return make("--seed", "11", "--documents", "240", "--faults")


@pytest.fixture(scope="module")
def truth(corpus: Path) -> dict[str, Any]:
    return json.loads((corpus / "truth.json").read_text(encoding="utf-8"))


def golds(corpus: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each gold with its source's text."""
    for path in sorted((corpus / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield gold, (corpus / gold["source"]).read_bytes().decode()


def start_of(item: dict[str, Any], text: str) -> int:
    """Find where a quote stands, -1 where it does not."""
    at = -1
    for _ in range(item.get("occurrence", 1)):
        at = text.find(item["quote"], at + 1)
    return at


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_same_arguments_give_the_same_bytes(make: Make) -> None:
    one = make("--seed", "3", "--documents", "40", "--faults")
    other = make("--seed", "3", "--documents", "40", "--faults")
    assert contents(one) == contents(other)


def test_another_seed_gives_other_documents(make: Make) -> None:
    one, other = (contents(make("--seed", seed, "--documents", "12")) for seed in ("1", "2"))
    assert one["d00001.txt"] != other["d00001.txt"]


def test_a_used_folder_is_left_alone(make: Make, root: Path) -> None:
    out = make("--documents", "4", "--levels", "1")
    before = contents(out)
    script = root / "benchmarks" / "generator" / "generate.py"
    assert subprocess.run([sys.executable, str(script), str(out)], capture_output=True, check=False).returncode == 2
    assert contents(out) == before


def test_every_file_has_its_gold(corpus: Path) -> None:
    files = {path.stem for path in corpus.glob("*.txt")}
    assert files == {path.stem for path in (corpus / "gold").glob("*.json")}
    assert len(files) >= 240


def test_every_quote_stands_at_the_beginning_of_a_clause(corpus: Path) -> None:
    for gold, text in golds(corpus):
        starts = [start_of(item, text) for item in gold["tasks"]]
        assert -1 not in starts
        assert len(set(starts)) == len(starts)
        assert starts == sorted(starts)
        for item, start in zip(gold["tasks"], starts, strict=True):
            before = text[text.rfind("\n", 0, start) + 1 : start].strip()
            assert re.fullmatch(r"|[-+]|\w+[.)-]|\d+\.\d+\.", before), (gold["source"], before, item)
        assert all(start_of(item, text) >= 0 for item in gold["indicators"])


def test_gold_has_the_shape_of_gold(corpus: Path) -> None:
    for gold, _ in golds(corpus):
        assert set(gold) == {"source", "document", "citations", "relations", "tasks", "indicators"}
        assert gold["document"]["level"] in LEVELS
        symbols = [one["symbol"] for one in gold["citations"]]
        assert len(set(symbols)) == len(symbols)
        assert all(one["relation"] in RELATIONS for one in gold["citations"])
        assert all(one["issued"] is None or date.fromisoformat(one["issued"]) for one in gold["citations"])
        assert {one["relation"] for one in gold["relations"]} <= {"implements"}
        for task in gold["tasks"]:
            assert all(isinstance(task[key], list) for key in LISTS)
            assert task["section"] in {"content", "assignment"}
            assert all(DUE.fullmatch(one) for one in task["due"])
            assert set(task["every"]) <= EVERY
        assert all(one["comparator"] in {">=", "<=", "="} for one in gold["indicators"])


def without_pages(text: str) -> str:
    """Take page numbers and running heads out, so that paragraphs run on."""
    return re.sub(r"\n+(VĂN BẢN ĐIỆN TỬ\n)?\d+\n+", "\n", text)


def test_cited_symbols_stand_in_the_text(corpus: Path) -> None:
    for gold, text in golds(corpus):
        bare = re.sub(r"\s", "", without_pages(text))
        assert [one["symbol"] for one in gold["citations"] if one["symbol"] not in bare] == [], gold["source"]


def test_named_agencies_stand_in_the_text(corpus: Path) -> None:
    for gold, text in golds(corpus):
        flat = " ".join(without_pages(text).split()).casefold()
        for task in gold["tasks"]:
            assert all(name.casefold() in flat for name in (*task["lead"], *task["coordinate"], *task["report_to"])), (
                gold["source"],
                task,
            )


def test_children_are_younger_than_parents(truth: dict[str, Any]) -> None:
    issued = {one["id"]: one["issued"] for one in truth["documents"]}
    assert all(issued[edge["from"]] >= issued[edge["to"]] for edge in truth["edges"])
    assert max(one["steps"] for one in truth["cascade"]) >= 3


def test_districts_issue_nothing_after_june_2025(truth: dict[str, Any]) -> None:
    late = [one for one in truth["documents"] if one["level"] == "district" and one["issued"] >= "2025-07-01"]
    assert late == []


def test_no_level_is_skipped_but_on_purpose(truth: dict[str, Any]) -> None:
    documents = {one["id"]: one for one in truth["documents"]}
    planned = {fault["document"] for fault in truth["faults"] if fault["rule"] == "skipped-level"}
    above: dict[str, set[str]] = {}
    for one in truth["cascade"]:
        above.setdefault(one["from"], set()).add(documents[one["to"]]["level"])
    communes = [one for one in truth["documents"] if one["level"] == "commune" and one["in_collection"]]
    skipping = {one["id"] for one in communes if "province" not in above.get(one["id"], set())}
    assert skipping == planned


def test_all_rules_are_planted(truth: dict[str, Any]) -> None:
    planted = Counter(fault["rule"] for fault in truth["faults"])
    assert set(planted) == {
        "several-leads",
        "lead-also-coordinates",
        "duplicate-task",
        "deadline-before-issue",
        "deadline-later-than-parent",
        "weaker-target",
        "dissolved-agency",
        "skipped-level",
        "conflicting-versions",
        "cycle",
    }
    assert {one["verdict"] for one in truth["faults"] if one["rule"] == "duplicate-task"} == {
        "copy",
        "same",
        "overlap",
    }
    assert {one["grade"] for one in truth["unassigned"]} == {"content", "assignment", "covered"}
    assert truth["dangling"]
    assert truth["homonyms"]
    assert truth["rescans"]


def test_planted_clauses_stand_in_their_documents(corpus: Path, truth: dict[str, Any]) -> None:
    sources = {one["id"]: one["sources"] for one in truth["documents"]}
    for fault in truth["faults"]:
        if fault.get("text"):
            text = (corpus / sources[fault["document"]][0]).read_text(encoding="utf-8")
            flat = re.sub(r"\s", "", without_pages(text))
            assert re.sub(r"\s", "", fault["text"]) in flat, fault


def test_without_faults_no_deadline_is_past(make: Make) -> None:
    out = make("--seed", "5", "--documents", "60")
    truth = json.loads((out / "truth.json").read_text(encoding="utf-8"))
    assert truth["faults"] == []
    issued = {source: one["issued"] for one in truth["documents"] for source in one["sources"]}
    for gold, _ in golds(out):
        days = [day for task in gold["tasks"] for day in task["due"] if not day.startswith("--")]
        assert all(day > issued[gold["source"]] for day in days)


def test_without_faults_no_target_is_weaker_than_above(make: Make) -> None:
    out = make("--seed", "6", "--documents", "80")
    truth = json.loads((out / "truth.json").read_text(encoding="utf-8"))
    ids = {source: one["id"] for one in truth["documents"] for source in one["sources"]}
    targets: dict[str, dict[str, Any]] = {}
    for gold, _ in golds(out):
        targets[ids[gold["source"]]] = {one["name"]: one for one in gold["indicators"]}
    pairs = [(one["from"], one["to"]) for one in truth["cascade"] if one["from"] in targets and one["to"] in targets]
    compared = 0
    for below, above in pairs:
        for name in targets[below].keys() & targets[above].keys():
            own, other = targets[below][name], targets[above][name]
            compared += 1
            assert own["value"] <= other["value"] if other["comparator"] == "<=" else own["value"] >= other["value"]
            assert own["year"] <= other["year"]
    assert compared > 50


@pytest.mark.parametrize(
    ("levels", "allowed"),
    [("1", {"central"}), ("2", {"central", "province"}), ("3", {"central", "province", "commune"})],
)
def test_levels_are_kept(make: Make, levels: str, allowed: set[str]) -> None:
    truth = json.loads((make("--documents", "30", "--levels", levels) / "truth.json").read_text(encoding="utf-8"))
    assert {one["level"] for one in truth["documents"]} == allowed


def test_short_papers_have_fewer_clauses_and_all_else(make: Make) -> None:
    asked = ("--seed", "3", "--documents", "60", "--faults")
    full, short = make(*asked), make(*asked, "--length", "0.35")
    tasks = [sum(len(gold["tasks"]) for gold, _ in golds(each)) for each in (full, short)]
    assert 0.2 * tasks[0] < tasks[1] < 0.6 * tasks[0]
    documents = [json.loads((each / "truth.json").read_text(encoding="utf-8"))["documents"] for each in (full, short)]
    assert [each["symbol"] for each in documents[0]] == [each["symbol"] for each in documents[1]]


def test_there_are_enough_wordings(root: Path) -> None:
    folder = root / "benchmarks" / "generator" / "wording"
    themes = [tomllib.loads((folder / f"tasks_{at}.toml").read_text(encoding="utf-8")) for at in (1, 2)]
    tasks = {task for part in themes for theme in part.values() for task in theme["tasks"]}
    ways = tomllib.loads((folder / "assigning.toml").read_text(encoding="utf-8"))
    assert len(themes[0]) + len(themes[1]) == 12
    assert len(tasks) >= 300
    assert len({way for group in ways.values() for way in group}) >= 60


def sentences(text: str) -> Iterator[str]:
    """Yield folded sentences of more words than may be shared."""
    for sentence in re.split(r"[.;:!?]\s|\n\s*\n", text):
        words = re.findall(r"\w+", sentence.casefold())
        if len(words) > LONGEST_SHARED:
            yield " ".join(words)


def test_no_sentence_is_shared_with_real_documents(corpus: Path, truth: dict[str, Any], shared: Path) -> None:
    real = [
        path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(shared.rglob("*"))
        if path.suffix in {".txt", ".md"}
    ]
    real += [lzma.decompress(path.read_bytes()).decode() for path in sorted(shared.rglob("*.txt.xz"))]
    spoken = {one["name"] for one in truth["mentions"]}
    spoken |= {name for gold, _ in golds(corpus) for task in gold["tasks"] for name in task["lead"]}
    names = {" ".join(re.findall(r"\w+", name.casefold())) for name in spoken}
    known = {sentence for text in real for sentence in sentences(text)} - names
    for gold, text in golds(corpus):
        assert sorted(known & set(sentences(text))) == [], gold["source"]


def test_torn_copies_keep_their_gold(make: Make, needs_tool: Callable[[str], str], tmp_path: Path) -> None:
    needs_tool("tesseract")
    needs_tool("fc-match")
    pytest.importorskip("PIL", reason="no Pillow: pip install pillow")
    out = make("--seed", "9", "--documents", "3", "--levels", "1", "--torn", "1", "--cache", str(tmp_path))
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(manifest["torn"]) == sorted(manifest["files"])
    for gold, text in golds(out):
        restored = (out / "gold" / "restored" / gold["source"]).read_text(encoding="utf-8")
        assert restored.count("\n") == text.count("\n")
        assert gold["tasks"]
        assert all(start_of(item, text) >= 0 for item in (*gold["tasks"], *gold["indicators"]))
        assert re.search("[ăđơư]", restored)
        assert not re.search("[ăđơư]", text)
