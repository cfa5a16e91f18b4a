"""Torn texts are read beside the clean documents that they name, and beside no others."""

import shutil
from pathlib import Path

import pytest

from cli.beside import read_beside
from cli.crew import Crew
from cli.main import main
from cli.reading import Cache, Reading
from cli.sources import Found
from graph.generations import current_generation
from loaders.pipeline import document_of, restored_text
from ontology.model import Contents, SourceText

# "cho gom" may be cho gồm, chợ gốm, cho gom …; what the clean document says of it decides.
CLEAN = """ĐẢNG CỘNG SẢN VIỆT NAM
Số 57-NQ/TW

NGHỊ QUYẾT
về nghề gốm

I. NHIỆM VỤ
1. Sở Công Thương chủ trì dựng lò bầu ở bản Tày, mở chợ gốm lò bầu.
2. Sở Công Thương dạy nghề lò bầu cho thợ gốm bản Tày, giữ men lò bầu.
"""
TORN = """DANG UY XA TAN HOA
So 12-KH/DU

KE HOACH
thuc hien Nghi quyet so 57-NQ/TW

I. NHIEM VU
1. Uy ban nhan dan xa chu tri dung lo bau o ban Tay va mo cho gom.
"""


def reading(name: str, raw: str) -> Reading:
    source = SourceText(name=name, sha256=(name * 64)[:64], raw=raw)
    document = document_of(source, restored_text(raw))
    contents = Contents(sha256=source.sha256, documents=(document,))
    return Reading(found=Found(path=Path(name), name=name, sha256=source.sha256), contents=contents)


def words(contents: Contents | None) -> str:
    return "".join(document.restored for document in contents.documents) if contents else ""


@pytest.mark.parametrize(
    ("symbol", "is_helped"), [pytest.param("57-NQ/TW", True, id="named"), pytest.param("58-NQ/TW", False, id="another")]
)
def test_a_torn_text_takes_the_words_of_the_clean_document_that_it_names(
    tmp_path: Path,
    symbol: str,
    is_helped: bool,  # noqa: FBT001 - a row of the table
) -> None:
    torn, clean = reading("torn.txt", TORN), reading("clean.txt", CLEAN.replace("57-NQ/TW", symbol))
    assert "chợ gốm" not in words(torn.contents)
    for order in ([torn, clean], [clean, torn]):
        read = {each.found.name: each.contents for each in read_beside(order, Cache(tmp_path), Crew().read)}
        assert ("chợ gốm" in words(read["torn.txt"])) is is_helped
        assert words(read["clean.txt"]) == words(clean.contents)
    assert (list(tmp_path.iterdir()) != []) is is_helped


def test_a_build_reads_again_only_what_names_a_new_clean_document(tmp_path: Path) -> None:
    papers, kg = tmp_path / "papers", tmp_path / "kg"
    papers.mkdir()
    (papers / "torn.txt").write_text(TORN)
    assert main(["build", str(papers), "--kg", str(kg), "--workers", "1"]) == 0
    alone = current_generation(kg).manifest["digest"]
    (papers / "clean.txt").write_text(CLEAN)
    assert main(["build", "--kg", str(kg), "--workers", "1"]) == 0
    both = current_generation(kg).manifest["digest"]
    before = {path.name: path.stat().st_mtime_ns for path in (kg / "cache").iterdir() if "-shapes-" not in path.name}
    assert len(before) == 3  # the torn text alone, beside the clean one, and the clean one
    (papers / "clean.txt").unlink()
    shutil.rmtree(kg / "cache")
    assert main(["build", str(papers), "--only", "--kg", str(kg), "--workers", "1"]) == 0
    assert current_generation(kg).manifest["digest"] == alone != both
