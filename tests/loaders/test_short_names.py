"""Documents named in short: the paper itself, and the only one of its kind that it cites."""

from collections.abc import Callable

import pytest

from loaders.short_names import own_mentions
from ontology.model import Document

Read = Callable[[str], Document]

PLAN = """ĐẢNG BỘ TỈNH HÀ CHÂU                    ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY XÃ VÂN SƠN
Số 16-KH/ĐU                    Vân Sơn, ngày 30 tháng 9 năm 2025

KẾ HOẠCH
thực hiện Kết luận số 81-KL/TW ngày 04/6/2025 của Bộ Chính trị về biển đảo

Căn cứ Kế hoạch số 15-KH/TU ngày 28/8/2025 của Ban Thường vụ Tỉnh ủy, Đảng ủy xã chỉ đạo như sau.{more}

I. NHIỆM VỤ
- {clause}
"""


def read_plan(read: Read, clause: str, more: str = "") -> Document:
    return read(PLAN.format(clause=clause, more=more))


@pytest.mark.parametrize(
    ("clause", "itself"),
    [
        ("Quán triệt Kế hoạch này đến chi bộ.", ["Kế hoạch này"]),
        ("Căn cứ Kế hoạch của Đảng ủy, các chi bộ xây dựng chương trình.", ["Kế hoạch của Đảng ủy"]),
        ("Căn cứ Kế hoạch của Ban Thường vụ Đảng ủy để làm.", ["Kế hoạch của Ban Thường vụ Đảng ủy"]),
        ("Báo cáo kết quả thực hiện Kế hoạch.", ["Kế hoạch"]),
        ("Đảng ủy ban hành Kế hoạch thực hiện như sau.", ["Kế hoạch"]),
        ("Chi bộ ban hành Kế hoạch thực hiện.", []),
        ("Sơ kết Nghị quyết này.", []),
        ("Phụ lục (kèm theo Kế hoạch số 16-KH/ĐU).", ["Kế hoạch số 16-KH/ĐU"]),
        ("Phụ lục (kèm theo Kế hoạch số 16-KH/ĐU ngày 30/9/2025).", ["Kế hoạch số 16-KH/ĐU"]),
        ("Tiếp tục Kế hoạch số 16-KH/ĐU ngày 02/3/2021 của Đảng ủy.", []),
        ("Căn cứ Kế hoạch của Tỉnh ủy để làm.", []),
        ("Căn cứ các kế hoạch của Đảng ủy để làm.", []),
    ],
)
def test_a_paper_names_itself(read: Read, clause: str, itself: list[str]) -> None:
    document = read_plan(read, clause)
    words = [span.of(document.source.raw) for span in own_mentions(document)]
    assert [each for each in words if each != HEADING] == itself
    assert words.count(HEADING) == 1


HEADING = "KẾ HOẠCH"
DECISION = """ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ CHÂU                       Độc lập - Tự do - Hạnh phúc
Số: 97/QĐ-UBND                     Hà Châu, ngày 30 tháng 9 năm 2025

QUYẾT ĐỊNH
{title}

ỦY BAN NHÂN DÂN
Căn cứ Luật Thủy sản;

QUYẾT ĐỊNH:
Điều 1. {clause}
Điều 2. Quyết
định này có hiệu lực từ ngày ký.
"""
ITSELF = ["QUYẾT ĐỊNH", "QUYẾT ĐỊNH", "Quyết\nđịnh này"]


@pytest.mark.parametrize(
    ("title", "clause", "itself"),
    [
        ("Phê duyệt Đề án nghề cá", "Nêu tại Đề án này.", ["Đề án này"]),
        (
            "Ban hành Chương trình hành động về nghề cá",
            "Nêu tại Chương trình  hành\nđộng này.",
            ["Chương trình  hành\nđộng này"],
        ),
        ("Về Kế hoạch thực hiện Đề án nghề cá", "Mục tiêu của Kế hoạch.", ["Kế hoạch"]),
        ("Về Kế hoạch thực hiện Đề án nghề cá", "Nêu tại Đề án này.", []),
        ("Về việc giao đất", "Nêu tại Đề án này.", []),
    ],
)
def test_what_a_paper_issues_is_meant_as_the_paper(read: Read, title: str, clause: str, itself: list[str]) -> None:
    document = read(DECISION.format(title=title, clause=clause))
    words = [span.of(document.source.raw) for span in own_mentions(document)]
    assert sorted(words) == sorted([*ITSELF, *itself])


ANOTHER = " Căn cứ Kết luận số 90-KL/TW ngày 12/9/2025 của Ban Bí thư về nghề cá."


@pytest.mark.parametrize(
    ("clause", "more", "symbol", "words"),
    [
        ("Tổ chức tốt việc đã nêu trong Kết luận.", "", "81-KL/TW", "Kết luận"),
        ("Tổ chức tốt việc đã nêu trong Kết luận.", ANOTHER, "81-KL/TW", "Kết luận"),
        ("Việc thực hiện Kết luận vẫn còn chậm.", "", "81-KL/TW", "Kết luận"),
        ("Việc nêu trong Kết luận còn chậm, nay theo Kết luận số 91-KL/TW.", "", "81-KL/TW", "Kết luận"),
        ("Làm theo Kế hoạch của Tỉnh ủy trong năm.", "", "15-KH/TU", "Kế hoạch của Tỉnh ủy"),
        ("Báo cáo việc thực hiện Kế hoạch.", "", "15-KH/TU", None),
        ("Tổ chức các Kết luận.", "", "81-KL/TW", None),
        ("Nêu trong kết luận.", "", "81-KL/TW", None),
        ("Tổ chức tốt việc đã nêu trong Kết luận.", ANOTHER, "90-KL/TW", None),
    ],
)
def test_a_kind_alone_is_the_one_that_is_cited(
    read: Read, clause: str, more: str, symbol: str, words: str | None
) -> None:
    citations = {citation.symbol: citation for citation in read_plan(read, clause, more).citations}
    short = [mention.printed for mention in citations[symbol].mentions if not any(map(str.isdigit, mention.printed))]
    assert short == ([words] if words else [])


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("Làm theo Chương trình hành động của Ban Thường vụ Tỉnh ủy trong năm.", True),
        ("Làm theo Chương trình hành động của Huyện ủy trong năm.", False),
        ("Làm theo Đề án của Ban Thường vụ Tỉnh ủy trong năm.", False),
    ],
)
def test_what_is_issued_with_a_decision_is_meant_by_its_own_kind(read: Read, clause: str, *, found: bool) -> None:
    more = (
        " Căn cứ Chương trình hành động ban hành kèm theo Quyết định số 118-QĐ/TU ngày 15/5/2025"
        " của Ban Thường vụ Tỉnh ủy."
    )
    citations = {citation.symbol: citation for citation in read_plan(read, clause, more).citations}
    printed = [mention.printed for mention in citations["118-QĐ/TU"].mentions]
    assert any(words.startswith("Chương trình hành động của") for words in printed) is found
