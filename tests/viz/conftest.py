"""A small collection of records by hand, published as a real generation: what the pages are tried on."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from graph.lock import building
from graph.publication import Publication, publish
from graph.quads import Quad
from graph.resolve import resolve
from graph.store import Store
from ontology.model import (
    Branch,
    Citation,
    Deadline,
    Document,
    Header,
    Indicator,
    LeadSource,
    Level,
    Mention,
    Party,
    Problem,
    Recurrence,
    Relation,
    SourceText,
    Span,
    Task,
)
from queries.catalogue import Bilingual
from queries.documents import document_identity
from queries.findings import Finding, finding_quads
from queries.tasks import TaskFacts, find_tasks
from viz.desk import make_desk
from viz.library import Library
from viz.pictures import Pictures
from viz.protection import Access, allowed_hosts
from viz.works import Works

HOSTILE = (
    "<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\"> href=javascript:alert(1)"
)

RESOLUTION = """BAN CHẤP HÀNH TRUNG ƯƠNG
Số 90-NQ/TW
NGHỊ QUYẾT
về phát triển vườn ươm

1. Xây dựng mạng lưới vườn ươm trong cả nước.
Đến năm 2035 mỗi tỉnh có ít nhất 3 vườn ươm mẫu.
"""
PLAN = """ỦY BAN NHÂN DÂN TỈNH LAM SƠN
Số: 45/KH-UBND
KẾ HOẠCH
thực hiện Nghị quyết số 90-NQ/TW về phát triển vườn ươm

II. TỔ CHỨC THỰC HIỆN
1. Sở Khoa học và Công nghệ chủ trì xây dựng ba vườn ươm, hoàn thành trước ngày 31/12/2026.
2. Rà soát quy hoạch đất cho vườn ươm.
3. Định kỳ 6 tháng báo cáo Tỉnh ủy.
Đến năm 2030 có ít nhất 80% xã có vườn ươm.
"""
COMMUNE = """ĐẢNG ỦY XÃ TÂN AN
Số 16-KH/ĐU
KẾ HOẠCH
thực hiện Kế hoạch số 45/KH-UBND, Nghị quyết số 90-NQ/TW

