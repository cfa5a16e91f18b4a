"""Archives as sources: each file in one has an outcome of its own, and none is opened that must not be."""

import io
import json
import stat
import zipfile
from pathlib import Path

import pytest

from cli.main import EXIT_DONE, EXIT_FAULTS, main
from cli.sources import documents_at
from graph.generations import current_generation

CORPUS = Path(__file__).parents[2] / "examples" / "corpus"
LETTER, PLAN = "06-cong-van-9180-svhttdl.txt", "04-ke-hoach-916-kh-du.txt"
REGISTER = "Số ký hiệu,Ngày ban hành,Trích yếu\n12/KH-UBND,05/03/2021,thực hiện kế hoạch số 9-kh/tu ngày 02/3/2020\n"


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def outcomes(kg: Path) -> dict[str, tuple[str, str]]:
    return {line["name"]: (line["outcome"], line["code"]) for line in current_generation(kg).report()}


def build(kg: Path, *sources: Path) -> int:
    return main(["build", *map(str, sources), "--kg", str(kg), "--workers", "1"])


def faults(folder: Path, archive: bytes) -> dict[str, str]:
    """Return what keeps an archive or its members from being read, before any is."""
    (folder / "a.zip").write_bytes(archive)
    return {each.name: each.fault[0] if each.fault else "" for each in documents_at(folder / "a.zip")}


def with_password() -> bytes:
    """Return an archive whose one member says that it is encrypted."""
    data = bytearray(packed((PLAN, b"x" * 40)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def test_each_file_in_an_archive_has_its_own_outcome(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "nguồn"
    folder.mkdir()
    (folder / "hồ sơ.zip").write_bytes(
        packed(
            (f"2025/{LETTER}", (CORPUS / LETTER).read_bytes()),
            ("2025/sổ.csv", REGISTER.encode()),
            ("2025/hỏng.docx", b"PK\x03\x04"),
            ("2025/trống.txt", b" \n"),
            ("trong.zip", packed((PLAN, (CORPUS / PLAN).read_bytes()))),
            ("__MACOSX/._a.txt", b"x"),
            ("logo.svg", b"<svg/>"),
        )
    )
    kg = tmp_path / "kg"
    assert build(kg, folder) == EXIT_FAULTS
    assert outcomes(kg) == {
        f"hồ sơ.zip/2025/{LETTER}": ("read", ""),
        "hồ sơ.zip/2025/sổ.csv": ("read", "register-columns"),
        "hồ sơ.zip/2025/hỏng.docx": ("set aside", "E_DOCX_BROKEN"),
        "hồ sơ.zip/2025/trống.txt": ("set aside", "E_EMPTY"),
        "hồ sơ.zip/trong.zip": ("set aside", "E_ARCHIVE"),
    }
    told = capsys.readouterr()
    assert "bỏ qua / files of other kinds, passed over: 1" in told.out
    assert "sổ.csv: Sổ 1 văn bản" in told.err
    assert build(kg) == EXIT_FAULTS
    assert "không có gì thay đổi" in capsys.readouterr().out

    (folder / "hồ sơ.zip").write_bytes(packed((f"2025/{LETTER}", (CORPUS / LETTER).read_bytes())))
    assert build(kg) == EXIT_DONE
    assert outcomes(kg)["sổ.csv"] == ("read with doubts", "W_VANISHED")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(packed(("bom.txt", b"0" * (30 << 20))), "E_TOO_BIG", id="a member that swells"),
        pytest.param(packed(*((f"{number}.txt", b"x") for number in range(2_001))), "E_TOO_BIG", id="many members"),
        pytest.param(packed(("../../etc/passwd.txt", b"x")), "E_ZIP_NAME", id="a name that climbs"),
        pytest.param(packed(("/etc/passwd.txt", b"x")), "E_ZIP_NAME", id="an absolute name"),
        pytest.param(packed(("C:\\a.txt", b"x")), "E_ZIP_NAME", id="a drive"),
        pytest.param(packed(("a.txt", b"x"))[:-9], "E_ZIP_BROKEN", id="cut short"),
        pytest.param(b"plain words", "E_ZIP_BROKEN", id="no archive"),
        pytest.param(packed(), "E_EMPTY", id="no members"),
    ],
)
def test_an_archive_that_must_not_be_opened_is_set_aside_whole(tmp_path: Path, data: bytes, code: str) -> None:
    assert faults(tmp_path, data) == {"a.zip": code}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(with_password(), "E_PASSWORD", id="a password"),
        pytest.param(packed((PLAN, b"x" * 99), method=zipfile.ZIP_LZMA), "E_ZIP_BROKEN", id="packed without a bound"),
        pytest.param(
            packed((PLAN, b"x" * 40), method=zipfile.ZIP_STORED).replace(b"x" * 40, b"y" * 40),
            "E_ZIP_BROKEN",
            id="damaged",
        ),
    ],
)
def test_a_member_that_cannot_be_read_is_set_aside_alone(tmp_path: Path, data: bytes, code: str) -> None:
    assert faults(tmp_path, data) == {f"a.zip/{PLAN}": code}


def test_a_link_in_an_archive_keeps_it_closed(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert faults(tmp_path, file.getvalue()) == {"a.zip": "E_ZIP_NAME"}


def test_extract_and_restore_go_through_archives_and_registers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.zip").write_bytes(packed(("b.csv", REGISTER.encode()), (LETTER, (CORPUS / LETTER).read_bytes())))
    assert main(["extract", str(tmp_path / "a.zip")]) == EXIT_DONE
    printed = capsys.readouterr()
    row, letter = map(json.loads, printed.out.splitlines())
    assert (row["document"]["symbol"], row["row"]) == ("12/KH-UBND", 2)
    assert [each["symbol"] for each in row["citations"]] == ["9-KH/TU"]
    assert letter["document"]["symbol"] == "9180/SVHTTDL-QLVH"
    assert "“Số ký hiệu”" in printed.err
    assert main(["restore", "--raw", str(tmp_path / "a.zip")]) == EXIT_DONE
    raw = capsys.readouterr().out
    (mention,) = row["citations"][0]["mentions"]
    assert raw[mention["start"] : mention["end"]] == mention["printed"] == "kế hoạch số 9-kh/tu"


def test_a_row_of_a_register_can_be_removed(tmp_path: Path) -> None:
    file, kg = tmp_path / "sổ.csv", tmp_path / "kg"
    file.write_text(f"{REGISTER}13/KH-UBND,06/03/2021,mở tủ sách\n,07/03/2021,về việc không có số\n", encoding="utf-8")
    assert build(kg, file) == EXIT_DONE
    assert main(["remove", "13/KH-UBND", "--kg", str(kg)]) == EXIT_DONE
    ids = [document["id"] for document in current_generation(kg).manifest["documents"]]
    assert ids == ["12-kh-ubnd_2021_so", "ve-viec-khong-co-so_2021_so"]
    graphs = current_generation(kg).manifest["graphs"]
    assert any(graph.endswith("/graph/register/file_so-csv") for graph in graphs)
