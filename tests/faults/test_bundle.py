"""What `make bundle` makes installs and works without a network, with the commands of docs/operations.md."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LETTER = "06-cong-van-9180-svhttdl.txt"


@pytest.mark.soak
def test_a_bundle_installs_without_a_network(root: Path, tmp_path: Path) -> None:
    if subprocess.run(["unshare", "-rn", "true"], check=False).returncode:
        pytest.skip("no machine without a network can be made here: unshare -rn")
    # -o: the environment that runs this test is the one that `make setup` made
    subprocess.run(["make", "-o", ".venv/.ready", "bundle"], cwd=root, check=True, capture_output=True)
    shutil.copytree(root / "dist" / "bundle", tmp_path / "bundle")
    shutil.copy(root / "examples" / "corpus" / LETTER, tmp_path)
    text = (root / "docs" / "operations.md").read_text(encoding="utf-8").partition("## Không có mạng")[2]
    install = [line.strip() for line in re.findall(r"^    \S.*$", text.partition("\n## ")[0], flags=re.MULTILINE)]
    assert len(install) == 2
    work = [f"trienkhai/bin/trienkhai build {LETTER} --kg kg", "trienkhai/bin/trienkhai check --verify --kg kg"]
    reach = "! trienkhai/bin/python -c 'import socket; socket.create_connection((\"1.1.1.1\", 443), 3)' 2>/dev/null"
    for command in [reach.replace("trienkhai/bin/python", "python3"), *install, *work]:
        run = subprocess.run(
            ["unshare", "-rn", "sh", "-c", command],
            cwd=tmp_path,
            env={"PATH": f"{sys.base_prefix}/bin:/usr/bin:/bin", "HOME": str(tmp_path), "PIP_CONFIG_FILE": "/dev/null"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, (command, run.stdout, run.stderr)
