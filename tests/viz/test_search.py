"""The search box: what finds what, in which order, and on the page."""

import hashlib
import itertools
import re
import sqlite3
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.search_index import NAME, passages
from ontology.folding import search_key
from ontology.model import Document, Header, SourceText, Span, Task
from queries.search import CAP, NoIndexError, SearchIndex, matches
from viz.pages.searching import SHOWN, snippet


@pytest.fixture(scope="module")
def index(kg: Path) -> SearchIndex:
    return SearchIndex(kg / "current" / NAME)


@pytest.mark.parametrize(
    ("wanted", "kind", "first"),
    [
        ("90-NQ/TW", "document", "90-NQ/TW"),
        ("90 nq tw", "document", "90-NQ/TW"),
        ("90nqtw", "document", "90-NQ/TW"),
        pytest.param("16-KH/DU", "document", "16-KH/ĐU", id="đ as d"),
        pytest.param("45", "document", "45/KH-UBND", id="the number alone"),
        ("so khoa hoc va cong nghe", "agency", "Sở Khoa học và Công nghệ"),
        ("RÀ SOÁT quy hoach đất", "task", "Rà soát quy hoạch đất cho vườn ươm."),
        pytest.param("tuyen truyen sau rog trong nhan dan", "task", "Tuyên truyền sâu rộng", id="a torn word"),
        ("xã có vườn ươm", "indicator", "xã có vườn ươm"),
        ("về phát triển vườn ươm", "document", "90-NQ/TW"),
        ("BAN CHẤP HÀNH", "passage", "BAN CHẤP HÀNH TRUNG ƯƠNG"),
    ],
)
def test_what_is_found_first(index: SearchIndex, wanted: str, kind: str, first: str) -> None:
    hits = [hit for hit in index.search(wanted).hits if hit.kind == kind]
    assert hits
    assert search_key(first) in search_key(f"{hits[0].label} {hits[0].text}")


def test_words_that_stand_nowhere_together_give_the_nearest(index: SearchIndex) -> None:
    found = index.search("vườn ươm tuyên truyền zzzz")
    assert found.is_near
    assert found.unknown == ("zzzz",)
    assert "Tuyên truyền" in "".join(hit.text for hit in found.hits)


@pytest.mark.parametrize("wanted", ["", "zzz", "!!!", '"', 'a" OR "b', "NEAR(", "* AND", "đ" * 5000, "a " * 5000])
def test_no_text_breaks_the_search(index: SearchIndex, wanted: str) -> None:
    assert len(index.search(wanted).hits) <= 5 * CAP + 5


@given(st.text(max_size=30))
def test_signs_are_no_operators(index: SearchIndex, wanted: str) -> None:
    index.search(wanted)


def test_marks_rank_what_has_them_first(tmp_path: Path, index: SearchIndex) -> None:
    hits = index.search("vườn").hits
    assert {"document", "task"} <= {hit.kind for hit in hits}
    with pytest.raises(NoIndexError, match="trienkhai build"):
        SearchIndex(tmp_path / NAME).search("x")


def test_an_older_index_says_what_to_do(kg: Path, tmp_path: Path) -> None:
    older = tmp_path / NAME
    older.write_bytes((kg / "current" / NAME).read_bytes())
    connection = sqlite3.connect(older)
    connection.execute("DROP TABLE frequencies")
    connection.close()
    with pytest.raises(NoIndexError, match="trienkhai build"):
        SearchIndex(older).search("x")


def test_a_common_word_is_counted_when_the_index_is_written(kg: Path) -> None:
    connection = sqlite3.connect(kg / "current" / NAME)
    counted = dict(connection.execute("SELECT term, things FROM frequencies").fetchall())
    assert {word: len(connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (word,)).fetchall())
            for word in ("vuon", "nhan", "kh")} == {word: counted[word] for word in ("vuon", "nhan", "kh")}  # fmt: skip
    connection.close()


def test_the_index_is_read_only(index: SearchIndex) -> None:
    index.search("x")
    with pytest.raises(sqlite3.OperationalError):
        index._connection().execute("DELETE FROM things")


@given(st.lists(st.sampled_from(["Một dòng.", "", "  ", "một việc", "x" * 400]), max_size=12), st.integers(0, 40))
def test_each_line_is_in_a_task_or_in_one_passage(lines: list[str], end: int) -> None:
    text = "\n".join(lines)
    span = Span(0, min(end, len(text)))
    tasks = (Task(span=span, path="1", section="content", text=span.of(text)),) if span.end else ()
    source = SourceText(name="x", sha256=hashlib.sha256(text.encode()).hexdigest(), raw=text)
    document = Document(source=source, restored=text, offsets=((0, 0),), header=Header(), tasks=tasks)
    found = list(passages(document))
    assert all(one.end <= other.start for (one, _), (other, _) in itertools.pairwise(found))
    free = [word for place, word in _words(text) if place >= _line_end(text, span.end)]
    assert " ".join(text for _, text in found).split() == free
    assert all(" ".join(span.of(text).split()) == words for span, words in found)


def _words(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match.group()) for match in re.finditer(r"\S+", text)]


def _line_end(text: str, place: int) -> int:
    """Return where the first line begins that a task up to here does not touch."""
    return 0 if not place else len(text) + 1 if "\n" not in text[place - 1 :] else text.index("\n", place - 1) + 1


@pytest.mark.parametrize(
    ("text", "wanted", "marked"),
    [
        ("Đầu tư công", "dau tu", ["Đầu tư"]),
        ("Đầu tư công và đầu ra", "dau", ["Đầu", "đầu"]),
        ("theo 16-KH/ĐU ngày", "16 kh du", ["16", "KH", "ĐU"]),
        ("không có gì", "x", []),
    ],
)
def test_the_words_searched_are_marked(text: str, wanted: str, marked: list[str]) -> None:
    runs = list(snippet(text, wanted))
    assert "".join(run.text for run in runs) == text
    assert [run.text for run in runs if run.differs] == marked


@given(st.text(alphabet="aàâđ Đ.\n", max_size=2000), st.text(alphabet="ad ", max_size=5))
def test_snippets_are_short_and_marks_are_words(text: str, wanted: str) -> None:
    assert sum(len(run.text) for run in snippet(text, wanted)) <= SHOWN + 2
    assert all(search_key(text[start:end]) in search_key(wanted).split() for start, end in matches(text, wanted))


def test_the_page_links_hits_and_counts_kinds(client: httpx.Client) -> None:
    html = client.get("/en/search", params={"q": "vuon uom"}).text
    assert "<mark>vườn ươm</mark>" in html
    assert 'href="/en/document/90-nq-tw_2024"' in html
    assert "Tasks (" in html
    narrowed = client.get("/en/search", params={"q": "vuon uom", "kind": "task", "as": "json"}).json()
    assert {row["kind"] for row in narrowed} == {"task"}
    for row in narrowed:
        assert client.get(row["address"]).status_code == 200
    assert client.get("/vi/search").status_code == 200
    assert client.get("/vi/search", params={"q": "x", "kind": "y"}).status_code == 400
