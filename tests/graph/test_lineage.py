"""Which task carries out which: made-up clauses by hand, and the labelled pairs of real documents."""

import csv
from pathlib import Path

import pytest

from benchmarks.lineage.measure import find, starts_of
from graph.lineage import Clause, Link, find_links
from graph.lineages import above_of, collection_clauses
from graph.resolve import Collection, resolve
from loaders.pipeline import load
from ontology.identifiers import BASE

UPPER = (
    "Kiểm kê toàn bộ kho sách, trụ sở thư viện do cấp huyện cũ để lại, có phương án giao cho cấp xã quản lý.",
    "Lập bản đồ ngập lụt cho vùng hạ du hồ chứa nước Suối Bạc.",
    "Tổ chức quán triệt, triển khai thực hiện nghiêm túc Nghị quyết này.",
    "Đặt trạm đo mưa tự động ở đầu nguồn; thuê dân quân trực đê trong mùa lũ, trả công theo đêm.",
    (
        "Trong quá trình tổ chức thực hiện, các cơ quan, đơn vị, địa phương kịp thời báo cáo những khó khăn, "
        "vướng mắc, đề xuất giải pháp về cơ quan thường trực để tổng hợp, trình cấp có thẩm quyền xem xét, quyết định."
    ),
    "Sớm hoàn thành và phát huy hiệu quả Trung tâm dữ liệu quốc gia; xây dựng các trung tâm dữ liệu vùng.",
)
CASES = [
    pytest.param(UPPER[1], [(1, True)], id="word for word"),
    pytest.param(
        "Huyện kiểm kê kho sách, trụ sở thư viện cũ và giao cho các xã trong quý IV.", [(0, False)], id="its own"
    ),
    pytest.param("Mỗi xã đặt một trạm đo mưa tự động ở đầu nguồn suối.", [(3, False)], id="one sentence of two"),
    pytest.param(UPPER[2].replace("Nghị quyết", "Kế hoạch"), [], id="a formula"),
    pytest.param(
        "Bảo đảm tiến độ xây dựng Trung tâm dữ liệu quốc gia, đưa vào khai thác trong năm 2026.",
        [(5, False)],
        id="a name of common words",
    ),
    pytest.param("Bố trí ngân sách cho dữ liệu về đất đai.", [], id="a common word of that name"),
    pytest.param("Mua sách nông nghiệp cho tủ sách thôn.", [], id="one word in common"),
    pytest.param("Trồng mây dưới tán rừng phòng hộ, khoán cho từng hộ.", [], id="another thing"),
]
FLOORS = {"fit": (0.95, 0.84), "kept": (0.9, 0.75)}  # measured: 1.0 and 0.867, 0.934 and 0.770


def links(lower: str) -> list[Link]:
    above = [Clause(iri=f"u{at}", document="upper", text=text) for at, text in enumerate(UPPER)]
    more = [Clause(iri=f"o{at}", document="other", text=text) for at, text in enumerate(UPPER)]
    below = Clause(iri="l", document="lower", text=lower)
    return list(find_links([*above, *more, below], {"lower": frozenset({"upper"})}))


@pytest.mark.parametrize(("lower", "uppers"), CASES)
def test_a_task_is_linked_to_what_it_carries_out(lower: str, uppers: list[tuple[int, bool]]) -> None:
    assert [(link.upper, link.is_copy) for link in links(lower)] == [(f"u{at}", copy) for at, copy in uppers]


@pytest.mark.parametrize(("part", "expected"), [("content", [("u4", True)]), ("assignment", [])])
def test_common_words_are_taken_over_in_the_part_on_content_only(part: str, expected: list[tuple[str, bool]]) -> None:
    above = [Clause(iri="u4", document="upper", text=UPPER[4], part=part)]
    below = Clause(iri="l", document="lower", text=UPPER[4], part=part)
    found = find_links([*above, below], {"lower": frozenset({"upper"})})
    assert [(link.upper, link.is_copy) for link in found] == expected


def test_a_link_says_why() -> None:
    (link,) = links("Huyện kiểm kê kho sách, trụ sở thư viện cũ và giao cho các xã trong quý IV.")
    assert {"kiem", "ke", "kho"} <= set(link.shared)
    assert 0 <= link.score <= 1


def test_documents_that_do_not_carry_each_other_out_have_no_links() -> None:
    assert not list(
        find_links([Clause(iri="a", document="a", text=UPPER[0]), Clause(iri="b", document="b", text=UPPER[0])], {})
    )


@pytest.fixture(scope="module")
def collection(shared: Path, root: Path) -> Collection:
    paths = (
        *sorted((shared / "seeds").glob("*.txt")),
        shared / "corpus" / "57-NQ-TW.txt",
        shared / "corpus" / "03-NQ-CP.docx",
        *sorted((root / "examples" / "corpus").glob("*.txt")),
    )
    return resolve(load(path) for path in paths)


@pytest.fixture(scope="module")
def judged(collection: Collection, root: Path) -> list[tuple[str, bool, bool, str]]:
    """Return half, label, verdict and words of each labelled pair."""
    clauses = tuple(collection_clauses(collection, BASE))
    found = {(link.lower, link.upper) for link in find_links(clauses, above_of(collection, BASE))}
    symbols = {f"{BASE}document/{entry.id}": entry.document.header.symbol or "" for entry in collection.entries}

    starts = starts_of(collection)

    def named(symbol: str, start: str) -> str | None:
        clause = find(clauses, symbols, starts, symbol, int(start))
        return clause.iri if clause else None

    with (root / "benchmarks" / "lineage" / "pairs.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [
        (
            row["half"],
            row["label"] != "none",
            (lower, upper) in found,
            f"{row['lower']} {row['lower_start']} | {row['upper']} {row['upper_start']}",
        )
        for row in rows
        if (lower := named(row["lower"], row["lower_start"])) and (upper := named(row["upper"], row["upper_start"]))
    ]


def test_nearly_every_labelled_clause_is_still_read(judged: list[tuple[str, bool, bool, str]]) -> None:
    assert len(judged) >= 0.95 * 271


@pytest.mark.parametrize("half", FLOORS)
def test_precision_and_recall_on_labelled_pairs(half: str, judged: list[tuple[str, bool, bool, str]]) -> None:
    own = [row for row in judged if row[0] == half]
    hits = [row for row in own if row[1] and row[2]]
    false = [words for _, label, verdict, words in own if verdict and not label]
    missed = [words for _, label, verdict, words in own if label and not verdict]
    precision, recall = FLOORS[half]
    assert len(hits) / (len(hits) + len(false)) >= precision, false
    assert len(hits) / (len(hits) + len(missed)) >= recall, missed
