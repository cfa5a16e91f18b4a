"""What the tests of this folder need besides Python."""

import os
import shutil

import pytest


@pytest.fixture(scope="session")
def needs_java() -> None:
    """Skip where there is no Java, unless REQUIRE_ALL=1 asks for every test."""
    if shutil.which("java") is None:
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail("no Java: install it with `apt install default-jre-headless`")
        pytest.skip("no Java: install it with `apt install default-jre-headless`")
