"""The desk among strangers, as a table: each line is one way in, and the answer that shuts it."""

import asyncio
import random
import re
import socket
import statistics
import sys
import time
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser, Dialog, Request

from cli.main import EXIT_WRONG_USE, main
from queries.guard import MAX_BYTES
from viz.desk import PAGES, make_desk
from viz.endpoint import BODY
from viz.library import Library
from viz.protection import HEADERS, Access

PLAN = "45-kh-ubnd_2025_tinh-lam-son"
UPDATES = [
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "DELETE DATA { <a:a> <a:b> <a:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:9/x> INTO GRAPH <a:g>",
    "LOAD SILENT <file:///etc/passwd>",
    "CLEAR ALL",
    "CLEAR SILENT GRAPH <a:g>",
    "DROP DEFAULT",
    "drop all",
    "DR\\u004fP ALL",
    "CREATE GRAPH <a:g>",
    "ADD <a:g> TO <a:h>",
    "MOVE <a:g> TO <a:h>",
    "COPY <a:g> TO <a:h>",
    "# SELECT\nCLEAR ALL",
    "PREFIX select: <a:> CLEAR ALL",
    "SELECT * { ?s ?p ?o } ; CLEAR ALL",
    "ASK {} CLEAR ALL",
]
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE")
OPENERS = ["(", "{", "[", "!", "+", "||", "-", "^", "<<", "<<("]
XSS = [
    "<script>document.title='hacked'</script>",
    "<img src=x onerror=\"document.title='hacked'\">",
    "<svg onload=document.title='hacked'>",
    "\"><script>document.title='hacked'</script>",
    "'><svg/onload=document.title='hacked'>",
    "javascript:document.title='hacked'",
    "</title><script>document.title='hacked'</script>",
    "</textarea><script>document.title='hacked'</script>",
    "<iframe srcdoc='<script>parent.document.title=1</script>'>",
    "<a href=javascript:document.title='hacked'>x</a>",
    '<math><mi xlink:href="data:x,<script>1</script>">',
    "<details open ontoggle=document.title='hacked'>",
    "{{7*7}}${7*7}#{7*7}<%= 7*7 %>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "\u202e<script>document.title='hacked'</script>",
    "＜script＞document.title='hacked'＜/script＞",
    "%3Cscript%3Edocument.title='hacked'%3C/script%3E",
    "&lt;script&gt;document.title='hacked'&lt;/script&gt;",
    "<ScRiPt>document.title='hacked'</sCrIpT>",
    "<script\n>document.title='hacked'</script\n>",
    "<script/x>document.title='hacked'</script>",
    "<scr<script>ipt>document.title='hacked'</scr</script>ipt>",
    "<script src=//evil.example/x.js></script>",
    "<script src=data:,document.title='hacked'></script>",
    "<script type=module>document.title='hacked'</script>",
    "<noscript><p title='</noscript><img src=x onerror=1>'>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style><img src='</style><img src=x onerror=1>'>",
    "<img src=//evil.example/x.png>",
    "<img srcset='//evil.example/x 1x'>",
    "<img src='x'onerror='document.title=1'>",
    "<img/src/onerror=document.title='hacked'>",
    "<video><source onerror=document.title='hacked'></video>",
    "<audio src=x onerror=document.title='hacked'>",
    "<body onload=document.title='hacked'>",
    "<input autofocus onfocus=document.title='hacked'>",
    "<select autofocus onfocus=document.title='hacked'>",
    "<button formaction=javascript:document.title='hacked'>x</button>",
    "<form action=//evil.example><button>x</button></form>",
    "<object data=javascript:document.title='hacked'></object>",
    "<embed src=//evil.example/x>",
    "<iframe src=javascript:document.title='hacked'></iframe>",
    "<svg><script>document.title='hacked'</script></svg>",
    "<svg><a xlink:href=javascript:document.title='hacked'><text>x</text></a></svg>",
    "<svg><animate onbegin=document.title='hacked' attributeName=x></svg>",
    "<svg><use href=//evil.example/x.svg#x></svg>",
    "<svg><foreignObject><iframe srcdoc=x></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=1>",
    "<template><script>document.title='hacked'</script></template>",
    "<marquee onstart=document.title='hacked'>",
    "<isindex type=image src=x onerror=document.title='hacked'>",
    "--><script>document.title='hacked'</script>",
    "]]><script>document.title='hacked'</script>",
    "*/</style><script>document.title='hacked'</script>",
    "' autofocus onfocus='document.title=1",
    '" onmouseover="document.title=1',
    "\u2028document.title='hacked'\u2029",
    "\x00<script>document.title='hacked'</script>",
    "vbscript:document.title='hacked'",
    "data:text/html,<script>document.title='hacked'</script>",
]
# Where a visitor's words stand on a page again.
FIELDS = [
    "/vi/search?q={}",
    "/vi/documents?q={}",
    "/en/tasks?q={}",
    "/vi/indicators?q={}",
    "/vi/agencies?q={}",
    "/vi/sparql?query={}",
    "/vi/sparql?question=implementing_documents&root={}",
    "/vi/cascade?document={}",
    "/vi/agency/{}",
    "/vi/document/{}",
]
INJECTIONS = [
    "'",
    '"',
    "\\",
    '") . ?s ?p ?o . #',
    '" } UNION { ?s ?p ?o } #',
    "x' || true || '",
    '"^^<a:b>',
    '"@vi . ?a ?b ?c',
    "> . ?s ?p ?o . <",
    "}",
    "} ORDER BY ?s #",
    "?s ?p ?o",
    "$root",
    "\n} #",
    "\\u0022 } #",
    '") || true || CONTAINS(?x, "',
    ".*",
    "(?:",
    "%' OR 1=1 --",
    'a" OR "b" NEAR "c*',
]
TRAVERSALS = [
    "..%2f",
    "%2e%2e/",
    "%2e%2e%2f",
    "%252e%252e%252f",
    "..%5c",
    "..\\",
    "....//",
    "%c0%ae%c0%ae/",
    "..%00/",
    "%2f",
]


