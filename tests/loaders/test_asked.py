"""What a clause asks: its verb, the verb's object, and its kind; and how the JSON tells it."""

from collections.abc import Callable

import pytest

from loaders.asked import asked
from loaders.extraction import extraction
from ontology.model import Document

Read = Callable[[str], Document]

CLAUSES = [
    ("Báo cáo kết quả thực hiện về Sở Nội vụ.", "báo cáo", "kết quả thực hiện về Sở Nội vụ", "report"),
    ("Thường xuyên kiểm tra việc đọc sách.", "kiểm tra", "việc đọc sách", "inspect"),
    ("Tham mưu quy chế thư viện; hoàn thành trong quý II/2026.", "tham mưu", "quy chế thư viện", "advise"),
    ("Tuyên truyền về văn hóa đọc.", "tuyên truyền", "về văn hóa đọc", "communicate"),
    ("Bố trí kinh phí mua sách trước ngày 30/6/2026.", "bố trí", "kinh phí mua sách", "fund"),
    ("Tập huấn người làm thư viện.", "tập huấn", "người làm thư viện", "train"),
    ("Hướng dẫn các trường mở thư viện.", "hướng dẫn", "các trường mở thư viện", "guide"),
    ("Xây dựng tủ sách tại từng thôn.", "xây dựng", "tủ sách tại từng thôn", "do"),
    ("Mở lớp đọc sách, hoàn thành trước tháng 6/2026.", "mở", "lớp đọc sách", "do"),
    ("Trong vòng 30 ngày, các xã phải ban hành kế hoạch.", "ban hành", "kế hoạch", "do"),
    ("Định kỳ 6 tháng, tiến hành sơ kết việc đọc sách.", "sơ kết", "việc đọc sách", "inspect"),
    ("Sách hay.", None, None, "do"),
]


@pytest.mark.parametrize(("clause", "verb", "governed", "kind"), CLAUSES)
def test_a_clause_asks_with_a_verb(clause: str, verb: str | None, governed: str | None, kind: str) -> None:
    what = asked(clause)
    assert (what.verb, what.object, what.kind) == (verb, governed, kind)


def test_names_hold_no_verbs() -> None:
    clause = "Sở Xây dựng chủ trì, phối hợp với Sở Giáo dục và Đào tạo rà soát quỹ đất."
    assert asked(clause, ["Sở Xây dựng", "Sở Giáo dục và Đào tạo"]).verb == "rà soát"


def test_the_object_tells_nobody_from_somebody_who_could_not_be_read(plan: Read) -> None:
    document = plan("III. NHIỆM VỤ\n- Xây dựng tủ sách.\n- Nhóm bạn sách chủ trì việc đọc sách tại thôn.")
    nobody, unread = extraction(document, "x")["tasks"]
    assert (nobody["lead"], nobody["unread_lead"]) == ([], None)
    assert unread["lead"] == []
    place = unread["unread_lead"]
    assert document.source.raw[place["start"] : place["end"]] == "Nhóm bạn sách"
