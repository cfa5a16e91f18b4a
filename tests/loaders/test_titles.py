"""What a title alone says, as registers list them: in small letters, without the document."""

import csv
import json
from pathlib import Path

import pytest

from loaders import capitals
from loaders.titles import read_title, with_capitals

OWN: list[tuple[str, dict[str, str]]] = [
    ("triển khai thực hiện quyết định số 06/qđ-ttg của thủ tướng chính phủ", {"06/QĐ-TTg": "implements"}),
    ("về việc thực hiện chỉ đạo của tỉnh ủy về thư viện tại thông báo số 61-tb/tu", {"61-TB/TU": "implements"}),
    ("v/v triển khai công văn số 4124/vpcp-kstt của văn phòng chính phủ", {"4124/VPCP-KSTT": "implements"}),
    (
        "triển khai các văn bản số 86/bđhqg ngày 01/3/2027 và số 40/cv-bcđ ngày 02/3/2027",
        {"86/BĐHQG": "implements", "40/CV-BCĐ": "implements"},
    ),
    ("triển khai thực hiện nghị quyết số 19-2027/nq-cp về thư viện", {"19-2027/NQ-CP": "implements"}),
    ("thực hiện luật thư viện số 46/2019/qh14", {"46/2019/QH14": "implements"}),
    (
        "ban hành kế hoạch thực hiện chương trình đọc sách của tỉnh giai đoạn 2026 - 2030 và chương trình số 22-ctr/tu",
        {"22-CTr/TU": "implements"},
    ),
    ("bãi bỏ quyết định số 24/2020/qđ-ubnd ngày 13/8/2020 về tủ sách", {"24/2020/QĐ-UBND": "cites"}),
    (
        "thu hồi các quyết định số: 33/qđ-ubnd ngày 24/10/2026, 35/qđ-ubnd",
        {"33/QĐ-UBND": "cites", "35/QĐ-UBND": "cites"},
    ),
    ("thu hồi đất làm thư viện tại quyết định số 33/qđ-ubnd", {"33/QĐ-UBND": "cites"}),
    ("hủy bỏ một phần nội dung quyết định số 54/2026/qđ-ubnd", {"54/2026/QĐ-UBND": "amends"}),
    ("điều chỉnh khoản 2 điều 1 tại quyết định số 67/qđ-ubnd của ubnd tỉnh về tủ sách", {"67/QĐ-UBND": "amends"}),
    ("bổ sung danh mục tủ sách tại quyết định số 38/qđ-ubnd", {"38/QĐ-UBND": "amends"}),
    ("đính chính phụ lục i kèm theo quyết định số 65/2026/qđ-ubnd", {"65/2026/QĐ-UBND": "amends"}),
    ("quy chế thư viện ban hành kèm theo quyết định số 65/2026/qđ-ubnd", {"65/2026/QĐ-UBND": "issued_with"}),
    ("bổ sung kinh phí để mở tủ sách theo quyết định số 38/qđ-ubnd", {"38/QĐ-UBND": "cites"}),
    (
        "bãi bỏ quyết định số 23/qđ-ubnd và điều chỉnh một số nội dung tại quyết định số 36/qđ-ubnd",
        {"23/QĐ-UBND": "cites", "36/QĐ-UBND": "amends"},
    ),
    ("tạm dừng thực hiện quyết định số 25/2026/qđ-ubnd về phí thư viện", {"25/2026/QĐ-UBND": "cites"}),
    ("sơ kết 03 năm thực hiện nghị quyết số 16/nq-cp về đọc sách", {"16/NQ-CP": "implements"}),
    ("góp ý dự thảo thông tư sửa đổi thông tư số 12/2026/tt-bnv", {"12/2026/TT-BNV": "cites"}),
    ("thành lập thư viện lưu động số 3 - hà châu", {}),
]  # fmt: skip


@pytest.mark.parametrize(("title", "told"), OWN)
def test_a_title_says_what_its_document_does(title: str, told: dict[str, str]) -> None:
    citations, _ = read_title(title)
    assert {citation.symbol: str(citation.relation) for citation in citations} == told


DETAILS = [
    ("bãi bỏ quyết định số 24/qđ-ubnd", "repeals"),
    ("thu hồi quyết định số 24/qđ-ubnd", "repeals"),
    ("báo cáo kết quả thực hiện nghị quyết số 35/nq-cp", "reviews"),
    ("thay thế quyết định số 24/qđ-ubnd", None),
    ("đính chính quyết định số 24/qđ-ubnd", "corrects"),
    ("hướng dẫn thực hiện quyết định số 24/qđ-ubnd", "guides"),
    ("tạm hoãn việc triển khai thực hiện công văn số 43/ubnd-nc", "suspends"),
    ("tình hình thực hiện nghị quyết số 35/nq-cp", "reviews"),
    ("phân bổ sách theo quyết định số 22/qđ-ttg", "based_on"),
]


@pytest.mark.parametrize(("title", "detail"), DETAILS)
def test_a_title_says_it_in_a_finer_word(title: str, detail: str | None) -> None:
    ((citation,), _) = read_title(title)
    assert citation.detail == detail


