"""`judge`: recorded, listed, withdrawn, exported and imported; wrong names are answered with the nearest right ones."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from cli.judge_tables import armed, plain
from cli.main import EXIT_DONE, EXIT_FAULTS, EXIT_NOT_DONE, EXIT_WRONG_USE, main
from graph.generations import current_generation
from graph.journal import NAME, Standing, read
from graph.judgement_rows import judgement_of, row_of
from graph.judgements import Judgement, Kind
from queries.tasks import find_tasks

CORPUS = Path(__file__).parents[2] / "examples" / "corpus"
PLAN, LETTER = "04-ke-hoach-916-kh-du.txt", "06-cong-van-9180-svhttdl.txt"


@pytest.fixture(scope="session")
def unjudged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judge")
    for name in (PLAN, LETTER):
        shutil.copy(CORPUS / name, folder)
    assert main(["build", str(folder), "--kg", str(folder / "kg"), "--workers", "1"]) == EXIT_DONE
    return folder / "kg"


@pytest.fixture
def kg(unjudged: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(unjudged, tmp_path / "kg", symlinks=True))


def judge(kg: Path, *arguments: str) -> int:
    return main(["judge", *arguments, "--kg", str(kg)])


def add(kg: Path, *arguments: str) -> int:
    return judge(kg, "add", *arguments, "--by", "Nguyễn Thị Lan")


def listed(kg: Path, capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, str]]:
    capsys.readouterr()
    assert judge(kg, "list", "--json", *more) == EXIT_DONE
    return json.loads(capsys.readouterr().out)


def leads(kg: Path, path: str) -> set[tuple[str, ...]]:
    return {task.lead for task in find_tasks(current_generation(kg).store()) if task.path == path}


def test_a_corrected_lead_shows_with_who_and_what_was_read_and_can_be_withdrawn(
    kg: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    digest = current_generation(kg).manifest["digest"]
    assert add(kg, "lead", "916-KH/ĐU", "--task", "VI.3.c", "--value", "Trạm Y tế xã", "--reason", "giao lại") == 0
    assert "trienkhai build" in capsys.readouterr().err
    (row,) = listed(kg, capsys)
    assert row["state"] == "pending"
    assert leads(kg, "VI.3.c") == {("Văn phòng Đảng ủy xã Vân Sơn",)}

    assert main(["build", "--kg", str(kg), "--workers", "1"]) == EXIT_DONE
    assert leads(kg, "VI.3.c") == {("Trạm Y tế xã Vân Sơn",)}
    (row,) = listed(kg, capsys)
    assert (row["state"], row["read"], row["by"]) == ("exact", "Văn phòng Đảng ủy", "Nguyễn Thị Lan")
    assert current_generation(kg).manifest["digest"] != digest
    assert_shown_with_who(kg, capsys)

    assert judge(kg, "withdraw", row["id"], "--by", "Hùng", "--reason", "nhầm", "--build") == EXIT_DONE
    assert leads(kg, "VI.3.c") == {("Văn phòng Đảng ủy xã Vân Sơn",)}
    assert listed(kg, capsys) == []
    (row,) = listed(kg, capsys, "--all")
    assert row["state"] == "withdrawn"
    assert current_generation(kg).manifest["digest"] == digest


def assert_shown_with_who(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Assert that the corrected lead is told as whose word it is: cascade, tables and report."""
    day = read(kg).standings[0].judgement.at[:10]
    capsys.readouterr()
    assert main(["cascade", "95-NQ/TW", "--kg", str(kg)]) == EXIT_DONE
    assert f"ý kiến / judged: VI.3.c lead: Nguyễn Thị Lan, {day}" in capsys.readouterr().out
    assert main(["cascade", "95-NQ/TW", "--kg", str(kg), "--json"]) == EXIT_DONE
    (judged,) = [each for each in json.loads(capsys.readouterr().out)["tasks"] if "judged" in each]
    assert (judged["path"], judged["judged"][0]["fact"], judged["judged"][0]["by"]) == (
        "VI.3.c",
        "lead",
        "Nguyễn Thị Lan",
    )
    assert judged["judged"][0]["read"] == ["Văn phòng Đảng ủy"]
    out = kg.parent / "report.md"
    assert (
        main(["report", "916-KH/ĐU", "--kg", str(kg), "--format", "md", "--lang", "en", "--out", str(out)]) == EXIT_DONE
    )
    assert f"lead: Nguyễn Thị Lan, {day}" in out.read_text(encoding="utf-8")
    table = kg.parent / "tasks.csv"
    assert main(["export", "--kg", str(kg), "--format", "csv", "--table", "tasks", "--out", str(table)]) == EXIT_DONE
    assert f"lead: Nguyễn Thị Lan, {day}" in table.read_text(encoding="utf-8-sig")
    capsys.readouterr()


