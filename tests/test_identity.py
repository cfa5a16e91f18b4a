"""Who is who in generated corpora: homonym symbols, rescans, second versions, merged agencies, reorganisations."""

import dataclasses
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from benchmarks.identity.invented import invented_pairs
from benchmarks.identity.measure import Score, generate, measure, score
from benchmarks.identity.pairs import (
    HERE,
    OPEN,
    Pair,
    figures,
    found_pairs,
    labelled_lists,
    labelled_pairs,
    misses,
    scored,
)
from cli.main import EXIT_DONE, main
from graph.assembly import collection_quads
from graph.attaching import Attached
from graph.generations import current_generation
from graph.journal import append, read
from graph.judgements import Judgement, Kind
from graph.judging import judge
from graph.quads import format_quads
from graph.resolve import resolve
from loaders.pipeline import load
from ontology.identifiers import BASE, clause_hash
from ontology.model import Document, Task
from queries.documents import facts_query

CORPUS = Path(__file__).parents[1] / "examples" / "corpus"


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Score]:
    return measure(generate(tmp_path_factory.mktemp("identity"), 1, 120))


@pytest.mark.parametrize(("kind", "precision", "recall"), [("documents", 0.995, 0.98), ("agencies", 0.99, 0.95)])
def test_generated_namings_are_joined_as_they_are(
    scores: Mapping[str, Score], kind: str, precision: float, recall: float
) -> None:
    assert scores[kind].true > 500
    assert scores[kind].precision >= precision
    assert scores[kind].recall >= recall


@pytest.fixture(scope="module")
def real_pairs(shared: Path) -> list[tuple[Pair, bool]]:
    del shared
    return found_pairs([HERE / f"{name}.csv" for name in OPEN])


OPEN_PAIRS = HERE / "pairs.csv"


@pytest.mark.parametrize(("group", "count"), [("pairs", 80), ("pairs_closed", 50)])
@pytest.mark.parametrize("kind", ["document", "agency"])
def test_mentions_in_real_documents_are_joined_as_a_reader_does(
    real_pairs: list[tuple[Pair, bool]], kind: str, group: str, count: int
) -> None:
    found = scored(each for each in real_pairs if (each[0].kind, each[0].group) == (kind, group))
    assert found.true == count
    assert found.precision >= 0.98
    assert found.recall >= 0.92


def test_of_a_closed_list_only_figures_are_told(shared: Path, tmp_path: Path) -> None:
    del shared
    for name in ("pairs.csv", "pairs_another.csv"):
        (tmp_path / name).write_text(OPEN_PAIRS.read_text(encoding="utf-8"), encoding="utf-8")
    lists = labelled_lists(tmp_path)
    assert [path.name for path in lists] == ["pairs.csv", "pairs_another.csv"]
    found = [(pair, not pair.is_same) for pair in labelled_pairs(lists)]
    assert len(list(misses(found))) == len(found) // 2
    told = list(figures(found))
    assert [line.split()[:2] for line in told] == [
        [group, kind] for group in ("pairs", "pairs_another") for kind in ("document", "agency")
    ]


def test_every_kind_of_name_that_the_rules_speak_of_is_understood(tmp_path: Path) -> None:
    wrong = {pair.id for pair, joined in invented_pairs(tmp_path) if joined != pair.is_same}
    assert wrong == set()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12))
def test_pairs_are_counted_as_one_counts_them_by_hand(namings: list[tuple[int, int]]) -> None:
    pairs = [(a, b) for at, a in enumerate(namings) for b in namings[:at]]
    found = score(namings)
    assert found.joined == sum(a[0] == b[0] for a, b in pairs)
    assert found.true == sum(a[1] == b[1] for a, b in pairs)
    assert found.right == sum(a == b for a, b in pairs)


