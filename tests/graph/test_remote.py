"""Asking over HTTP: what is sent, and what counts as an answer. The server here is a real one, and small."""

import json
import socket
import ssl
import struct
import subprocess
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import remote_transport
from graph.quads import XSD, Iri, Literal
from graph.remote import RemoteQueryError, RemoteStore
from graph.remote_auth import Auth, EndpointAddressError, check_address, find_auth, parse_auth
from graph.remote_binding import bind_parameters, find_form, is_distinct
from graph.remote_chunks import chunks
from graph.remote_results import read_table
from graph.remote_transport import EndpointError, Reply
from graph.store import Store, UnprojectedParameterError
from queries.catalogue import catalogue

JSON = "application/sparql-results+json"
SELECT = "SELECT ?x WHERE { }"
BASIC = parse_auth("basic:a:b")
EMPTY = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": []}}).encode()


def table(*bindings: Mapping[str, str]) -> bytes:
    return json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": each} for each in bindings]}}).encode()


@contextmanager
def answering(
    *answers: tuple[int, Mapping[str, str], bytes], safely: ssl.SSLContext | None = None
) -> Generator[tuple[str, list[Any]]]:
    """Serve these answers in turn, the last one for ever, after one `no` to what asks for the union's graph."""
    asked: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if "/graph/union" in parse_qs(body).get("query", [""])[0]:
                status, headers, data = 200, {"Content-Type": JSON}, EMPTY
            else:
                asked.append((self.headers, parse_qs(body)))
                status, headers, data = answers[min(len(asked), len(answers)) - 1]
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(data))} | dict(headers)).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if safely is not None:
        server.socket = safely.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"{'https' if safely else 'http'}://127.0.0.1:{server.server_address[1]}/sparql", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ok(body: bytes, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
    return 200, {"Content-Type": JSON} | headers, body


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the pauses that were asked for, none of which is taken."""
    pauses: list[float] = []
    patient = remote_transport.read_patiently
    monkeypatch.setattr("graph.remote.read_patiently", lambda send: patient(send, pauses.append))
    return pauses


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again(hurried: list[float], status: int) -> None:
    with answering((status, {"Retry-After": "7"}, b""), (status, {}, b""), ok(EMPTY)) as (url, asked):
        assert RemoteStore(url).select(SELECT).rows == ()
    assert len(asked) == 3
    assert 7 <= hurried[0] <= 8
    assert 0 <= hurried[1] <= 2


def test_a_server_that_stays_busy_is_asked_four_times(hurried: list[float]) -> None:
    with answering((503, {}, b"")) as (url, asked), pytest.raises(EndpointError) as raised:
        RemoteStore(url).select(SELECT)
    assert (len(asked), len(hurried), raised.value.status) == (4, 3, 503)


@pytest.mark.parametrize("retry_after", ["3600", formatdate(4_000_000_000, usegmt=True)])
def test_nobody_waits_for_an_hour(hurried: list[float], retry_after: str) -> None:
    with answering((503, {"Retry-After": retry_after}, b"")) as (url, asked), pytest.raises(EndpointError):
        RemoteStore(url).select(SELECT)
    assert (len(asked), hurried) == (1, [])


@pytest.mark.parametrize("status", [429, 503, 500, 403])
def test_a_change_is_sent_once(hurried: list[float], status: int) -> None:
    with answering((status, {"Retry-After": "0"}, b"")) as (url, asked), pytest.raises(EndpointError):
        RemoteStore(url).update("CLEAR DEFAULT")
    assert (len(asked), hurried) == (1, [])
    assert asked[0][1] == {"update": ["CLEAR DEFAULT"]}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param(ok(EMPTY[:-3]), "cut off", id="JSON that ends early"),
        pytest.param((200, {"Content-Type": JSON, "Content-Length": "9999"}, EMPTY), "ends early", id="a short body"),
        pytest.param((200, {"Content-Type": "text/html"}, b"<p>Log in"), "text/html", id="a page"),
        pytest.param(ok(b'{"boolean": true}'), "no table", id="another form of answer"),
        pytest.param(ok(b"[1]"), "no SPARQL result", id="other JSON"),
        pytest.param(
            ok(table({"type": "uri", "value": "x:1"}), **{"X-SPARQL-MaxRows": "1"}), "cut the answer", id="cut"
        ),
        pytest.param((302, {"Location": "http://127.0.0.1:1/"}, b""), "http://127.0.0.1:1/", id="a redirect"),
        pytest.param((401, {}, b""), "TRIENKHAI_ENDPOINT_AUTH", id="no password"),
        pytest.param((500, {}, b"<b>out of memory"), "out of memory", id="the server's own words"),
    ],
)
def test_what_is_no_answer_is_an_error(answer: tuple[int, Mapping[str, str], bytes], words: str) -> None:
    with answering(answer) as (url, asked), pytest.raises(EndpointError, match=words):
        RemoteStore(url).select(SELECT)
    assert len(asked) == 1


def test_a_query_that_the_server_refuses_is_a_syntax_error() -> None:
    with answering((400, {}, b"expected WHERE")) as (url, _), pytest.raises(RemoteQueryError, match="expected WHERE"):
        RemoteStore(url).select(SELECT)


def test_a_server_that_says_nothing_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"
        with pytest.raises(EndpointError, match=r"0\.3"):
            RemoteStore(url, timeout=0.3).select(SELECT)


HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nContent-Length: 9999\r\n\r\n".encode()


def trickle(line: socket.socket) -> None:
    line.sendall(HEAD)
    with suppress(OSError):
        for _ in range(300):
            line.sendall(b" ")
            time.sleep(0.1)


def reset(line: socket.socket) -> None:
    line.sendall(HEAD + b"{")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def babble(line: socket.socket) -> None:
    line.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")


@pytest.mark.parametrize(
    ("scheme", "behaviour", "words"),
    [
        pytest.param("http", trickle, r"no whole answer in 0\.5", id="letter by letter"),
        pytest.param("http", reset, "127.0.0.1", id="cut off in the middle"),
        pytest.param("http", babble, "127.0.0.1", id="no HTTP"),
        pytest.param("https", babble, "127.0.0.1", id="no TLS"),
    ],
)
def test_a_line_that_is_no_answer_is_an_error_in_time(
    scheme: str, behaviour: Callable[[socket.socket], None], words: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            line, _ = server.accept()
            with line:
                line.recv(65_536)
                behaviour(line)

        thread = threading.Thread(target=serve)
        thread.start()
        began = time.monotonic()
        with pytest.raises(EndpointError, match=words):
            RemoteStore(f"{scheme}://127.0.0.1:{server.getsockname()[1]}/", timeout=0.5).ask("ASK {}")
        assert time.monotonic() - began < 10, "far from the thirty seconds of the line"
        thread.join()


def certified(openssl: str, folder: Path, name: str) -> ssl.SSLContext:
    """Return a server's side of TLS, with a certificate for a name in `folder` that nobody vouches for."""
    words = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    words += ["-subj", "/CN=test", "-addext", f"subjectAltName={name}"]
    words += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    subprocess.run(words, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


def test_a_wrong_certificate_is_an_error_and_hears_no_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, needs_tool: Callable[[str], str]
) -> None:
    truth = ok(b'{"head": {}, "boolean": true}')
    for name, words in (
        ("IP:127.0.0.1", "self-signed certificate"),
        ("IP:127.0.0.2,DNS:localhost", "certificate is not valid for '127.0.0.1'"),
        ("IP:127.0.0.1", ""),
    ):
        with answering(truth, safely=certified(needs_tool("openssl"), tmp_path, name)) as (url, asked):
            store = RemoteStore(url, auth=BASIC, timeout=20)
            if words:
                with pytest.raises(EndpointError, match=words):
                    store.ask("ASK {}")
                assert asked == []
                monkeypatch.setenv(
                    "SSL_CERT_FILE", str(tmp_path / "certificate.pem")
                )  # from now on all are vouched for
            else:
                assert store.ask("ASK {}") is True
                assert asked[0][0]["Authorization"].startswith("Basic ")


def test_an_answer_without_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_transport, "LARGEST", 10_000)
    with answering(ok(b" " * 20_000)) as (url, _), pytest.raises(EndpointError, match="too large"):
        RemoteStore(url).select(SELECT)


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(EndpointError, match="cannot be reached"):
        RemoteStore("http://127.0.0.1:1/sparql").select(SELECT)


