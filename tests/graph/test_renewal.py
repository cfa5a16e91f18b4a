"""A generation that is a changed copy of the one before is what it would be if it were written from nothing."""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import hands
from graph import publication as publishing
from graph.generations import Generation, current_generation, verify
from graph.inspection import Inspection
from graph.lock import building
from graph.parts import Chunk, Difference, differ, read_parts
from graph.publication import Publication, publish
from graph.resolve import resolve
from graph.store import STATEMENTS
from ontology.model import Citation, Document, Relation
from queries import renewal, repetitions
from queries.audit import audit_quads
from queries.reach import moved_documents
from queries.renewal import renew_audit

_OBJECTS = ("sách", "xe lưu động", "bàn đọc", "kệ gỗ", "máy mượn trả", "tủ sách cho trẻ em ở thôn xa")


@pytest.fixture
def always_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a small collection copied too, however much of it has changed."""
    monkeypatch.setattr(publishing, "_MANY", 99)
    monkeypatch.setattr(renewal, "_MANY", 99)
    monkeypatch.setattr(repetitions, "_MOST", 9_999)


def written(document: Document, number: int, words: str, above: str = "95-NQ/TW") -> Document:
    """Return a plan of a commune that carries out a document, with words of its own in its tasks."""
    raw = f"{document.source.raw} {number} {words}"
    citation = Citation(symbol=above, relation=Relation.IMPLEMENTS, mentions=document.citations[0].mentions)
    tasks = [replace(each, text=f"{each.text}; mua {words}", lead=each.lead[number % 2 :]) for each in document.tasks]
    return replace(
        document,
        source=replace(document.source, raw=raw, sha256=sha256(raw.encode()).hexdigest(), name=f"{number}.txt"),
        header=replace(document.header, symbol=f"{number}-KH/ĐU"),
        restored=f"{document.restored} {number} {words}",
        citations=(citation,),
        tasks=tuple(tasks),
    )


def published(kg: Path, documents: Iterable[Document], *, afresh: bool = False, hands: int = 1) -> Generation:
    listed = tuple(documents)
    made = Publication(
        collection=resolve(listed),
        report=[],
        inputs={each.source.sha256: [each.source.name] for each in listed},
        recipe="test",
        afresh=afresh,
    )
    audit = partial(renew_audit, hands=hands)
    with building(kg):
        return publish(kg, made, audit_quads) if afresh else publish(kg, made, audit=audit)


def wandering(resolution: Document, plan: Document, steps: int) -> Iterator[tuple[Document, ...]]:
    """Yield collections of which each differs a little from the one before: changed, added, taken out, brought back.

    The first document, too, changes now and then: its name is in what is said of those that carry it out.
    """
    chance = random.Random(57)  # noqa: S311 - the same walk each time
    numbers = {100: _OBJECTS[0], 101: _OBJECTS[1]}
    for _ in range(steps):
        number = chance.choice(range(100, 106))
        if number in numbers and chance.random() < 1 / 3:
            del numbers[number]
        else:
            numbers[number] = chance.choice(_OBJECTS)
        above = "100-KH/ĐU" if chance.random() < 1 / 2 else "95-NQ/TW"
        others = (
            written(plan, each, words, above if each == number else "95-NQ/TW") for each, words in numbers.items()
        )
        title = f"về việc đọc, lần {chance.randrange(3)}"
        yield (replace(resolution, header=replace(resolution.header, title=title)), *others)


@pytest.mark.usefixtures("always_copied")
def test_a_series_of_copies_is_the_series_written_from_nothing(
    tmp_path: Path, resolution: Document, plan: Document
) -> None:
    kinds: set[bool] = set()
    for documents in wandering(resolution, plan, 9):
        copied, anew = published(tmp_path / "a", documents), published(tmp_path / "b", documents, afresh=True)
        assert copied.manifest["graphs"] == anew.manifest["graphs"]
        assert copied.manifest["digest"] == anew.manifest["digest"]
        assert verify(copied) == ()
        assert len(copied.store()) == len(set(copied.store().dump("nt").splitlines()))
        kinds.add(is_shared(copied))
    assert True in kinds, "nothing was copied, so nothing was shown"


@pytest.mark.usefixtures("always_copied")
@pytest.mark.parametrize("is_lost", [False, True])
def test_who_asks_the_rules_plays_no_part(
    tmp_path: Path, resolution: Document, plan: Document, monkeypatch: pytest.MonkeyPatch, *, is_lost: bool
) -> None:
    start, started = hands._start, []

    def started_and_lost(begin: Callable[[bytes], hands.Work]) -> object:
        started.append(start(begin))
        if is_lost:
            started[-1].process.kill()
        return started[-1]

    monkeypatch.setattr(hands, "_start", started_and_lost)
    for documents in wandering(resolution, plan, 3):
        one, two = published(tmp_path / "a", documents), published(tmp_path / "b", documents, hands=2)
        assert one.manifest["digest"] == two.manifest["digest"]
        assert one.manifest["counts"] == two.manifest["counts"]
        assert read_parts(one.path) == read_parts(two.path)
        assert not list(two.path.glob(".*")), "the copy that was shown is still there"
    assert started


@pytest.mark.usefixtures("always_copied")
@pytest.mark.parametrize("spoil", ["statements", "parts"])
def test_damage_is_not_handed_on(tmp_path: Path, resolution: Document, plan: Document, spoil: str) -> None:
    first = published(tmp_path, (resolution, written(plan, 100, "sách")))
    if spoil == "statements":
        file = max((first.path / "db").glob(f"*{STATEMENTS}"), key=lambda each: each.stat().st_size)
    else:
        file = first.path / "parts.msgpack"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(bytes(content))
    second = published(tmp_path, (resolution, written(plan, 100, "xe lưu động")))
    assert verify(second) == ()
    assert not is_shared(second)


def test_an_inspection_sees_damage(tmp_path: Path, resolution: Document) -> None:
    generation = published(tmp_path, (resolution,))
    with Inspection(generation) as inspection:
        assert inspection.is_sound()
    (generation.path / "search.sqlite").write_bytes(b"")
    with Inspection(generation) as inspection:
        assert not inspection.is_sound()


@pytest.mark.usefixtures("always_copied")
def test_what_others_made_or_what_is_wanted_afresh_shares_no_file(
    tmp_path: Path, resolution: Document, plan: Document
) -> None:
    documents = resolution, written(plan, 100, "sách")
    published(tmp_path, documents)
    assert is_shared(published(tmp_path, documents))
    assert not is_shared(published(tmp_path, documents, afresh=True))
    other = Publication(collection=resolve(documents), report=[], inputs={}, recipe="other")
    with building(tmp_path):
        assert not is_shared(publish(tmp_path, other))


def is_shared(generation: Generation) -> bool:
    return any(file.stat().st_nlink > 1 for file in (generation.path / "db").glob(f"*{STATEMENTS}"))


def test_what_stays_is_not_written_or_linked_again(tmp_path: Path, resolution: Document, plan: Document) -> None:
    plans = [written(plan, number, _OBJECTS[number % 5]) for number in range(100, 112)]
    before = read_parts(published(tmp_path, (resolution, *plans)).path)
    plans[3] = written(plan, 103, "một thứ khác hẳn")
    after = read_parts(published(tmp_path, (resolution, *plans)).path)
    assert before is not None
    assert after is not None
    assert is_shared(current_generation(tmp_path))
    changed = {each for each, saying in after.sayings.items() if before.sayings[each].key != saying.key}
    assert [each.split("_")[0] for each in changed] == ["103-kh-du"]
    assert 0 < after.exchanged < 500


LINES = st.sets(st.tuples(st.integers(0, 40), st.integers(0, 5)), max_size=60).map(
    lambda found: [f"<urn:{subject}> <urn:p> <urn:{value}> <urn:g> .".encode() for subject, value in sorted(found)]
)


@settings(deadline=None)
@given(before=LINES, after=LINES)
def test_a_difference_leads_from_one_set_of_statements_to_the_other(before: list[bytes], after: list[bytes]) -> None:
    chunks, _ = differ((), before)
    assert frozenset(line for chunk in chunks for line in chunk.lines()) == frozenset(before)
    found, difference = differ(chunks, after)
    assert (frozenset(before) - difference.gone) | difference.come == frozenset(after)
    assert not difference.gone & difference.come
    assert differ(found, after) == (found, Difference(frozenset(), frozenset()))


def test_one_statement_more_changes_one_chunk() -> None:
    lines = [f"<urn:{subject}> <urn:p> <urn:o> <urn:g> .".encode() for subject in range(3_000)]
    chunks, _ = differ((), lines)
    more, difference = differ(chunks, [*lines[:1_000], b"<urn:new> <urn:p> <urn:o> <urn:g> .", *lines[1_000:]])
    assert difference == Difference(frozenset(), frozenset({b"<urn:new> <urn:p> <urn:o> <urn:g> ."}))
    assert len(chunks) > 20
    assert len(set(more) - set(chunks)) <= 2
    assert Chunk.of(b"").lines() == frozenset()


def test_another_file_of_the_same_words_moves_its_document_alone(
    tmp_path: Path, resolution: Document, plan: Document
) -> None:
    store = published(tmp_path, (resolution, written(plan, 100, "sách"))).store()
    upper = str(store.select("SELECT ?it WHERE { ?it <https://w3id.org/trienkhai/ontology#title> ?t }").rows[0][0])

    def moved(predicate: str) -> set[str]:
        line = f'<{upper}> <https://w3id.org/trienkhai/ontology#{predicate}> "x" <urn:g> .'.encode()
        return {str(each).rpartition("/")[2].split("_")[0] for each in moved_documents(store, [line])}

    assert moved("sha256") == moved("row") == {"95-nq-tw"}
    assert moved("title") >= {"95-nq-tw", "100-kh-du"}
    audits = (file.read_text(encoding="utf-8") for file in (files("queries") / "audits").iterdir())
    assert not [text for text in audits if "tk:sha256" in text or "tk:row" in text]


@pytest.mark.usefixtures("always_copied")
def test_an_audit_that_looks_at_too_little_is_noticed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, resolution: Document, plan: Document
) -> None:
    monkeypatch.setattr(renewal, "moved_documents", lambda *_: frozenset[str]())
    with pytest.raises(AssertionError):
        test_a_series_of_copies_is_the_series_written_from_nothing(tmp_path, resolution, plan)
