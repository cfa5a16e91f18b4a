"""What stands behind a row, and what an answer loses without doubtful facts, on the example collection."""

import json
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.main import EXIT_DONE, EXIT_WRONG_USE, main
from graph.generations import current_generation, verify
from graph.store import Store
from queries.ask import ask
from queries.catalogue import catalogue
from queries.doubt import change_between
from queries.explain import Explainer, grounds_query

PARAMETERS: Mapping[str, Mapping[str, str | int]] = {
    "answers_that_rest_on_doubt": {"percent": 96},
    "chain_to_the_centre": {"document": "917/KH-UBND"},
    "coverage_of_a_document": {"root": "95-NQ/TW"},
    "days_to_the_first_document": {"root": "95-NQ/TW"},
    "implementing_documents": {"root": "95-NQ/TW"},
    "load_of_agencies_by_quarter": {"least": 1},
    "members_of_a_group": {"group": "xã"},
    "progress_of_a_document": {"root": "95-NQ/TW"},
    "reporting_duties_of_an_agency": {"agency": "Sở", "from": "2026-01-01"},
    "skipped_levels_and_crossings": {"root": "95-NQ/TW"},
    "targets_beside_the_parents": {"root": "95-NQ/TW"},
    "tasks_due_between": {"from": "2026-01-01", "to": "2026-12-31"},
    "tasks_of_an_agency": {"agency": "Sở Tài chính"},
    "tasks_on_a_replaced_basis": {"day": "2026-12-31"},
    "what_texts_say_of_a_document": {"document": "95-NQ/TW"},
    "where_it_is_said": {"document": "916-KH/ĐU"},
}
ROWS = 12  # of each answer: every one is asked about in the same way


@pytest.fixture(scope="module")
def explainer(examples: Store) -> Explainer:
    return Explainer(examples)


@pytest.mark.parametrize("name", catalogue())
def test_every_row_rests_on_words_of_the_texts(name: str, examples: Store, explainer: Explainer, corpus: Path) -> None:
    answer = ask(examples, name, **PARAMETERS.get(name, {}))
    for row in answer.rows[:ROWS]:
        grounds = explainer.explain(name, answer.columns, row)
        passages = [each for ground in grounds for each in ground.evidence]
        assert passages, row
        for each in passages:
            raw = (corpus / each.source).read_text(encoding="utf-8")
            assert raw[each.start : each.end] == each.text


@pytest.mark.parametrize("name", [name for name in catalogue() if grounds_query(name)])
def test_what_a_row_counts_is_asked_by_columns_that_it_has(name: str, examples: Store) -> None:
    query = grounds_query(name)
    assert query is not None
    assert set(query[1]) <= set(ask(examples, name, **PARAMETERS.get(name, {})).columns)


def test_a_count_rests_on_as_many_tasks(examples: Store, explainer: Explainer) -> None:
    answer = ask(examples, "load_of_agencies_by_quarter", least=2)
    assert answer.rows
    for row in answer.rows:
        tasks = [each for each in explainer.explain(answer.query.name, answer.columns, row) if "/task/" in each.thing]
        assert len(tasks) == row[answer.columns.index("tasks")]


