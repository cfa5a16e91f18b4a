"""What people say: written by those with token and name, shown to all with who and when, taken back, exported."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from graph.journal import read
from viz.library import Library
from viz.pages.judging import judgement_of, way_back

TOKEN = "t0ken-of-this-test"  # noqa: S105 - of these tests alone
PLAN = "45-kh-ubnd_2025_tinh-lam-son"
ROOT = "90-nq-tw_2024"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, publish_all: Any) -> Path:
    kg: Path = tmp_path_factory.mktemp("judged") / "kg"
    publish_all(kg)
    return kg


@pytest.fixture(scope="module")
def writing_desk(folder: Path, serve: Any) -> Iterator[Any]:
    library = Library(folder, workers=1)
    with serve(library, writing=TOKEN) as served:
        yield served
    library.close()


@pytest.fixture
def writer(writing_desk: Any) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=writing_desk.url) as client:
        entered = client.post("/enter", data={"token": TOKEN, "name": "Lê Thị An", "back": "/vi/audit"})
        assert entered.headers["location"] == "/vi/audit"
        yield client


MARK = {
    "kind": "mark",
    "finding": "one",
    "what": "false-alarm",
    "reason": "đã giao ở văn bản khác",
    "back": "/en/audit",
}


def test_nobody_writes_without_token_and_name(writing_desk: Any, desk: Any, folder: Path) -> None:
    before = len(read(folder).standings)
    with httpx.Client(base_url=writing_desk.url) as client:
        assert client.get("/vi/audit").status_code == 200
        assert client.post("/judge", data=MARK).status_code == 401
        assert client.post("/judge?token=" + TOKEN, data=MARK).status_code == 401
        assert client.post("/enter", data={"token": "wrong", "name": "x"}).status_code == 401
        assert client.post("/enter", data={"token": TOKEN}).status_code == 303
        assert client.post("/judge", data=MARK).status_code == 401, "a token without a name"
        named = {"cookie": f"trienkhai-name=An; trienkhai={TOKEN}", "origin": "https://evil.example"}
        assert client.post("/judge", data=MARK, headers=named).status_code == 403
    with httpx.Client(base_url=desk.url) as client:
        assert "chỉ để đọc" in client.get("/vi/who").text
        assert client.post("/judge", data=MARK, headers={"authorization": f"Bearer {TOKEN}"}).status_code == 401
    assert len(read(folder).standings) == before


def test_a_false_alarm_is_shown_with_who_when_and_why(writer: httpx.Client, folder: Path) -> None:
    assert writer.post("/judge", data=MARK).headers["location"] == "/en/audit"
    page = writer.get("/en/audit", params={"mark": "false-alarm"}).text
    assert "<strong>False alarm</strong>: đã giao ở văn bản khác" in page
    assert "Lê Thị An, " in page
    assert "message one" not in writer.get("/en/audit", params={"mark": "none"}).text
    (standing,) = [each for each in read(folder).in_force if each.judgement.finding == "one"]
    told = writer.get("/en/judgements", params={"as": "json"}).json()
    assert (told[0]["id"], told[0]["by"], told[0]["state"]) == (standing.id, "Lê Thị An", "in_force")
    writer.post("/withdraw", data={"id": standing.id, "back": "/en/audit"})
    assert "message one" in writer.get("/en/audit", params={"mark": "none"}).text
    assert "withdrawn" in writer.get("/en/judgements").text


def test_what_is_done_is_not_overdue_from_then_on(writer: httpx.Client) -> None:
    late = {"rule": "overdue", "as-of": "2027-06-01"}

    def overdue() -> list[str]:
        return [row["path"] for row in writer.get("/vi/audit", params={**late, "as": "json"}).json()]

    def status(what: str) -> None:
        page = writer.get(f"/vi/document/{PLAN}").text
        (task,) = set(re.findall(rf'href="(/vi/document/{PLAN}/task/[^"]+)">II.1<', page))
        form = writer.get(task).text.partition('value="status"')[0].rpartition("<form")[2]
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        sent = {**fields, "kind": "status", "what": what, "words": html.unescape(fields["words"]), "back": task}
        assert writer.post("/judge", data=sent).status_code == 303

    assert overdue() == ["II.1"]
    status("done")
    assert overdue() == []
    status("open")
    assert overdue() == ["II.1"]
    status("dropped")
    assert overdue() == []
    (standing,) = [
        row["id"]
        for row in writer.get("/en/judgements?as=json").json()
        if row["kind"] == "status" and row["state"] == "in_force"
    ]
    writer.post("/withdraw", data={"id": standing, "back": "/vi/"})
    assert overdue() == ["II.1"]


@pytest.mark.parametrize(
    ("fields", "place", "shown"),
    [
        (
            {"kind": "same", "what": "document", "document": PLAN, "other": ROOT},
            f"/vi/document/{PLAN}",
            "Là một",
        ),
        (
            {"kind": "correction", "what": "issued", "document": PLAN, "value": "2025-07-16"},
            f"/vi/document/{PLAN}",
            "2025-07-16",
        ),
        (
            {"kind": "missed-task", "document": PLAN, "words": "KẾ HOẠCH thực hiện"},
            f"/vi/document/{PLAN}",
            "KẾ HOẠCH thực hiện",
        ),
    ],
)
def test_what_is_said_stands_where_it_belongs(
    writer: httpx.Client, fields: dict[str, str], place: str, shown: str
) -> None:
    assert writer.post("/judge", data=fields | {"back": place}).status_code == 303
    page = writer.get(place).text
    judged = page[page.index('id="judge"') :]
    assert shown in judged
    assert "Lê Thị An" in judged


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"kind": "nonsense"},
        {"kind": "mark", "what": "accepted"},
        {"kind": "correction", "what": "issued", "document": PLAN, "value": "31/02/2025"},
        {"kind": "same", "what": "document", "document": PLAN, "other": PLAN},
        {"kind": "status", "what": "done", "document": PLAN, "clause": "x", "share": "many"},
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(writer: httpx.Client, folder: Path, fields: dict[str, str]) -> None:
    before = len(read(folder).standings)
    answer = writer.post("/judge", data=fields)
    assert answer.status_code == 400
    assert " / " in answer.text
    assert len(read(folder).standings) == before


def test_forms_that_are_too_long_are_refused(writer: httpx.Client) -> None:
    assert writer.post("/judge", data={"kind": "mark", "reason": "x" * 70_000}).status_code == 413


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/vi/", "/\\evil.example", "/vi\\x", "", "/x/"]
)
def test_the_way_back_stays_here(back: str) -> None:
    assert way_back({"back": back}) == "/"


def test_values_of_several_lines_are_several_values() -> None:
    said = judgement_of({"kind": "correction", "what": "lead", "value": " Sở A\n\nSở  B \n"}, "An")
    assert said.value == ("Sở A", "Sở B")


@pytest.mark.parametrize("script", [True, False])
def test_a_person_corrects_a_lead_where_it_is_seen(
    browser: Browser, writing_desk: Any, folder: Path, *, script: bool
) -> None:
    context = browser.new_context(base_url=writing_desk.url, java_script_enabled=script)
    context.set_default_timeout(5000)
    page = context.new_page()
    page.goto(f"/vi/document/{PLAN}")
    page.get_by_role("link", name="II.2", exact=True).click()
    page.get_by_role("link", name="Muốn ghi ý kiến").click()
    page.get_by_role("textbox", name="Tên người ghi").fill("Trần Văn Bình")
    page.get_by_label("Mã truy cập").fill(TOKEN)
    page.get_by_role("button", name="Vào").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("II.2")
    open_details(page, "Sửa điều đọc sai")
    page.get_by_role("textbox", name="Chủ trì").fill("Sở Nông nghiệp và Môi trường")
    page.get_by_role("button", name="Sửa: Chủ trì").click()
    said = page.get_by_role("listitem").filter(has_text="Sở Nông nghiệp và Môi trường")
    expect(said).to_contain_text("Trần Văn Bình")
    said.get_by_role("button", name="Rút lại").click()
    expect(page.get_by_text("Sở Nông nghiệp và Môi trường")).to_have_count(0)
    context.close()
    assert not [each for each in read(folder).in_force if each.judgement.what == "lead"]


def open_details(page: Page, name: str) -> None:
    page.locator("summary").filter(has_text=name).click()
