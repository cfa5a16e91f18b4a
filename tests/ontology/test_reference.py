"""docs/ontology.md is what the Turtle files say today."""

from pathlib import Path

from ontology.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "ontology.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), "write it again: python -m ontology.reference"


def test_no_row_of_a_table_has_a_column_too_many() -> None:
    widths: list[set[int]] = [set()]
    for line in reference().splitlines():
        if line.startswith("| "):
            widths[-1].add(line.count("|"))
        else:
            widths.append(set())
    assert [len(width) for width in widths if width] == [1, 1, 1, 1]