def explained(kg: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert main(["query", *words, "--kg", str(kg), "--json"]) == EXIT_DONE
    return json.loads(capsys.readouterr().out)


def test_a_chain_is_explained_step_by_step(example_kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = explained(
        example_kg, capsys, "implementing_documents", "--param", "root=95-NQ/TW", "--explain"
    )  # fmt: skip
    (letter,) = (row for row in rows if str(row["symbol"]).startswith("9180"))
    facts = {each["fact"] for each in letter["explain"]}  # type: ignore[union-attr]
    assert facts == {
        "9180/SVHTTDL-QLVH triển khai 915/KH-UBND",
        "915/KH-UBND triển khai 912/NQ-CP",
        "912/NQ-CP triển khai 95-NQ/TW",
    }


def test_a_strangers_sparql_is_explained_too(
    example_kg: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "q.rq"
    file.write_text(
        "SELECT ?t { ?t <https://w3id.org/trienkhai/ontology#path> 'IV.2' } ORDER BY ?t LIMIT 1", encoding="utf-8"
    )
    (row,) = explained(example_kg, capsys, str(file), "--explain")
    (ground,) = row["explain"]  # type: ignore[misc]
    assert ground["confidence"] <= 1
    assert ground["evidence"]
    assert main(["query", str(file), "--kg", str(example_kg), "--explain"]) == EXIT_DONE
    assert "    ← " in capsys.readouterr().out


def test_an_answer_without_what_was_read_with_doubt(example_kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("implementing_documents", "--param", "root=95-NQ/TW", "--min-confidence")
    assert main(["query", *words, "0.96", "--kg", str(example_kg), "--json"]) == EXIT_DONE
    found = json.loads(capsys.readouterr().out)
    # that the province's Party programme carries it out is said by two others only, in passing
    assert [row["symbol"] for row in found["lost"]] == ["93-CTr/TU"]
    assert (found["rows_before"], found["rows_after"], found["gained"]) == (6, 5, [])
    assert found["facts_left_out"] > 0
    assert main(["query", *words, "0", "--kg", str(example_kg), "--json"]) == EXIT_DONE
    whole = json.loads(capsys.readouterr().out)
    assert (whole["lost"], whole["gained"], whole["facts_left_out"]) == ([], [], 0)
    assert main(["query", *words, "1", "--kg", str(example_kg)]) == EXIT_DONE
    assert "6 -> 0 rows, 6 lost, 0 gained, 0% kept" in capsys.readouterr().err
    assert verify(current_generation(example_kg)) == ()
    assert not list(example_kg.glob(".sure-*"))


def test_to_leave_facts_out_can_bring_rows(
    example_kg: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "nobody.rq"
    file.write_text(
        "PREFIX tk: <https://w3id.org/trienkhai/ontology#> SELECT ?d { ?d tk:inCollection true "
        "FILTER NOT EXISTS { ?d tk:cascadesFrom ?above } } ORDER BY ?d",
        encoding="utf-8",
    )
    assert main(["query", str(file), "--kg", str(example_kg), "--min-confidence", "1", "--json"]) == EXIT_DONE
    found = json.loads(capsys.readouterr().out)
    assert (found["rows_before"], found["rows_after"], len(found["gained"])) == (2, 12, 10)


def test_a_server_is_not_changed_for_a_question(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["state_of_the_collection", "--min-confidence", "0.9", "--endpoint", "http://127.0.0.1:9"]
    assert main(["query", *words]) == EXIT_WRONG_USE
    assert "--kg" in capsys.readouterr().err


def test_a_confidence_lies_between_0_and_1(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["query", "state_of_the_collection", "--min-confidence", "2"])
    assert ended.value.code == EXIT_WRONG_USE
    assert "0 đến 1" in capsys.readouterr().err


_ROWS = st.lists(st.tuples(st.integers(0, 3)), max_size=6)


@given(_ROWS, _ROWS)
def test_what_is_lost_and_gained_makes_up_the_difference(before: list[tuple[int]], after: list[tuple[int]]) -> None:
    change = change_between(0.5, before, after, 1)
    assert Counter([*before, *map(tuple, change.gained)]) == Counter([*after, *map(tuple, change.lost)])
    assert not set(map(tuple, change.lost)) & set(map(tuple, change.gained))


def test_a_copy_shares_files_and_leaves_the_store_as_it_is(example_kg: Path, tmp_path: Path) -> None:
    db = current_generation(example_kg).path / "db"
    before = len(Store.open(db))
    copy = Store.aside(db, tmp_path / "copy")
    assert copy.take_out() == before
    copy.close()
    assert len(Store.open(tmp_path / "copy")) == 0
    assert len(Store.open(db)) == before
    shutil.rmtree(tmp_path / "copy")
    assert len(Store.open(db)) == before
