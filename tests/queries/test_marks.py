"""What people say of findings is found again by the finding's id, or by its rule and clause."""

import pytest

from graph.assembly import collection_quads
from graph.journal import Standing
from graph.judgements import Judgement, Kind
from graph.judging import judge
from graph.store import Iri, Store
from ontology.identifiers import BASE
from queries.marks import Mark, find_marks, orphaned_marks

CLAUSE = "0123456789ab"
OURS = f"no-deadline-{'a' * 12}"
TASK = Iri(f"{BASE}document/x/task/1-{CLAUSE}")


def mark(what: str, finding: str = OURS, by: str = "Lan", reason: str = "", at: str = "2026-01-01") -> Judgement:
    return Judgement(
        kind=Kind.MARK, by=by, what=what, finding=finding, clause=CLAUSE, reason=reason, at=f"{at}T00:00:00Z"
    )


def marks(*judgements: Judgement, findings: dict[str, Iri]) -> tuple[dict[str, Mark], tuple[str, ...]]:
    standings = [Standing(id=each.id, seq=seq, judgement=each) for seq, each in enumerate(judgements)]
    store = Store.memory()
    store.bulk_load(collection_quads(judge([], standings), BASE))
    return find_marks(store, findings), orphaned_marks(store, findings)


def test_a_mark_says_who_and_when_and_notes_stand_beside_it() -> None:
    given = (mark("note", reason="hỏi lại", at="2026-02-01"), mark("false-alarm", by="Hùng", reason="đã có hạn"))
    found, orphaned = marks(*given, findings={OURS: TASK})
    shown = found[OURS].as_json()
    assert (shown["verdict"], shown["by"], shown["reason"]) == ("false-alarm", "Hùng", "đã có hạn")
    assert [note.text for note in found[OURS].notes] == ["hỏi lại"]
    assert orphaned == ()


@pytest.mark.parametrize(
    ("findings", "place"),
    [
        pytest.param({OURS: TASK}, OURS, id="its id"),
        pytest.param({f"no-deadline-{'b' * 12}": TASK}, f"no-deadline-{'b' * 12}", id="its rule and clause"),
        pytest.param({f"several-leads-{'b' * 12}": TASK}, None, id="another rule"),
        pytest.param({f"no-deadline-{'b' * 12}": TASK, f"no-deadline-{'c' * 12}": TASK}, None, id="two that fit"),
        pytest.param({f"no-deadline-{'b' * 12}": Iri(f"{BASE}document/x")}, None, id="another clause"),
    ],
)
def test_a_mark_is_on_its_finding_or_an_orphan(findings: dict[str, Iri], place: str | None) -> None:
    said = mark("accepted")
    found, orphaned = marks(said, findings=findings)
    assert list(found) == ([place] if place else [])
    assert orphaned == (() if place else (said.id,))
