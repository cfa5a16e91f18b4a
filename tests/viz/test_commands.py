import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pyoxigraph
import pytest

from cli.demo import central_document
from cli.main import main
from graph.generations import current_generation
from graph.quads import Iri, Quad
from graph.store import Store
from ontology.identifiers import ONTOLOGY


@pytest.mark.parametrize(("form", "graphs"), [("ttl", 1), ("nq", 8), ("trig", 8)])
def test_export_writes_what_another_engine_reads(kg: Path, tmp_path: Path, form: str, graphs: int) -> None:
    out = tmp_path / f"graph.{form}"
    assert main(["export", "--kg", str(kg), "--format", form, "--out", str(out)]) == 0
    quads = list(pyoxigraph.parse(out.read_bytes(), format=pyoxigraph.RdfFormat.from_extension(form)))
    assert len(quads) > 100
    assert len({quad.graph_name for quad in quads}) >= graphs


def test_export_writes_the_neighbourhood(kg: Path, tmp_path: Path) -> None:
    out = tmp_path / "around.html"
    arguments = ["export", "--kg", str(kg), "--format", "pyvis", "--around", "45/kh-ubnd", "--out", str(out)]
    assert main(arguments) == 0
    html = out.read_text(encoding="utf-8")
    assert "Content-Security-Policy" in html
    assert "16-KH/\\u0110U" in html or "16-KH/ĐU" in html


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["export", "--format", "pyvis"], 2),
        (["export", "--format", "ttl", "--around", "x"], 2),
        (["export", "--format", "html", "--around", "x"], 2),
        (["export", "--format", "pyvis", "--around", "no such document"], 2),
        (["serve", "--host", "192.0.2.1"], 2),
    ],
)
def test_wrong_use_is_told(kg: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int) -> None:
    assert main([*arguments, "--kg", str(kg)]) == status
    assert " / " in capsys.readouterr().err


@pytest.mark.parametrize("command", [["export", "--format", "ttl"], ["serve"]])
def test_an_empty_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    assert main([*command, "--kg", str(tmp_path)]) == 3
    assert "trienkhai build" in capsys.readouterr().err


def test_the_central_document_heads_the_largest_cascade(kg: Path) -> None:
    root = central_document(current_generation(kg).store())
    assert root is not None
    assert root.endswith("/90-nq-tw_2024")
    assert central_document(Store.memory()) is None


def test_a_document_below_itself_heads_nothing() -> None:
    store = Store.memory()
    a, graph = Iri("https://example.org/a"), Iri("https://example.org/g")
    store.add([Quad(a, Iri(ONTOLOGY + "cascadesFrom"), a, graph)])
    assert central_document(store) is None


def test_serve_answers_and_stops(kg: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    token = tmp_path / "token"
    command = [sys.executable, "-m", "cli.main", "serve", "--kg", str(kg), "--port", str(port)]
    with subprocess.Popen([*command, "--token-file", str(token)], stderr=subprocess.PIPE, text=True) as process:
        try:
            assert wait_for(f"http://127.0.0.1:{port}/vi/", process) == 401
            assert token.stat().st_mode & 0o777 == 0o600
            headers = {"authorization": f"Bearer {token.read_text().strip()}"}
            assert httpx.get(f"http://127.0.0.1:{port}/vi/", headers=headers).status_code == 200
        finally:
            process.terminate()
            _, told = process.communicate(timeout=20)
    assert f"http://127.0.0.1:{port}/" in told
    assert token.read_text().strip() not in told


def wait_for(address: str, process: subprocess.Popen[str]) -> int:
    deadline = time.monotonic() + 30
    while True:
        try:
            return httpx.get(address).status_code
        except httpx.ConnectError:
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.1)


def test_demo_shows_the_cascade_and_the_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["demo"]) == 0
    told = capsys.readouterr()
    assert "\n95-NQ/TW, Bộ Chính trị" in told.out
    assert "915/KH-UBND" in told.out
    assert "unassigned-task" in told.out
    assert "trienkhai serve --kg" in told.out
    assert (tmp_path / "demo" / "kg" / "current").is_symlink()
    assert "demo/trienkhai.html" in told.out
    page = (tmp_path / "demo" / "trienkhai.html").read_text(encoding="utf-8")
    assert "Chuỗi triển khai của 95-NQ/TW" in page