1. Ủy ban nhân dân xã rà soát quy hoạch đất cho các vườn ươm.
2. Tuyên truyền sâu rộng trong Nhân dân.
"""


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def task(text: str, words: str, path: str, lead: str | None = None, **others: Any) -> Task:
    where = span(text, words)
    parties = (Party(name=lead, span=span(text, lead), source=LeadSource.CLAUSE),) if lead else ()
    return Task(span=where, path=path, section="assignment", text=words, lead=parties, **others)


def cites(text: str, symbol: str, **others: Any) -> Citation:
    mention = Mention(span=span(text, symbol), printed=symbol)
    return Citation(symbol=symbol, relation=Relation.IMPLEMENTS, mentions=(mention,), **others)


def document(name: str, text: str, header: Header, *, pages: tuple[int, ...] = (), **facts: Any) -> Document:
    source = SourceText(name=name, sha256=hashlib.sha256(text.encode()).hexdigest(), raw=text, pages=pages)
    return Document(source=source, restored=text, offsets=((0, 0),), header=header, **facts)


def documents() -> list[Document]:
    resolution = document(
        "nghi-quyet-90.txt",
        RESOLUTION,
        Header(
            symbol="90-NQ/TW",
            kind="nghị quyết",
            title="về phát triển vườn ươm",
            issued="2024-01-10",
            issuer="Ban Chấp hành Trung ương",
            level=Level.CENTRAL,
            branch=Branch.PARTY,
        ),
        tasks=(task(RESOLUTION, "Xây dựng mạng lưới vườn ươm trong cả nước.", "1"),),
        indicators=(
            Indicator(
                span=span(RESOLUTION, "Đến năm 2035 mỗi tỉnh có ít nhất 3 vườn ươm mẫu"),
                name="vườn ươm mẫu",
                comparator=">=",
                value=3,
                unit="vườn",
                year=2035,
            ),
        ),
    )
    built = "Sở Khoa học và Công nghệ chủ trì xây dựng ba vườn ươm, hoàn thành trước ngày 31/12/2026."
    plan = document(
        "ke-hoach-45.txt",
        PLAN,
        Header(
            symbol="45/KH-UBND",
            kind="kế hoạch",
            title="thực hiện Nghị quyết số 90-NQ/TW",
            issued="2025-07-15",
            issuer="Ủy ban nhân dân tỉnh Lam Sơn",
            area="tỉnh Lam Sơn",
            level=Level.PROVINCE,
            branch=Branch.STATE,
        ),
        pages=(0, PLAN.index("II. TỔ CHỨC THỰC HIỆN")),
        citations=(cites(PLAN, "90-NQ/TW", kind="nghị quyết"),),
        problems=(Problem(code="W_TRY", message="không rõ / not made out", span=span(PLAN, "Tỉnh ủy")),),
        tasks=(
            task(
                PLAN,
                built,
                "II.1",
                "Sở Khoa học và Công nghệ",
                due=(Deadline(due="2026-12-31", span=span(PLAN, "31/12/2026")),),
            ),
            task(PLAN, "Rà soát quy hoạch đất cho vườn ươm.", "II.2"),
            task(
                PLAN,
                "Định kỳ 6 tháng báo cáo Tỉnh ủy.",
                "II.3",
                is_report=True,
                every=(Recurrence(every="P6M", span=span(PLAN, "6 tháng")),),
            ),
        ),
        indicators=(
            Indicator(
                span=span(PLAN, "Đến năm 2030 có ít nhất 80% xã có vườn ươm"),
                name="xã có vườn ươm",
                comparator=">=",
                value=80,
                unit="%",
                year=2030,
            ),
        ),
    )
    commune = document(
        "ke-hoach-16.txt",
        COMMUNE,
        Header(
            symbol="16-KH/ĐU",
            kind="kế hoạch",
            title="thực hiện Kế hoạch số 45/KH-UBND",
            issued="2025-09-30",
            issuer="Đảng ủy xã Tân An",
            area="xã Tân An",
            parent_area="tỉnh Lam Sơn",
            level=Level.COMMUNE,
            branch=Branch.PARTY,
        ),
        citations=(
            cites(
                COMMUNE,
                "45/KH-UBND",
                kind="kế hoạch",
                issuer="Ủy ban nhân dân tỉnh Lam Sơn",
                issued="2025-07-15",
            ),
            cites(COMMUNE, "90-NQ/TW", kind="nghị quyết"),
        ),
        tasks=(
            task(
                COMMUNE,
                "Ủy ban nhân dân xã rà soát quy hoạch đất cho các vườn ươm.",
                "1",
                "Ủy ban nhân dân xã",
            ),
            task(COMMUNE, "Tuyên truyền sâu rộng trong Nhân dân.", "2"),
        ),
    )
    hostile_text = f"Số 66/KH-UBND {HOSTILE}\nthực hiện 90-NQ/TW\n1. {HOSTILE}\n"
    hostile = document(
        f"{HOSTILE}.txt".replace("/", "_"),
        hostile_text,
        Header(
            symbol=None,
            kind="kế hoạch",
            title=HOSTILE,
            issuer=HOSTILE,
            area="tỉnh Lam Sơn",
            level=Level.PROVINCE,
            branch=Branch.STATE,
        ),
        citations=(cites(hostile_text, "90-NQ/TW", kind="nghị quyết"),),
        tasks=(
            Task(
                span=Span(len(hostile_text) - len(HOSTILE) - 1, len(hostile_text) - 1),
                path="1",
                section="content",
                text=HOSTILE,
                lead=(Party(name=HOSTILE, span=None),),
            ),
        ),
    )
    return [resolution, plan, commune, hostile]


def findings(store: Store) -> Iterator[Quad]:
    """Yield two findings: a task of nobody, and a pair."""
    tasks = {task.text: task for task in find_tasks(store)}
    nobody = tasks["Tuyên truyền sâu rộng trong Nhân dân."]
    first = tasks["Rà soát quy hoạch đất cho vườn ươm."]
    second = tasks["Ủy ban nhân dân xã rà soát quy hoạch đất cho các vườn ươm."]
    yield from finding_quads(finding("one", "unassigned-task", nobody, severity="violation", grade="assignment"))
    yield from finding_quads(
        finding("two", "duplicate-task", first, severity="warning", verdict="same", other=second.iri)
    )


def finding(key: str, rule: str, task: TaskFacts, **others: Any) -> Finding:
    return Finding(
        id=key,
        rule=rule,
        document=document_identity(task.document),
        path=task.path,
        task=task.iri,
        text=task.text,
        message=Bilingual(vi=f"thông báo {key}", en=f"message {key}"),
        evidence=() if task.evidence is None else (task.evidence,),
        confidence=1.0,
        remedy=Bilingual(vi=f"khắc phục {key}", en=f"remedy {key}"),
        **others,
    )


def publish_collection(folder: Path, read: list[Document]) -> None:
    with building(folder):
        publication = Publication(collection=resolve(read), report=[], inputs={}, recipe="hand")
        publish(folder, publication, findings if len(read) > 2 else None)


@pytest.fixture
def publish_first() -> Callable[[Path, int], None]:
    """Return a function that publishes the first so many of the documents in a folder."""
    return lambda folder, count: publish_collection(folder, documents()[:count])


@pytest.fixture(scope="session")
def publish_all() -> Callable[[Path], None]:
    """Return a function that publishes all of the documents in a folder."""
    return lambda folder: publish_collection(folder, documents())


@pytest.fixture(scope="session")
def publish_said() -> Callable[[Path, Callable[[Store], Iterator[Quad]]], None]:
    """Return a function that publishes all of the documents, and statements made from what is in the store."""

    def published(folder: Path, said: Callable[[Store], Iterator[Quad]]) -> None:
        with building(folder):
            publication = Publication(collection=resolve(documents()), report=[], inputs={}, recipe="hand")
            publish(folder, publication, lambda store: (*findings(store), *said(store)))

    return published


@pytest.fixture(scope="session")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk") / "kg"
    publish_collection(folder, documents())
    return folder


@pytest.fixture(scope="session")
def library(kg: Path) -> Iterator[Library]:
    opened = Library(kg, workers=1)
    yield opened
    opened.close()


class Desk:
    """The real server in a thread, at an address of its own."""

    def __init__(
        self,
        library: Library,
        token: str | None = None,
        writing: str | None = None,
        works: Works | None = None,
        pictures: Pictures | None = None,
    ) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        access = Access(hosts=allowed_hosts("127.0.0.1", self.port), token=token, writing=writing)
        self._server = uvicorn.Server(
            uvicorn.Config(make_desk(library, access, works, pictures), log_level="critical", lifespan="off")
        )
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]})

    def __enter__(self) -> Self:
        self._thread.start()
        deadline = time.monotonic() + 20
        while not self._server.started:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()


@pytest.fixture(scope="session")
def serve() -> type[Desk]:
    """Return what serves a library of a test's own."""
    return Desk


