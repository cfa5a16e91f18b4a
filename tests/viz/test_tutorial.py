"""The five questions of docs/tutorial.md, answered click by click on what `make demo` builds.

What is clicked here stands in bold in the page's section of the question, so neither changes without the other.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect


class Reader:
    """A person with the tutorial beside the desk: every name that is used is one that the section gives."""

    def __init__(self, page: Page, section: str) -> None:
        self.page = page
        self._bold = {" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", section, re.DOTALL)}

    def named(self, name: str) -> str:
        assert name in self._bold, f"the tutorial does not say {name!r}: {sorted(self._bold)}"
        return name

    def follow(self, name: str, within: Locator | None = None, label: str | None = None) -> None:
        """Click a link that the tutorial names; `label` is its accessible name where that says more."""
        place = self.page.locator("body") if within is None else within
        found = place.get_by_role("link", name=label or self.named(name), exact=label is None)
        self.named(name)
        found.first.click()
        self.page.wait_for_load_state()

    def sees(self, words: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def is_at(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)


@pytest.fixture(scope="session")
def sections(root: Path) -> list[str]:
    """Return the parts of the tutorial: what stands before the first question, then one a question."""
    return re.split(r"^## ", (root / "docs" / "tutorial.md").read_text("utf-8"), flags=re.MULTILINE)


@pytest.fixture(params=["with script", "without script"])
def reader(
    browser: Browser, demo_desk: Any, sections: list[str], request: pytest.FixtureRequest
) -> Iterator[Callable[[int], Reader]]:
    context = browser.new_context(
        base_url=demo_desk.url, java_script_enabled=request.param == "with script", locale="vi-VN"
    )
    context.set_default_timeout(15_000)

    def opened(number: int) -> Reader:
        page = context.new_page()
        page.goto("/")
        assert sections[number].startswith(f"{number}. ")
        return Reader(page, sections[number])

    yield opened
    context.close()


def test_which_communes_has_the_resolution_reached(reader: Callable[[int], Reader]) -> None:
    desk = reader(1)
    page = desk.page
    desk.follow("95-NQ/TW", page.get_by_role("main"))
    desk.is_at("Chuỗi triển khai của 95-NQ/TW")
    picture = page.get_by_role("group", name="Sơ đồ chuỗi triển khai")
    for level in ("Trung ương", "Cấp tỉnh", "Cấp xã"):
        expect(picture.get_by_text(desk.named(level), exact=True)).to_be_visible()
    for commune in ("916-KH/ĐU", "917/KH-UBND"):
        expect(picture.get_by_role("link", name=desk.named(commune))).to_have_count(1)
    expect(picture.locator("a.cited").filter(has_text=desk.named("93-CTr/TU"))).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="917/KH-UBND"))
    expect(row).to_contain_text("912/NQ-CP → 915/KH-UBND")
    desk.follow("Chỉ rõ", row, label="Chỉ rõ: 917/KH-UBND")
    expect(picture.locator(".card.dim").filter(has_text="916-KH/ĐU")).to_have_count(1)
    page.locator("summary").filter(has_text=desk.named("Các quan hệ trong sơ đồ")).click()
    page.get_by_role("link", name=desk.named("(xem câu)")).first.click()
    expect(page.locator("mark.here").first).to_be_in_viewport()


def test_where_does_the_work_on_the_hall_come_from(reader: Callable[[int], Reader]) -> None:
    desk = reader(2)
    page = desk.page
    desk.follow("95-NQ/TW", page.get_by_role("main"))
    desk.follow("916-KH/ĐU", page.get_by_role("group", name="Sơ đồ chuỗi triển khai"), label="916-KH/ĐU")
    task = desk.named("Chỉ đạo lập dự toán, cải tạo hội trường cũ …").removesuffix(" …")
    page.get_by_role("link", name=task).click()
    facts = page.get_by_role("main").locator("dl.facts")
    desk.named("Chủ trì")
    expect(facts).to_contain_text("Ủy ban nhân dân xã Vân Sơn theo đề mục")
    desk.named("Thời hạn")
    expect(facts).to_contain_text("31/8/2026")
    desk.follow("Xem nguyên văn, có tô sáng")
    marked = page.locator("mark.here")
    expect(marked.first).to_be_in_viewport()
    assert "hội trường" in "".join(marked.all_inner_texts())
    desk.follow("Nguyên bản như tệp gốc")
    expect(page.locator("mark.here").first).to_be_in_viewport()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", name=desk.named("Nhiệm vụ này từ đâu mà có"))).to_be_visible()
    desk.follow("Xem từng bước, từng câu")
    steps = page.locator("ol.descent a.document")
    expect(steps.first).to_have_text("95-NQ/TW")
    expect(steps.last).to_have_text("916-KH/ĐU")


def test_which_tasks_should_have_been_given_to_somebody(reader: Callable[[int], Reader]) -> None:
    desk = reader(3)
    page = desk.page
    desk.follow("Kiểm tra", page.get_by_role("navigation", name="Mục chính"))
    board = page.locator("ul.rules")
    rule = desk.named("lỗi · Nhiệm vụ chưa giao cho ai · ở phần tổ chức thực hiện")
    board.get_by_role("link", name=rule.replace(" · ", " ")).click()
    expect(page.locator("article.finding")).to_have_count(9)
    review = page.locator("article.finding").filter(has_text="Sơ kết giữa kỳ")
    expect(review).to_contain_text(desk.named("Cách khắc phục"))
    desk.follow("915/KH-UBND, V.9", review)
    desk.sees("chưa nêu đơn vị")
    page.go_back()
    covered = desk.named("lưu ý · Nhiệm vụ chưa giao cho ai · đã có mục khác giao")
    board.get_by_role("link", name=covered.replace(" · ", " ")).click()
    expect(page.locator("article.finding .pair").first).to_be_visible()


def test_who_was_given_the_same_task_twice(reader: Callable[[int], Reader]) -> None:
    desk = reader(4)
    page = desk.page
    desk.follow("Kiểm tra", page.get_by_role("navigation", name="Mục chính"))
    board = page.locator("ul.rules")
    board.get_by_role(
        "link", name=desk.named("cảnh báo · Nhiệm vụ trùng lặp · cùng một việc").replace(" · ", " ")
    ).click()
    pair = page.locator("article.finding")
    expect(pair).to_have_count(1)
    desk.named("915/KH-UBND")
    for clause in ("915/KH-UBND, V.1", "915/KH-UBND, V.3"):
        expect(pair.get_by_role("link", name=clause, exact=True)).to_be_visible()
    expect(pair.locator("u.differs").first).to_be_visible()
    expect(pair).to_contain_text("Sở Khoa học và Công nghệ")
    board.get_by_role(
        "link", name=desk.named("cảnh báo · Nhiệm vụ trùng lặp · chép nguyên").replace(" · ", " ")
    ).click()
    expect(page.locator("article.finding").filter(has_text="917/KH-UBND").first).to_be_visible()
    desk.named("Chép liên kết")


def test_what_falls_due_in_the_third_quarter(reader: Callable[[int], Reader]) -> None:
    desk = reader(5)
    page = desk.page
    pages = page.get_by_role("navigation", name="Mục chính")
    desk.follow("SPARQL", pages)
    expect(page.get_by_role("heading", name=desk.named("Câu hỏi có sẵn"))).to_be_visible()
    page.locator("summary").filter(has_text=desk.named("Nhiệm vụ đến hạn trong một khoảng")).click()
    form = page.locator("details[open] form")
    form.locator('input[type="date"]').nth(0).fill("2026-07-01")
    form.locator('input[type="date"]').nth(1).fill("2026-09-30")
    form.get_by_role("button", name=desk.named("Trả lời")).click()
    rows = page.get_by_role("table").locator("tbody tr")
    expect(rows.first).to_contain_text("2026-08-31")
    expect(rows.first).to_contain_text("916-KH/ĐU")
    with page.expect_download() as taken:
        page.get_by_role("link", name=desk.named("Tải CSV")).click()
    assert taken.value.suggested_filename.endswith(".csv")
    desk.follow("Lịch", pages)
    page.get_by_role("link", name="8/2026:").click()
    expect(page.get_by_role("heading", name="8/2026")).to_be_visible()
    desk.sees("916-KH/ĐU")
    with page.expect_download() as calendar:
        page.get_by_role("link", name=desk.named("Tải lịch (.ics)")).click()
    assert calendar.value.suggested_filename == "deadlines.ics"
