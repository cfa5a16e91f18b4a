"""Who does the work where a sentence begins with the work and names somebody only behind it."""

import pytest

from ontology.model import Document
from tests.loaders.conftest import Read

CLAUSES = [
    ("Các bể nước, vòi rửa do Công ty Cấp nước Sông Trà quản lý và thay lõi lọc.", ["Công ty Cấp nước Sông Trà"]),
    ("Các bể nước do Công ty Cấp nước Sông Trà quản lý phải có nắp.", []),
    ("Toàn bộ kệ sách, nhà kho kết hợp chỗ ở được Công an xã rà soát, lập danh sách.", ["Công an xã"]),
    ("Sau khi mở cửa, thay đổi giờ đọc phải được các thư viện cập nhật trong 05 ngày.", ["các thư viện"]),
    ("Dây điện cũ trong các phòng đọc đề nghị Điện lực khu vực thay, bó gọn.", ["Điện lực khu vực"]),
    ("Những điểm đọc chưa có điện, yêu cầu Điện lực Đồng Cát kéo dây.", ["Điện lực Đồng Cát"]),
    ("Công tác quảng bá, nhắc trả sách giao Ban Tuyên giáo và Dân vận Tỉnh ủy chủ trì.",
     ["Ban Tuyên giáo và Dân vận Tỉnh ủy"]),
    ("Việc theo dõi, kiểm đếm được giao Đảng ủy Bộ Y tế; hằng năm báo cáo.", ["Đảng ủy Bộ Y tế"]),
    ("Phần việc sơn lại tường thuộc về Hội Cựu chiến binh xã.", ["Hội Cựu chiến binh xã"]),
    ("Việc chọn sách cho thiếu nhi giao về Hội đồng trường quyết định.", ["Hội đồng trường"]),
    ("Nhiệm vụ quét dọn được giao cho các chi hội phụ nữ.", ["các chi hội phụ nữ"]),
    ("Thẻ bạn đọc đề nghị Công an xã phối hợp cấp theo mã định danh.", ["Công an xã"]),
    ("Hồ sơ mượn quá hạn chuyển Thư viện xã nhắc trả.", ["Thư viện xã"]),
    ("Học sinh được các trường tổ chức đến thư viện mỗi tháng một buổi.", ["các trường"]),
    ("Người cao tuổi được Trạm Y tế xã khám mắt ngay tại phòng đọc.", ["Trạm Y tế xã"]),
    ("Lịch mở cửa mới Thư viện xã phải niêm yết trước ngày 01/4/2026.", ["Thư viện xã"]),
    ("Hồ sơ thanh lý của Thư viện xã phải niêm yết.", []),
    ("Dán nhãn lại toàn bộ sách, Chi đoàn thôn Đông đảm nhận.", ["Chi đoàn thôn Đông"]),
    ("Đồng ý để Hội Cựu giáo chức mở lớp đọc miễn phí.", ["Hội Cựu giáo chức"]),
    ("Cơ sở vi phạm nhiều lần phải bị đình chỉ, không nể nang.", []),
    ("Phòng đọc hết chỗ thì mở hội trường.", []),
    ("Lớp tin học mở buổi tối, do Trung tâm Học tập cộng đồng đứng lớp.", ["Trung tâm Học tập cộng đồng"]),
    ("Công ty Môi trường Sông Trà hút bụi kho sách.", ["Công ty Môi trường Sông Trà"]),
    ("Danh mục sách đã được Ủy ban nhân dân tỉnh phê duyệt phải niêm yết công khai.", []),
    ("Thẻ làm tập trung từng thôn, có giấy hẹn giao cho chủ hộ.", []),
    ("Sách không còn dùng được phải đề nghị cấp có thẩm quyền thanh lý.", []),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "lead"), CLAUSES)
def test_who_does_the_work_may_stand_behind_it(plan: Read, clause: str, lead: list[str]) -> None:
    assert leads(plan(f"III. NHIỆM VỤ\n1. {clause}\n")) == [lead]


def test_the_members_of_a_body_do_what_it_is_asked_for(plan: Read) -> None:
    document = plan("IV. TỔ CHỨC THỰC HIỆN\n1. Ban Thường vụ Đảng ủy\n- Phân công Đảng ủy viên phụ trách từng thôn.\n")
    assert leads(document) == [["Ban Thường vụ Đảng ủy"]]


def test_those_whom_a_heading_speaks_towards_are_named_without_the_word(plan: Read) -> None:
    items = ("1. Công an xã:\n- Canh cổng thư viện.", "2. Trạm Y tế xã:\n- Mở tủ sách y.", "3. Đối với các quầy sách:")
    document = plan(
        "IV. TỔ CHỨC THỰC HIỆN\n" + "\n".join(items) + "\n- Trưởng khu vực thăm từng quầy.\n- Góp sách cũ.\n"
    )
    assert leads(document) == [["Công an xã"], ["Trạm Y tế xã"], ["Trưởng khu vực"], ["các quầy sách"]]


@pytest.mark.parametrize("name", [
    "Bộ phận tổ chức cán bộ", "Bộ phận một cửa", "Bộ phận kế toán", "Trưởng khu vực", "Trưởng tổ dân phố",
])  # fmt: skip
def test_parts_of_a_body_and_heads_of_places_are_whole_names(plan: Read, name: str) -> None:
    assert leads(plan(f"III. NHIỆM VỤ\n1. {name} đối chiếu thẻ bạn đọc.\n")) == [[name]]


def leads(document: Document) -> list[list[str]]:
    return [[party.name for party in task.lead] for task in document.tasks]