@pytest.fixture(scope="session")
def desk(library: Library) -> Iterator[Desk]:
    with Desk(library) as served:
        yield served


@pytest.fixture(scope="session")
def locked_desk(library: Library) -> Iterator[Desk]:
    with Desk(library, token="s3cret-token") as served:  # noqa: S106 - of this test alone
        yield served


@pytest.fixture(scope="session")
def client(desk: Desk) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=desk.url) as opened:
        yield opened


@pytest.fixture(scope="session")
def demo(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that `make demo` writes, made in a place of its own."""
    place = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "cli.main", "demo"]
    subprocess.run(command, cwd=place, env=os.environ | {"PYTHONPATH": str(root)}, check=True, capture_output=True)
    return place / "demo"


@pytest.fixture(scope="session")
def demo_desk(demo: Path) -> Iterator[Desk]:
    """Return the desk as `make serve` opens it on the examples."""
    library = Library(demo / "kg", workers=2)
    with Desk(library) as served:
        yield served
    library.close()


@pytest.fixture(scope="session")
def demo_client(demo_desk: Desk) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=demo_desk.url, timeout=60) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium; the tests that need it are skipped where it is not installed."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    if not chromium:
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail("Chromium is required and missing: install it or name it in CHROMIUM")
        pytest.skip("no Chromium: install it or name it in CHROMIUM")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
