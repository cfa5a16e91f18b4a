"""`build` and `remove` on real files: what is read, kept, set aside, reported, and what status is returned."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.building import ended_as_by_hand
from cli.main import EXIT_DONE, EXIT_FAULTS, EXIT_NOT_DONE, EXIT_WRONG_USE, main
from cli.sources import COPY, DOCUMENTS, MEMORY
from graph.generations import Generation, current_generation, verify
from graph.lock import building
from loaders.pipeline import READERS

CORPUS = Path(__file__).parents[2] / "examples" / "corpus"
LETTER, PLAN = "06-cong-van-9180-svhttdl.txt", "04-ke-hoach-916-kh-du.txt"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "giấy tờ"
    folder.mkdir()
    for name in (LETTER, PLAN):
        shutil.copy(CORPUS / name, folder)
    return folder


@pytest.fixture
def kg(tmp_path: Path) -> Path:
    return tmp_path / "kg"


def build(kg: Path, *arguments: object) -> int:
    return main(["build", *map(str, arguments), "--kg", str(kg), "--workers", "1"])


def symbols(generation: Generation) -> list[str]:
    return sorted(document["symbol"] or document["names"][0] for document in generation.manifest["documents"])


def outcomes(generation: Generation) -> dict[str, tuple[str, str]]:
    return {line["name"]: (line["outcome"], line["code"]) for line in generation.report()}


def test_a_folder_is_built_once_and_only_what_changed_is_read_again(kg: Path, papers: Path) -> None:
    assert build(kg, papers) == EXIT_DONE
    first = current_generation(kg)
    assert "916-KH/ĐU" in symbols(first)
    assert first.manifest["counts"]["tasks"] > 10
    assert verify(first) == ()

    assert build(kg) == EXIT_DONE
    assert current_generation(kg).path == first.path

    records = {path.name: path.stat().st_mtime_ns for path in (kg / "cache").iterdir()}
    shutil.copy(CORPUS / "05-ke-hoach-917-kh-ubnd.txt", papers)
    assert build(kg, papers) == EXIT_DONE
    second = current_generation(kg)
    assert len(second.manifest["documents"]) == 3
    after = {path.name: path.stat().st_mtime_ns for path in (kg / "cache").iterdir()}
    assert records.items() < after.items()


def test_the_order_the_folder_and_the_number_of_readers_never_matter(tmp_path: Path, papers: Path) -> None:
    assert build(tmp_path / "one", papers / LETTER, papers / PLAN) == EXIT_DONE
    moved = shutil.copytree(papers, tmp_path / "moved")
    assert main(["build", str(moved / PLAN), str(moved), "--kg", str(tmp_path / "two"), "--workers", "3"]) == EXIT_DONE
    one, two = (current_generation(tmp_path / name).manifest["digest"] for name in ("one", "two"))
    assert one == two


def test_a_file_that_vanished_stays_until_it_is_removed_and_comes_back_when_named(
    kg: Path, papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(kg, papers) == EXIT_DONE
    kept = shutil.move(papers / PLAN, papers.parent / PLAN)
    assert build(kg) == EXIT_DONE
    assert "W_VANISHED" in capsys.readouterr().err
    assert "916-KH/ĐU" in symbols(current_generation(kg))

    assert main(["remove", "916-KH/ĐU", "--kg", str(kg)]) == EXIT_DONE
    assert "916-KH/ĐU" not in symbols(current_generation(kg))
    assert build(kg, papers.parent / "giấy tờ") == EXIT_DONE
    assert "916-KH/ĐU" not in symbols(current_generation(kg))
    assert build(kg, kept) == EXIT_DONE
    assert "916-KH/ĐU" in symbols(current_generation(kg))


def test_a_file_that_vanishes_after_its_folder_was_moved_stays(
    kg: Path, papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(kg, papers) == EXIT_DONE
    moved = papers.rename(papers.parent / "dọn sang đây")
    assert build(kg, moved, "--only") == EXIT_DONE  # nothing changed but the place
    shutil.rmtree(moved)
    capsys.readouterr()
    assert build(kg) == EXIT_DONE
    assert len(symbols(current_generation(kg))) == 2
    assert capsys.readouterr().err.count("W_VANISHED") == 2


def test_a_file_that_vanishes_after_a_build_was_cut_off_stays(kg: Path, papers: Path) -> None:
    assert build(kg, papers / LETTER) == EXIT_DONE
    before = (kg / "sources.json").read_bytes()
    assert build(kg, papers / PLAN) == EXIT_DONE
    (kg / "sources.json").write_bytes(before)  # published, and cut off before it was remembered
    assert build(kg, papers / PLAN) == EXIT_DONE  # the same command again, as is told then
    shutil.rmtree(papers)
    assert build(kg) == EXIT_DONE
    assert len(symbols(current_generation(kg))) == 2


def test_a_removed_document_can_be_purged_everywhere(kg: Path, papers: Path) -> None:
    assert build(kg, papers) == EXIT_DONE
    assert main(["remove", PLAN, "--purge", "--kg", str(kg)]) == EXIT_DONE
    assert [path.name for path in kg.glob("gen-*")] == [current_generation(kg).path.name]
    assert holding(kg, "Đảng ủy xã Vân Sơn xây dựng") == []
    assert main(["check", "--verify", "--kg", str(kg)]) == EXIT_DONE


def holding(kg: Path, words: str) -> list[str]:
    return sorted(path.name for path in kg.rglob("*") if path.is_file() and words.encode() in path.read_bytes())


def test_what_was_removed_before_can_be_purged_later(
    kg: Path, papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(kg, papers) == EXIT_DONE
    assert main(["remove", PLAN, "--kg", str(kg)]) == EXIT_DONE
    assert holding(kg, "Đảng ủy xã Vân Sơn xây dựng")
    assert main(["remove", PLAN, "--kg", str(kg)]) == EXIT_WRONG_USE
    assert main(["remove", "916-KH/ĐU", "--purge", "--kg", str(kg)]) == EXIT_DONE
    assert "older generations are deleted" in capsys.readouterr().out
    assert holding(kg, "Đảng ủy xã Vân Sơn xây dựng") == []
    assert build(kg) == EXIT_DONE
    assert symbols(current_generation(kg)) == ["9180/SVHTTDL-QLVH"]


def test_a_row_of_a_register_is_purged(kg: Path, papers: Path) -> None:
    rows = ["Số ký hiệu,Trích yếu", "11/KH-UBND,Kế hoạch trồng cây bàng", "12/KH-UBND,Kế hoạch trồng cây đa"]
    (papers / "sổ.csv").write_text("\n".join(rows), encoding="utf-8")
    assert build(kg, papers) == EXIT_DONE
    assert {"11/KH-UBND", "12/KH-UBND"} <= set(symbols(current_generation(kg)))
    assert holding(kg, "trồng cây bàng")
    assert main(["remove", "11/KH-UBND", "--purge", "--kg", str(kg)]) == EXIT_DONE
    assert holding(kg, "trồng cây bàng") == []
    assert "12/KH-UBND" in symbols(current_generation(kg))


@pytest.mark.parametrize("name", ["99-KH/ĐU", "khong-co.txt"])
def test_an_unknown_document_is_answered_with_those_there_are(
    kg: Path, papers: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(kg, papers) == EXIT_DONE
    assert main(["remove", name, "--kg", str(kg)]) == EXIT_WRONG_USE
    assert "916-KH/ĐU" in capsys.readouterr().err


def test_only_makes_the_collection_exactly_the_sources(kg: Path, papers: Path) -> None:
    assert build(kg, papers) == EXIT_DONE
    assert build(kg, papers / PLAN, "--only") == EXIT_DONE
    assert symbols(current_generation(kg)) == ["916-KH/ĐU"]
    assert build(kg) == EXIT_DONE
    assert symbols(current_generation(kg)) == ["916-KH/ĐU"]


def test_one_bad_file_never_stops_the_rest(kg: Path, papers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (papers / "empty.txt").write_text(" \n")
    unread = ".ppt"
    assert unread in DOCUMENTS - set(READERS)
    (papers / f"later{unread}").write_bytes(b"of a kind that no reader knows")
    (papers / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (papers / "many.zip").write_bytes(b"PK")
    (papers / "notes.log").write_text("no document")
    (papers / ".hidden.txt").write_text("hidden")
    os.mkfifo(papers / "pipe.txt")
    (papers / "lost.txt").symlink_to(papers / "nowhere")
    shutil.copy(papers / PLAN, papers / "copy of the plan.txt")
    assert build(kg, papers) == EXIT_FAULTS
    generation = current_generation(kg)
    found = outcomes(generation)
    codes = {name: code for name, (outcome, code) in found.items() if outcome == "set aside"}
    assert codes.keys() == {"empty.txt", f"later{unread}", "binary.txt", "pipe.txt", "lost.txt", "many.zip"}
    assert (codes["empty.txt"], codes[f"later{unread}"]) == ("E_EMPTY", "E_FORMAT")
    assert (codes["pipe.txt"], codes["lost.txt"]) == ("E_NOT_REGULAR", "E_NOT_REGULAR")
    assert (codes["many.zip"], codes["binary.txt"]) == ("E_ZIP_BROKEN", "E_ENCODING")
    assert len(generation.manifest["documents"]) == 2
    (plan,) = (each for each in generation.manifest["documents"] if each["symbol"] == "916-KH/ĐU")
    assert plan["names"] == [PLAN, "copy of the plan.txt"]
    error = capsys.readouterr().err
    assert all(name in error for name in codes)
    assert all(" / " in line["message"] for line in generation.report() if line["outcome"] == "set aside")


def test_another_base_is_remembered(kg: Path, papers: Path) -> None:
    assert build(kg, papers / LETTER, "--base", "https://example.org/id/") == EXIT_DONE
    assert build(kg, papers / PLAN) == EXIT_DONE
    subjects = current_generation(kg).store().select("SELECT DISTINCT ?s WHERE { GRAPH ?g { ?s ?p ?o } }").rows
    ours = [str(subject) for (subject,) in subjects if "/document/" in str(subject)]
    assert ours
    assert all(subject.startswith("https://example.org/id/") for subject in ours)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "build SOURCE"),
        (["no-such-folder"], "no-such-folder"),
        ([str(CORPUS), "--workers", "0"], "--workers"),
        ([str(CORPUS), "--base", "mine"], "--base"),
        ([str(CORPUS), "--base", "https://example.org/id"], "--base"),
    ],
)
def test_wrong_use_is_told(kg: Path, arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--kg", str(kg), *arguments]) == EXIT_WRONG_USE
    assert word in capsys.readouterr().err
    assert not (kg / "current").exists()


def test_a_second_build_at_once_changes_nothing(kg: Path, papers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with building(kg):
        assert build(kg, papers) == EXIT_NOT_DONE
    assert str(os.getpid()) in capsys.readouterr().err
    assert not (kg / "current").exists()


def test_a_damaged_generation_is_built_again(kg: Path, papers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(kg, papers / LETTER) == EXIT_DONE
    first = current_generation(kg)
    (first.path / "manifest.json").write_text("{}")
    assert build(kg) == EXIT_DONE
    assert "build" in capsys.readouterr().err
    assert current_generation(kg).manifest["digest"] == first.manifest["digest"]


class Last:
    """What asks for the end while it is taken apart: Python passes over what is raised there."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.01)


