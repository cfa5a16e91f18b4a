import re
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from SPARQLWrapper import CSV, JSON, POST, XML, SPARQLWrapper

from viz.library import Library
from viz.protection import HEADERS

PLAN = "45-kh-ubnd_2025_tinh-lam-son"
COMMUNE = "16-kh-du_2025_xa-tan-an-tinh-lam-son"
ROOT = "90-nq-tw_2024"
PAGES = [
    "/",
    "/search?q=vuon+uom",
    "/documents",
    "/documents?q=vuon+uom&level=central",
    f"/cascade?document={ROOT}",
    f"/cascade?document={COMMUNE}&up=1",
    f"/cascade?document={ROOT}&relations=all&focus={PLAN}",
    f"/cascade.svg?document={ROOT}",
    f"/document/{ROOT}",
    f"/document/{PLAN}",
    f"/document/{PLAN}?part=assignment",
    f"/document/{PLAN}/text",
    f"/document/{PLAN}/text?start=77&end=85",
    f"/document/{PLAN}/text?start=77&end=85&form=raw",
    f"/document/{PLAN}/facts",
    f"/document/{PLAN}/facts?fact=due",
    f"/document/{PLAN}/text?hide=task,party",
    "/audit?as-of=2027-01-01",
    "/explore?at=90-NQ/TW&to=16-KH/DU",
    f"/compare?a={PLAN}&b=16-kh-du_2025_xa-tan-an-tinh-lam-son",
    f"/coverage?document={PLAN}",
    "/judgements",
    "/explore",
    "/compare",
    "/judgements?state=withdrawn",
    "/who",
    "/add",
    f"/document/{PLAN}/explore.html",
    f"/cascade?document={ROOT}&level=commune",
    f"/cascade?document={ROOT}&branch=state&area=none&year=2025",
    "/tasks",
    "/tasks?lead=nobody&q=quy+hoach",
    "/agencies",
    "/agencies?role=lead&group=no",
    "/matrix",
    f"/matrix?document={PLAN}",
    "/calendar",
    "/calendar?month=2026-12&agency=none",
    "/calendar.ics",
    "/indicators",
    "/indicators?target=2030&q=vuon",
    "/audit",
    "/audit?rule=duplicate-task",
    f"/audit?document={COMMUNE}",
    "/sparql",
    "/sparql?query=SELECT+*+WHERE+%7B%3Fs+%3Fp+%3Fo%7D+LIMIT+5",
    "/sparql?query=SELECT+*+WHERE+%7B%3Fs+%3Fp+%3Fo%7D+LIMIT+5&as=csv",
    "/sparql?view=graph&query=SELECT+*+WHERE+%7B%3Fs+%3Fp+%3Fo%7D+LIMIT+50",
    "/sparql?query=ASK+%7B%3Fs+%3Fp+%3Fo%7D",
    "/sparql?question=implementing_documents&root=90-NQ%2FTW",
]


