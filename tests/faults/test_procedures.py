"""The procedures of docs/operations.md, each done with the very commands that stand there."""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.main import EXIT_DONE, EXIT_FAULTS, EXIT_NOT_DONE, main
from graph.generations import FORMAT, current_generation, generation_paths, seal, verify
from graph.journal import NAME as JOURNAL
from graph.journal import append, read
from graph.judgements import Judgement, Kind
from graph.search_index import NAME as INDEX
from graph.store import Store

LETTER = "06-cong-van-9180-svhttdl.txt"
WORDS = "nhu cầu đổi sách"  # that one of the two letters has


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Return a folder with `papers` and their collection `kg` of two generations, with one judgement."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "papers").mkdir()
    text = (root / "examples" / "corpus" / LETTER).read_text(encoding="utf-8")
    (folder / "papers" / "a.txt").write_text(text, encoding="utf-8")
    assert build(folder, "papers") == EXIT_DONE
    other = text.replace("9180", "9181").replace("nhu cầu luân chuyển sách", WORDS, 1)
    (folder / "papers" / "b.txt").write_text(other, encoding="utf-8")
    append(folder / "kg", Judgement(kind=Kind.MARK, by="Lan", finding="no-deadline-1", what="accepted"))
    assert build(folder, "papers") == EXIT_DONE
    (folder / "kg" / "token").write_text("secret")
    return folder


@pytest.fixture
def office(built: Path, tmp_path: Path) -> Path:
    """Return a copy of `built` that a test may change."""
    return shutil.copytree(built, tmp_path / "office", symlinks=True)


def build(folder: Path, *words: str) -> int:
    return main(["build", *(str(folder / word) for word in words), "--kg", str(folder / "kg"), "--workers", "1"])


Written = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def written(root: Path) -> Written:
    """Return a function that gives the commands under a heading of docs/operations.md."""
    text = (root / "docs" / "operations.md").read_text(encoding="utf-8")

    def commands(heading: str) -> list[str]:
        (part,) = (each for each in re.split(r"^## ", text, flags=re.MULTILINE) if each.split(" / ")[0] == heading)
        found = re.findall(r"^    (\S.*)$|`((?:trienkhai|rm) [^`]+)`", part, flags=re.MULTILINE)
        return [block or inline for block, inline in found]

    return commands


Do = Callable[[str], int]


@pytest.fixture
def do(office: Path, monkeypatch: pytest.MonkeyPatch) -> Do:
    """Return a function that runs a command as it is written; the program itself without a process of its own."""
    monkeypatch.chdir(office)

    def run(command: str) -> int:
        for each in command.split(" && "):
            first, *words = shlex.split(each)
            status = main(words) if first == "trienkhai" else subprocess.run(words_of(each), check=False).returncode
            if status:
                return status
        return EXIT_DONE

    return run


def words_of(command: str) -> list[str]:
    return ["sh", "-c", command]


def test_a_backup_is_restored_elsewhere(
    office: Path, do: Do, written: Written, capsys: pytest.CaptureFixture[str]
) -> None:
    save, restore, check = written("Sao lưu và phục hồi")
    assert do("trienkhai build papers --only --workers 1") == EXIT_DONE
    away = office / "away"
    away.mkdir()
    for command in (save, restore, check):
        assert do(command.replace("/nơi/khác", str(away))) == EXIT_DONE, command
    assert not (away / "kg" / "token").exists()
    there, here = current_generation(away / "kg"), current_generation(office / "kg")
    assert (there.manifest["digest"], verify(there), there.notice) == (here.manifest["digest"], (), "")
    assert [each.judgement.finding for each in read(away / "kg").in_force] == ["no-deadline-1"]
    capsys.readouterr()
    (office / "papers").rename(office / "elsewhere")  # another machine: the sources are not where they were
    assert do("trienkhai build --kg away/kg --workers 1") == EXIT_DONE
    assert "W_VANISHED" in "".join(capsys.readouterr())
    assert current_generation(away / "kg").manifest["counts"]["documents"] == 2


HOLD = "echo held; sleep 1; date +%s%N"


