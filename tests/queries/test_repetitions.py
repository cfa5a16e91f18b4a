"""What repeats what after a change is what it would be if all clauses were held against each other again."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

from graph.store import Iri
from graph.weights import PairCounts, known_syllables
from queries import duplicates, nearest, repetitions, replay, windows
from queries.clauses import Facts, Scale
from queries.duplicates import find_duplicates, look_at
from queries.recollection import Memory, recollect, remember
from queries.repetitions import Repetitions
from queries.replay import Replay
from queries.tasks import TaskFacts
from queries.windows import Windows

_SYLLABLES = sorted(each for each in known_syllables() if len(each) > 2)
_AGENCIES = ("Sở Thủy lợi", "Sở Muối", "Trạm Bưu điện", "Hội Khuyến đọc")


class Shelf(Facts):
    """Tasks that are made, and not read from a store."""

    def __init__(self, documents: dict[str, list[str]]) -> None:
        self.documents = {
            document: tuple(_task(document, at, text) for at, text in enumerate(texts))
            for document, texts in documents.items()
        }

    def of(self, document: str) -> tuple[TaskFacts, ...]:
        return self.documents.get(document, ())

    def carried_out(self, task: str) -> Sequence[str]:
        document, _, at = task.partition("/task/")
        return () if document.endswith("00") else [f"urn:document/00/task/{each}" for each in range(int(at) % 3)]

    def all_tasks(self) -> list[TaskFacts]:
        return [each for document in sorted(self.documents) for each in self.documents[document]]


def _task(document: str, at: int, text: str) -> TaskFacts:
    lead = (_AGENCIES[len(text) % 5],) if len(text) % 5 < len(_AGENCIES) else ()
    return TaskFacts(
        iri=Iri(f"{document}/task/{at}"),
        document=Iri(document),
        path=str(at),
        part="content",
        text=text,
        clause_hash=text[:12],
        lead=lead,
    )


def _sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(_SYLLABLES, k=length))


def _torn(chance: random.Random, sentence: str) -> str:
    words = sentence.split()
    for at in chance.sample(range(len(words)), len(words) // chance.choice((2, 3))):
        words[at] = words[at][0] + "xqz"[chance.randrange(3)] + words[at][1:]
    return " ".join(words)


def _changed(chance: random.Random, pool: Sequence[str], texts: Sequence[str]) -> list[str]:
    found = list(texts)
    for _ in range(chance.randint(1, 3)):
        text = chance.choice(pool)
        kind = chance.random()
        if kind < 0.3:
            text = _torn(chance, text)
        elif kind < 0.6:
            words = text.split()
            del words[chance.randrange(len(words))]
            text = " ".join([*words, *chance.choices(_SYLLABLES, k=2)])
        elif kind < 0.7:
            text = f"Giao {chance.choice(_AGENCIES)} {text}"
        at = chance.randrange(len(found) + 1)
        found[at : at + chance.randint(0, 1)] = [text]
    return found


def _series(seed: int, steps: int) -> Iterator[tuple[dict[str, list[str]], set[str]]]:
    """Yield collections, each with the documents that differ from the one before."""
    chance = random.Random(seed)  # noqa: S311 - the same series each time
    pool = [_sentence(chance, chance.randint(8, 22)) for _ in range(6)]
    documents = {f"urn:document/{at:02}": _changed(chance, pool, pool[at % 6 :][:2]) for at in range(18)}
    yield documents, set(documents)
    for _ in range(steps):
        document = f"urn:document/{chance.randrange(18):02}"
        documents = dict(documents)
        if document in documents and chance.random() < 1 / 4:
            del documents[document]
        else:
            documents[document] = _changed(chance, pool, documents.get(document, []))
        # What carries out another one moves with it.
        yield documents, {document} if document[-2:] != "00" else {*documents, document}


def _remembered(known: Repetitions) -> Memory:
    memory = recollect(
        remember(Memory(documents=known.documents, counts=known.counts.pairs, number=known.counts.number))
    )
    assert memory is not None
    return memory


def _all_told(known: Repetitions) -> set[tuple[str, ...]]:
    return {
        (*map(str, (*each.first, *each.second)), each.verdict, str(each.score))
        for told in known.told().values()
        for each in told
    }


def first_difference(seed: int, steps: int = 10) -> int | None:
    """Return the first step after which something else is remembered or told than anew; `None` where none is."""
    memory, told = Memory(), set[tuple[str, ...]]()
    for step, (documents, moved) in enumerate(_series(seed, steps)):
        shelf = Shelf(documents)
        known = Repetitions(memory, moved, shelf)
        anew = Repetitions(Memory(), set(documents), shelf)
        homes = {f"{each}" for each in known.touched}
        told = {each for each in told if each[0] not in homes} | _all_told(known)
        if known.documents != anew.documents or told != _all_told(anew) or known.counts != anew.counts:
            return step
        memory = _remembered(known)
    return None


@pytest.fixture(autouse=True)
def _tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small collection reach the limits of large ones."""
    monkeypatch.setattr(repetitions, "_MOST", 10_000)
    for name, number in (("ENOUGH", 3), ("POSTINGS", 7), ("NEAREST", 6)):
        for module in (duplicates, nearest, replay, windows):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, number)


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have words weigh the same whatever others say: in a small collection all would move with each document."""
    monkeypatch.setattr(repetitions, "scale_of", lambda *_: Scale(PairCounts(Counter(), 0), frozenset()))


@pytest.mark.parametrize("seed", range(2))
def test_a_series_of_changes_ends_where_a_new_beginning_does(seed: int) -> None:
    assert first_difference(seed) is None


@pytest.mark.usefixtures("still")
@pytest.mark.parametrize("seed", range(4))
def test_what_does_not_move_is_not_settled_again_and_yet_right(seed: int) -> None:
    assert first_difference(seed) is None


def test_a_new_beginning_is_what_holding_all_against_each_other_gives() -> None:
    (documents, moved), *_ = _series(1, 0)
    shelf = Shelf(documents)
    tasks = shelf.all_tasks()
    links = [(task.iri, Iri(upper)) for task in tasks for upper in shelf.carried_out(task.iri)]
    duplicates = list(find_duplicates(tasks, look_at(tasks, links)))
    expected = {(each.first.iri, each.second.iri, each.verdict.value, str(each.score)) for each in duplicates}
    known = Repetitions(Memory(), moved, shelf)
    found = {(f"{a}/task/{b}", f"{c}/task/{d}", how, score) for a, b, c, d, how, score in _all_told(known)}
    itself = {each for each in expected if each[0] == each[1]}
    assert found == expected - itself
    assert len(found) > 30
    assert {clause.is_torn for each in known.documents.values() for clause in each.clauses} == {True, False}


def _nothing(*_: object) -> tuple[()]:
    return ()


@pytest.mark.usefixtures("still")
@pytest.mark.parametrize(
    ("part", "left_out"),
    [
        (Replay, "_wake"),
        (Replay, "_changed"),
        (Replay, "_settle_equal"),
        (Replay, "_seen_later"),
        (Windows, "uncertain"),
    ],
)
def test_a_dependency_that_is_left_out_is_noticed(monkeypatch: pytest.MonkeyPatch, part: object, left_out: str) -> None:
    monkeypatch.setattr(part, left_out, _nothing)
    assert any(first_difference(seed) is not None for seed in range(6))


def test_words_that_weigh_otherwise_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repetitions, "_says_any", _nothing)
    assert any(first_difference(seed) is not None for seed in range(6))
