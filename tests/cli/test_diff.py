"""`diff` and `rollback` on a collection that changed: one document gone, one new, one with a mended clause."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli.main import EXIT_DONE, EXIT_NOT_DONE, EXIT_WRONG_USE, main
from graph.generations import current_generation

CORPUS = Path(__file__).parents[2] / "examples" / "corpus"
LETTER, PLAN, OTHER = "06-cong-van-9180-svhttdl.txt", "04-ke-hoach-916-kh-du.txt", "05-ke-hoach-917-kh-ubnd.txt"


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("changed")
    papers, kg = folder / "papers", folder / "kg"
    papers.mkdir()
    for name in (LETTER, PLAN):
        shutil.copy(CORPUS / name, papers)
    assert main(["build", str(papers), "--kg", str(kg), "--workers", "1"]) == EXIT_DONE
    text = (papers / PLAN).read_text(encoding="utf-8")
    mended = text.replace("31/8/2026", "30/9/2026", 1)
    (papers / PLAN).write_text(mended, encoding="utf-8")
    (papers / LETTER).unlink()
    shutil.copy(CORPUS / OTHER, papers)
    assert main(["build", str(papers), "--only", "--kg", str(kg), "--workers", "1"]) == EXIT_DONE
    return kg


@pytest.fixture
def kg(changed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(changed, tmp_path / "kg", symlinks=True)


def test_what_changed_between_two_generations(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--kg", str(changed), "--json"]) == EXIT_DONE
    found = json.loads(capsys.readouterr().out)
    assert (found["before"]["generation"], found["after"]["generation"]) == ("gen-000001", "gen-000002")
    by_kind: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for each in found["differences"]:
        by_kind.setdefault(each["kind"], {}).setdefault(each["outcome"], []).append(each)
    (document,) = by_kind["document"]["changed"]
    assert (document["document"], [change["what"] for change in document["changes"]]) == (
        "916-kh-du_2026_xa-van-son-tinh-ha-chau",
        ["sha256"],
    )
    assert any(each["id"].startswith("9180-svhttdl-qlvh_2026") for each in by_kind["document"]["gone"])
    assert any(each["id"].startswith("917-kh-ubnd_2026") for each in by_kind["document"]["new"])
    (mended,) = by_kind["task"]["changed"]
    assert {change["what"]: (change["before"], change["after"]) for change in mended["changes"]} == {
        "words": (["31/8/2026"], ["30/9/2026"]),
        "due": (["2026-08-31"], ["2026-09-30"]),
    }
    assert mended["before"][0]["start"] == mended["after"][0]["start"]
    assert {each["document"][:4] for each in by_kind["task"]["gone"]} == {"9180"}
    assert {each["document"][:4] for each in by_kind["task"]["new"]} == {"917-"}
    counts = found["counts"]
    assert {kind: {outcome: len(own) for outcome, own in outcomes.items()} for kind, outcomes in by_kind.items()} == {
        kind: {outcome: count for outcome, count in own.items() if count}
        for kind, own in counts.items()
        if any(own.values())
    }


def test_nothing_differs_from_itself(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "2", "--kg", str(changed), "--json"]) == EXIT_DONE
    assert json.loads(capsys.readouterr().out)["differences"] == []


def test_the_other_way_round_new_is_gone(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--kg", str(kg), "--json"]) == EXIT_DONE
    there = json.loads(capsys.readouterr().out)["counts"]
    assert main(["rollback", "--kg", str(kg)]) == EXIT_DONE
    assert "gen-000001" in capsys.readouterr().out
    assert main(["diff", "gen-000002", "--kg", str(kg), "--json"]) == EXIT_DONE
    back = json.loads(capsys.readouterr().out)["counts"]
    swapped = {kind: {**own, "new": own["gone"], "gone": own["new"]} for kind, own in back.items()}
    assert swapped == there


@pytest.mark.parametrize("words", [["rollback"], ["check", "rollback"], ["rollback", "gen-000001"], ["rollback", "1"]])
def test_going_back_and_forth(kg: Path, words: list[str]) -> None:
    assert main([*words, "--kg", str(kg)]) == EXIT_DONE
    assert current_generation(kg).path.name == "gen-000001"
    assert main(["rollback", "2", "--kg", str(kg)]) == EXIT_DONE
    assert current_generation(kg).path.name == "gen-000002"


def test_there_is_nothing_before_the_first(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rollback", "--kg", str(kg)]) == EXIT_DONE
    assert main(["rollback", "--kg", str(kg)]) == EXIT_NOT_DONE
    assert main(["diff", "--kg", str(kg)]) == EXIT_NOT_DONE
    assert current_generation(kg).path.name == "gen-000001"
    assert "nothing changed" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["diff", "rollback"])
def test_a_generation_that_is_not_kept_is_told(kg: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "gen-000009", "--kg", str(kg)]) == EXIT_WRONG_USE
    assert "gen-000001, gen-000002" in capsys.readouterr().err


def test_nobody_goes_back_to_what_is_damaged(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (text,) = (kg / "gen-000001" / "texts").glob("9180*.json")
    text.write_bytes(text.read_bytes()[:-1] + b" ")
    assert main(["rollback", "--kg", str(kg)]) == EXIT_NOT_DONE
    assert "gen-000001" in capsys.readouterr().err
    assert current_generation(kg).path.name == "gen-000002"


def test_a_build_after_going_back_reads_the_sources_again(kg: Path) -> None:
    assert main(["rollback", "--kg", str(kg)]) == EXIT_DONE
    assert main(["build", "--kg", str(kg), "--workers", "1"]) == EXIT_DONE
    assert current_generation(kg).path.name == "gen-000003"
    assert main(["diff", "2", "--kg", str(kg)]) == EXIT_DONE
