"""The description of the desk for programs: it names every address there is; all of it asked at random, nothing breaks.

The long test wants `make build/tools/.ready` (schemathesis); `FUZZ_CASES` is how many requests an address gets.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import BaseRoute, Route

from cli.main import main
from graph.generations import current_generation, verify
from graph.journal import read
from tests.serving import served
from viz.desk import make_desk
from viz.library import Library
from viz.openapi import description
from viz.protection import Access

CASES = os.environ.get("FUZZ_CASES", "200")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,unsupported_method,ignored_auth"


def routes(library: Library) -> list[BaseRoute]:
    class Nobody:
        """Builds nothing; only that somebody could is asked."""

    desk: Any = make_desk(library, Access(hosts=frozenset()), Nobody())  # type: ignore[arg-type]
    return desk._app.routes


def test_every_address_is_described_with_its_methods(library: Library) -> None:
    served = {
        (each.path.replace(":path", ""), method)
        for each in routes(library)
        if isinstance(each, Route)
        for method in (each.methods or set()) - {"HEAD"}
    }
    described = {(path, method.upper()) for path, told in description()["paths"].items() for method in told}
    assert described == served


def test_the_description_is_json_and_names_each_parameter_of_a_path() -> None:
    told = json.loads(json.dumps(description()))
    for path, methods in told["paths"].items():
        for operation in methods.values():
            named = {each["name"] for each in operation.get("parameters", []) if each["in"] == "path"}
            assert named == {part[1:-1] for part in path.split("/") if part.startswith("{")}, path
            assert {"400", "401", "403", "421", "503"} <= operation["responses"].keys()


@pytest.mark.soak
def test_all_of_it_at_random_breaks_nothing(root: Path, tmp_path: Path) -> None:
    tool = root / "build" / "tools" / "bin" / "schemathesis"
    if not tool.is_file():
        pytest.skip("no schemathesis: make build/tools/.ready")
    kg = tmp_path / "kg"
    shutil.copy(root / "examples" / "corpus" / "06-cong-van-9180-svhttdl.txt", tmp_path)
    assert main(["build", str(tmp_path / "06-cong-van-9180-svhttdl.txt"), "--kg", str(kg), "--workers", "1"]) == 0
    digest = current_generation(kg).manifest["digest"]
    (tmp_path / "openapi.json").write_text(json.dumps(description()))
    run, told = asked(tool, kg, tmp_path)
    sys.stdout.write(run.stdout[-3000:])
    assert run.returncode == 0, run.stdout[-9000:] + run.stderr[-2000:]
    assert "Traceback" not in told, told
    assert (verify(current_generation(kg)), current_generation(kg).manifest["digest"]) == ((), digest)
    assert read(kg).notice == ""


def asked(tool: Path, kg: Path, folder: Path) -> tuple[subprocess.CompletedProcess[str], str]:
    """Serve a collection, ask it at random, and return how that ended and what the server told."""
    with (folder / "told").open("w") as told, served(kg, stderr=told) as desk:
        token = (kg / "token").read_text(encoding="ascii").strip()
        options = [
            *("--url", desk.address, "--checks", CHECKS, "--phases", "coverage,fuzzing", "--max-examples", CASES),
            *("--continue-on-failure", "--warnings", "off", "--seed", "1", "--suppress-health-check", "all"),
            *("--request-timeout", "60", "--exclude-path", "/rebuild", "--exclude-path", "/add"),
            *("--header", f"Authorization: Bearer {token}", "--header", "X-Name: An"),
        ]
        run = subprocess.run(
            [tool, "run", folder / "openapi.json", *options],
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
        )
        assert desk.process.poll() is None
    return run, (folder / "told").read_text()
