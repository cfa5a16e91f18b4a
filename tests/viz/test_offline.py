"""The desk in one file: everything is in it, it asks nobody for anything, and no label runs."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from cli.main import main
from graph.generations import current_generation
from viz.export import write_desk
from viz.shelf import open_shelf

LOADING = {"src", "srcset", "action", "data", "poster", "style", "formaction", "ping", "background"}


@pytest.fixture(scope="module")
def file(kg: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("offline") / "desk.html"
    assert main(["export", "--kg", str(kg), "--format", "html", "--out", str(out)]) == 0
    return out


@pytest.fixture(params=["with script", "without script"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    opened = browser.new_context(offline=True, java_script_enabled=request.param == "with script")
    opened.set_default_timeout(5000)
    yield opened
    opened.close()


def watched(context: BrowserContext, file: Path) -> tuple[Page, list[str]]:
    """Open the file and note every request but the one for itself, and every complaint."""
    page = context.new_page()
    noted: list[str] = []
    page.on("request", lambda request: noted.append(request.url) if not request.url.startswith(file.as_uri()) else None)
    page.on("console", lambda message: noted.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on("dialog", lambda dialog: (noted.append("dialog"), dialog.dismiss()))
    page.goto(file.as_uri())
    return page, noted


def test_from_the_start_to_the_words_of_a_task(context: BrowserContext, file: Path) -> None:
    page, noted = watched(context, file)
    page.get_by_role("region", name="Tổng quan").get_by_role("link", name="90-NQ/TW", exact=True).click()
    expect(page.get_by_role("heading", name="Chuỗi triển khai của 90-NQ/TW")).to_be_visible()
    page.get_by_role("group").get_by_role("link", name="45/KH-UBND").click()
    page.get_by_role("link", name="II.1", exact=True).first.click()
    expect(page.get_by_role("heading", name="Nhiệm vụ II.1 của 45/KH-UBND", exact=True)).to_be_visible()
    page.get_by_role("link", name="Xem nguyên văn").first.click()
    line = page.locator(".line:target")
    expect(line).to_be_in_viewport()
    expect(line).to_contain_text("Sở Khoa học và Công nghệ chủ trì")
    assert page.title() == "Triển khai: Từ nghị quyết đến nhiệm vụ"
    assert noted == []


@pytest.mark.parametrize("name", ["Văn bản", "Nhiệm vụ", "Cơ quan", "Ma trận", "Lịch", "Chỉ tiêu", "Kiểm tra"])
def test_every_part_opens_alone(context: BrowserContext, file: Path, name: str) -> None:
    page, noted = watched(context, file)
    page.get_by_role("navigation", name="Mục chính").get_by_role("link", name=name, exact=True).click()
    assert page.locator(".sheet:visible").count() == 1
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    assert noted == []


@pytest.mark.parametrize(
    ("words", "hit"),
    [("vuon uom", "90-NQ/TW"), ("16 kh du", "16-KH/ĐU"), ("SO KHOA HOC", "Sở Khoa học"), ("zzz", None)],
)
def test_search_without_a_server(browser: Browser, file: Path, words: str, hit: str | None) -> None:
    context = browser.new_context(offline=True)
    page, noted = watched(context, file)
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("button", name="Tìm").click()
    if hit is None:
        expect(page.locator("#found").get_by_role("status")).to_contain_text("Không tìm thấy")
    else:
        page.locator("#found").get_by_role("link").filter(has_text=hit).first.click()
        expect(page.locator(".sheet:visible").first).to_contain_text(hit)
    assert page.title() == "Triển khai: Từ nghị quyết đến nhiệm vụ"
    assert noted == []
    context.close()


def test_ids_are_unique_and_every_link_has_an_end(file: Path) -> None:
    html = file.read_text(encoding="utf-8")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    targets = set(re.findall(r' href="([^"]*)"', html))
    assert len(targets) > 50
    assert {target.removeprefix("#") for target in targets} <= set(ids)
    assert {target[0] for target in targets} == {"#"}


def test_nothing_in_it_loads_or_runs_but_its_own_script(file: Path) -> None:
    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend(f"{tag} {name}" for name, _ in attrs if name in LOADING or name.startswith("on"))
            scripts.extend([dict(attrs).get("type")] if tag == "script" else [])

    found: list[str] = []
    scripts: list[str | None] = []
    Reader().feed(file.read_text(encoding="utf-8"))
    assert found == []
    assert scripts == ["application/json", "application/json", None]


def test_the_same_collection_gives_the_same_file_in_each_language(kg: Path, file: Path) -> None:
    shelf = open_shelf(current_generation(kg))
    assert write_desk(shelf, "vi") == file.read_text(encoding="utf-8")
    assert '<html lang="en">' in write_desk(shelf, "en")