BETWEEN: list[tuple[str, dict[str, str], set[tuple[str, str, str]]]] = [
    (
        "triển khai chương trình số 92-ctr/tu ngày 23/11/2026 của tỉnh ủy thực hiện nghị quyết số 57-nq/tw",
        {"92-CTr/TU": "implements", "57-NQ/TW": "implements"}, {("92-CTr/TU", "implements", "57-NQ/TW")},
    ),
    (
        "triển khai nghị định số 97/2027/nđ-cp sửa đổi, bổ sung một số điều của nghị định số 81/2023/nđ-cp",
        {"97/2027/NĐ-CP": "implements", "81/2023/NĐ-CP": "cites"}, {("97/2027/NĐ-CP", "amends", "81/2023/NĐ-CP")},
    ),
    (
        "thực hiện luật số 08/2012/qh13 đã được sửa đổi, bổ sung bởi luật số 18/2017/qh14",
        {"08/2012/QH13": "implements", "18/2017/QH14": "cites"}, {("18/2017/QH14", "amends", "08/2012/QH13")},
    ),
    (
        "thực hiện nghị quyết số 11/nq-cp về chương trình đọc sách và triển khai nghị quyết số 43/2022/qh15",
        {"11/NQ-CP": "implements", "43/2022/QH15": "implements"}, set(),
    ),
    (
        "bãi bỏ quyết định số 21/qđ-ubnd về việc tạm dừng thực hiện quyết định số 25/qđ-ubnd",
        {"21/QĐ-UBND": "cites", "25/QĐ-UBND": "cites"}, set(),
    ),
    (
        "phổ biến kế hoạch số 15-kh/tu thực hiện nghị quyết số 57-nq/tw và nghị quyết số 59-nq/tw",
        {"15-KH/TU": "cites", "57-NQ/TW": "cites", "59-NQ/TW": "cites"},
        {("15-KH/TU", "implements", "57-NQ/TW"), ("15-KH/TU", "implements", "59-NQ/TW")},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("title", "told", "between"), BETWEEN)
def test_a_title_says_what_two_others_do(title: str, told: dict[str, str], between: set[tuple[str, str, str]]) -> None:
    citations, links = read_title(title)
    assert {citation.symbol: str(citation.relation) for citation in citations} == told
    assert {(link.source, str(link.relation), link.target) for link in links} == between


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("thực hiện quy định số 66-qđ/tw", "quy định"),
        ("thực hiện quyết định số 66-qđ/tw", "quyết định"),
        ("thực hiện nghị quyết số 43/2022/qh15", "nghị quyết"),
        ("thực hiện luật số 80/2025/qh15", "luật"),
        ("thực hiện chương trình hành động số 81-ctr/tu", "chương trình hành động"),
        ("thực hiện chương trình số 81-ctr/tu", "chương trình"),
        ("thực hiện kế hoạch hành động số 81-kh/tu", "kế hoạch"),
        ("thực hiện nghị quyết hành động số 81-nq/tu", "nghị quyết"),
    ],
)
def test_the_kind_is_the_one_printed_where_the_code_leaves_it_open(title: str, kind: str) -> None:
    ((citation,), _) = read_title(title)
    assert citation.kind == kind


def test_its_own_symbol_and_offsets_count_in_the_title() -> None:
    title = "kế hoạch số 5/kh-ubnd thực hiện nghị quyết số 68/nq-cp"
    ((citation,), _) = read_title(title, own="5/KH-UBND")
    assert citation.mentions[0].span.of(title) == "nghị quyết số 68/nq-cp"


@pytest.mark.parametrize("title", ["chia 1/2 số sách", "năm 2026-2030", "lô a-17-cn", "hướng dẫn 24/7", ""])
def test_what_is_no_symbol_keeps_its_letters(title: str) -> None:
    assert with_capitals(title) == title


def test_the_subjects_of_a_real_register_are_read(root: Path, shared: Path) -> None:
    """Labels of `benchmarks/gold/binhduong_subjects.json`: what each subject does with what it names by symbol."""
    with (shared / "data" / "registers" / "binhduong.csv").open(encoding="utf-8") as lines:
        register = list(csv.DictReader(lines))
    labels = json.loads((root / "benchmarks" / "gold" / "binhduong_subjects.json").read_text(encoding="utf-8"))
    want: set[tuple[int, str, str]] = set()
    got: set[tuple[int, str, str]] = set()
    for row in labels["rows"]:
        subject = register[int(row["row"])]
        citations, _ = read_title(" ".join(subject["trich_yeu"].split()), subject["so_ky_hieu"])
        got |= {(row["row"], each.symbol, str(each.relation)) for each in citations if each.symbol}
        want |= {(row["row"], each["symbol"], each["relation"]) for each in row["cites"] if each["symbol"]}
    assert len(got & want) / len(got) >= 0.98
    assert len(got & want) / len(want) >= 0.95


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("triển khai thi hành luật thư viện trên địa bàn tỉnh", "triển khai thi hành luật Thư viện trên địa bàn tỉnh"),
        ("thi hành bộ luật hàng hải", "thi hành bộ luật Hàng hải"),
        ("thi hành pháp luật về đọc sách", "thi hành pháp luật về đọc sách"),
        ("thi hành luật về đọc sách", "thi hành luật về đọc sách"),
    ],
)
def test_a_law_that_is_put_into_force_gets_its_capital(title: str, shown: str) -> None:
    assert capitals.with_capitals(title) == shown
