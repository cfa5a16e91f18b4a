"""Which lines of a document are clauses that ask somebody, and which lines belong to one clause."""

import pytest

from ontology.model import Document
from tests.loaders.conftest import Read


def texts(document: Document) -> list[str]:
    return [task.text for task in document.tasks]


@pytest.mark.parametrize(
    "line",
    [
        "Đồng chí Lê Văn Khôi, Bí thư Đảng ủy - Trưởng ban;",
        "Thiếu tá Mai Văn Khoa, Phó Trưởng Công an xã - Tổ phó;",
        "Trưởng các phòng: Tư pháp, Nội vụ, Tài chính - Ủy viên.",
        "Thành phần mỗi đoàn: 01 đồng chí lãnh đạo Ban Tổ chức Tỉnh ủy.",
        "Đồng chí Bí thư Đảng ủy: Trưởng ban.",
        "Đồng chí Trưởng Ban Xây dựng Đảng và đồng chí Trưởng phòng Nội vụ: Ủy viên.",
    ],
)
def test_who_is_on_a_committee_is_no_task(plan: Read, line: str) -> None:
    body = f"III. NHIỆM VỤ\n1. Công tác chỉ đạo\n- {line}\n- Phòng Nội vụ rà soát biên chế.\n"
    assert texts(plan(body)) == ["Phòng Nội vụ rà soát biên chế."]


@pytest.mark.parametrize("mark", ["- ", "a) ", "1. "])
@pytest.mark.parametrize(
    "line",
    [
        "Trưởng Ban Chỉ đạo: Phó Thủ tướng Chính phủ Lê Thành Khôi;",
        "Thứ trưởng Bộ Công an, Trung tướng Nguyễn Văn Khoa;",
        "Lãnh đạo Bộ Tư pháp;",
        "Đại diện lãnh đạo Ủy ban nhân dân tỉnh Hà Châu;",
        "Bà Trần Thị Mai, Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ;",
        "Mời đồng chí Chủ nhiệm Ủy ban Kinh tế và Tài chính của Quốc hội tham gia;",
        "Phó Thủ tướng Chính phủ Hồ Văn Phước, Trưởng Ban.",
    ],
)
def test_a_list_of_members_asks_nobody_though_its_heading_speaks_of_duties(read: Read, mark: str, line: str) -> None:
    document = read(
        "THỦ TƯỚNG CHÍNH PHỦ\nSố: 798/QĐ-TTg\n\nQUYẾT ĐỊNH\nVề việc kiện toàn Ban Chỉ đạo\n\nQUYẾT ĐỊNH:\n\n"
        "Điều 1. Kiện toàn Ban Chỉ đạo thực hiện nhiệm vụ phát triển thư viện, gồm các thành viên sau đây:\n"
        f"{mark}{line}\nĐiều 2. Giao Bộ Nội vụ rà soát biên chế thư viện.\n"
    )
    assert texts(document) == ["Giao Bộ Nội vụ rà soát biên chế thư viện."]


@pytest.mark.parametrize(
    "clause",
    [
        "Ban Thường vụ Huyện ủy quyết định thành lập Ban Chỉ đạo gồm: đồng chí Bí thư, Trưởng ban.",
        "Chương trình hành động này bổ sung Chương trình số 19-CTr/HU của Huyện ủy.",
        "Chủ đề: “Mỗi thôn một tủ sách”.",
        "Trong quá trình thực hiện, những nội dung cần bổ sung sẽ được Ban Thường vụ Huyện ủy xem xét, quyết định.",
        "Thời gian: từ ngày 20/5/2026 đến ngày 20/8/2026.",
        "Chính phủ thống nhất đánh giá: tình hình tiếp tục ổn định.",
        "Mục tiêu cho quý IV và cả năm: tăng thêm 12 thư viện.",
        "Dự toán tổng kinh phí giai đoạn 2026 - 2030 là 6,2 tỷ đồng, trong đó ngân sách xã 1,5 tỷ đồng.",
        "Nguồn xã hội hóa, tài trợ của các tổ chức, cá nhân trong và ngoài nước.",
        "Sửa đổi, bổ sung khoản 2 Điều 4 Nghị quyết số 07/NQ-HĐND năm 2024: thay “ba tủ sách” bằng “bốn tủ sách”.",
        "Nghị quyết này cụ thể hóa một phần Nghị quyết của Đại hội và được phổ biến đến chi bộ.",
        "Kế hoạch này áp dụng cho các thư viện công lập.",
        "Thừa lệnh Chủ tịch tỉnh, Văn phòng thông báo để các đơn vị biết, thực hiện./.",
    ],
)
def test_what_is_told_but_not_asked_is_no_task(plan: Read, clause: str) -> None:
    assert texts(plan(f"III. NHIỆM VỤ\n1. {clause}\n2. Phòng Nội vụ rà soát biên chế.\n")) == [
        "Phòng Nội vụ rà soát biên chế."
    ]