@pytest.mark.parametrize(
    ("auth", "header"),
    [
        (None, None),
        (parse_auth("basic:lan:mật:khẩu"), f"Basic {b64encode('lan:mật:khẩu'.encode()).decode()}"),
        (parse_auth("bearer:m4"), "Bearer m4"),
    ],
)
def test_credentials_are_sent(auth: Auth | None, header: str | None) -> None:
    with answering(ok(EMPTY)) as (url, asked):
        RemoteStore(url, auth=auth).select(SELECT)
    assert asked[0][0]["Authorization"] == header


def test_an_update_is_no_query() -> None:
    with answering(ok(EMPTY)) as (url, asked):
        for text in ("INSERT DATA { <x:a> <x:b> 1 }", "# SELECT\nDROP ALL", "", "PREFIX a: <select> CLEAR ALL"):
            with pytest.raises(SyntaxError):
                RemoteStore(url).answer(text)
    assert asked == []


@pytest.mark.parametrize(
    ("json_term", "term"),
    [
        ({"type": "uri", "value": "x:1"}, Iri("x:1")),
        ({"type": "bnode", "value": "b0"}, Iri("_:b0")),
        ({"type": "literal", "value": "a"}, Literal("a")),
        (
            {"type": "literal", "value": "a", "xml:lang": "vi"},
            Literal("a", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "vi"),
        ),
        ({"type": "typed-literal", "value": "1", "datatype": f"{XSD}boolean"}, Literal("true", f"{XSD}boolean")),
        ({"type": "literal", "value": "12", "datatype": f"{XSD}duration"}, Literal("P1Y", f"{XSD}duration")),
        ({"type": "literal", "value": "6", "datatype": f"{XSD}duration"}, Literal("P6M", f"{XSD}duration")),
        ({"type": "literal", "value": "18", "datatype": f"{XSD}duration"}, Literal("P18M", f"{XSD}duration")),
        ({"type": "literal", "value": "604800.0", "datatype": f"{XSD}duration"}, Literal("P7D", f"{XSD}duration")),
        ({"type": "literal", "value": "1.2096e+06", "datatype": f"{XSD}duration"}, Literal("P14D", f"{XSD}duration")),
        ({"type": "literal", "value": "7200.0", "datatype": f"{XSD}duration"}, Literal("PT7200S", f"{XSD}duration")),
        ({"type": "literal", "value": "P1M7D", "datatype": f"{XSD}duration"}, Literal("P1M7D", f"{XSD}duration")),
    ],
)
def test_terms_of_an_answer(json_term: Mapping[str, str], term: object) -> None:
    assert list(read_table(Reply(JSON, {}, table(json_term))).terms()) == [(term,)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("basic:lan:a:b", ("basic", "lan", "a:b")),
        ("digest:dba:\n", ("digest", "dba", "")),
        ("bearer:ab:c", ("bearer", "", "ab:c")),
    ],
)
def test_credentials_are_read(tmp_path: Path, text: str, parts: tuple[str, str, str]) -> None:
    file = tmp_path / "auth"
    file.write_text(text, encoding="utf-8")
    auth = parse_auth(text)
    assert (auth.scheme, auth.user, auth.secret) == parts
    assert find_auth({"TRIENKHAI_ENDPOINT_AUTH": text}) == auth
    assert find_auth({"TRIENKHAI_ENDPOINT_AUTH_FILE": str(file), "TRIENKHAI_ENDPOINT_AUTH": "bearer:x"}) == auth
    assert "secret" not in repr(auth)
    assert find_auth({}) is None


