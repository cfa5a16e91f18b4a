"""Our examples on paper say what they say as text: printed by LibreOffice, scanned, and torn by a wrong recogniser."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.formats.agreement import EXAMPLES, FORMS, agreement, said
from loaders.formats import txt

SHORT = [path for path in EXAMPLES if path.stat().st_size < 1_500]


def check(example: Path, form: str) -> None:
    plain = txt.read(example.read_bytes(), example.name)
    found = agreement(said(plain), said(FORMS[form](plain.raw)))
    assert found.head == ()
    assert found.holds, found


@pytest.fixture
def office(needs_tool: Callable[[str], str]) -> None:
    """Ask for what the pages need."""
    needs_tool("soffice")
    needs_tool("tesseract")


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("form", ["pdf", "scan"])
@pytest.mark.parametrize("example", [pytest.param(path, id=path.stem) for path in SHORT])
def test_a_short_example_says_the_same_on_paper(example: Path, form: str) -> None:
    check(example, form)


@pytest.mark.soak
@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("example", [pytest.param(path, id=path.stem) for path in EXAMPLES])
def test_every_example_says_the_same_in_every_form(example: Path, form: str) -> None:
    check(example, form)


def test_there_are_short_examples() -> None:
    assert len(SHORT) >= 2