@pytest.mark.parametrize(
    "clause",
    [
        "Thành lập Ban Chỉ đạo mở thư viện ở các xã.",
        "Đồng chí Lê Văn Khôi, Bí thư Đảng ủy trực tiếp chỉ đạo mở thư viện.",
        "Thời gian mở cửa thư viện được kéo dài thêm hai giờ.",
        "Lãnh đạo Phòng Nội vụ rà soát biên chế thư viện.",
        "Đồng chí Lê Văn Khôi, Ủy viên Ban Thường vụ, phụ trách xã Tân Hòa.",
        "Văn phòng thông báo lịch mở cửa để bạn đọc biết.",
        "Nguồn sách do các xã bố trí trong dự toán hằng năm.",
    ],
)
def test_what_only_looks_like_it_is_a_task(plan: Read, clause: str) -> None:
    assert texts(plan(f"III. NHIỆM VỤ\n1. {clause}\n2. Phòng Nội vụ rà soát biên chế.\n"))[0] == clause


@pytest.mark.parametrize("mark", ["", "- ", "+ "])
def test_lines_that_say_who_and_when_belong_to_the_clause_above(plan: Read, mark: str) -> None:
    document = plan(
        "III. NHIỆM VỤ\n1. Mở thư viện\n1.1. Xây dựng danh mục sách cho thư viện thôn.\n"
        f"{mark}Đơn vị chủ trì: Sở Văn hóa, Thể thao và Du lịch.\n{mark}Đơn vị phối hợp: Sở Nội vụ.\n"
        f"{mark}Thời gian hoàn thành: Tháng 8/2026.\n1.2. Sở Tài chính mua sách cho các thôn.\n"
    )
    first, second = document.tasks
    assert [party.name for party in first.lead] == ["Sở Văn hóa, Thể thao và Du lịch"]
    assert [party.name for party in first.coordinate] == ["Sở Nội vụ"]
    assert [deadline.due for deadline in first.due] == ["2026-08-31"]
    assert second.text == "Sở Tài chính mua sách cho các thôn."


def test_brackets_below_a_clause_say_who_does_it(plan: Read) -> None:
    body = (
        "II. NHIỆM VỤ\n1. Mở tủ sách ở bến đò.\n\n(Chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính; thời gian: tháng "
        "5/2026)\n\n2. Kê lại giá sách cũ.\n\n(Hội Nông dân xã chủ trì; thời gian: thường xuyên)\n"
    )
    first, second = plan(body).tasks
    assert [party.name for party in first.lead] == ["Sở Nội vụ"]
    assert [party.name for party in first.coordinate] == ["Sở Tài chính"]
    assert [day.due for day in first.due] == ["2026-05-31"]
    assert [party.name for party in second.lead] == ["Hội Nông dân xã"]


def test_a_task_may_stand_on_numbered_lines(plan: Read) -> None:
    body = (
        "II. NHIỆM VỤ\n1. Tên nhiệm vụ: Xây dựng Đề án tủ sách.\n2. Cơ quan chủ trì: Sở Nội vụ.\n"
        "3. Cơ quan phối hợp: Các sở.\n4. Thời gian hoàn thành: Quý IV/2026.\n"
    )
    (task,) = plan(body).tasks
    assert [party.name for party in task.lead] == ["Sở Nội vụ"]
    assert [party.name for party in task.coordinate] == ["Các sở"]
    assert [day.due for day in task.due] == ["2026-12-31"]


def test_letters_and_parts_are_marked_as_offices_mark_them(plan: Read) -> None:
    document = plan(
        "C. NHIỆM VỤ\n1. Mở thư viện\na- Phòng Nội vụ rà soát biên chế.\nb- Phòng Tài chính mua sách.\n"
        "Đ. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ theo dõi việc thực hiện Kế hoạch.\n"
    )
    assert [(task.path, task.section) for task in document.tasks] == [
        ("C.1.a", "content"), ("C.1.b", "content"), ("Đ.1", "assignment"),
    ]  # fmt: skip


def test_a_paragraph_that_closes_the_document_asks_whatever_part_it_stands_in(plan: Read) -> None:
    closing = "Quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo Ủy ban nhân dân tỉnh xem xét."
    document = plan(
        "III. NHIỆM VỤ\n1. Sở Nội vụ rà soát biên chế.\nIV. KHEN THƯỞNG\n"
        f"Tập thể có mô hình hay được tặng Bằng khen.\n{closing}\n"
    )
    assert texts(document) == ["Sở Nội vụ rà soát biên chế.", closing]


def test_doubts_that_somebody_hands_on_are_a_task(plan: Read) -> None:
    clause = "Trong quá trình thực hiện, các vướng mắc do các đơn vị gặp phải gửi về Sở Nội vụ để xem xét, giải quyết."
    assert texts(plan(f"III. NHIỆM VỤ\n1. {clause}\n")) == [clause]


