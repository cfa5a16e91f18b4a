"""The index of words is written whatever a reading is like."""

from dataclasses import replace

from graph.search_index import passages
from ontology.model import Document


def test_a_reading_that_joined_two_lines_is_indexed_as_it_is_printed(plan: Document) -> None:
    joined = replace(plan, restored=plan.restored.replace("\n", " ", 1), tasks=())
    raw = plan.source.raw
    assert "".join(raw.split()) == "".join("".join(text.split()) for _, text in passages(joined))
