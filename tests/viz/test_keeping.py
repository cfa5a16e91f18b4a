"""Pages are kept while nothing that they show can have changed, and no longer."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.responses import Response

from viz.keeping import LARGEST, KeptPages
from viz.library import Library

NOW, LATER = "now", "later"  # what settles pages


def written(pages: KeptPages, key: str, page: Callable[[], Response]) -> list[bytes]:
    """Ask three times; return what was written, in its order."""
    made: list[bytes] = []

    def write() -> Response:
        response = page()
        made.append(response.body)
        return response

    for _ in range(3):
        assert pages.answer(NOW, key, write).body == page().body
    return made


@pytest.mark.parametrize(
    ("page", "times"),
    [
        pytest.param(lambda: Response("a"), 1, id="whole"),
        pytest.param(lambda: Response("a", 404), 3, id="none there"),
        pytest.param(lambda: Response("a", headers={"refresh": "2"}), 3, id="under way"),
        pytest.param(lambda: Response("a", headers={"cache-control": "no-store"}), 3, id="passing"),
        pytest.param(lambda: Response(b"a" * (LARGEST + 1)), 3, id="too large"),
    ],
)
def test_a_whole_page_is_written_once(page: Callable[[], Response], times: int) -> None:
    assert len(written(KeptPages(), "x", page)) == times


def test_what_was_asked_for_last_is_kept() -> None:
    pages = KeptPages(room=25)
    for key in "abc":
        pages.answer(NOW, key, lambda: Response("x" * 10))
    assert [pages.find(NOW, key) is not None for key in "abc"] == [False, True, True]
    pages.find(NOW, "b")
    pages.answer(NOW, "d", lambda: Response("x" * 10))
    assert [pages.find(NOW, key) is not None for key in "bcd"] == [True, False, True]


def test_what_something_older_settled_is_gone() -> None:
    pages = KeptPages(room=30)
    for key in "ab":
        pages.answer(NOW, key, lambda: Response("x" * 10))
    assert pages.find(LATER, "a") is None
    pages.answer(LATER, "a", lambda: Response("y" * 10))
    assert (pages.find(NOW, "a"), pages.find(NOW, "b")) == (None, None)
    for key in "bc":
        pages.answer(LATER, key, lambda: Response("y" * 10))
    assert all(pages.find(LATER, key) for key in "abc"), "pages that are gone take no room"


def test_a_header_given_to_one_answer_is_not_the_next_ones() -> None:
    pages = KeptPages()
    pages.answer(NOW, "x", lambda: Response("a")).headers["set-cookie"] = "secret"
    found = pages.find(NOW, "x")
    assert found is not None
    assert "set-cookie" not in found.headers


def test_many_who_ask_at_once_have_it_written_once() -> None:
    pages, made, begin = KeptPages(), [0], threading.Barrier(8)

    def write() -> Response:
        made[0] += 1
        return Response("a")

    def ask() -> None:
        begin.wait()
        pages.answer(NOW, "x", write)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_a_new_generation_and_a_new_opinion_are_seen_at_once(
    tmp_path: Path, publish_first: Callable[[Path, int], None], serve: Any
) -> None:
    folder = tmp_path / "kg"
    publish_first(folder, 1)
    library = Library(folder, workers=1)
    with serve(library, writing="t0ken") as desk, httpx.Client(base_url=desk.url, timeout=30) as client:
        assert "45/KH-UBND" not in client.get("/vi/documents").text
        assert client.get("/vi/documents").content == client.get("/vi/documents").content
        publish_first(folder, 2)
        for _ in range(300):
            if "45/KH-UBND" in client.get("/vi/documents").text:
                break
        else:
            pytest.fail("the new generation was not seen")
        before = client.get("/vi/judgements").text
        client.cookies.update({"trienkhai": "t0ken", "trienkhai-name": "An"})
        assert "An" in client.get("/vi/judgements").text, "the page of one who writes is another one"
        said = {
            "kind": "same",
            "what": "document",
            "document": "90-nq-tw_2024",
            "other": "45-kh-ubnd_2025_tinh-lam-son",
        }
        assert client.post("/judge", data=said).status_code == 303
        client.cookies.clear()
        assert client.get("/vi/judgements").text != before
    library.close()
