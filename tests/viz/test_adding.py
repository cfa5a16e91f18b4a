"""Documents added from the desk: read or not and why, taken back; who may not, cannot."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from cli.adding import Builder
from cli.main import main
from tests.viz.axe import violations
from viz.library import Library
from viz.uploads import MOST, files_in, safe_name

TOKEN = "t0ken-of-these-tests"  # noqa: S105 - of these tests alone
FIRST = "Số: 1/KH-UBND\nKẾ HOẠCH\nVề việc trồng cây\n\n1. Trồng một vạn cây xanh trước ngày 31/12/2026.\n"
SECOND = (
    "Số: 2/KH-UBND\nHà Châu, ngày 02 tháng 01 năm 2026\nKẾ HOẠCH\nVề việc đào giếng\n\n"
    "1. Đào mười giếng nước sạch trước ngày 31/12/2026.\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("adding")
    (root / "mot.txt").write_text(FIRST, encoding="utf-8")
    assert main(["build", str(root / "mot.txt"), "--kg", str(root / "kg")]) == 0
    return root / "kg"


@pytest.fixture(scope="module")
def adding_desk(folder: Path, serve: Any) -> Iterator[Any]:
    library = Library(folder, workers=1)
    with serve(library, writing=TOKEN, works=Builder(folder)) as served:
        yield served
    library.close()


def test_files_are_added_told_of_and_taken_back(browser: Browser, adding_desk: Any, tmp_path: Path) -> None:
    good, bad = tmp_path / "hai.txt", tmp_path / "ba.xyz"
    good.write_text(SECOND, encoding="utf-8")
    bad.write_bytes(b"\x00\x01")
    context = browser.new_context(base_url=adding_desk.url, java_script_enabled=False)
    context.set_default_timeout(60_000)
    page = context.new_page()
    enter(page)
    page.get_by_label("Chọn tệp").set_input_files([good, bad])
    page.get_by_role("button", name="Thêm và đọc").click()
    row = page.get_by_role("row").filter(has_text="hai.txt")
    expect(row).to_contain_text("đã đọc", timeout=60_000)
    expect(page.get_by_role("row").filter(has_text="ba.xyz")).to_contain_text("E_FORMAT")
    expect(page.get_by_role("heading").filter(has_text="Lê Thị An")).to_be_visible()
    page.goto("/vi/documents")
    expect(page.get_by_role("link", name="2/KH-UBND", exact=True)).to_be_visible()
    page.goto("/vi/add")
    page.get_by_role("button", name="Bỏ lần thêm này").click()
    expect(page.get_by_role("row").filter(has_text="hai.txt")).to_have_count(0, timeout=60_000)
    deadline = time.monotonic() + 30
    while page.get_by_role("link", name="2/KH-UBND", exact=True).count() or page.url.endswith("/add"):
        assert time.monotonic() < deadline
        page.goto("/vi/documents")
    expect(page.get_by_role("link", name="1/KH-UBND", exact=True)).to_be_visible()
    context.close()


def enter(page: Page) -> None:
    page.goto("/vi/who?back=/vi/add")
    page.get_by_role("textbox", name="Tên người ghi").fill("Lê Thị An")
    page.get_by_label("Mã truy cập").fill(TOKEN)
    page.get_by_role("button", name="Vào").click()


def test_nobody_adds_without_token_and_name(adding_desk: Any, desk: Any, folder: Path) -> None:
    upload = {"files": ("x.txt", b"x")}
    with httpx.Client(base_url=adding_desk.url) as client:
        for path in ("/add", "/undo", "/rebuild"):
            assert client.post(path, files=upload).status_code == 401
        client.cookies.update({"trienkhai": TOKEN, "trienkhai-name": "An"})
        assert client.post("/add", files={}).status_code == 400
        assert client.post("/undo", data={"batch": "../x"}).status_code == 404
        endless = (b"x" * (1 << 20) for _ in range((MOST >> 20) + 2))
        form = {"content-type": "multipart/form-data; boundary=b"}
        assert client.post("/add", content=endless, headers=form).status_code == 413
    with httpx.Client(base_url=desk.url) as client:
        assert "chỉ để đọc" in client.get("/vi/add").text
        assert "trienkhai build" in client.get("/en/add").text
    with httpx.Client(base_url=adding_desk.url) as client:
        page = client.get("/vi/add").text
        assert "cần tên của bạn và mã" in page
        assert 'href="/vi/who?back=%2Fvi%2Fadd"' in page
        assert "<form method" not in page
    assert not (folder / "x.txt").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_form_is_sound_at_every_width(browser: Browser, adding_desk: Any, width: int, scheme: Any) -> None:
    context = browser.new_context(
        base_url=adding_desk.url, viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    page = context.new_page()
    enter(page)
    expect(page.get_by_role("button", name="Thêm và đọc")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@given(st.lists(st.tuples(st.text(alphabet="abcđ .-", min_size=1, max_size=9), st.binary(max_size=200)), max_size=4))
def test_files_come_out_of_a_form_as_they_went_in(files: list[tuple[str, bytes]]) -> None:
    request = httpx.Request("POST", "http://x/", files=[("files", (f"x{name}", content)) for name, content in files])
    if files:
        found = files_in(request.headers["content-type"], request.read())
        assert [content for _, content in found] == [content for _, content in files]


@given(st.text(max_size=300))
def test_names_stay_in_their_folder(name: str) -> None:
    safe = safe_name(name)
    assert Path("/root/folder", safe).parent == Path("/root/folder")
    assert safe == Path(safe).name
    assert not safe.startswith(".")
    assert len(safe) <= 165