def test_a_request_to_end_is_not_lost_where_python_would_pass_over_it() -> None:
    before = signal.getsignal(signal.SIGINT)

    def work() -> None:
        Last()
        time.sleep(5)

    with pytest.raises(KeyboardInterrupt), ended_as_by_hand():
        work()
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interrupted_build_leaves_nothing_running(kg: Path, papers: Path) -> None:
    for number in range(40):  # enough work that the signal comes in the middle of it
        for source in sorted(CORPUS.glob("*.txt")):
            (papers / f"{number}-{source.name}").write_bytes(source.read_bytes() + f"\n{number}\n".encode())
    command = [sys.executable, "-m", "cli.main", "build", str(papers), "--kg", str(kg)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, cwd=CORPUS.parents[1], start_new_session=True) as process:
        while not (kg / "build.lock").exists():
            assert process.poll() is None
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == EXIT_NOT_DONE
    assert not (kg / "current").exists()
    for path in papers.glob("*-0*.txt"):
        path.unlink()
    assert build(kg, papers) == EXIT_DONE


def test_what_the_folder_remembers_is_plain_json(kg: Path, papers: Path) -> None:
    assert build(kg, papers) == EXIT_DONE
    memory = json.loads((kg / "sources.json").read_text(encoding="utf-8"))
    assert memory["sources"] == [str(papers)]
    manifest = (current_generation(kg).path / "manifest.json").read_text(encoding="utf-8")
    assert str(papers.parent) not in manifest


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"sources": 3}', b"\xff\xfe"])
def test_what_the_folder_remembers_is_kept_twice_and_told_where_both_are_damaged(
    kg: Path, papers: Path, damage: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(kg, papers) == EXIT_DONE
    kept, read_before = (kg / MEMORY).read_bytes(), symbols(current_generation(kg))
    for changed in (damage, kept.replace(b'"removed": []', b'"removed": ["a"]')):
        (kg / MEMORY).write_bytes(changed)
        assert build(kg) == EXIT_DONE
        assert symbols(current_generation(kg)) == read_before
    (kg / MEMORY).write_bytes(damage)
    (kg / COPY).write_bytes(damage)
    for sources in ((), (papers,)):
        capsys.readouterr()
        assert build(kg, *sources) == EXIT_NOT_DONE
        assert "--only" in capsys.readouterr().err
    assert symbols(current_generation(kg)) == read_before


def test_a_classified_document_is_set_aside_unless_it_is_allowed(kg: Path, papers: Path) -> None:
    stamped = (papers / PLAN).read_text(encoding="utf-8")
    (papers / PLAN).write_text(f"TỐI MẬT\n{stamped}", encoding="utf-8")
    assert build(kg, papers) == EXIT_FAULTS
    assert outcomes(current_generation(kg))[PLAN] == ("set aside", "E_CLASSIFIED")
    assert "916-KH/ĐU" not in symbols(current_generation(kg))
    assert build(kg, "--allow-classified") == EXIT_DONE
    assert "916-KH/ĐU" in symbols(current_generation(kg))
    assert build(kg) == EXIT_FAULTS
    assert "916-KH/ĐU" not in symbols(current_generation(kg))


def test_a_collection_inside_its_own_source_is_no_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg = tmp_path / "kg"
    (tmp_path / "plan.txt").write_text("ỦY BAN NHÂN DÂN TỈNH HÀ CHÂU\nSố: 915/KH-UBND\n\nKẾ HOẠCH\nVề thư viện\n")
    for _ in range(2):
        assert main(["build", str(tmp_path), "--kg", str(kg), "--workers", "1"]) == 0
        assert "set aside: 0" in capsys.readouterr().out