@pytest.mark.parametrize(
    "closing",
    ["Định kỳ 6 tháng, các đơn vị báo cáo về Sở Nội vụ.", "Kết quả thực hiện, các đơn vị gửi về Sở Nội vụ."],
)
def test_a_closing_paragraph_asks_for_reports(plan: Read, closing: str) -> None:
    body = f"III. NHIỆM VỤ\n1. Sở Y tế mở tủ sách.\n\nKế hoạch này thay thế Kế hoạch số 12/KH-UBND.\n\n{closing}"
    (*_, task) = plan(body).tasks
    assert (task.text, [party.name for party in task.lead]) == (closing, ["các đơn vị"])


def test_what_is_replaced_and_then_asked_is_a_task(plan: Read) -> None:
    clause = "Kế hoạch này thay thế Kế hoạch số 12/KH-UBND. Giao Sở Nội vụ theo dõi."
    assert texts(plan(f"III. NHIỆM VỤ\n1. {clause}\n")) == [clause]


def test_a_paragraph_that_gives_the_whole_to_somebody_asks_though_no_part_is_open(read: Read) -> None:
    closing = "Giao Phòng Nội vụ theo dõi, đôn đốc việc thực hiện Chỉ thị; định kỳ 6 tháng báo cáo."
    document = read(
        "ỦY BAN NHÂN DÂN XÃ TÂN LỘC\nSố: 3/CT-UBND\n\nCHỈ THỊ\nVề việc đọc sách\n\nỦy ban nhân dân xã yêu cầu:\n"
        f"1. Phòng Tài chính mua sách.\n\nChỉ thị này có hiệu lực kể từ ngày ký.\n\n{closing}\n"
    )
    assert texts(document) == ["Phòng Tài chính mua sách.", closing]


def test_a_demand_in_a_notice_without_parts_opens_its_list(read: Read) -> None:
    document = read(
        "ỦY BAN NHÂN DÂN TỈNH HÀ CHÂU\nSố: 34/TB-UBND\n\nTHÔNG BÁO\nKết luận cuộc họp về thư viện\n\n"
        "Sau khi nghe báo cáo, Chủ tịch Ủy ban nhân dân tỉnh kết luận:\n1. Ghi nhận nỗ lực của các đơn vị.\n"
        "2. Yêu cầu trong thời gian tới:\n- Sở Nội vụ rà soát biên chế.\n- Xử lý dứt điểm sách hỏng.\n"
    )
    assert texts(document) == ["Sở Nội vụ rà soát biên chế.", "Xử lý dứt điểm sách hỏng."]


@pytest.mark.parametrize(
    ("heading", "items"),
    [
        ("II. NỘI DUNG TUYÊN TRUYỀN", 0),
        ("II. QUYỀN HẠN CỦA BAN CHỈ ĐẠO", 0),
        ("II. NHIỆM VỤ, QUYỀN HẠN", 1),
        ("II. NỘI DUNG, NHIỆM VỤ TUYÊN TRUYỀN", 1),
        ("II. HÌNH THỨC VÀ THỜI GIAN", 0),
    ],
)
def test_topics_of_information_are_no_tasks(plan: Read, heading: str, items: int) -> None:
    assert len(plan(f"{heading}\n1. Ý nghĩa của việc đọc sách; những thư viện tiêu biểu.\n").tasks) == items


@pytest.mark.parametrize("heading", ["II. NỘI DUNG TUYÊN TRUYỀN", "II. HÌNH THỨC TUYÊN TRUYỀN, VẬN ĐỘNG"])
def test_what_begins_with_a_verb_is_asked_among_topics_too(plan: Read, heading: str) -> None:
    body = f"{heading}\n1. Ý nghĩa của việc đọc sách.\n2. Phổ biến quy định về mượn sách.\n"
    assert texts(plan(body)) == ["Phổ biến quy định về mượn sách."]


def test_lines_as_long_as_wrapped_ones_are_paragraphs_where_each_ends_a_sentence(plan: Read) -> None:
    first = (
        "Duy trì việc mở cửa thư viện vào ngày nghỉ; khuyến khích người dân đọc sách tại nhà văn hóa thôn và trường."
    )
    second = "Tổ quản lý thư viện các thôn phối hợp với Đoàn Thanh niên xã hướng dẫn người già mượn sách và trả sách."
    third = "Các trường học trong xã mở cửa thư viện cho người dân vào đọc sách trong những ngày nghỉ của học sinh xã."
    assert texts(plan(f"III. NHIỆM VỤ\n1. Về thư viện\n{first}\n{second}\n2. Về trường học\n{third}\n")) == [
        first, second, third,
    ]  # fmt: skip


def test_a_step_that_only_has_a_name_heads_what_follows(plan: Read) -> None:
    document = plan(
        "III. NỘI DUNG\nBước 1. Chuẩn bị\n- Sở Nội vụ rà soát kho sách cũ.\n\n"
        "Bước 2. Mở cửa\n- Sở Y tế mở tủ sách mới.\n"
    )
    assert texts(document) == ["Sở Nội vụ rà soát kho sách cũ.", "Sở Y tế mở tủ sách mới."]
