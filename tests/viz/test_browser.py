"""The desk as a person drives it, in a real browser that reaches no other machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect

from ontology.identifiers import ONTOLOGY
from tests.viz.axe import violations
from viz.interactive import write_interactive
from viz.network import Line, Network, Point

ROOT = "90-nq-tw_2024"
PLAN = "45-kh-ubnd_2025_tinh-lam-son"
TIES = f"""PREFIX tk: <{ONTOLOGY}>
SELECT ?task ?lead ?document WHERE {{ ?task tk:leadAgency ?lead ; tk:setOutIn ?document }}"""
PAGES = [
    "/",
    "/search?q=vuon+uom",
    "/documents",
    f"/cascade?document={ROOT}",
    f"/document/{PLAN}",
    f"/document/{PLAN}/text?start=77&end=85",
    f"/document/{PLAN}/facts",
    "/tasks?lead=nobody",
    "/agencies",
    "/matrix",
    f"/matrix?document={PLAN}",
    "/calendar?as-of=2026-11-01",
    "/indicators",
    "/explore?at=90-NQ/TW&to=16-KH/DU",
    f"/compare?a={PLAN}&b=16-kh-du_2025_xa-tan-an-tinh-lam-son",
    f"/coverage?document={PLAN}",
    "/judgements",
    "/who",
    "/add",
    "/audit",
    "/sparql?query=SELECT+*+WHERE+%7B%3Fs+%3Fp+%3Fo%7D+LIMIT+50",
    f"/sparql?view=graph&query={quote(TIES)}",
]


class Visitor:
    """A page that notes everything it asks for and every complaint of the browser."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self._origin = urlsplit(origin).netloc
        page.route("**/*", self._route)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append("dialog"), dialog.dismiss()))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _route(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in {"http", "https"} and address.netloc != self._origin:
            self.foreign.append(route.request.url)
            route.abort()
        else:
            route.continue_()


@pytest.fixture(params=["with script", "without script"])
def visitor(browser: Browser, desk: Any, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    context = browser.new_context(base_url=desk.url, java_script_enabled=request.param == "with script")
    context.set_default_timeout(5000)
    yield Visitor(context.new_page(), desk.url)
    context.close()


def test_from_the_cascade_to_the_highlighted_words_and_back_by_keyboard(visitor: Visitor) -> None:
    page = visitor.page
    page.goto(f"/vi/cascade?document={ROOT}")
    press(page, page.get_by_role("group").get_by_role("link", name="45/KH-UBND"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("45/KH-UBND")
    press(page, page.get_by_role("link", name="II.1", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nhiệm vụ II.1 của 45/KH-UBND")
    press(page, page.get_by_role("link", name="Xem nguyên văn"))
    marked = page.locator("mark.here")
    expect(marked.first).to_be_in_viewport()
    assert "".join(marked.all_inner_texts()).startswith("Sở Khoa học và Công nghệ chủ trì xây dựng ba vườn ươm")
    for _ in range(3):
        page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chuỗi triển khai của 90-NQ/TW")
    assert visitor.foreign == []
    assert visitor.complaints == []


def press(page: Page, link: Any) -> None:
    """Walk to a link with Tab alone and follow it with Enter."""
    expect(link.first).to_be_visible()
    for _ in range(120):
        page.keyboard.press("Tab")
        if link.first.evaluate("node => node === document.activeElement", timeout=1000):
            page.keyboard.press("Enter")
            page.wait_for_load_state()
            return
    pytest.fail(f"no way to {link} by keyboard")


def test_search_finds_without_accents(visitor: Visitor) -> None:
    page = visitor.page
    page.goto("/vi/")
    page.get_by_role("searchbox").fill("vuon uom")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name="90-NQ/TW", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("90-NQ/TW")


def test_a_named_question_is_answered_with_links(visitor: Visitor) -> None:
    page = visitor.page
    page.goto("/en/sparql")
    page.get_by_text("Documents that carry a document out").click()
    page.locator("details[open]").get_by_label("the document that is carried out").fill("90-nq/tw")
    page.locator("details[open]").get_by_role("button", name="Ask").click()
    page.get_by_role("table").get_by_role("link", name="45/KH-UBND", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("45/KH-UBND")


def test_an_answer_is_a_graph_of_links(visitor: Visitor) -> None:
    page = visitor.page
    page.goto(f"/en/sparql?query={quote(TIES)}")
    page.get_by_role("navigation", name="View").get_by_role("link", name="Graph").click()
    drawing = page.get_by_role("group", name="The answer as a graph")
    expect(drawing.get_by_role("link")).to_have_count(9)  # three tasks, their leads, their documents
    expect(page.get_by_role("table")).to_be_visible()
    press(page, drawing.get_by_role("link", name="16-KH/ĐU document", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text("16-KH/ĐU")
    assert visitor.foreign == []
    assert visitor.complaints == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", PAGES)
def test_pages_fit_their_window_and_run_nothing_of_others(browser: Browser, desk: Any, path: str, width: int) -> None:
    context = browser.new_context(base_url=desk.url, viewport={"width": width, "height": 800})
    visitor = Visitor(context.new_page(), desk.url)
    visitor.page.goto(f"/vi{path}")
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visitor.page.title().endswith("Triển khai")
    assert visitor.foreign == []
    assert visitor.complaints == []
    context.close()


@pytest.mark.parametrize(("width", "wide"), [(1280, False), (390, True)])
def test_what_is_wider_than_the_window_says_so(browser: Browser, desk: Any, width: int, *, wide: bool) -> None:
    page = browser.new_page(base_url=desk.url, viewport={"width": width, "height": 800})
    page.goto(f"/vi/cascade?document={ROOT}")
    picture = page.get_by_role("region", name="Sơ đồ chuỗi triển khai")
    assert picture.evaluate("box => box.scrollWidth > box.clientWidth") == wide
    assert page.locator(".sideways").first.is_visible() == wide
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_letters_stand_out_from_their_ground(browser: Browser, desk: Any, path: str, scheme: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text."""
    context = browser.new_context(base_url=desk.url, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"/vi{path}")
    assert page.evaluate(CONTRAST) == []
    context.close()


@pytest.mark.parametrize(
    "path", [*PAGES, f"/document/{PLAN}/task/FIRST", f"/document/{PLAN}/task/FIRST/path", "/agency/FIRST"]
)
def test_axe_finds_nothing(browser: Browser, desk: Any, path: str) -> None:
    """WCAG 2.2 A and AA and axe's best practices; colours are the test above, in both schemes."""
    context = browser.new_context(base_url=desk.url, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"/vi{path}" if "FIRST" not in path else first_of(page, path))
    found = violations(page)
    assert [(each["id"], [node["html"][:200] for node in each["nodes"][:3]]) for each in found] == []
    context.close()


def first_of(page: Page, path: str) -> str:
    """Return the address of the first thing that a page of this kind can be about."""
    kind, _, rest = path.partition("FIRST")
    page.goto("/vi/agencies" if kind == "/agency/" else f"/vi{kind.removesuffix('/task/')}")
    return str(page.locator(f'main a[href^="/vi{kind}"]').first.get_attribute("href")) + rest


def test_from_a_task_up_to_the_resolution_sentence_by_sentence(visitor: Visitor) -> None:
    page = visitor.page
    page.goto("/en/tasks?q=vuon+uom")
    page.get_by_role("link", name="Ủy ban nhân dân xã rà soát").click()
    page.get_by_role("link", name="Step by step").click()
    steps = page.get_by_role("listitem")
    expect(steps.filter(has=page.get_by_role("link", name="90-NQ/TW", exact=True)).first).to_be_visible()
    assert page.locator("ol.descent a.document").all_inner_texts() == ["90-NQ/TW", "45/KH-UBND", "16-KH/ĐU"]
    expect(page.locator("q").first).to_contain_text("thực hiện Nghị quyết số 90-NQ/TW về phát triển vườn ươm")
    page.get_by_role("link", name="see the words in 45/KH-UBND").click()
    expect(page.locator("mark.here")).to_have_text("90-NQ/TW")
    assert visitor.complaints == []


def test_a_list_is_narrowed_and_widened_again(visitor: Visitor) -> None:
    page = visitor.page
    page.goto("/vi/tasks")
    rail = page.get_by_role("navigation", name="Lọc theo")
    rail.get_by_role("link", name="chưa nêu đơn vị").click()
    expect(page.get_by_role("status")).to_have_text("4 nhiệm vụ")
    page.get_by_role("link", name="Bỏ lọc Chủ trì: chưa nêu đơn vị").click()
    expect(page.get_by_role("status")).to_have_text("7 nhiệm vụ")
    page.get_by_role("link", name="Mở thành SPARQL").click()
    page.wait_for_url("**/sparql?**", wait_until="load")  # the editor takes the place of the plain box
    box = page.get_by_role("textbox", name="Câu hỏi SPARQL")
    assert "tk:setOutIn" in (box.input_value() if box.get_attribute("name") else box.inner_text())
    page.get_by_role("button", name="Chạy").click()
    expect(page.get_by_text("7 dòng")).to_be_visible()


def test_the_editor_completes_our_own_terms_and_asks_nobody_else(browser: Browser, desk: Any) -> None:
    context = browser.new_context(base_url=desk.url)
    context.set_default_timeout(5000)
    visitor = Visitor(context.new_page(), desk.url)
    page = visitor.page
    page.goto("/vi/sparql")
    box = page.get_by_role("textbox", name="Câu hỏi SPARQL")
    box.click()
    page.keyboard.press("Control+a")
    page.keyboard.type(f"PREFIX tk: <{ONTOLOGY}> SELECT ?task ?who WHERE {{ ?task ")
    page.keyboard.type("tk:leadA")
    page.wait_for_function(LISTED, arg="tk:leadAgency")
    page.keyboard.press("Enter")
    page.keyboard.type(" ?who }")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("columnheader", name="who")).to_be_visible()
    expect(page.get_by_text("3 dòng")).to_be_visible()
    page.get_by_role("textbox", name="Câu hỏi SPARQL").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") in {"BUTTON", "A"}, "Tab leaves the editor"
    assert visitor.foreign == []
    assert visitor.complaints == []
    context.close()


# The list of completions is drawn anew a frame after the last letter; until then Enter is not its own.
LISTED = """(wanted) => new Promise((settle) => requestAnimationFrame(() => requestAnimationFrame(() => settle(
  document.querySelector("[role=option][aria-selected=true]")?.textContent.startsWith(wanted)))))"""

CONTRAST = """() => {
  const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const parse = (text) => (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const color = parse(getComputedStyle(node).backgroundColor);
      if (color.length === 3 || color[3] > 0.99) return color;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const node of document.querySelectorAll("body *")) {
    if (node.closest("svg") || ![...node.childNodes].some((c) => c.nodeType === 3 && c.data.trim())) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push(`${node.tagName}.${node.className} ${ratio.toFixed(2)} ${node.textContent}`);
  }
  return found;
}"""

VIEW = """() => {
  const [first, ...others] = nodes.getIds();
  const canvas = document.querySelector("#mynetwork canvas").getBoundingClientRect();
  const inside = (id) => {
    const { x, y } = network.canvasToDOM(network.getPosition(id));
    return x >= 0 && y >= 0 && x <= canvas.width && y <= canvas.height;
  };
  const boxes = nodes.getIds().map((id) => network.getBoundingBox(id));
  const across = ({ left, right }) =>
    network.canvasToDOM({ x: left, y: 0 }).x >= 0 && network.canvasToDOM({ x: right, y: 0 }).x <= canvas.width;
  const meet = (a, b) => a !== b && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return {
    letters: network.getScale() * nodes.get(first).font.size,
    first: inside(first),
    all: others.every(inside),
    across: boxes.every(across),
    overlap: boxes.some((a) => boxes.some((b) => meet(a, b))),
  };
}"""


@pytest.mark.parametrize(("width", "columns", "rows"), [(1280, 6, 8), (1280, 6, 90), (390, 6, 8), (390, 1, 2)])
def test_the_interactive_page_opens_with_letters_that_can_be_read(
    browser: Browser, tmp_path: Path, width: int, columns: int, rows: int
) -> None:
    points = tuple(
        Point(key=f"{x} {y}", label=f"III.{x} Rà soát quy hoạch…", title="", group="task", x=x * 250.0, y=y * 50.0)
        for y in range(rows)
        for x in range(columns)
    )
    file = tmp_path / "page.html"
    network = Network(points=points, lines=(), total=len(points))
    file.write_text(write_interactive(network, "t", "n", "vi"), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(file.as_uri())
    view = page.evaluate(VIEW)
    assert view["letters"] >= 12
    assert view["first"]
    assert view["across"], "one way to go: down"
    assert not view["overlap"]
    assert view["all"] == (columns * rows < 50 and columns * 250 * 0.8 < width + 250)
    page.close()


HOSTILE = [
    "<img src=x onerror=\"document.title='hacked'\"> href",
    "</script><script>document.title='hacked'</script>",
    "<svg onload=\"document.title='hacked'\">",
    "javascript:document.title='hacked'",
    "<a href=\"javascript:document.title='hacked'\">x</a>",
    "';document.title='hacked';//",
    "${document.title='hacked'}",
    "\u202eabc\u0000\\",
]


def test_the_interactive_page_is_offline_and_runs_no_label(browser: Browser, tmp_path: Path) -> None:
    points = tuple(
        Point(key=text, label=text, title=text, group="party", x=number * 120.0, y=0.0)
        for number, text in enumerate(HOSTILE)
    )
    lines = tuple(Line(source=HOSTILE[0], target=text, label=text) for text in HOSTILE[1:])
    html = write_interactive(Network(points=points, lines=lines, total=900), "<b>t</b>", "8 / 900", "vi")
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(offline=True, viewport={"width": 1200, "height": 700})
    visitor = Visitor(context.new_page(), "")
    visitor.page.goto(file.as_uri())
    visitor.page.wait_for_function("typeof network === 'object' && network !== null")
    assert visitor.page.evaluate("nodes.length") == len(HOSTILE)
    for key in visitor.page.evaluate("nodes.getIds()"):
        place = visitor.page.evaluate("id => network.canvasToDOM(network.getPositions([id])[id])", key)
        box = visitor.page.locator("#mynetwork canvas").bounding_box()
        assert box
        visitor.page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
        visitor.page.wait_for_timeout(400)
    assert visitor.page.title() == "<b>t</b>"
    assert visitor.page.get_by_text("8 / 900").is_visible()
    assert visitor.foreign == []
    assert visitor.complaints == []
    context.close()