class Links(HTMLParser):
    """Collects the addresses of a page, and what would run or load from elsewhere."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.inline: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"}:
                self.hrefs.append(value or "")
            if name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_with_the_headers(client: httpx.Client, language: str, page: str) -> None:
    answer = client.get(f"/{language}{page}")
    assert answer.status_code == 200, answer.text
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("page", PAGES)
def test_pages_hold_no_inline_code_and_lead_nowhere_else(client: httpx.Client, page: str) -> None:
    answer = client.get(f"/vi{page}")
    if answer.headers["content-type"].startswith("text/html") and "attachment" not in str(answer.headers):
        links = Links(answer.text)
        assert links.inline == []
        assert [href for href in links.hrefs if not href.startswith(("/", "#", "?"))] == []


def test_every_link_of_every_page_leads_to_a_page(client: httpx.Client) -> None:
    seen: set[str] = set()
    waiting = ["/vi/"]
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        assert answer.status_code == 200, address
        if "text/html" not in answer.headers["content-type"] or "attachment" in str(answer.headers):
            continue
        found = {href.split("#")[0] for href in Links(answer.text).hrefs if href.startswith("/")}
        if "?" in address:  # choices can be combined without end: one of each is followed
            found = {href for href in found if "?" not in href}
        waiting += sorted(href for href in found - seen if not href.startswith("/en/document/"))
        seen |= found
    assert len(seen) > 60


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/vi/nothing", 404),
        ("/xx/", 404),
        ("/vi/document/none", 404),
        (f"/vi/document/{PLAN}/task/none", 404),
        ("/vi/cascade?document=", 404),
        ("/static/..%2fdesk.py", 404),
        ("/static/%2e%2e/desk.py", 404),
        (f"/vi/document/{PLAN}/text?start=x", 400),
        (f"/vi/document/{PLAN}/text?start=9&end=99999", 400),
        ("/vi/sparql?query=DROP+ALL", 400),
        ("/vi/sparql?query=nonsense", 400),
        ("/sparql", 400),
        ("/sparql?query=nonsense", 400),
        ("/sparql?update=DROP+ALL", 400),
        ("/sparql?query=SELECT+*%7BSERVICE+%3Chttp%3A%2F%2Fx%3E%7B%3Fs+%3Fp+%3Fo%7D%7D", 400),
    ],
)
def test_wrong_addresses_are_told_without_paths(client: httpx.Client, kg: object, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "Traceback" not in answer.text
    assert str(kg) not in answer.text


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "localhost.:{port}", ""]
)
def test_other_host_names_are_refused(desk: object, client: httpx.Client, host: str) -> None:
    port = desk.port  # type: ignore[attr-defined]
    assert client.get("/vi/", headers={"host": host.format(port=port)}).status_code == 421
    assert client.get("/vi/", headers={"host": f"localhost:{port}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_other_sites_may_not_post(client: httpx.Client, headers: dict[str, str]) -> None:
    assert client.post("/sparql", data={"query": "ASK {}"}, headers=headers).status_code == 403


def test_the_token_opens_the_desk_and_nothing_else_does(locked_desk: object) -> None:
    with httpx.Client(base_url=locked_desk.url) as visitor:  # type: ignore[attr-defined]
        assert visitor.get("/vi/").status_code == 401
        assert visitor.get("/vi/?token=s3cret-token").status_code == 401
        assert visitor.get("/vi/", headers={"authorization": "Bearer wrong"}).status_code == 401
        assert visitor.get("/vi/", headers={"authorization": "Bearer s3cret-token"}).status_code == 200
        assert visitor.post("/enter", data={"token": "wrong"}).status_code == 401
        entered = visitor.post("/enter", data={"token": "s3cret-token"})
        assert entered.status_code == 303
        assert "httponly" in entered.headers["set-cookie"].lower()
        assert visitor.get("/vi/").status_code == 200


def test_the_cascade_shows_each_document_once_as_a_link(client: httpx.Client) -> None:
    html = client.get(f"/vi/cascade?document={ROOT}").text
    picture = html[html.index("<svg") : html.index("</svg>")]
    labels = re.findall(r'aria-label="([^"]+)"', picture)
    assert any(label.startswith("45/KH-UBND, Kế hoạch · 15/7/2025, Ủy ban nhân dân tỉnh Lam Sơn") for label in labels)
    assert picture.count(f'href="/vi/document/{PLAN}"') == 1
    # 16-KH/ĐU names 90-NQ/TW too, but the way through 45/KH-UBND says it all
    assert picture.count('class="edge implements"') == 3


def test_words_are_marked_where_the_task_was_read(client: httpx.Client) -> None:
    page = client.get(f"/vi/document/{PLAN}").text
    address = re.search(r'href="(/vi/document/[^"]+/task/[^"]+)">II.1<', page)
    assert address
    task = client.get(address[1]).text
    place = re.search(r'class="action" href="([^"]+)"', task)
    assert place
    text = client.get(place[1].replace("&amp;", "&").split("#")[0]).text
    marked = re.findall(r'<mark class="[^"]*\bhere\b[^"]*">([^<]+)</mark>', text)
    assert "".join(marked) == "Sở Khoa học và Công nghệ chủ trì xây dựng ba vườn ươm, hoàn thành trước ngày 31/12/2026."


@pytest.mark.parametrize("words", ["vuon uom", "VƯỜN ƯƠM", "90 nq tw", "90-NQ/TW", "90nqtw"])
def test_search_takes_words_with_and_without_accents(client: httpx.Client, words: str) -> None:
    assert f'href="/vi/document/{ROOT}"' in client.get("/vi/documents", params={"q": words}).text


def test_language_switch_keeps_the_page(client: httpx.Client) -> None:
    html = client.get(f"/vi/cascade?document={ROOT}&up=1").text
    assert f'href="/en/cascade?document={ROOT}&amp;up=1"' in html


@pytest.mark.parametrize(
    ("asked", "place"), [("en-GB,en;q=0.9", "/en/"), ("vi-VN,vi;q=0.9,en;q=0.8", "/vi/"), ("fr", "/vi/")]
)
def test_the_first_page_is_in_the_browsers_language(client: httpx.Client, asked: str, place: str) -> None:
    assert client.get("/", headers={"accept-language": asked}).headers["location"] == place


QUERY = """PREFIX tk: <https://w3id.org/trienkhai/ontology#>
SELECT ?document ?symbol ?issued ?title WHERE {
  ?document tk:symbol ?symbol ; tk:issuedOn ?issued ; tk:title ?title . FILTER (?symbol = "90-NQ/TW")
}"""


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_reads_rows_as_json(desk: object, method: str) -> None:
    wrapper = SPARQLWrapper(f"{desk.url}/sparql")  # type: ignore[attr-defined]
    wrapper.setQuery(QUERY)
    wrapper.setMethod(method)
    wrapper.setReturnFormat(JSON)
    (row,) = wrapper.queryAndConvert()["results"]["bindings"]
    assert row["symbol"] == {"type": "literal", "value": "90-NQ/TW"}
    assert row["issued"]["datatype"] == "http://www.w3.org/2001/XMLSchema#date"
    assert row["title"]["xml:lang"] == "vi"


def test_sparqlwrapper_reads_xml_and_csv(desk: object) -> None:
    wrapper = SPARQLWrapper(f"{desk.url}/sparql")  # type: ignore[attr-defined]
    wrapper.setQuery(QUERY)
    wrapper.setReturnFormat(XML)
    assert "về phát triển vườn ươm" in wrapper.queryAndConvert().toxml()
    wrapper.setReturnFormat(CSV)
    assert wrapper.queryAndConvert().decode().splitlines()[0] == "document,symbol,issued,title"


def test_a_query_may_come_as_a_body_and_a_graph_as_triples(client: httpx.Client) -> None:
    construct = "CONSTRUCT { ?s ?p ?o } WHERE { ?s <https://w3id.org/trienkhai/ontology#symbol> ?o ; ?p ?o }"
    answer = client.post("/sparql", content=construct, headers={"content-type": "application/sparql-query"})
    assert answer.status_code == 200
    assert '"90-NQ/TW" .' in answer.text


def test_a_crashing_query_leaves_the_desk_alive(client: httpx.Client, library: Library) -> None:
    answer = client.post("/sparql", data={"query": "SELECT * WHERE " + "{" * 4000 + "}" * 4000})
    assert answer.status_code in {400, 503}
    assert client.get(f"/vi/document/{PLAN}").status_code == 200
    assert library.volume().collection.documents


def test_a_new_generation_takes_the_place_of_the_old_one(
    tmp_path: Path, publish_first: Callable[[Path, int], None]
) -> None:
    folder = tmp_path / "kg"
    publish_first(folder, 1)
    library = Library(folder, workers=1)
    try:
        assert list(library.volume().collection.by_id) == [ROOT]
        publish_first(folder, 2)
        deadline = time.monotonic() + 60
        while PLAN not in library.volume().collection.by_id:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert library.volume().text(PLAN) is not None
    finally:
        library.close()


def test_the_way_of_a_task_leads_up_with_the_words_that_say_so(client: httpx.Client) -> None:
    page = client.get(f"/vi/document/{COMMUNE}").text
    address = re.search(r'href="(/vi/document/[^"]+/task/[^"]+)">1<', page)
    assert address
    html = client.get(address[1]).text
    way = html[html.index('<ol class="statements">') :]
    assert re.findall(r'class="document symbol" href="/vi/document/([^"]+)"', way) == [COMMUNE, PLAN, PLAN, ROOT]
    assert f'href="/vi/document/{COMMUNE}/text?start=61&amp;end=71#here"' in way


def test_every_kind_of_fact_is_marked_and_can_be_hidden(client: httpx.Client) -> None:
    whole = client.get(f"/en/document/{PLAN}/text").text
    marked = {kind for kinds in re.findall(r'<mark class="([^"]+)"', whole) for kind in kinds.split()}
    assert marked == {"task", "party", "time", "citation", "indicator", "problem"}
    assert "not made out" in whole
    assert 'href="#L9"' in whole
    less = client.get(f"/en/document/{PLAN}/text?hide=party,time").text
    assert not re.findall(r'<mark class="[^"]*\b(?:party|time)\b', less)
    assert 'aria-label="show: who"' in less


def test_a_passage_tells_what_was_read_in_it_how_sure_and_by_which_rule(client: httpx.Client) -> None:
    page = client.get(f"/en/document/{PLAN}").text
    address = re.search(r'href="(/en/document/[^"]+/task/[^"]+)">II.1<', page)
    assert address
    task = client.get(address[1]).text
    place = re.search(r'class="action" href="([^"]+)"', task)
    assert place
    text = client.get(place[1].replace("&amp;", "&").split("#")[0]).text
    read = text[text.index("Read in this passage") : text.index('class="reading')]
    assert re.findall(r'class="kind \w+">(\w+)<', read) == ["task", "lead", "due"]
    assert "Sở Khoa học và Công nghệ" in read
    assert "31/12/2026" in read
    assert "1.00 · rules" in read.replace("Confidence ", "")


def test_what_depends_on_the_day_is_found_when_asked(client: httpx.Client) -> None:
    before = client.get("/en/audit", params={"rule": "overdue", "as-of": "2026-12-31"}).text
    after = client.get("/en/audit", params={"rule": "overdue", "as-of": "2027-01-01"}).text
    assert "xây dựng ba vườn ươm" not in before
    assert "The deadline 2026-12-31 has passed" in after
    assert re.search(rf'href="/en/document/{PLAN}/text\?start=\d+&amp;end=\d+#here" lang="vi">45/KH-UBND: “Sở', after)
    assert client.get("/en/audit", params={"as-of": "31/12/2026"}).status_code == 400
