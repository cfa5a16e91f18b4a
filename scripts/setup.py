"""Makes the virtual environment: everything from the hash-locked requirements, then the project itself.

Runs on a bare Python: the standard library only. Says what to install where `venv` or `pip` is missing.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)


def stop(message: str) -> None:
    """Print what is missing and how to get it, and stop."""
    sys.exit(f"setup: {message}")


def make_environment(folder: Path) -> Path:
    """Create the environment unless it is there; return its Python."""
    python = folder / "bin" / "python"
    if python.exists():
        return python
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        stop(
            "Python này thiếu ensurepip; cài bằng: / this Python has no ensurepip; install it with:\n"
            f"    apt-get install -y python{version}-venv    (Debian, Ubuntu)"
        )
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    return python


def install(python: Path) -> None:
    """Install the locked requirements, then the project itself without its dependencies."""
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", "requirements-dev.txt"], check=True)
    # The build backend is in the locked requirements, so nothing unlocked is fetched for the build.
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", "."], check=True)


def main() -> None:
    """Make the environment in the folder named on the command line."""
    if sys.version_info < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        stop(f"cần Python {oldest} trở lên / Python {oldest} or newer is needed")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".venv")
    install(make_environment(folder))


if __name__ == "__main__":
    main()
