import re
import string
from importlib.resources import files

import pytest

from ontology.files import turtle
from queries.audit import rule_names
from viz.language import LANGUAGES, day, period, words


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_texts_with_the_same_places() -> None:
    vietnamese, english = (words(language) for language in LANGUAGES)
    assert vietnamese.keys() == english.keys()
    assert {key: places(text) for key, text in vietnamese.items()} == {
        key: places(text) for key, text in english.items()
    }


def test_every_text_that_a_template_names_exists() -> None:
    folder = files("viz") / "templates"
    sources = [file.read_text(encoding="utf-8") for file in folder.iterdir()]
    named = {key for text in sources for key in re.findall(r"""\bt\(["']([a-z]+\.\w+)["'][,)]""", text)}
    assert len(named) > 100
    assert named - words("vi").keys() == set()


@pytest.mark.parametrize("scheme", ["kind", "level", "branch", "relation", "severity"])
def test_every_concept_of_the_schemes_has_a_word(scheme: str) -> None:
    """A concept without a word would be shown by its code."""
    concepts = set(re.findall(rf"^{scheme}:([\w-]+) a skos:Concept", turtle("schemes.ttl"), re.MULTILINE))
    assert concepts
    tables = ("relation.", "detail.") if scheme == "relation" else (f"{scheme}.",)
    said = {key.split(".", 1)[1].replace("_", "-") for key in words("vi") if key.startswith(tables)}
    assert concepts - said == set()


def test_every_audit_rule_has_a_name_and_every_grade_a_word() -> None:
    said = words("vi")
    assert [rule for rule in rule_names() if f"rule.{rule}" not in said] == []
    assert [
        grade
        for grade in ("assignment", "content", "covered", "copy", "same", "overlap")
        if f"grade.{grade}" not in said
    ] == []


@pytest.mark.parametrize(
    ("language", "date", "written"),
    [
        ("vi", "2025-09-30", "30/9/2025"),
        ("vi", "2025-07", "7/2025"),
        ("vi", "2025", "2025"),
        ("vi", "--12-15", "15/12 hằng năm"),
        ("en", "--12-15", "15/12 every year"),
        ("en", None, "—"),
    ],
)
def test_dates_are_written_as_people_do(language: str, date: str | None, written: str) -> None:
    assert day(language, date) == written


@pytest.mark.parametrize(("duration", "written"), [("P6M", "6 tháng một lần"), ("P1Y", "hằng năm"), ("P10D", "P10D")])
def test_periods(duration: str, written: str) -> None:
    assert period("vi", duration) == written