def _read() -> tuple[Document, ...]:
    texts = [load(path) for path in sorted(CORPUS.glob("*.txt"))[:4]]
    copy = dataclasses.replace(texts[0].source, name="ban-sao.txt", sha256="f" * 64, raw=texts[0].source.raw + "\n")
    return (*texts, dataclasses.replace(texts[0], source=copy, restored=texts[0].restored + "\n"))


class Folder(RuleBasedStateMachine):
    """Files come and go in any order; what the graph says depends on what is there, and on nothing else."""

    documents: tuple[Document, ...] = ()

    @initialize()
    def begin(self) -> None:
        Folder.documents = Folder.documents or _read()
        self.here: list[int] = []
        self.known: dict[frozenset[int], bytes] = {}

    @rule(at=st.integers(0, 4), place=st.integers(0, 4))
    def add(self, at: int, place: int) -> None:
        if at not in self.here:
            self.here.insert(place, at)

    @rule(at=st.integers(0, 4))
    def remove(self, at: int) -> None:
        self.here = [each for each in self.here if each != at]

    @rule()
    def turn(self) -> None:
        self.here.reverse()

    @invariant()
    def the_same_files_say_the_same(self) -> None:
        if not hasattr(self, "here"):
            return
        said = format_quads(collection_quads(resolve(self.documents[at] for at in self.here), BASE))
        assert self.known.setdefault(frozenset(self.here), said) == said


Folder.TestCase.settings = settings(max_examples=4, stateful_step_count=8, deadline=None)
TestFolder = Folder.TestCase


def test_a_hundred_judgements_survive_another_reading(tmp_path: Path) -> None:
    """Texts change under judgements as they do when the extractor changes: offsets, words, paths; some clauses go."""
    papers, kg = tmp_path / "papers", tmp_path / "kg"
    shutil.copytree(CORPUS, papers)
    build = ["build", "--kg", str(kg), "--workers", "1"]
    assert main([*build, str(papers)]) == EXIT_DONE
    documents = {path.name: load(path) for path in sorted(papers.glob("*.txt"))}
    ids = {name: each["id"] for each in current_generation(kg).manifest["documents"] for name in each["names"]}
    tasks = [(name, task) for name, document in documents.items() for task in document.tasks][:100]
    assert len(tasks) == 100
    said = [
        Judgement(
            kind=Kind.STATUS,
            by="Lan",
            document=ids[name],
            path=task.path,
            words=task.text,
            clause=clause_hash(task.text),
            what="done",
            reason=str(number),
        )
        for number, (name, task) in enumerate(tasks)
    ]
    append(kg, *said)
    gone = _change_texts(papers, documents, tasks)
    assert main(build) == EXIT_DONE
    store = current_generation(kg).store()
    rows = {str(node).rsplit("/", 1)[-1]: str(how) for node, how, _ in store.select(facts_query("attachments")).rows}
    assert rows.keys() == {each.id for each in read(kg).in_force}
    assert len(rows) == len({each.id for each in said})
    orphans = {each.judgement.clause for each in read(kg).in_force if rows[each.id] == Attached.ORPHANED}
    assert gone <= orphans
    assert len(orphans) <= len(gone) + 3
    assert Attached.REWORDED in rows.values()
    collection = judge([load(path) for path in papers.glob("*.txt")], read(kg).in_force)
    assert {each.standing.id for each in collection.attachments} == rows.keys()


def _change_texts(papers: Path, documents: Mapping[str, Document], tasks: list[tuple[str, Task]]) -> set[str]:
    """Move every offset, take four clauses away, and change a word in ten; return the hashes of what is gone."""
    for path in papers.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        for at, (name, task) in enumerate(tasks):
            clause = task.span.of(documents[name].source.raw)
            if name == path.name and 10 <= at < 14:
                text = text.replace(clause, "Điểm này đã được bãi bỏ")
            if name == path.name and 20 <= at < 30:
                text = text.replace(clause, clause[0] + clause[1:].replace(" và ", " cùng ", 1))
        path.write_text(f"\n\n{text}\n", encoding="utf-8")
    return {clause_hash(task.text) for _, task in tasks[10:14]}
