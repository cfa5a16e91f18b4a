"""Which levels are skipped, and when there were districts."""

from collections.abc import Sequence

import pytest

from graph.store import Iri
from queries.documents import DocumentFacts
from queries.levels import level_exists, skipped_levels


def document(level: str | None, issued: str | None = None) -> DocumentFacts:
    return DocumentFacts(
        iri=Iri("https://example.org/d"), id="d", symbol=None, title=None, kind=None, issuer=None,
        issued=issued, level=level, branch=None, in_collection=True, file_name=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("level", "issued", "exists"),
    [
        ("district", "2025-06-30", True),
        ("district", "2025-07-01", False),
        ("district", "2025-07", False),
        ("district", "2025-05", True),
        ("district", "2024", True),
        pytest.param("district", "2025", False, id="within the year nobody knows"),
        pytest.param("district", "2025-06", False, id="within the month nobody knows"),
        ("district", None, False),
        ("province", None, True),
    ],
)
def test_level_exists(level: str, issued: str | None, exists: bool) -> None:  # noqa: FBT001
    assert level_exists(level, issued) is exists


@pytest.mark.parametrize(
    ("lower", "upper", "between", "skipped"),
    [
        pytest.param(document("commune", "2024-10-01"), document("central"), [], ("province", "district"), id="both"),
        pytest.param(document("commune", "2025-09-30"), document("central"), [], ("province",), id="no districts"),
        pytest.param(document("commune", "2025-09-30"), document("central"), ["province"], (), id="passed"),
        pytest.param(document("province"), document("central"), [], (), id="neighbours"),
        pytest.param(document("central"), document("commune", "2025-09-30"), [], ("province",), id="turned round"),
        pytest.param(document("commune", "2025-09-30"), document("central"), [None], (), id="an unknown between"),
        pytest.param(document(None), document("central"), [], (), id="an unknown end"),
        pytest.param(document("commune"), document("commune"), [], (), id="one level"),
    ],
)
def test_skipped_levels(
    lower: DocumentFacts, upper: DocumentFacts, between: Sequence[str | None], skipped: tuple[str, ...]
) -> None:
    assert skipped_levels(lower, upper, [document(level) for level in between]) == skipped