def query_row(text: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Return the ways in which a text may be sent: in the address, in a form, as a body, as an update, as both."""
    form = {"content-type": "application/x-www-form-urlencoded"}
    return [
        ("GET", f"/sparql?query={quote(text)}", {}),
        ("GET", f"/sparql?update={quote(text)}", {}),
        ("POST", "/sparql", {"content": f"query={quote(text)}", "headers": form}),
        ("POST", "/sparql", {"content": f"update={quote(text)}", "headers": form}),
        ("POST", "/sparql", {"content": f"query=ASK%7B%7D&update={quote(text)}", "headers": form}),
        ("POST", "/sparql", {"content": text.encode(), "headers": {"content-type": "application/sparql-query"}}),
        ("POST", "/sparql", {"content": text.encode(), "headers": {"content-type": "application/sparql-update"}}),
        ("GET", f"/vi/sparql?query={quote(text)}", {}),
    ]


def test_every_route_and_every_refusal_has_exactly_the_headers(client: httpx.Client, desk: Any) -> None:
    served = [route.format(language="vi", identity=PLAN, key="x", number=1) for route in PAGES]
    others = ["/", "/sparql", "/static/desk.css", "/static/no", "/id/no", "/enter", "/judge", "/%00", "/vi/\U0001f600"]
    asked = [("GET", path) for path in served] + [(method, path) for path in others for method in METHODS]
    for method, path in asked:
        answer = client.request(method, path, timeout=60)
        assert answer.status_code < 500, (method, path)
        assert {name: answer.headers.get_list(name) for name in HEADERS} == {
            name: [value] for name, value in HEADERS.items()
        }, (method, path)
        assert "access-control-allow-origin" not in answer.headers, path
        assert answer.status_code != 405 or "GET" in answer.headers["allow"] or "POST" in answer.headers["allow"], path
    refused = client.get("/vi/", headers={"host": "evil.example"})
    assert {name: refused.headers[name] for name in HEADERS} == HEADERS
    assert desk.port


@pytest.mark.parametrize("text", UPDATES)
def test_no_update_gets_in(client: httpx.Client, text: str) -> None:
    for method, path, content in query_row(text):
        assert client.request(method, path, **content).status_code in {400, 403, 415}, (method, path, content)
    assert client.get("/sparql?query=" + quote("ASK { <a:a> ?p ?o }")).json()["boolean"] is False


def test_after_all_updates_the_collection_is_the_same(client: httpx.Client, kg: Path) -> None:
    files = {path: path.read_bytes() for path in kg.rglob("*") if path.is_file()}
    for text in UPDATES:
        client.post("/sparql", data={"query": text})
    assert {path: path.read_bytes() for path in kg.rglob("*") if path.is_file()} == files


FROM = ["FROM <{}>", "FROM NAMED <{}>", "FROM <file:///etc/passwd>", "FROM <{}#x>"]
SERVICE = [
    "SERVICE <{}> {{ ?s ?p ?o }}",
    "service <{}> {{ ?s ?p ?o }}",
    "SERVICE SILENT <{}> {{ ?s ?p ?o }}",
    "SERV\\u0049CE <{}> {{ ?s ?p ?o }}",
    "SERVICE#\n<{}> {{ ?s ?p ?o }}",
    "SERVICE ?g {{ ?s ?p ?o }} BIND(<{}> AS ?g)",
    "{{ SELECT * {{ SERVICE <{}> {{ ?s ?p ?o }} }} }}",
    "OPTIONAL {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
    "FILTER EXISTS {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
]


def test_nobody_is_called_and_no_file_is_read(client: httpx.Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.3)
        address = f"http://127.0.0.1:{trap.getsockname()[1]}/"
        for clause in FROM:
            answer = client.post("/sparql", data={"query": f"SELECT * {clause.format(address)} {{ ?s ?p ?o }}"})
            assert answer.status_code in {200, 400, 503}
            assert "root:" not in answer.text
            assert answer.status_code != 200 or answer.json()["results"]["bindings"] == []
        for clause in SERVICE:
            answer = client.post("/sparql", data={"query": f"SELECT * {{ {clause.format(address)} }}"})
            assert answer.status_code == 400, clause
        with pytest.raises(TimeoutError):
            trap.accept()


@pytest.mark.parametrize("opener", OPENERS)
def test_nests_end_no_desk(client: httpx.Client, opener: str) -> None:
    for depth in (64, 128, 1_000, 10_000, 100_000):
        text = f"ASK {{ FILTER({opener * depth}"
        assert client.post("/sparql", data={"query": text}).status_code in {400, 413}
    assert client.get("/vi/").status_code == 200


def test_bodies_have_an_end(client: httpx.Client) -> None:
    def endless() -> Any:
        for _ in range(100):
            yield b"a" * 65_536

    assert client.post("/sparql", data={"query": "ASK {} #" + "x" * MAX_BYTES}).status_code == 400
    kind = {"content-type": "application/sparql-query"}
    assert client.post("/sparql", content=b"#" * (BODY + 1), headers=kind).status_code == 413
    with suppress(httpx.WriteError, httpx.RemoteProtocolError):  # the desk may close before all was sent
        assert client.post("/sparql", content=endless(), headers=kind).status_code == 413
    packed = kind | {"content-encoding": "gzip"}
    assert client.post("/sparql", content=b"\x1f\x8b" + b"\0" * 50, headers=packed).status_code == 400
    assert client.get("/vi/").status_code == 200


@pytest.mark.parametrize("kind", ["application/sparql-query", "application/x-www-form-urlencoded"])
def test_who_leaves_before_the_body_is_whole_is_no_fault(library: Library, kind: str) -> None:
    """A fault would be raised here, and written down with its trace."""
    sent: list[Any] = []

    async def leave() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def keep(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/sparql",
        "query_string": b"",
        "headers": [(b"host", b"desk:1"), (b"content-type", kind.encode()), (b"content-length", b"99")],
    }
    asyncio.run(make_desk(library, Access(hosts=frozenset({"desk:1"})))(scope, leave, keep))
    assert [message["status"] for message in sent if "status" in message] == [400]


RAW = [
    ("GET /vi/ HTTP/1.1\r\n\r\n", "no host"),
    ("GET /vi/ HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\n\r\n", "two hosts"),
    ("GET /vi/ HTTP/1.1\r\nHost: 127.0.0.1.evil.example:{port}\r\n\r\n", "a longer name"),
    ("GET /vi/ HTTP/1.1\r\nHost: evil.example@{own}\r\n\r\n", "a user"),
    ("GET /vi/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "no port"),
    ("GET /vi/ HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n", "another port"),
    ("GET /vi/ HTTP/1.1\r\nHost: 0x7f000001:{port}\r\n\r\n", "a number"),
    ("GET http://evil.example/vi/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", "a whole address"),
]


@pytest.mark.parametrize(("head", "name"), RAW, ids=[name for _, name in RAW])
def test_other_hosts_are_refused_letter_by_letter(desk: Any, head: str, name: str) -> None:
    status = raw_status(desk.port, head.format(own=f"127.0.0.1:{desk.port}", port=desk.port))
    assert status in {400, 421}, name


def raw_status(port: int, head: str) -> int:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(head.encode())
        return int(line.recv(64).split()[1])


def test_our_own_names_are_answered(desk: Any) -> None:
    for host in (f"127.0.0.1:{desk.port}", f"localhost:{desk.port}", f"[::1]:{desk.port}", f"LOCALHOST:{desk.port}"):
        assert raw_status(desk.port, f"GET /vi/ HTTP/1.1\r\nHost: {host}\r\n\r\n") == 200


@pytest.mark.parametrize("path", FIELDS)
def test_words_of_a_visitor_are_text(client: httpx.Client, path: str) -> None:
    assert len(XSS) >= 60
    for words in [*XSS[:20], *XSS[20 + FIELDS.index(path) :: 5]]:  # the later ones in two fields each
        page = client.get(path.format(quote(words, safe=""))).text
        assert Foreign(page).found == [], (words, path)
        assert "49" not in re.findall(r"<title>[^<]*", page)[0]


class Foreign(HTMLParser):
    """Collects what a page of ours never holds: code, frames, handlers, addresses of other schemes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in {"iframe", "base", "math", "object", "embed"} or (tag == "script" and "src" not in told):
            self.found.append(tag)
        for name, value in attrs:
            is_address = name in {"href", "src", "action", "formaction"}
            if name.startswith("on") or name == "srcdoc" or (is_address and not OURS.match(value or "")):
                self.found.append(f"{tag} {name}={value}")


OURS = re.compile(r"$|[#?]|/(?![/\\])|data:image/")


@pytest.mark.parametrize(
    ("fields", "strings"),
    [(FIELDS[:6:2], XSS[:6]), pytest.param(FIELDS, XSS, marks=pytest.mark.soak)],
    ids=["some", "all"],
)
def test_a_browser_runs_none_of_the_words(browser: Browser, desk: Any, fields: list[str], strings: list[str]) -> None:
    context = browser.new_context(base_url=desk.url)
    page = context.new_page()
    complaints: list[str] = []
    foreign: list[str] = []

    def spoke(dialog: Dialog) -> None:
        complaints.append(dialog.message)
        dialog.dismiss()

    def asked(request: Request) -> None:
        if not request.url.startswith((desk.url, "data:")):
            foreign.append(request.url)

    page.on("dialog", spoke)
    page.on("request", asked)
    for path in fields:
        for words in strings:
            page.goto(path.format(quote(words, safe="")) + "#" + quote(words), wait_until="domcontentloaded")
            assert page.title() != "hacked", (path, words)
    assert (complaints, foreign) == ([], [])
    context.close()


def test_names_of_variables_and_terms_are_text(client: httpx.Client) -> None:
    query = (
        "SELECT ?x (<a:%3Cscript%3E> AS ?iri) ('<script>1</script>'@vi AS ?tagged)"
        " ('<b>'^^<a:onload%3D1> AS ?typed) { BIND('<img src=x onerror=1>' AS ?x) }"
    )
    answer = client.get("/vi/sparql", params={"query": query})
    assert answer.status_code == 200
    assert "<script>1" not in answer.text
    assert "<img src=x" not in answer.text
    wrong = client.get("/vi/sparql", params={"query": "SELECT ?<script>1</script> {}"})
    assert wrong.status_code == 400
    assert "<script>1" not in wrong.text


@pytest.mark.parametrize("up", TRAVERSALS)
def test_no_address_leads_out(client: httpx.Client, kg: Path, up: str) -> None:
    canary = "BEGIN OF A FILE THAT NOBODY ASKS FOR"
    (kg.parent / "canary.txt").write_text(canary)
    for place in ("/static/", "/id/", "/vi/document/", f"/vi/document/{PLAN}/", "/vi/agency/", "/"):
        for target in ("canary.txt", "etc/passwd", "desk.py", "manifest.json"):
            answer = client.get(f"{place}{up * 6}{target}", follow_redirects=False)
            assert answer.status_code in {303, 307, 400, 404, 421}, (place, up, target)
            assert canary not in answer.text
            assert "root:x" not in answer.text


@pytest.mark.parametrize("words", INJECTIONS)
def test_no_field_is_more_than_words(client: httpx.Client, words: str) -> None:
    for path in FIELDS:
        answer = client.get(path.format(quote(words, safe="")))
        assert answer.status_code in {200, 400, 404}, (path, words)
    everything = client.get("/vi/documents").text.count('class="document')
    found = client.get(f"/vi/documents?q={quote('zzkhongco' + words, safe='')}").text.count('class="document')
    assert found < everything


def test_no_answer_tells_paths_or_tokens(kg: Path, library: Library, serve: Any) -> None:
    token = "s3cret-of-this-test"  # noqa: S105 - of this test alone
    with serve(library, writing=token) as desk, httpx.Client(base_url=desk.url) as visitor:
        visitor.post("/enter", data={"token": token, "name": "An"})
        for route in PAGES:
            for key in (PLAN, "none"):
                answer = visitor.get(route.format(language="vi", identity=key, key="x", number=1))
                for secret in (token, str(kg), str(kg.parent), "Traceback", "site-packages"):
                    assert secret not in answer.text, (route, secret)
    for path in kg.rglob("*.json"):
        assert str(kg.parent) not in path.read_text(encoding="utf-8"), path.name


WRONG_TOKENS = ["", "S3CRET-TOKEN", "s3cret-toke", "s3cret-token\x00", "ư", "Bearer s3cret-token"]


@pytest.mark.parametrize("given", WRONG_TOKENS)
def test_a_token_is_right_or_wrong(locked_desk: Any, given: str) -> None:
    with httpx.Client(base_url=locked_desk.url) as visitor:
        if given.isprintable():
            for headers in (
                (b"authorization", b"Bearer:" + given.encode()),
                (b"cookie", b"trienkhai=" + given.encode()),
            ):
                assert visitor.get("/vi/", headers=[headers]).status_code == 401, headers
        assert visitor.post("/enter", data={"token": given}).status_code == 401
        for name in ("token", "key", "authorization"):
            assert visitor.get(f"/vi/?{name}=s3cret-token").status_code == 401


@pytest.mark.soak
def test_how_long_a_wrong_token_takes_does_not_tell_how_much_of_it_is_right(locked_desk: Any) -> None:
    """A thousand random shares of the same times must often differ as much as the times of the two wrong tokens."""
    times: list[tuple[str, float]] = []
    with httpx.Client(base_url=locked_desk.url) as visitor:
        for _ in range(2_000):
            for given in ("x3cret-token", "s3cret-tokex"):
                begun = time.perf_counter()
                assert visitor.get("/vi/", headers={"cookie": f"trienkhai={given}"}).status_code == 401
                times.append((given, time.perf_counter() - begun))
    seen = [seconds for _, seconds in times]
    medians = [statistics.median(seconds for given, seconds in times if given == one) for one in dict(times)]
    chance = random.Random(6)  # noqa: S311 - the same shares in each run
    by_chance = 0
    for _ in range(1_000):
        chance.shuffle(seen)
        half = len(seen) // 2
        apart = abs(statistics.median(seen[:half]) - statistics.median(seen[half:]))
        by_chance += apart >= abs(medians[0] - medians[1])
    told = f"{medians[0] * 1e6:.1f} and {medians[1] * 1e6:.1f} us, as far apart by chance {by_chance} times in 1,000"
    sys.stderr.write(f"{told}\n")
    assert by_chance > 1, told


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "desk.example"])  # noqa: S104 - refused
def test_other_addresses_need_a_token(tmp_path: Path, host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--kg", str(tmp_path), "--host", host]) == EXIT_WRONG_USE
    assert "--token-file" in capsys.readouterr().err


def test_a_desk_without_a_token_to_write_writes_nothing(library: Library, serve: Any) -> None:
    with serve(library) as desk, httpx.Client(base_url=desk.url) as visitor:
        for given in ("", "None", "null"):
            headers = {"cookie": f"trienkhai={given}; trienkhai-name=An"}
            assert visitor.post("/judge", data={"kind": "mark"}, headers=headers).status_code == 401
