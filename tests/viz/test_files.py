"""What a collection is exported to, opened again by what people open it with."""

import csv
import io
import json
import re
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from cli.export import TABLES
from cli.main import main
from graph.excerpt import excerpt
from graph.generations import current_generation
from graph.store import Store
from ontology.folding import search_key
from queries.documents import find_documents
from queries.selection import AreaNotFoundError, select_documents
from viz.files.kinds import KINDS
from viz.files.separated import write_separated
from viz.files.workbook import Link, Sheet, write_workbook

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"

Export = Callable[..., Path]
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "  =1", "＝1+1", "＋1", "－1", "＠A1"]


@pytest.fixture(scope="module")
def export(kg: Path, tmp_path_factory: pytest.TempPathFactory) -> Export:
    """Return a function that exports the collection and returns the file."""
    folder = tmp_path_factory.mktemp("exports")

    def write(name: str, form: str, *options: str) -> Path:
        out = folder / name
        if not out.exists():
            status = main(
                ["export", "--kg", str(kg), "--format", form, "--as-of", "2027-01-15", *options, "--out", str(out)]
            )
            assert status == 0
        return out

    return write


@pytest.fixture(scope="module")
def store(kg: Path) -> Store:
    return current_generation(kg).store()


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def links(book: Workbook) -> list[tuple[str, object, object]]:
    """Return every link of a workbook: its sheet, its words, and the cell that it leads to."""
    found: list[tuple[str, object, object]] = []
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is not None:
                    target, _, place = str(cell.hyperlink.location).rpartition("!")
                    found.append((sheet.title, cell.value, book[target.strip("'")][place].value))
    return found


def test_the_commands_tables_are_the_kinds() -> None:
    assert set(TABLES) == set(KINDS)


def test_csv_has_a_mark_and_the_letters(export: Export) -> None:
    data = export("tasks.csv", "csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = read_csv(data)
    named = {row["text"]: row for row in rows}
    row = named["Sở Khoa học và Công nghệ chủ trì xây dựng ba vườn ươm, hoàn thành trước ngày 31/12/2026."]
    assert (row["symbol"], row["path"], row["due"]) == ("45/KH-UBND", "II.1", "2026-12-31")
    assert row["lead"].startswith("Sở Khoa học và Công nghệ")
    assert "overdue" in row["rules"]  # as of a day on which it is late


def test_csv_into_a_folder_writes_every_table(export: Export) -> None:
    folder = export("all", "csv")
    assert {path.stem for path in folder.iterdir()} == set(KINDS)
    for path in folder.iterdir():
        heads = path.read_text(encoding="utf-8-sig").splitlines()[0]
        assert heads == ",".join(f'"{column.name}"' for column in KINDS[path.stem].columns)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_runs_in_a_spreadsheet(text: str) -> None:
    cells = next(csv.reader(io.StringIO(write_separated(["a"], [[text]]).decode("utf-8-sig").split("\r\n", 1)[1])))
    assert cells == [f"'{text}"]
    data = write_workbook([Sheet(name="a", heads=((text, 9),), rows=[(text,)])], "a")
    sheet = load_workbook(io.BytesIO(data))["a"]
    assert [(cell.data_type, cell.quotePrefix) for cell in sheet["A"]][1] == ("s", True)
    assert sheet["A1"].data_type == "s"


def test_libreoffice_shows_the_letters(tmp_path: Path, needs_tool: Callable[[str], str]) -> None:
    """What an office program makes of a file of formulas: it keeps each as it was written."""
    (tmp_path / "in").mkdir()
    data = write_workbook([Sheet(name="a", heads=(("a", 9),), rows=[(text,) for text in FORMULAS])], "a")
    (tmp_path / "in" / "book.xlsx").write_bytes(data)
    (tmp_path / "in" / "table.csv").write_bytes(write_separated(["a"], [[text] for text in FORMULAS]))
    for name in ("book.xlsx", "table.csv"):
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        office = [needs_tool("soffice"), profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path)]
        subprocess.run([*office, str(tmp_path / "in" / name)], check=True, capture_output=True, timeout=120)
    for name in ("book.fods", "table.fods"):
        written = (tmp_path / name).read_text(encoding="utf-8")
        assert "table:formula" not in written
        assert written.count('office:value-type="string"') == len(FORMULAS) + 1


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_csv_gives_back_every_text(text: str) -> None:
    data = write_separated(["a", "n"], [[text, -3]]).decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(data, newline=""))
    assert (head, row[0].removeprefix("'"), row[1]) == (["a", "n"], text.removeprefix("'"), "-3")
    assert data.split("\r\n", 1)[1].startswith('"')