@pytest.mark.parametrize("text", ["", "basic:lan", "basic::x", "bearer:", "ntlm:a:b", "lan:secret"])
def test_wrong_credentials_are_told_without_the_secret(text: str) -> None:
    with pytest.raises(EndpointAddressError) as raised:
        parse_auth(text)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "auth", "is_good"),
    [
        ("http://may-chu/sparql", None, True),
        ("https://may-chu/sparql", BASIC, True),
        ("http://127.0.0.1:7878/query", BASIC, True),
        ("http://may-chu/sparql", BASIC, False),
        ("http://127.evil.example/sparql", BASIC, False),
        ("http://may-chu/sparql", parse_auth("digest:a:b"), True),
        ("file:///etc/passwd", None, False),
        ("ftp://may-chu/sparql", None, False),
        ("may-chu/sparql", None, False),
        ("https://lan:mat-khau@may-chu/sparql", None, False),
        ("http://", None, False),
    ],
)
def test_addresses(url: str, auth: Auth | None, is_good: bool) -> None:  # noqa: FBT001 - a column of the table
    if is_good:
        assert check_address(url, auth) == url
    else:
        with pytest.raises(EndpointAddressError) as raised:
            check_address(url, auth)
        assert "mat-khau" not in str(raised.value)


def bindable(*, names: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    text = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))
    value = text | st.integers(-(10**15), 10**15) | st.booleans() | text.map(lambda each: Literal(each, language="vi"))
    return st.fixed_dictionaries(dict.fromkeys(names, value))


