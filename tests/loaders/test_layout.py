"""Lines to items to a tree: the marks of Decree 30/2020/NĐ-CP and Guide 36-HD/VPTW, whole and torn."""

import pytest

from loaders.layout import Mark, items_of, lines_of, mark_of
from loaders.sections import Node, part_of, tree_of, walk
from loaders.text import one_line, text_of

MARKS = [
    pytest.param("I. MỤC ĐÍCH, YÊU CẦU", Mark.ROMAN, "I", id="part"),
    pytest.param("II- NHIỆM VỤ", Mark.ROMAN, "II", id="part of the Party"),
    pytest.param("II1. TỔ CHỨC THỰC HIỆN", Mark.ROMAN, "II1", id="1 read for I"),
    pytest.param("lV. TỔ CHỨC THỰC HIỆN", Mark.ROMAN, "lV", id="l read for I"),
    pytest.param("Vv. TỔ CHỨC THỰC HIỆN", Mark.ROMAN, "Vv", id="v read twice"),
    pytest.param("A. PHẦN CHUNG", Mark.CAPITAL, "A", id="capital letter"),
    pytest.param("Điều 3. Trách nhiệm thi hành", Mark.ARTICLE, "3", id="article"),
    pytest.param("Phần thứ nhất", Mark.DIVISION, "Phần thứ nhất", id="division"),
    pytest.param("1. Sở Nội vụ", Mark.NUMBER, "1", id="number"),
    pytest.param("1.2. Sở Nội vụ", Mark.NUMBER, "1.2", id="number of two"),
    pytest.param("2.1 Chuyển đổi số", Mark.NUMBER, "2.1", id="number of two without a full stop"),
    pytest.param("3- Tuyên truyền", Mark.NUMBER, "3", id="number with a hyphen"),
    pytest.param("4/ Sở Nội vụ", Mark.NUMBER, "4", id="number with a stroke"),
    pytest.param("4, Về nước sạch", Mark.NUMBER, "4", id="a full stop read as a comma"),
    pytest.param("4,5 triệu đồng", Mark.NONE, "", id="a sum is no number of an item"),
    pytest.param("Ill- Tổ chức thực hiện", Mark.ROMAN, "Ill", id="a bent part in small letters"),
    pytest.param("I QUAN ĐIỂM", Mark.ROMAN, "I", id="a part whose sign is lost"),
    pytest.param("I QUYỂN SÁCH", Mark.NONE, "", id="no part, and no sign"),
    pytest.param("Ill- Sách của thư viện", Mark.NONE, "", id="what heads no part is none"),
    pytest.param("15/5 là hạn cuối", Mark.NONE, "", id="day and month"),
    pytest.param("a) Xây dựng kế hoạch", Mark.LETTER, "a", id="letter"),
    pytest.param("b/ Xây dựng kế hoạch", Mark.LETTER, "b", id="letter with a stroke"),
    pytest.param("i) XÂY DỰNG KẾ HOẠCH", Mark.LETTER, "i", id="a letter before capitals is no Roman number"),
    pytest.param("đ) Xây dựng kế hoạch", Mark.LETTER, "đ", id="crossed d"),
    pytest.param("¢) Xây dựng kế hoạch", Mark.LETTER, "¢", id="cent for c"),
    pytest.param("- Xây dựng kế hoạch", Mark.DASH, "-", id="dash"),
    pytest.param("– Xây dựng kế hoạch", Mark.DASH, "–", id="en-dash"),
    pytest.param("• Xây dựng kế hoạch", Mark.DASH, "•", id="bullet"),
    pytest.param("+ Xây dựng kế hoạch", Mark.PLUS, "+", id="plus"),
    pytest.param("* Giai đoạn đầu", Mark.STAR, "*", id="star"),
    pytest.param("Xây dựng kế hoạch", Mark.NONE, "", id="paragraph"),
    pytest.param("57-NQ/TW ngày 22/12/2024", Mark.NONE, "", id="a symbol is no number"),
    pytest.param("2025. Đồng thời, các xã", Mark.NONE, "", id="a year is no number"),
    pytest.param("30/6/2026.", Mark.NONE, "", id="a day is no number"),
    pytest.param("80% trường học", Mark.NONE, "", id="a share is no number"),
    pytest.param("- 2030", Mark.DASH, "-", id="dash and year"),
]