def test_the_workbook_has_a_sheet_a_kind(export: Export) -> None:
    book = load_workbook(export("all.xlsx", "xlsx"))
    assert book.sheetnames[:8] == [
        *("Tổng quan", "Văn bản", "Nhiệm vụ", "Phân công", "Thời hạn", "Chỉ tiêu", "Phát hiện", "Quan hệ"),
    ]
    for sheet in book:
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref is not None
        assert {column.width for column in sheet.column_dimensions.values()} != {None}
        assert [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    heads = [cell.value for cell in book["Nhiệm vụ"][1]]
    rows = [
        dict(zip(heads, (cell.value for cell in row), strict=True)) for row in book["Nhiệm vụ"].iter_rows(min_row=2)
    ]
    due = next(row["Thời hạn"] for row in rows if row["Mục"] == "II.1")
    assert due.date().isoformat() == "2026-12-31"  # a day, not its letters
    assert {row["Định kỳ"] for row in rows} == {None, "6 tháng một lần"}


def test_links_of_the_workbook_lead_to_what_they_name(export: Export) -> None:
    found = links(load_workbook(export("all.xlsx", "xlsx")))
    assert ("Nhiệm vụ", "45/KH-UBND", "45/KH-UBND") in found
    leading = [(words, reached) for sheet, words, reached in found if sheet != "Tổng quan" and "II." not in str(words)]
    assert [words for words, reached in leading if words != reached and not str(words).isdigit()] == []


def test_the_workbook_speaks_english_and_is_the_same_twice(kg: Path, tmp_path: Path) -> None:
    outs = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for out in outs:
        assert main(["export", "--kg", str(kg), "--format", "xlsx", "--lang", "en", "--out", str(out)]) == 0
    assert load_workbook(outs[0]).sheetnames[:3] == ["Overview", "Documents", "Tasks"]
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_the_database_joins_and_finds_words_without_marks(export: Export) -> None:
    connection = sqlite3.connect(export("kg.db", "sqlite"))
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    led = connection.execute(
        "SELECT d.symbol, t.path FROM assignments a JOIN tasks t ON t.id = a.task "
        "JOIN documents d ON d.id = t.document "
        "JOIN agencies g ON g.id = a.agency WHERE a.role = 'lead' AND g.name LIKE 'Sở Khoa học và Công nghệ%'"
    ).fetchall()
    assert led == [("45/KH-UBND", "II.1")]
    for words in ("quy hoach dat", "quy hoạch đất", "QUY HOẠCH ĐẤT", "quy hoạch dat"):
        found = connection.execute("SELECT count(*) FROM tasks_fts WHERE tasks_fts MATCH ?", [words]).fetchone()
        assert (words, found) == (words, (2,))
    assert connection.execute("SELECT value FROM about WHERE name = 'As of'").fetchone() == ("2027-01-15",)
    connection.close()


def test_the_network_has_typed_and_labelled_nodes(export: Export) -> None:
    graph = nx.read_graphml(export("kg.graphml", "graphml"))
    assert {data["class"] for _, data in graph.nodes(data=True)} == {"documents", "tasks", "agencies"}
    assert all(data["label"] for _, data in graph.nodes(data=True))
    plan = next(data for _, data in graph.nodes(data=True) if data["label"] == "45/KH-UBND")
    assert (plan["in_collection"], plan["tasks"], plan["issuer"]) == (True, 3, "Ủy ban nhân dân tỉnh Lam Sơn")
    said = {
        (graph.nodes[source]["label"], data["relation"], graph.nodes[target]["label"])
        for source, target, data in graph.edges(data=True)
    }
    assert ("45/KH-UBND", "implements", "90-NQ/TW") in said
    assert {relation for _, relation, _ in said} >= {"implements", "set_out_in", "lead"}


def test_gephi_reads_the_network_whole(export: Export) -> None:
    """Hold the file to GraphML's schema and to what Gephi's importer does with ids and keys."""
    root = ET.parse(export("kg.graphml", "graphml")).getroot()  # noqa: S314 - of our own making
    keys = {each.get("id"): each for each in root.iter(f"{GRAPHML}key")}
    nodes = [each.get("id") or "" for each in root.iter(f"{GRAPHML}node")]
    edges = list(root.iter(f"{GRAPHML}edge"))
    assert {each.get("attr.type") for each in keys.values()} <= {"boolean", "int", "long", "float", "double", "string"}
    assert not {"d3", "d7"} & keys.keys()  # Gephi takes them for labels
    assert all(re.fullmatch(r"[\w.:-]+", each) for each in nodes)  # NMTOKEN
    assert len(set(nodes)) == len(nodes)
    assert len({each.get("id") for each in edges}) == len(edges) > len(nodes) // 2
    assert {end for each in edges for end in (each.get("source"), each.get("target"))} <= set(nodes)
    for kind in ("node", "edge"):
        named = [each.get("attr.name") for each in keys.values() if each.get("for") == kind]
        assert named.count("label") == 1
        assert len(set(named)) == len(named)
        assert not {"id", "x", "y", "z", "size", "r", "g", "b", "weight"} & {*named}  # what Gephi draws by
    assert [child.tag for child in root][-1] == f"{GRAPHML}graph"
    assert not list(root.iter(f"{GRAPHML}hyperedge"))
    assert not list(root.iter(f"{GRAPHML}port"))


def test_deadlines_keep_their_identity(export: Export, kg: Path, tmp_path: Path) -> None:
    def uids(path: Path) -> list[str]:
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("UID:")]

    again = tmp_path / "again.ics"
    options = ["--cascade", "45/KH-UBND", "--lang", "en"]
    assert main(["export", "--kg", str(kg), "--format", "ics", *options, "--out", str(again)]) == 0
    assert len({*uids(export("kg.ics", "ics"))}) == 2  # one day, one rhythm
    assert uids(again) == uids(export("kg.ics", "ics"))


