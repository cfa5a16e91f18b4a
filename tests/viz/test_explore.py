"""What stands round a thing, the way between two, two documents side by side, what became of each task."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from viz.library import Library

ROOT, PLAN, COMMUNE = "90-nq-tw_2024", "45-kh-ubnd_2025_tinh-lam-son", "16-kh-du_2025_xa-tan-an-tinh-lam-son"


def test_every_tie_is_seen_from_both_ends(library: Library) -> None:
    known = library.volume().surroundings()
    things = [*known.collection.documents, *known.register.duties_by_iri, *known.register.agencies]
    for thing in things:
        for tie in known.ties(thing):
            assert thing in {tie.first, tie.second}
            assert tie in set(known.ties(tie.other(thing))), tie


@pytest.mark.parametrize(
    ("one", "other", "length"), [(ROOT, ROOT, 1), (ROOT, PLAN, 2), (ROOT, COMMUNE, 2), (PLAN, "nowhere", 0)]
)
def test_the_shortest_way(library: Library, one: str, other: str, length: int) -> None:
    volume = library.volume()
    iris = {each.id: str(each.iri) for each in volume.collection.documents.values()}
    assert len(volume.surroundings().path(iris[one], iris.get(other, "urn:nowhere"))) == length


def test_the_way_is_told_step_by_step(client: httpx.Client) -> None:
    html = client.get("/en/explore", params={"at": "90-NQ/TW", "to": "so khoa hoc va cong nghe"}).text
    way = html[html.index('<ol class="descent">') : html.index("</ol>")]
    steps = re.findall(r'<li><a href="(/en/(?:document|agency)/[^"]+)"', way)
    assert len(steps) == 4
    assert all(client.get(step).status_code == 200 for step in steps)
    assert "— sets the task —" in way
    assert "— lead —" in way


@pytest.mark.parametrize("script", [True, False])
def test_a_neighbourhood_is_opened_closed_and_filtered(browser: Browser, desk: Any, *, script: bool) -> None:
    context = browser.new_context(base_url=desk.url, java_script_enabled=script)
    context.set_default_timeout(5000)
    page = context.new_page()
    page.goto("/vi/explore")
    page.get_by_role("textbox", name="Bắt đầu từ").fill("90 nq tw")
    page.get_by_role("button", name="Xem").click()
    web = page.get_by_role("region", name="Sơ đồ quan hệ")
    expect(web.get_by_role("link", name="II.1")).to_have_count(0)
    web.get_by_role("link", name="45/KH-UBND").click()
    expect(web.get_by_role("link", name="II.1")).to_be_visible()
    page.get_by_role("link", name="Ẩn nhiệm vụ").click()
    expect(web.get_by_role("link", name="II.1")).to_have_count(0)
    page.get_by_role("link", name="Hiện nhiệm vụ").click()
    expect(page.get_by_role("table").get_by_role("link", name="45/KH-UBND").first).to_be_visible()
    web.get_by_role("link", name="45/KH-UBND").click()
    expect(web.get_by_role("link", name="II.1")).to_have_count(0)
    context.close()


def test_things_are_dragged(browser: Browser, desk: Any) -> None:
    page = browser.new_page(base_url=desk.url)
    page.goto("/vi/explore?at=90-NQ/TW")
    web = page.get_by_role("region", name="Sơ đồ quan hệ")
    thing = web.get_by_role("link", name="45/KH-UBND")
    before, address = thing.bounding_box(), page.url
    assert before
    page.mouse.move(before["x"] + 20, before["y"] + 10)
    page.mouse.down()
    page.mouse.move(before["x"] + 60, before["y"] + 70, steps=5)
    page.mouse.up()
    after = thing.bounding_box()
    assert after
    assert round(after["y"] - before["y"]) == 60
    assert page.url == address, "a drag is no click"
    page.close()


def test_two_documents_are_compared_clause_by_clause(client: httpx.Client) -> None:
    state = {"a": PLAN, "b": COMMUNE}
    html = client.get("/en/compare", params=state).text
    assert '<u class="differs">' in html
    whole = client.get("/en/compare", params=state | {"as": "json"}).json()
    assert {row["outcome"] for row in whole} == {"changed", "dropped", "new"}
    for name in ("changed", "dropped", "new"):
        told = client.get("/en/compare", params=state | {"outcome": name, "as": "json"}).json()
        assert told == [row for row in whole if row["outcome"] == name]
    assert client.get("/en/compare", params={"a": PLAN, "b": "none"}).status_code == 404


def test_coverage_links_each_task_with_those_that_carry_it_out(client: httpx.Client) -> None:
    told = client.get("/en/coverage", params={"document": PLAN, "as": "json"}).json()
    page = client.get("/en/coverage", params={"document": PLAN}).text
    links = re.findall(rf'href="(/en/document/{COMMUNE}/task/[^"]+)"', page)
    assert len(links) == sum(told["counts"][name] for name in ("carried-out", "repeated")) == 1
    assert f"({told['counts']['unreached']})" in page


def test_one_chain_alone_and_the_size_of_the_picture(client: httpx.Client) -> None:
    address = f"/en/cascade?document={ROOT}&focus={COMMUNE}"
    whole, alone = client.get(address).text, client.get(f"{address}&only=1&zoom=50").text
    assert whole.count('<a class="card') == 4
    assert alone.count('<a class="card') == 3
    widths = [float(re.search(r'<svg [^>]*viewBox="[^"]*" width="([\d.]+)"', html)[1]) for html in (alone, whole)]  # type: ignore[index]
    box = float(re.search(r'viewBox="0 0 ([\d.]+) ', alone)[1])  # type: ignore[index]
    assert widths[0] == box / 2