@pytest.mark.parametrize(("words", "mark", "label"), MARKS)
def test_a_line_begins_with_its_mark(words: str, mark: Mark, label: str) -> None:
    (line,) = lines_of(text_of(words))
    assert mark_of(line)[:2] == (mark, label)


def tree(body: str) -> Node:
    text = text_of(body)
    return tree_of(text, items_of(text, list(lines_of(text))))


def leaves(body: str) -> list[tuple[str, str]]:
    """Return path and words of each item that no other stands under."""
    text = text_of(body)
    return [(node.path, one_line(node.item.words(text))) for node in walk(tree(body)) if not node.is_heading]


TREES = [
    pytest.param(
        "I. MỤC TIÊU\n1. Chung\na) Một việc.\nb) Hai việc.\nc) Ba việc.\nd) Bốn việc.\n4) Năm việc.\n2. Riêng.",
        [
            ("I.1.a", "Một việc."),
            ("I.1.b", "Hai việc."),
            ("I.1.c", "Ba việc."),
            ("I.1.d", "Bốn việc."),
            ("I.1.đ", "Năm việc."),
            ("I.2", "Riêng."),
        ],
        id="a figure that a scan made of a letter",
    ),
    pytest.param(
        "I. MỤC TIÊU\n1. Chung\na) Một việc.\n2) Hai việc.",
        [("I.1.a", "Một việc."), ("I.2", "Hai việc.")],
        id="a figure that looks like no letter due",
    ),
    pytest.param(
        "I. MỤC TIÊU\n1. Chung\n- Một việc lớn.\n- Hai việc nhỏ.\n2. Riêng\na) Ba việc.\nb) Bốn việc.",
        [("I.1", "Một việc lớn."), ("I.1", "Hai việc nhỏ."), ("I.2.a", "Ba việc."), ("I.2.b", "Bốn việc.")],
        id="parts, numbers, letters, dashes",
    ),
    pytest.param(
        "I. MỤC TIÊU\n1. Chung\n1.1. Một việc.\n1.2. Hai việc.\n2. Riêng.",
        [("I.1.1", "Một việc."), ("I.1.2", "Hai việc."), ("I.2", "Riêng.")],
        id="numbers of two",
    ),
    pytest.param(
        "I. MỤC TIÊU\n- Một.\nI1. NHIỆM VỤ\n- Hai.\nII1. TỔ CHỨC\n- Ba.",
        [("I", "Một."), ("II", "Hai."), ("III", "Ba.")],
        id="bent Roman numbers",
    ),
    pytest.param(
        "V. KINH PHÍ\n- Một.\nVi. TỔ CHỨC THỰC HIỆN\n- Hai.\nVil. BÁO CÁO\n- Ba.",
        [("V", "Một."), ("VI", "Hai."), ("VII", "Ba.")],
        id="small letters in Roman numbers",
    ),
    pytest.param(
        "1. Sở Nội vụ\nk) Xây dựng tủ sách.\n1) Xây dựng phòng đọc.\nm) Mua sách.",
        [("1.k", "Xây dựng tủ sách."), ("1.l", "Xây dựng phòng đọc."), ("1.m", "Mua sách.")],
        id="1 read for l",
    ),
    pytest.param(
        "1. Sở Nội vụ\na) Một việc.\nb) Hai việc.\n¢) Ba việc.\nd) Bốn việc.\nđ) Năm việc.\ne) Sáu việc.",
        [
            ("1.a", "Một việc."),
            ("1.b", "Hai việc."),
            ("1.c", "Ba việc."),
            ("1.d", "Bốn việc."),
            ("1.đ", "Năm việc."),
            ("1.e", "Sáu việc."),
        ],
        id="letters in Vietnamese order",
    ),
    pytest.param(
        "1. Sở Nội vụ\n- Một việc.\n+ Việc con thứ nhất.\n+ Việc con thứ hai.\n- Hai việc.",
        [("1", "Việc con thứ nhất."), ("1", "Việc con thứ hai."), ("1", "Hai việc.")],
        id="plus under dash",
    ),
    pytest.param(
        "Điều 1. Phê duyệt kế hoạch.\nĐiều 2. Tổ chức thực hiện\n1. Sở Nội vụ theo dõi.\n2. Sở Tài chính cấp kinh phí.",
        [
            ("Điều 1", "Phê duyệt kế hoạch."),
            ("Điều 2.1", "Sở Nội vụ theo dõi."),
            ("Điều 2.2", "Sở Tài chính cấp kinh phí."),
        ],
        id="articles",
    ),
    pytest.param(
        "PHẦN THỨ HAI\nNHIỆM VỤ, GIẢI PHÁP\nI. Chung\n1. Một việc.\nPHẦN THỨ BA\nTỔ CHỨC THỰC HIỆN\n1. Hai việc.",
        [("Phần thứ hai.I.1", "Một việc."), ("Phần thứ ba.1", "Hai việc.")],
        id="divisions and what they are about on a line of its own",
    ),
    pytest.param(
        "Chương II\nTRÁCH NHIỆM CỦA CÁC CƠ QUAN\nĐiều 2. Sở Nội vụ\n1. Một việc.",
        [("Chương II.Điều 2.1", "Một việc.")],
        id="chapters of articles",
    ),
    pytest.param(
        "PHẦN THỨ BA\nTỔ CHỨC THỰC HIỆN\nA. Phòng thuộc Sở\n1. Một việc.\n2. Hai việc.\nB. Các thư viện xã\n"
        "1. Ba việc.",
        [
            ("Phần thứ ba.A.1", "Một việc."),
            ("Phần thứ ba.A.2", "Hai việc."),
            ("Phần thứ ba.B.1", "Ba việc."),
        ],
        id="capital letters before headings in small ones",
    ),
]