def test_an_excerpt_of_everything_is_everything(store: Store) -> None:
    whole = excerpt(store, [document.iri for document in find_documents(store)])
    for graph in store.graphs():
        if not graph.endswith("/graph/ontology"):  # it has nameless nodes
            assert whole.dump("nt", graph) == store.dump("nt", graph)
    assert len(whole) == len(store)


@pytest.mark.parametrize(
    ("options", "symbols"),
    [
        ({"root": "45/KH-UBND"}, ["16-KH/ĐU", "45/KH-UBND"]),
        ({"root": "16-KH/ĐU"}, ["16-KH/ĐU"]),
        ({"area": "xa tan an"}, ["16-KH/ĐU"]),
        ({"root": "90-NQ/TW", "area": "Tân An"}, ["16-KH/ĐU"]),
        ({"root": "16-KH/ĐU", "area": "xã Tân An"}, ["16-KH/ĐU"]),
    ],
)
def test_documents_of_a_cascade_and_an_area(store: Store, options: dict[str, str], symbols: list[str]) -> None:
    chosen = select_documents(store, **options)
    labels = {document.iri: document.label for document in find_documents(store)}
    assert sorted(labels[each] for each in chosen) == symbols
    inside = excerpt(store, chosen)
    assert sorted(each.label for each in find_documents(inside) if each.in_collection) == symbols


def test_what_is_above_an_area_holds_what_is_in_it(store: Store) -> None:
    labels = {document.iri: document.label for document in find_documents(store)}
    assert {"16-KH/ĐU", "45/KH-UBND"} <= {labels[each] for each in select_documents(store, area="tỉnh Lam Sơn")}
    with pytest.raises(AreaNotFoundError, match="tỉnh Lam Sơn"):
        select_documents(store, area="tỉnh Lam Sơ")


@pytest.mark.parametrize("form", ["ttl", "trig", "nq", "jsonld", "graphml", "csv", "xlsx", "ics", "sqlite", "html"])
def test_every_format_can_be_of_a_part(export: Export, form: str) -> None:
    whole, part = export(f"whole.{form}", form), export(f"part.{form}", form, "--cascade", "16-KH/ĐU")
    assert 0 < part.stat().st_size <= whole.stat().st_size
    assert part.read_bytes() != whole.read_bytes()


def test_a_part_names_what_lies_outside_and_says_nothing_of_it(export: Export) -> None:
    part = export("part.nq", "nq", "--cascade", "16-KH/ĐU")
    quads = list(pyoxigraph.parse(part.read_bytes(), format=pyoxigraph.RdfFormat.N_QUADS))
    said = {(quad.subject.value.rpartition("/id/")[2], quad.predicate.value.rpartition("#")[2]) for quad in quads}
    outside = {name for thing, name in said if thing == "document/45-kh-ubnd_2025_tinh-lam-son"}
    assert {"symbol", "title", "inCollection"} <= outside
    assert not any("45-kh-ubnd" in thing and "/task/" in thing for thing, _ in said)
    page = export("part.html", "html", "--cascade", "16-KH/ĐU").read_text(encoding="utf-8")
    assert "Chỉ một phần của kho" in page
    assert "Tuyên truyền sâu rộng" in page
    assert "Sở Khoa học và Công nghệ chủ trì" not in page


@pytest.mark.parametrize(
    "options", [["--cascade", "46/KH-UBND"], ["--area", "tỉnh Lam Sơ"], ["--table", "task"], ["--area", ""]]
)
def test_what_is_not_there_is_told(kg: Path, capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    try:
        status = main(["export", "--kg", str(kg), "--format", "csv", *options])
    except SystemExit as end:
        status = end.code
    assert status == 2
    assert capsys.readouterr().err


def test_long_texts_and_many_links_fit(tmp_path: Path) -> None:
    rows = [("x" * 40_000, Link(f"{number}", "b", 0)) for number in range(3)]
    data = write_workbook([Sheet(name="b", heads=(("t", 9), ("l", 9)), rows=rows)], "b")
    out = tmp_path / "b.xlsx"
    out.write_bytes(data)
    assert len(load_workbook(out)["b"]["A2"].value) == 32_767


def test_folded_words_are_those_of_the_desk(export: Export) -> None:
    connection = sqlite3.connect(export("kg.db", "sqlite"))
    folded = dict(connection.execute("SELECT name, folded FROM agencies"))
    connection.close()
    assert folded
    assert {name: search_key(name) for name in folded} == folded
    assert json.dumps(sorted(folded.values())).isascii()