def test_a_false_alarm_is_marked_and_fails_no_script(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    audit = ["audit", "--kg", str(kg), "--rule", "unassigned-task", "--fail-on", "info"]
    assert main([*audit, "--json"]) == EXIT_FAULTS
    found = json.loads(capsys.readouterr().out)
    for each in found:
        assert add(kg, "false-alarm", each["id"], "--reason", "hạn ở phụ lục") == EXIT_DONE
    assert main(["build", "--kg", str(kg), "--workers", "1"]) == EXIT_DONE
    capsys.readouterr()
    assert main([*audit, "--json"]) == EXIT_DONE
    marks = [each["mark"] for each in json.loads(capsys.readouterr().out)]
    assert {(mark["verdict"], mark["by"], mark["reason"]) for mark in marks} == {
        ("false-alarm", "Nguyễn Thị Lan", "hạn ở phụ lục")
    }
    assert main(audit) == EXIT_DONE
    assert "báo nhầm / false alarm — Nguyễn Thị Lan" in capsys.readouterr().out


WRONG = {
    "no such saying": (["leed", "916-KH/ĐU"], "lead"),
    "no such document": (["symbol", "961-KH/ĐU", "--value", "1-KH/ĐU"], "916-KH/ĐU"),
    "no such path": (["lead", "916-KH/ĐU", "--task", "VI.3.x", "--value", "A"], "VI.3.c ["),
    "several tasks": (["lead", "916-KH/ĐU", "--task", "VI.1", "--value", "A"], "--words"),
    "no such agency": (
        ["same", "Ủy ban nhân dân xã Vân Sn", "--agency", "--other", "x"],
        "Ủy ban nhân dân xã Vân Sơn [",
    ),
    "no such finding": (["accepted", "unassigned-tusk-0a1b2c3d4e5f"], "unassigned-task-"),
    "no such day": (["due", "916-KH/ĐU", "--task", "VI.3.c", "--value", "2026-02-30"], "2026-06-30"),
    "no value": (["text", "916-KH/ĐU", "--task", "VI.3.c"], "value"),
}


@pytest.mark.parametrize(("arguments", "word"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_name_is_answered_with_the_nearest_right_ones(
    unjudged: Path, arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(unjudged, *arguments) == EXIT_WRONG_USE
    error = capsys.readouterr().err
    assert word in error
    assert " / " in error
    assert read(unjudged).standings == ()


def test_what_is_exported_is_imported_elsewhere_word_for_word(
    kg: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(kg, "coordinate", "916-KH/ĐU", "--task", "VI.3.c", "--value", "A; B", "--value", "C") == EXIT_DONE
    assert add(kg, "done", "916-KH/ĐU", "--task", "VI.3.a", "--share", "100", "--reason", "=1+1\n'+x") == EXIT_DONE
    assert add(kg, "missed", "916-KH/ĐU", "--words", "Sơ kết ba năm thực hiện") == EXIT_DONE
    assert judge(kg, "export", "--out", str(tmp_path / "said.csv")) == EXIT_DONE
    assert judge(tmp_path / "other", "import", str(tmp_path / "said.csv")) == EXIT_DONE
    assert [(each.id, each.judgement) for each in read(tmp_path / "other").in_force] == [
        (each.id, each.judgement) for each in read(kg).in_force
    ]
    capsys.readouterr()
    assert judge(tmp_path / "other", "import", str(tmp_path / "said.csv")) == EXIT_DONE
    assert "new judgements: 0," in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a,b\n1,2\n", "judge export"),
        ("kind,by,finding\nmurk,Lan,x\n", "mark"),
        ("kind,by\nstatus,Lan\n", "dòng 2 / line 2"),
    ],
)
def test_a_wrong_table_is_refused_whole(
    tmp_path: Path, text: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "wrong.csv").write_text(text)
    assert judge(tmp_path, "import", str(tmp_path / "wrong.csv")) == EXIT_WRONG_USE
    assert word in capsys.readouterr().err
    assert read(tmp_path).standings == ()


@pytest.mark.parametrize(("form", "language"), [("csv", "vi"), ("xlsx", "vi"), ("xlsx", "en")])
def test_status_goes_out_and_comes_back_in_the_same_form(
    kg: Path, tmp_path: Path, form: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def export(name: str) -> Path:
        out = tmp_path / f"{name}.{form}"
        assert main(["export", "--format", form, "--lang", language, "--out", str(out), "--kg", str(kg)]) == EXIT_DONE
        return out

    said = ["--day", "2026-05-20", "--share", "100", "--evidence", "bao-cao-12.pdf", "--evidence", PLAN]
    assert add(kg, "done", "916-KH/ĐU", "--task", "VI.3.c", *said) == EXIT_DONE
    assert main(["build", "--kg", str(kg), "--workers", "1"]) == EXIT_DONE
    before = export("before")
    assert judge(kg, "import", str(before), "--by", "Hùng") == EXIT_DONE
    assert "new judgements: 0," in capsys.readouterr().out  # nobody changed anything

    changed = tmp_path / f"changed.{form}"
    _fill(before, changed, path="VI.3.a", status="đang làm" if language == "vi" else "under way", share=40)
    assert judge(kg, "import", str(changed), "--by", "Hùng", "--build") == EXIT_DONE
    assert "new judgements: 1," in capsys.readouterr().out
    (own,) = (each.judgement for each in read(kg).in_force if each.judgement.path == "VI.3.a")
    assert (own.what, own.share, own.by) == ("open", 40, "Hùng")
    assert (own.document, len(own.clause)) == ("916-kh-du_2026_xa-van-son-tinh-ha-chau", 12)
    assert judge(kg, "import", str(export("after")), "--by", "Hùng") == EXIT_DONE
    assert "new judgements: 0," in capsys.readouterr().out


def _fill(source: Path, target: Path, *, path: str, status: str, share: int) -> None:
    """Write a status into the exported table as a person does, by hand in a spreadsheet."""
    if source.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(source.read_text(encoding="utf-8-sig"), newline="")))
        heads, row = rows[0], next(each for each in rows if path in each)
        row[heads.index("status")], row[heads.index("share")] = "open", str(share)
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return
    book = load_workbook(source)
    sheet = next(each for each in book if each.title in {"Nhiệm vụ", "Tasks"})
    at = {cell.value: cell.column for cell in sheet[1]}
    line = next(row[0].row for row in sheet.iter_rows() if path in [cell.value for cell in row])
    names = ("Tình trạng", "Đã làm (%)") if "Tình trạng" in at else ("Status", "Done (%)")
    for name, value in zip(names, (status, share), strict=True):
        sheet.cell(line, at[name], value)
    book.save(target)


@pytest.mark.parametrize(
    ("cells", "word"),
    [({"status": "gần xong"}, "đã xong"), ({"path": "IX.9", "status": "done"}, "IX.9"), ({"share": "40"}, "đang làm")],
)
def test_a_status_that_cannot_be_read_is_refused_with_its_line(
    kg: Path, tmp_path: Path, cells: dict[str, str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (task,) = (task for task in find_tasks(current_generation(kg).store()) if task.path == "VI.3.c")
    row = {"symbol": "916-KH/ĐU", "path": task.path, "text": task.text, "status": "", "share": ""} | cells
    with (tmp_path / "status.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row)
    assert judge(kg, "import", str(tmp_path / "status.csv"), "--by", "Lan") == EXIT_WRONG_USE
    error = capsys.readouterr().err
    assert "dòng 2 / line 2" in error
    assert word in error


def test_overdue_means_due_and_not_known_to_be_done(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def overdue() -> dict[str, str]:
        capsys.readouterr()
        assert main(["audit", "--rule", "overdue", "--as-of", "2030-01-01", "--json", "--kg", str(kg)]) == EXIT_DONE
        return {each["path"] + each["task"]: each["message"]["vi"] for each in json.loads(capsys.readouterr().out)}

    due = overdue()
    assert len(due) > 2
    assert all(message.endswith("chưa có ghi nhận nào là việc đã xong.") for message in due.values())
    tasks = {task.path + task.text: task for task in find_tasks(current_generation(kg).store())}
    for said, name in zip((["done"], ["dropped"], ["open", "--share", "40"]), sorted(due), strict=False):
        task = tasks[name]
        document = task.document.rsplit("/", 1)[-1]
        assert add(kg, said[0], document, "--task", task.clause_hash, *said[1:]) == EXIT_DONE
    assert main(["build", "--kg", str(kg), "--workers", "1"]) == EXIT_DONE
    known = overdue()
    assert sorted(due)[:2] == sorted(due.keys() - known.keys())
    assert "theo Nguyễn Thị Lan: đang làm 40%" in known[sorted(due)[2]]


def test_a_damaged_journal_stops_builds_and_words(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(kg, "accepted", next(iter(_finding_ids(kg)))) == EXIT_DONE
    assert add(kg, "lead", "916-KH/ĐU", "--task", "VI.3.c", "--value", "A") == EXIT_DONE
    data = (kg / NAME).read_bytes()
    (kg / NAME).write_bytes(data.replace(b"accepted", b"accepteD"))
    for command in (["judge", "list"], ["build", "--workers", "1"]):
        assert main([*command, "--kg", str(kg)]) == EXIT_NOT_DONE
        assert "dòng 1" in capsys.readouterr().err
    assert current_generation(kg).number == 1


def _finding_ids(kg: Path) -> list[str]:
    rows = (
        current_generation(kg)
        .store()
        .select("SELECT ?id WHERE { ?f <https://w3id.org/trienkhai/ontology#findingId> ?id }")
    )
    return sorted(str(each) for (each,) in rows.rows)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@given(value=st.lists(WORDS.filter(str.strip), max_size=3), reason=WORDS, by=WORDS.filter(str.strip))
def test_any_judgement_comes_back_from_its_row(value: list[str], reason: str, by: str) -> None:
    said = Judgement(
        kind=Kind.CORRECTION, by=by, document="x", clause="0" * 12, what="lead", value=tuple(value), reason=reason
    )
    data = io.StringIO(newline="")
    row = row_of(Standing(id=said.id, seq=1, judgement=said))
    writer = csv.DictWriter(data, row)
    writer.writeheader()
    writer.writerow({name: armed(cell) for name, cell in row.items()})
    (back,) = csv.DictReader(io.StringIO(data.getvalue(), newline=""))
    assert judgement_of({name: plain(cell) for name, cell in back.items()}) == said