PATTERNS = (
    "SELECT $a ?b WHERE { VALUES ?b { 1 2 } BIND ($a AS ?c) } ORDER BY DESC(?b) $a",
    "SELECT $a ?n WHERE { { SELECT $a (STRLEN(STR($a)) AS ?n) WHERE { FILTER (isLiteral($a)) } } }",
    "SELECT DISTINCT $a ?s WHERE { BIND (CONCAT('$a', \"?a\", '''#$a''', STR($a)) AS ?s) } # $a\n",
    "SELECT $a (COUNT(*) AS ?n) WHERE { VALUES ?x { 1 2 } } GROUP BY $a HAVING (COUNT(*) > 1)",
)


@pytest.mark.parametrize("sparql", PATTERNS)
@given(parameters=bindable(names=("a",)))
def test_binding_means_what_the_embedded_engine_does(sparql: str, parameters: dict[str, Any]) -> None:
    store = Store.memory()
    expected = store.select(PATTERNS[0].replace("?b WHERE", "WHERE"), parameters).rows[0][0]
    answer = store.select(bind_parameters(sparql, parameters))
    assert answer.columns[0] == "a"
    assert {(type(row[0]), row[0]) for row in answer.rows} == {(type(expected), expected)}
    if "GROUP" not in sparql:  # the engine itself does not group by what it substitutes
        assert answer == store.select(sparql, parameters)


@pytest.mark.parametrize("name", [name for name, query in catalogue().items() if query.parameters])
def test_a_bound_question_is_sparql_without_its_parameters(name: str) -> None:
    query = catalogue()[name]
    bound = bind_parameters(query.sparql, {each.name: Iri("x:1") for each in query.parameters})
    assert Store.memory().select(bound).columns == Store.memory().select(query.sparql).columns
    code = "".join(line for line in bound.splitlines() if not line.lstrip().startswith("#"))
    assert not [each.name for each in query.parameters if f"${each.name}" in code]


@pytest.mark.parametrize("sparql", ["SELECT ?b WHERE { $a ?p ?b }", "SELECT ?b WHERE { { SELECT $a { $a ?p ?b } } }"])
def test_a_parameter_must_be_a_column(sparql: str) -> None:
    with pytest.raises(UnprojectedParameterError):
        bind_parameters(sparql, {"a": Iri("x:1")})


@pytest.mark.parametrize("iri", ["", "x> } DROP ALL #", "a b", 'x"', "x\\u003e"])
def test_what_is_no_iri_is_not_bound(iri: str) -> None:
    with pytest.raises(ValueError, match="IRI"):
        bind_parameters("SELECT $a WHERE { $a ?p ?o }", {"a": Iri(iri)})


@pytest.mark.parametrize(
    ("sparql", "form", "distinct"),
    [
        ("select distinct ?x {}", "select", True),
        ("# ASK\nPREFIX ask: <describe>\nSELECT ?x { { SELECT DISTINCT ?x {} } }", "select", False),
        ("BASE <x:> ASK {}", "ask", False),
        ("CONSTRUCT WHERE { ?s ?p 'select distinct' }", "construct", False),
    ],
)
def test_forms_of_query(sparql: str, form: str, distinct: bool) -> None:  # noqa: FBT001 - a column of the table
    assert find_form(sparql) == form
    assert is_distinct(sparql) is distinct


def statement(parts: tuple[int, int, bool, bool]) -> bytes:
    subject, value, nameless_subject, nameless_value = parts
    left = f"_:b{subject}" if nameless_subject else f"<x:{subject}>"
    right = f"_:b{value}" if nameless_value else f'"_:b{value} ."'
    return f"{left} <x:p> {right} .\n".encode()


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans(), st.booleans()).map(statement)),
    st.integers(1, 5),
)
def test_parts_hold_every_statement_and_part_no_nameless_nodes(lines: list[bytes], most: int) -> None:
    parts = list(chunks(lines, most))
    assert sorted(b"".join(parts).splitlines()) == sorted(line.rstrip(b"\n") for line in lines)
    nodes: Callable[[bytes], set[str]] = lambda part: {  # noqa: E731 - two lines
        str(node)
        for quad in pyoxigraph.parse(part, format=pyoxigraph.RdfFormat.N_TRIPLES)
        for node in (quad.subject, quad.object)
        if isinstance(node, pyoxigraph.BlankNode)
    }
    found = [node for part in parts for node in nodes(part)]
    assert len(found) == len(set(found))
    if not found:
        assert all(len(part.splitlines()) <= most for part in parts)