@pytest.mark.parametrize(("body", "found"), TREES)
def test_items_stand_under_their_headings(body: str, found: list[tuple[str, str]]) -> None:
    assert leaves(body) == found


WRAPPED = [
    pytest.param(
        "1. Giao Sở Nội vụ đọc sách ở các thôn xa và ở các xã khác của tỉnh, báo cáo kết quả với\n\n"
        "Hội đồng nhân dân tỉnh trước ngày 15 tháng 11 năm 2026 để theo dõi, đôn đốc chung.\n\n"
        "2. Sở Y tế mở tủ sách ở các trạm y tế xã và ở các phòng khám khu vực trong tháng\n\n"
        "11/2026, gắn với việc đọc sách ở nhà, ở trường và ở nơi làm việc của mọi người dân.",
        2,
        id="a scan parts a clause that cannot end there",
    ),
    pytest.param(
        "- Các cơ quan, đơn vị, địa phương phối hợp với các tổ chức chính trị\n"
        "- xã hội vận động nhân dân góp sách cho tủ sách của thôn, của tổ dân\n"
        "phố và của trường học.",
        1,
        id="dash of a wrapped word",
    ),
    pytest.param(
        "- Các xã xây dựng kế hoạch phát triển thư viện cộng đồng đến năm\n"
        "2030. Kế hoạch nêu rõ người làm, việc làm và thời gian hoàn thành của\n"
        "từng việc.",
        1,
        id="year at the start of a line",
    ),
    pytest.param(
        "- Các xã xây dựng kế hoạch phát triển thư viện cộng đồng đến năm\n\n3\n\n"
        "2030, nêu rõ người làm, việc làm và thời gian hoàn thành.",
        1,
        id="page number inside a clause",
    ),
    pytest.param(
        "- Các xã xây dựng kế hoạch phát triển thư viện cộng đồng, trong đó\n\n- 12 -\n\n"
        "nêu rõ người làm, việc làm và thời gian hoàn thành của từng việc.",
        1,
        id="page number between hyphens",
    ),
    pytest.param(
        "- Các xã xây dựng tủ sách cho người dân trong xã cùng đọc mỗi ngày;\n\nlập sổ đọc.\n\n- Các thôn đọc sách.",
        2,
        id="lines of a clause parted by a scan",
    ),
    pytest.param(
        "- Các xã xây dựng tủ sách.\n- Các trường mở cửa thư viện.\n- Các thôn lập điểm đọc.",
        3,
        id="no blank lines",
    ),
    pytest.param(
        "- Các xã xây dựng tủ sách.\n\n- Các trường mở cửa thư viện.\n\n- Các thôn lập điểm đọc.",
        3,
        id="blank lines between",
    ),
    pytest.param(
        "- " + "Các xã xây dựng tủ sách cho người dân trong xã cùng đọc hằng ngày " * 4 + "tại nhà văn hóa.\n"
        "- Các trường mở cửa thư viện.\n"
        "Các thôn lập điểm đọc tại nhà văn hóa.",
        3,
        id="each paragraph one line",
    ),
    pytest.param(
        "- Các xã xây dựng tủ sách cho người dân trong xã cùng đọc tại nhà văn\n"
        "hóa.\n\n"
        "Các trường mở cửa thư viện cho người dân vào đọc sách trong những\n"
        "ngày nghỉ.",
        2,
        id="bullet lost",
    ),
    pytest.param(
        "- Các xã xây dựng tủ sách cho người dân trong xã cùng đọc tại nhà văn\nhóa và gửi báo cáo về Ban\n\n"
        "Thường vụ Đảng ủy.\n\n- Các thôn đọc sách.",
        2,
        id="a name that an empty line parts",
    ),
    pytest.param(
        "1. Tăng cường sự lãnh đạo của cấp ủy, nâng cao nhận thức về đọc sách\n"
        "Các cấp ủy, tổ chức đảng tổ chức học tập cho đảng viên trong toàn xã\nvề việc đọc sách.",
        2,
        id="a heading that fills its line, and a sentence",
    ),
    pytest.param(
        "1. Các xã rà soát các kế hoạch đã ban hành, còn hiệu lực thực hiện có liên quan đến\n\n"
        "phát triển thư viện và hoàn thành trong năm 2026.\n\n2. "
        + "Các trường mở cửa thư viện cho người dân " * 8
        + ".",
        2,
        id="a paragraph of one line that was cut",
    ),
]


