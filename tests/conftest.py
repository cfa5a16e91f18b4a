"""What all tests share: where the shared documents lie, and what a missing tool or document means.

`TRIENKHAI_SHARED` names the folder of real documents (default: `shared` beside the checkout). Where it or a
tool is absent, tests that need it are skipped with the reason; `REQUIRE_ALL=1` makes that a failure.
`EXAMPLES` is how many inputs each law for any input is tried with, instead of Hypothesis's own 100.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
INSTALL = {
    "java": "apt-get install -y default-jre-headless",
    "chromium": "apt-get install -y chromium",
    "tesseract": "apt-get install -y tesseract-ocr tesseract-ocr-vie",
    "soffice": "apt-get install -y --no-install-recommends libreoffice-calc-nogui libreoffice-writer-nogui",
    "virtuoso-t": "apt-get install -y --no-install-recommends virtuoso-opensource-7-bin",
}
if "EXAMPLES" in os.environ:
    settings.register_profile(
        "many", max_examples=int(os.environ["EXAMPLES"]), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("many")


def absent(reason: str) -> None:
    """Skip the test for want of something, or fail where everything is required."""
    if REQUIRE_ALL:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared documents."""
    folder = Path(os.environ.get("TRIENKHAI_SHARED", ROOT.parent / "shared"))
    if not (folder / "seeds").is_dir():
        absent(f"no shared documents at {folder}: set TRIENKHAI_SHARED to their folder")
    return folder


@pytest.fixture(scope="session")
def needs_tool() -> Callable[[str], str]:
    """Return a function that gives the path of a tool, or skips the test and says how to install it."""

    def path_of(tool: str) -> str:
        found = shutil.which(tool)
        if found is None:
            absent(f"no {tool}: install it with `{INSTALL.get(tool, f'apt-get install -y {tool}')}`")
        return str(found)

    return path_of


@pytest.fixture(scope="session")
def needs_java(needs_tool: Callable[[str], str]) -> str:
    """Return the path of a Java runtime."""
    return needs_tool("java")
