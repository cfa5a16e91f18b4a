"""Pages of a file as they were printed: drawn from the very file that was read, each mark over its words."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from cli.main import main
from cli.picturing import Drawer
from loaders.formats.pictures import LONGEST, page_picture
from loaders.formats.refusals import UnreadableError
from tests.viz.axe import violations
from viz.library import Library

PAPER = """<meta charset="utf-8"><style>@page { size: A4; margin: 20mm } p { font: 14pt DejaVu Sans, sans-serif }
section { break-after: page }</style>
<section><p>ỦY BAN NHÂN DÂN<br>TỈNH LAM SƠN</p><p>Số: 45/KH-UBND</p><p>KẾ HOẠCH</p><p>Về việc trồng rừng</p>
<p>II. TỔ CHỨC THỰC HIỆN</p>
<p>1. Sở Nội vụ chủ trì xây dựng đề án trồng rừng, hoàn thành trước ngày 31/12/2026.</p>
<p>2. Sở Y tế chủ trì khám sức khỏe cho người trồng rừng hằng năm.</p></section>
<section><p>3. Sở Tài chính chủ trì bố trí kinh phí trồng rừng hằng năm, báo cáo Ủy ban nhân dân tỉnh.</p>
<p>4. Ủy ban nhân dân các xã tổ chức trồng rừng trước ngày 30/6/2027.</p></section>"""


@pytest.fixture(scope="module")
def paper(browser: Browser) -> bytes:
    """Return a PDF of two pages with letters in it."""
    page = browser.new_page()
    page.set_content(PAPER)
    made = page.pdf(prefer_css_page_size=True)
    page.close()
    return made


@pytest.fixture
def printed(paper: bytes, tmp_path: Path, serve: Any) -> Iterator[Any]:
    """Return a desk on a collection of that one file, which lies at `desk.file`."""
    file = tmp_path / "ke-hoach.pdf"
    file.write_bytes(paper)
    assert main(["build", str(file), "--kg", str(tmp_path / "kg")]) == 0
    library = Library(tmp_path / "kg", workers=1)
    with serve(library, pictures=Drawer(tmp_path / "kg")) as desk:
        desk.file = file
        (desk.document,) = [each.id for each in library.volume().collection.documents.values() if each.in_collection]
        yield desk
    library.close()


def sheet(client: httpx.Client, desk: Any, number: int) -> str:
    return client.get(f"/vi/document/{desk.document}/text", params={"form": "page", "page": number}).text


def test_every_mark_lies_over_ink_and_no_further(printed: Any) -> None:
    with httpx.Client(base_url=printed.url, timeout=60) as client:
        for number, words in ((1, "đề án trồng rừng"), (2, "bố trí kinh phí")):
            html = sheet(client, printed, number)
            drawing = html[html.index('<svg class="sheet"') :].partition("</svg>")[0]
            width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)[0])
            (address,) = re.findall(r'<image href="([^"]+)"', drawing)
            picture = Image.open(io.BytesIO(client.get(address).content)).convert("L")
            assert abs(picture.width / picture.height - width / height) < 0.01
            assert words in drawing
            rects = re.findall(
                r'<rect class="box \w+" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', drawing
            )
            assert rects
            scale = picture.width / width
            for x, y, across, down in (tuple(map(float, rect)) for rect in rects):
                inside = picture.crop(tuple(round(edge * scale) for edge in (x, y, x + across, y + down)))
                assert inside.getextrema()[0] < 100, "ink"
                assert down < 0.05 * height, "one line"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_task_is_found_on_its_page_and_the_page_is_sound(
    browser: Browser, printed: Any, width: int, scheme: Any
) -> None:
    context = browser.new_context(base_url=printed.url, viewport={"width": width, "height": 800}, color_scheme=scheme)
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"/vi/document/{printed.document}")
    page.get_by_role("link", name="Sở Tài chính chủ trì bố trí kinh phí").click()
    page.get_by_role("link", name="Xem nguyên văn").click()
    with page.expect_response("**/page/2") as answer:
        page.get_by_role("link", name="Ảnh trang").click()
    assert answer.value.ok
    drawing = page.get_by_role("group", name="Trang 2")
    expect(drawing).to_be_visible()
    expect(page.locator("#here rect").first).to_be_in_viewport()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    drawing.get_by_role("link", name="Ủy ban nhân dân các xã tổ chức").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nhiệm vụ")
    assert complaints == []
    context.close()


def test_a_file_that_is_another_one_by_now_has_no_picture(printed: Any) -> None:
    with httpx.Client(base_url=printed.url, timeout=60) as client:
        assert client.get(f"/vi/document/{printed.document}/page/1").headers["content-type"] == "image/png"
        printed.file.unlink()
        html = sheet(client, printed, 2)
        assert "Đặt lại tệp rồi dựng lại kho" in html
        assert "<image" not in html
        assert "bố trí kinh phí" in html, "what was read keeps its place"
        printed.file.write_bytes(b"%PDF-1.7 another")
        assert client.get(f"/vi/document/{printed.document}/page/2").status_code == 404


@pytest.mark.parametrize("path", ["page/0", "page/3", "page/x", "page/01", "text?form=page&page=9"])
def test_pages_that_are_not_there_are_told(printed: Any, path: str) -> None:
    with httpx.Client(base_url=printed.url) as client:
        assert client.get(f"/vi/document/{printed.document}/{path}").status_code == 404


def test_a_text_has_no_pages_to_draw(client: httpx.Client) -> None:
    address = "/vi/document/90-nq-tw_2024"
    assert client.get(f"{address}/page/1").status_code == 404
    assert 'svg class="sheet"' not in client.get(f"{address}/text?form=page").text
    assert "Ảnh trang" not in client.get(f"{address}/text").text


def test_a_file_in_an_archive_is_drawn_too(paper: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("in/ke-hoach.pdf", paper)
    assert main(["build", str(tmp_path / "all.zip"), "--kg", str(tmp_path / "kg")]) == 0
    library = Library(tmp_path / "kg", workers=1)
    (document,) = [each.id for each in library.volume().collection.documents.values() if each.in_collection]
    drawn = Drawer(tmp_path / "kg").page(library.volume().sources(document), 1)
    library.close()
    assert drawn is not None
    assert drawn.startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_photograph_is_its_own_page(kind: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (4000, 2000), "white").save(file, kind)
    name = f"x.{kind.lower()}"
    assert Image.open(io.BytesIO(page_picture(file.getvalue(), name, 1))).size == (LONGEST, LONGEST // 2)
    with pytest.raises(UnreadableError):
        page_picture(file.getvalue(), name, 2)


@pytest.mark.parametrize(
    ("data", "name"), [(b"%PDF-1.7", "x.pdf"), (b"", "x.png"), (b"x", "x.docx"), (b"\xff" * 99, "x.tif")]
)
def test_what_is_no_page_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(UnreadableError):
        page_picture(data, name, 1)