@pytest.mark.parametrize(("body", "count"), WRAPPED)
def test_lines_are_gathered_to_items(body: str, count: int) -> None:
    text = text_of(body)
    assert len(items_of(text, list(lines_of(text)))) == count


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("I. MỤC ĐÍCH, YÊU CẦU", "other"),
        ("II. MỤC TIÊU", "other"),
        ("II. QUAN ĐIỂM CHỈ ĐẠO", "other"),
        ("Tiêu chí thi đua", "other"),
        ("Hình thức khen thưởng", "other"),
        ("I. TÌNH HÌNH THỰC HIỆN NHIỆM VỤ NĂM 2025", "other"),
        ("III. NHIỆM VỤ VÀ GIẢI PHÁP", "content"),
        ("NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU", "content"),
        ("IV. KINH PHÍ THỰC HIỆN", "content"),
        ("V. TỔ CHỨC THỰC HIỆN", "assignment"),
        ("Phân công nhiệm vụ", "assignment"),
        ("Trách nhiệm của các sở, ngành", "assignment"),
        ("II. NỘI DUNG, ĐỐI TƯỢNG, PHẠM VI GIÁM SÁT", "other"),
        ("II. NỘI DUNG, NHIỆM VỤ", "content"),
        ("CHƯƠNG II\nTRÁCH NHIỆM CỦA CÁC CƠ QUAN", "assignment"),
        ("Phần thứ hai NHIỆM VỤ, GIẢI PHÁP", "content"),
        ("Sở Nội vụ", None),
        ("Chuyển đổi số", None),
    ],
)
def test_a_heading_opens_a_part(heading: str, part: str | None) -> None:
    assert part_of(heading) == part


def test_objectives_inside_the_tasks_part_ask_nobody() -> None:
    root = tree(
        "III. NHIỆM VỤ\n1. Mục tiêu cụ thể\n- Đạt 80%.\n2. Tuyên truyền\n- Mở chuyên mục.\n"
        "IV. TỔ CHỨC THỰC HIỆN\n- Làm việc."
    )
    assert [(node.path, node.part) for node in walk(root) if not node.is_heading] == [
        ("III.1", "other"),
        ("III.2", "content"),
        ("IV", "assignment"),
    ]


def test_a_line_that_a_scan_cut_off_does_not_end_its_clause() -> None:
    text = text_of(
        "a) Mở thêm phòng đọc ở các thôn xa; không để thiếu sách của tác giả\nHuỳnh\n\n"
        "Khắc Vinh và các sách khác trong tủ sách của trạm y tế ở từng thôn.\n\n"
        "b) Lập danh sách bạn đọc của từng thôn, từng tổ dân phố trong xã.\n"
    )
    words = [one_line(item.words(text)) for item in items_of(text, list(lines_of(text)))]
    assert [each.split()[0] for each in words] == ["Mở", "Lập"]
    assert "Huỳnh Khắc Vinh" in words[0]