def test_a_backup_waits_for_a_build(office: Path, do: Do, written: Written) -> None:
    save, *_ = written("Sao lưu và phục hồi")
    lock = ["flock", str(office / "kg" / "build.lock"), "sh", "-c", HOLD]
    with subprocess.Popen(lock, stdout=subprocess.PIPE, text=True) as holding:
        assert holding.stdout is not None
        assert holding.stdout.readline() == "held\n"
        assert do(save) == EXIT_DONE
        assert (office / "kg.tar.gz").stat().st_mtime_ns > int(holding.stdout.read())


def test_a_generation_with_another_byte_is_deleted_and_built_again(office: Path, do: Do, written: Written) -> None:
    check, *_, delete = written("Kho hỏng")
    newest = current_generation(office / "kg")
    text = next((newest.path / "texts").iterdir())
    text.write_bytes(text.read_bytes().replace(b"a", b"b", 1))
    assert do(f"{check} --kg kg") == EXIT_FAULTS
    assert do(delete.replace("gen-000042", newest.path.name)) == EXIT_DONE
    again = current_generation(office / "kg")
    assert (again.manifest["digest"], verify(again)) == (newest.manifest["digest"], ())


def older(generation: Path) -> None:
    """Make a generation what an older version wrote: another format, no index, a digest counted otherwise."""
    manifest = json.loads((generation / "manifest.json").read_text(encoding="utf-8"))
    del manifest["files"][INDEX]
    (generation / INDEX).unlink()
    manifest |= {"format": FORMAT - 1, "recipe": "older", "digest": "0" * 64}
    (generation / "manifest.json").write_text(json.dumps(manifest | {"seal": seal(manifest)}), encoding="utf-8")


def test_a_collection_of_an_older_version_is_built_anew(office: Path, do: Do, written: Written) -> None:
    upgrade, *_ = written("Nâng cấp")
    digest = current_generation(office / "kg").manifest["digest"]
    journal = (office / "kg" / JOURNAL).read_bytes()
    for path in generation_paths(office / "kg"):
        older(path)
    assert do("trienkhai cascade 9180/SVHTTDL-QLVH --kg kg") == EXIT_DONE, "the older one is shown until then"
    assert verify(current_generation(office / "kg")) == (), "its files are as they were built"
    assert do(upgrade) == EXIT_DONE
    assert current_generation(office / "kg").manifest["digest"] == digest
    assert (office / "kg" / JOURNAL).read_bytes() == journal


def test_going_back_to_an_older_version_says_what_to_do(
    office: Path, do: Do, written: Written, capsys: pytest.CaptureFixture[str]
) -> None:
    newest, before = generation_paths(office / "kg")
    older(before)
    capsys.readouterr()
    assert do("trienkhai rollback --kg kg") == EXIT_NOT_DONE
    told = capsys.readouterr().err
    assert all(words in told for words in ("nothing changed", "another version", "trienkhai build")), told
    assert current_generation(office / "kg").path == newest
    # What the procedure says instead: the sources as they were, and a build.
    back = written("Nâng cấp")[-1]
    assert do(back.replace("NGUỒN", "papers/a.txt")) == EXIT_DONE
    assert current_generation(office / "kg").manifest["counts"]["documents"] == 1


def test_a_document_leaves_every_generation(office: Path, do: Do, written: Written) -> None:
    (take_out,) = written("Đưa hẳn một văn bản ra")
    assert WORDS in everything(office / "kg")
    assert do(take_out.replace("16-KH/ĐU", "9181/SVHTTDL-QLVH")) == EXIT_DONE
    assert WORDS not in everything(office / "kg")
    assert build(office, "papers") == EXIT_DONE
    assert WORDS not in everything(office / "kg")


def everything(kg: Path) -> str:
    """Return all that a folder holds as text, and what the stores of its generations say."""
    files = [path.read_bytes().decode(errors="replace") for path in kg.rglob("*") if path.is_file()]
    stores = [Store.open(path / "db").dump("nt").decode() for path in generation_paths(kg)]
    return "\n".join(files + stores)
