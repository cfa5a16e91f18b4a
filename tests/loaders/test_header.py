"""What the head and the foot say of the document: layouts of Decree 30/2020/NĐ-CP and Guide 36-HD/VPTW."""

from collections.abc import Callable

import pytest

from ontology.model import Document, Header

Read = Callable[[str], Document]

STATE = """ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ CHÂU                    Độc lập - Tự do - Hạnh phúc
-------                         ---------------------------
Số: 915/KH-UBND               Hà Châu, ngày 29 tháng 12 năm 2025

KẾ HOẠCH
Phát triển văn hóa đọc trên địa bàn tỉnh Hà Châu

I. NHIỆM VỤ
- Xây dựng tủ sách tại từng thôn.

Nơi nhận:
- Như trên;
- Lưu: VT.
                                        TM. ỦY BAN NHÂN DÂN
                                        CHỦ TỊCH
                                        Trịnh Khắc Vinh
"""
PARTY = """ĐẢNG BỘ TỈNH HÀ CHÂU                    ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY XÃ VÂN SƠN
*                              Vân Sơn, ngày 05 tháng 01 năm 2026
Số 16-KH/ĐU

KẾ HOẠCH
phát triển văn hóa đọc

I- NHIỆM VỤ
- Xây dựng tủ sách tại từng thôn.

Nơi nhận:
- Các chi bộ;
- Lưu Văn phòng Đảng ủy.
                                        T/M ĐẢNG ỦY
                                        BÍ THƯ
                                        Lương Thị Hoài An
"""
LETTER = """ỦY BAN NHÂN DÂN TỈNH HÀ CHÂU        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH          Độc lập - Tự do - Hạnh phúc
Số: 9180/SVHTTDL-QLVH               Hà Châu, ngày 02 tháng 3 năm 2026
V/v rà soát thư viện

Kính gửi: Ủy ban nhân dân các xã, phường

Sở đề nghị thực hiện các việc sau:

1. Rà soát thư viện xã, phường trên địa bàn.

Nơi nhận:
- Như trên.
                                        GIÁM ĐỐC
                                        Đỗ Minh Tâm
"""
NUMBERLESS = STATE.replace("Số: 915/KH-UBND ", "Số:       /KH-UBND ").replace("ngày 29 tháng 12", "ngày     tháng 12")
STATE_HEAD = "ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH HÀ CHÂU"
DEPARTMENT = STATE.replace(STATE_HEAD, "ỦY BAN NHÂN DÂN TỈNH\nHÀ CHÂU\nSỞ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n")
YEARLY = STATE.replace("915/KH-UBND", "15/2025/QĐ-UBND")
ASSEMBLY = STATE.replace(STATE_HEAD, "QUỐC HỘI").replace("915/KH-UBND", "193/2025/QH15").replace("KẾ HOẠCH", "LUẬT")
SECRETARIAT = """BAN CHẤP HÀNH TRUNG ƯƠNG          ĐẢNG CỘNG SẢN VIỆT NAM
Số 52-KL/TW                       Hà Nội, ngày 05 tháng 3 năm 2026

KẾT LUẬN
CỦA BAN BÍ THƯ
về công tác thư viện

I- NHIỆM VỤ
- Xây dựng tủ sách tại từng thôn.
"""
CITY = PARTY.replace("ĐẢNG ỦY XÃ VÂN SƠN", "THÀNH ỦY HÀ LÂM")
SIDE_BY_SIDE = PARTY.replace("ĐẢNG ỦY XÃ VÂN SƠN\n*         ", "ĐẢNG ỦY XÃ VÂN SƠN")
FRONT = STATE.replace(STATE_HEAD, "ỦY BAN MTTQ VIỆT NAM TỈNH HÀ CHÂU\nBAN THƯỜNG TRỰC")
STANDING = PARTY.replace("T/M ĐẢNG ỦY", "T/M BAN THƯỜNG VỤ")
STANDING_READS = PARTY.replace("- Các chi bộ;", "- T/m Ban Thường vụ (báo cáo);")
CELL = PARTY.replace("ĐẢNG BỘ TỈNH HÀ CHÂU", "ĐẢNG BỘ XÃ VÂN SƠN").replace(
    "ĐẢNG ỦY XÃ VÂN SƠN", "CHI BỘ TRƯỜNG TIỂU HỌC VÂN SƠN"
)
NAMED_CELL = CELL.replace("- Xây", "- Chi bộ Trường Tiểu học Vân Sơn xây")
YOUTH = PARTY.replace("T/M ĐẢNG ỦY", "TM. BAN THƯỜNG VỤ TỈNH ĐOÀN").replace(
    "ĐẢNG BỘ TỈNH HÀ CHÂU                    ĐẢNG CỘNG SẢN VIỆT NAM\nĐẢNG ỦY XÃ VÂN SƠN",
    "ĐOÀN TNCS HỒ CHÍ MINH\tTỈNH ĐOÀN HÀ CHÂU",
).replace("16-KH/ĐU", "16-KH/TĐTN-BPT")  # fmt: skip
DECIDES = "KẾ HOẠCH\nPhát triển văn hóa đọc\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ CHÂU\n\nCăn cứ Luật Thư viện;"
CHAIRMAN = STATE.replace("KẾ HOẠCH\nPhát triển văn hóa đọc", DECIDES)
ORDER = STATE.replace("KẾ HOẠCH", "CHỈ THỊ").replace(
    "I. NHIỆM VỤ", "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ngành:\n\nI. NHIỆM VỤ"
)
OWN_ORDER = ORDER.replace("TM. ỦY BAN NHÂN DÂN\n", "\n")
ACTION = PARTY.replace("KẾ HOẠCH", "CHƯƠNG TRÌNH HÀNH ĐỘNG").replace("16-KH/ĐU", "16-CTr/ĐU")
JOINT = PARTY.replace("KẾ HOẠCH", "KẾ HOẠCH PHỐI HỢP")
HIGHLANDER = PARTY.replace("Lương Thị Hoài An", "(đã ký)\n\nK' Brôih Đạt")
UNSIGNED = PARTY[: PARTY.index("                                        T/M")] + "Vườn Sách Nhỏ\n"
CODIFIED = (
    "(Điều 1 Chỉ thị số 23/2006/CT-TTg Về việc đọc sách ngày 12/07/2006 của Thủ tướng Chính phủ, có hiệu lực thi hành "
    "kể từ ngày 06/08/2006)\n1. Bộ Y tế chịu trách nhiệm mở tủ sách.\n2. Bộ Nội vụ mua sách.\n"
)
QUOTED = CODIFIED.replace(", có hiệu lực thi hành", " thi hành")
PORTAL = (
    "Quyết định về việc giao nhiệm vụ cho thư viện tỉnh\nỦy ban nhân dân tỉnh Hà Châu\n"
    "Căn cứ Nghị định số 29/2008/NĐ-CP ngày 14/3/2008 của Chính phủ;\n"
    "Xét đề nghị của Sở Nội vụ tại Tờ trình số 96/TTr-SNV,\nĐiều 1. Giao Thư viện tỉnh mở tủ sách.\n"
)
IN_ONE_LINE = (
    "Hà Nội, ngày 16 tháng 6 năm 2022 NGHỊ QUYẾT TIẾP TỤC MỞ THƯ VIỆN THỜI KỲ 2021 - 2030 QUỐC HỘI\n"
    "Căn cứ Nghị quyết số 9/2021/QH15;\nSau khi xem xét Báo cáo số 66/BC-ĐGS ngày 27/5/2022 của Đoàn giám sát;\n"
    "Điều 1. Giao Chính phủ mở tủ sách.\n"
)
NOBODY_DECIDES = PORTAL.replace("Ủy ban nhân dân tỉnh Hà Châu\n", "Thư viện mở cửa mỗi ngày\n")
PUBLISHED = "Nghị quyết số 7-NQ/TU\n\nBí thư Trịnh Khắc Vinh đã ký ban hành Nghị quyết.\n\nI. NHIỆM VỤ\n- Mở tủ sách.\n"

OF_COMMITTEE = PARTY.replace("KẾ HOẠCH\n", "KẾ HOẠCH\nCỦA BAN CHẤP HÀNH ĐẢNG BỘ XÃ\n")
OF_STANDING = PARTY.replace("KẾ HOẠCH\n", "KẾ HOẠCH\ncủa Ban Thường vụ Đảng ủy xã thực hiện Nghị quyết 5\n")
SIGNED_STANDING = OF_COMMITTEE.replace("T/M ĐẢNG ỦY", "T/M BAN THƯỜNG VỤ")
UNION = STATE.replace(STATE_HEAD, "ỦY BAN MTTQ VIỆT NAM TỈNH HÀ CHÂU\nHỘI NÔNG DÂN").replace(
    "TM. ỦY BAN NHÂN DÂN", "TM. BAN THƯỜNG VỤ"
)
SHORT_UNION = STATE.replace(STATE_HEAD, "BCH HỘI NÔNG DÂN XÃ VÂN SƠN").replace("TM. ỦY BAN NHÂN DÂN", "TM. HỘI")
PARTY_BODY = PARTY.replace("ĐẢNG BỘ TỈNH HÀ CHÂU", "TỈNH ỦY HÀ CHÂU").replace("ĐẢNG ỦY XÃ VÂN SƠN", "BAN NỘI CHÍNH")
FILED = STATE.replace("- Lưu: VT.\n", "").replace("Trịnh Khắc Vinh", "").rstrip() + "\n- Lưu. Trịnh Khắc Vinh\n"
TOLD_BY_HEAD = (
    PARTY.replace("ĐẢNG BỘ TỈNH HÀ CHÂU", "")
    .replace("ĐẢNG ỦY XÃ VÂN SƠN", "ĐẢNG ỦY")
    .replace("- Xây dựng", "- Theo ý kiến của Chủ tịch UBND tỉnh Trần Hữu Lộc về tủ sách của xã Vân Sơn, xây dựng")
)
HOSPITAL = STATE.replace(STATE_HEAD, "SỞ Y TẾ TỈNH HÀ CHÂU\nBỆNH VIỆN ĐA KHOA HÀ CHÂU")
BUREAU = STATE.replace(STATE_HEAD, "BỘ NỘI VỤ\nCỤC LƯU TRỮ")
POLICE = STATE.replace(STATE_HEAD, "CÔNG AN TỈNH HÀ CHÂU\nCÔNG AN XÃ VÂN SƠN")
OFFICES = PARTY.replace("ĐẢNG BỘ TỈNH HÀ CHÂU", "TỈNH ỦY HÀ CHÂU").replace(
    "ĐẢNG ỦY XÃ VÂN SƠN", "ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH"
)
CENTRAL_YOUTH = PARTY.replace("ĐẢNG BỘ TỈNH HÀ CHÂU", "TRUNG ƯƠNG ĐOÀN TNCS HỒ CHÍ MINH").replace(
    "ĐẢNG ỦY XÃ VÂN SƠN", "BAN BÍ THƯ"
)
THEMATIC = PARTY.replace("KẾ HOẠCH\n", "NGHỊ QUYẾT CHUYÊN ĐỀ\n")
STACKED_LETTER = """UBND TỈNH HÀ CHÂU
SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH
Số: 45/SVHTTDL-TV
V/v kiểm kê sách
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Châu, ngày 02 tháng 12 năm 2025

Kính gửi: Các thư viện xã.

Đề nghị các thư viện kiểm kê sách trước ngày 20/12/2025.
"""
FRONT_UNIT = """ỦY BAN MTTQ VIỆT NAM                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ CHÂU                         Độc lập - Tự do - Hạnh phúc
Số: 12/HD-MTTQ-BTT                  Hà Châu, ngày 24 tháng 02 năm 2026

HƯỚNG DẪN
Vận động tặng sách

I. NHIỆM VỤ
- Mở tủ sách.
"""
HEADERS = [
    pytest.param(HOSPITAL, "issuer", "Bệnh viện đa khoa Hà Châu", id="a hospital below its department"),
    pytest.param(HOSPITAL, "area", "tỉnh Hà Châu", id="a hospital: area"),
    pytest.param(BUREAU, "level", "central", id="a bureau below its ministry"),
    pytest.param(POLICE, "issuer", "Công an xã Vân Sơn", id="police below police"),
    pytest.param(OFFICES, "area", "tỉnh Hà Châu", id="offices are no urban district"),
    pytest.param(OFFICES, "issuer", "Đảng ủy các cơ quan Đảng tỉnh Hà Châu", id="committee of offices"),
    pytest.param(CENTRAL_YOUTH, "issuer", "Ban Bí thư Trung ương Đoàn TNCS Hồ Chí Minh", id="Youth Union: secretariat"),
    pytest.param(CENTRAL_YOUTH, "branch", "front", id="Youth Union: branch of its centre"),
    pytest.param(THEMATIC, "kind", "nghị quyết", id="thematic resolution"),
    pytest.param(THEMATIC, "issuer", "Đảng ủy xã Vân Sơn", id="thematic resolution: issuer"),
    pytest.param(OF_STANDING, "title", "thực hiện Nghị quyết 5 phát triển văn hóa đọc", id="title without its issuer"),
    pytest.param(OF_COMMITTEE, "issuer", "Ban Chấp hành Đảng bộ xã Vân Sơn", id="capitals under the kind: whose it is"),
    pytest.param(OF_STANDING, "issuer", "Ban Thường vụ Đảng ủy xã Vân Sơn", id="the title begins with whose it is"),
    pytest.param(SIGNED_STANDING, "issuer", "Ban Thường vụ Đảng ủy xã Vân Sơn", id="who signs before the title"),
    pytest.param(UNION, "issuer", "Ban Thường vụ Hội Nông dân tỉnh Hà Châu", id="a union below the Front"),
    pytest.param(UNION, "level", "province", id="a union below the Front: level"),
    pytest.param(SHORT_UNION, "issuer", "Hội Nông dân xã Vân Sơn", id="short form in the letterhead"),
    pytest.param(PARTY_BODY, "level", "province", id="a body below a committee: level"),
    pytest.param(PARTY_BODY, "area", "tỉnh Hà Châu", id="a body below a committee: area"),
    pytest.param(FILED, "signer", "Trịnh Khắc Vinh", id="name behind where it is filed"),
    pytest.param(TOLD_BY_HEAD, "area", "xã Vân Sơn", id="the head of an area is no area"),
    pytest.param(STATE, "symbol", "915/KH-UBND", id="State: symbol"),
    pytest.param(STATE, "kind", "kế hoạch", id="State: kind"),
    pytest.param(STATE, "title", "Phát triển văn hóa đọc trên địa bàn tỉnh Hà Châu", id="State: title"),
    pytest.param(STATE, "issued", "2025-12-29", id="State: day"),
    pytest.param(STATE, "issuer", "Ủy ban nhân dân tỉnh Hà Châu", id="State: issuer"),
    pytest.param(STATE, "area", "tỉnh Hà Châu", id="State: area"),
    pytest.param(STATE, "level", "province", id="State: level"),
    pytest.param(STATE, "branch", "state", id="State: branch"),
    pytest.param(STATE, "signer", "Trịnh Khắc Vinh", id="State: signer"),
    pytest.param(PARTY, "symbol", "16-KH/ĐU", id="Party: symbol"),
    pytest.param(PARTY, "issued", "2026-01-05", id="Party: day"),
    pytest.param(PARTY, "issuer", "Đảng ủy xã Vân Sơn", id="Party: issuer"),
    pytest.param(PARTY, "area", "xã Vân Sơn", id="Party: area"),
    pytest.param(PARTY, "parent_area", "tỉnh Hà Châu", id="Party: area above"),
    pytest.param(PARTY, "level", "commune", id="Party: level"),
    pytest.param(PARTY, "branch", "party", id="Party: branch"),
    pytest.param(PARTY, "signer", "Lương Thị Hoài An", id="Party: signer"),
    pytest.param(LETTER, "symbol", "9180/SVHTTDL-QLVH", id="letter: symbol"),
    pytest.param(LETTER, "kind", "công văn", id="letter: kind"),
    pytest.param(STACKED_LETTER, "issued", "2025-12-02", id="letter: day below what it is about"),
    pytest.param(STACKED_LETTER, "title", "V/v kiểm kê sách", id="letter: nation and day are no title"),
    pytest.param(FRONT_UNIT, "symbol", "12/HD-MTTQ-BTT", id="organ and its unit beside place and day"),
    pytest.param(LETTER, "level", "province", id="letter: level"),
    pytest.param(LETTER, "signer", "Đỗ Minh Tâm", id="letter: signer"),
    pytest.param(DEPARTMENT, "issuer", "Sở Nội vụ", id="department: issuer below three lines"),
    pytest.param(DEPARTMENT, "area", "tỉnh Hà Châu", id="department: area over two lines"),
    pytest.param(YEARLY, "symbol", "15/2025/QĐ-UBND", id="symbol with its year"),
    pytest.param(ASSEMBLY, "symbol", "193/2025/QH15", id="National Assembly: symbol"),
    pytest.param(ASSEMBLY, "kind", "luật", id="National Assembly: kind"),
    pytest.param(SECRETARIAT, "issuer", "Ban Bí thư", id="the title names whose it is"),
    pytest.param(CITY, "issuer", "Thành ủy Hà Lâm", id="committee: issuer"),
    pytest.param(CITY, "area", "thành phố Hà Lâm", id="committee: area"),
    pytest.param(SIDE_BY_SIDE, "issuer", "Đảng ủy xã Vân Sơn", id="place and day beside the issuer"),
    pytest.param(PUBLISHED, "signer", "Trịnh Khắc Vinh", id="signer of the introduction"),
    pytest.param(FRONT, "issuer", "Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Hà Châu", id="Front: issuer"),
    pytest.param(STANDING, "issuer", "Ban Thường vụ Đảng ủy xã Vân Sơn", id="signed for the standing committee"),
    pytest.param(STANDING, "area", "xã Vân Sơn", id="standing committee: area"),
    pytest.param(STANDING_READS, "issuer", "Đảng ủy xã Vân Sơn", id="a recipient signs nothing"),
    pytest.param(CELL, "issuer", "Chi bộ trường tiểu học Vân Sơn", id="cell below the committee it belongs to"),
    pytest.param(NAMED_CELL, "issuer", "Chi bộ Trường Tiểu học Vân Sơn", id="cell as a sentence writes it"),
    pytest.param(YOUTH, "issuer", "Ban Thường vụ Tỉnh đoàn Hà Châu", id="Youth Union: issuer in the right column"),
    pytest.param(YOUTH, "level", "province", id="Youth Union: level"),
    pytest.param(YOUTH, "area", "tỉnh Hà Châu", id="Youth Union: area"),
    pytest.param(CHAIRMAN, "issuer", "Chủ tịch Ủy ban nhân dân tỉnh Hà Châu", id="the chairman decides"),
    pytest.param(ORDER, "issuer", "Ủy ban nhân dân tỉnh Hà Châu", id="the chairman signs for the committee"),
    pytest.param(OWN_ORDER, "issuer", "Chủ tịch Ủy ban nhân dân tỉnh Hà Châu", id="the chairman orders"),
    pytest.param(ACTION, "kind", "chương trình hành động", id="programme of action"),
    pytest.param(JOINT, "kind", "kế hoạch", id="joint plan"),
    pytest.param(HIGHLANDER, "signer", "K' Brôih Đạt", id="no Kinh surname, below an office"),
    pytest.param(UNSIGNED, "signer", None, id="no Kinh surname, below no office"),
    pytest.param(CODIFIED, "issued", "2006-07-12", id="codified: day"),
    pytest.param(CODIFIED, "issuer", "Thủ tướng Chính phủ", id="codified: issuer"),
    pytest.param(CODIFIED, "level", "central", id="codified: level"),
    pytest.param(QUOTED, "issued", None, id="in brackets, but no codified article"),
    pytest.param(PORTAL, "symbol", None, id="portal: what it is based on is not itself"),
    pytest.param(PORTAL, "kind", "quyết định", id="portal: kind"),
    pytest.param(PORTAL, "issuer", "Ủy ban nhân dân tỉnh Hà Châu", id="portal: issuer above its bases"),
    pytest.param(IN_ONE_LINE, "symbol", None, id="one line: what is looked at is not itself"),
    pytest.param(IN_ONE_LINE, "kind", "nghị quyết", id="one line: kind behind the day"),
    pytest.param(IN_ONE_LINE, "issuer", "Quốc hội", id="one line: issuer behind the title"),
    pytest.param(NOBODY_DECIDES, "issuer", None, id="portal: a sentence above the bases decides nothing"),
    pytest.param(NOBODY_DECIDES, "kind", "quyết định", id="portal: kind, nobody above the bases"),
    pytest.param(FRONT, "branch", "front", id="Front: branch"),
    pytest.param(NUMBERLESS, "symbol", None, id="number not filled in"),
    pytest.param(NUMBERLESS, "issued", "2025-12", id="day not filled in"),
    pytest.param("I. NHIỆM VỤ\n- Xây dựng tủ sách tại từng thôn.\n", "kind", None, id="no head"),
    pytest.param("I. NHIỆM VỤ\n- Xây dựng tủ sách tại từng thôn.\n", "signer", None, id="no foot"),
]


def field_of(header: Header, field: str) -> str | None:
    value = getattr(header, field)
    return None if value is None else str(value)


@pytest.mark.parametrize(("raw", "field", "value"), HEADERS)
def test_the_head_and_the_foot_say_what_the_document_is(read: Read, raw: str, field: str, value: str | None) -> None:
    assert field_of(read(raw).header, field) == value


GUIDE = """HƯỚNG DẪN
cách ghi sổ mượn sách

I. NHIỆM VỤ
- Ghi sổ mượn sách tại từng thôn theo Quyết định số 88-QĐ/VPTW.

PHỤ LỤC 1
MẪU SỔ (Kèm theo Hướng dẫn số 73-HD/VPTW, ngày 04/5/2031 của Văn phòng Trung ương Đảng)

PHỤ LỤC 2
MẪU THẺ (Kèm theo {second}, ngày 04/5/2031 của Văn phòng Trung ương Đảng)
"""


@pytest.mark.parametrize(
    ("second", "symbol", "issued"),
    [
        ("Hướng dẫn số 73-HD/VPTW", "73-HD/VPTW", "2031-05-04"),
        ("Hướng dẫn số 74-HD/VPTW", None, None),
        ("Quyết định số 88-QĐ/VPTW", "73-HD/VPTW", "2031-05-04"),
    ],
)
def test_annexes_name_the_paper_that_they_belong_to(
    read: Read, second: str, symbol: str | None, issued: str | None
) -> None:
    header = read(GUIDE.format(second=second)).header
    assert (header.symbol, header.issued) == (symbol, issued)


LEVELS = [
    ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI", "province"),
    ("ỦY BAN NHÂN DÂN\nTỈNH HÀ CHÂU", "province"),
    ("ỦY BAN NHÂN DÂN\nHUYỆN LÂM THAO", "district"),
    ("ỦY BAN NHÂN DÂN\nPHƯỜNG ĐÔNG HẢI", "commune"),
    ("ỦY BAN NHÂN DÂN\nXÃ TÂN LỘC", "commune"),
    ("CHÍNH PHỦ", "central"),
    ("BỘ NỘI VỤ", "central"),
    ("UBND TỈNH HÀ CHÂU\nBAN QUẢN LÝ KHU KINH TẾ", "province"),
]


def test_a_ministry_is_no_commune_for_a_syllable_of_its_name(read: Read) -> None:
    head = "BỘ XÂY DỰNG\nSố: 06/CT-BXD\nHà Nội, ngày 14 tháng 7 năm 2026\n\nCHỈ THỊ\nVề đọc sách\n\n"
    raw = f"{head}1. Mở tủ sách ở xã Tân Lộc.\n"
    assert read(raw).header.level == "central"


def test_a_code_of_the_centre_is_of_no_place_whatever_a_scan_made_of_the_issuer(read: Read) -> None:
    head = "CHINH PNU VA CO QUAN\nSố: 906/NQ-CP\nHà Nội, ngày 14 tháng 7 năm 2026\n\nNGHỊ QUYẾT\nVề đọc sách\n\n"
    header = read(f"{head}1. Mở tủ sách ở thành phố Hà Nội.\n2. Thành phố Hà Nội làm.\n").header
    assert (header.level, header.area) == ("central", None)


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("TỈNH ỦY HÀ CHÂU", "Ban Chấp hành Đảng bộ tỉnh Hà Châu"),
        ("ĐẢNG BỘ TỈNH HÀ CHÂU\nĐẢNG ỦY XÃ TÂN LỘC", "Ban Chấp hành Đảng bộ xã Tân Lộc"),
    ],
)
def test_the_whole_committee_that_signs_is_the_issuer(read: Read, head: str, issuer: str) -> None:
    raw = (
        f"{head}\n*\nSố 06-CTr/TU\nHà Châu, ngày 03 tháng 12 năm 2025\n\nCHƯƠNG TRÌNH HÀNH ĐỘNG\nđọc sách\n\n"
        "I. NHIỆM VỤ\n1. Mở tủ sách ở các thôn.\n\nNơi nhận:\n- Lưu.\n\nT/M BAN CHẤP HÀNH\nPHÓ BÍ THƯ\n\nPhạm Sương\n"
    )
    assert read(raw).header.issuer == issuer


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH HÀ CHÂU\nVĂN PHÒNG", "Văn phòng Ủy ban nhân dân tỉnh Hà Châu"),
        ("BỘ Y TẾ", "Bộ Y tế"),
        ("ỦY BAN NHÂN DÂN\nHUYỆN LÂM THAO\nTỈNH HÀ CHÂU", "Ủy ban nhân dân huyện Lâm Thao"),
    ],
)
def test_lines_of_a_letterhead_make_one_issuer(read: Read, head: str, issuer: str) -> None:
    raw = (
        f"{head}\nSố: 12/TB\nngày 02 tháng 3 năm 2025\n\nTHÔNG BÁO\nđọc sách\n\nI. NHIỆM VỤ\n- Xây dựng tủ sách "
        "theo hướng dẫn của BỘ Y tế và của Bộ Y tế.\n"
    )
    assert read(raw).header.issuer == issuer


@pytest.mark.parametrize(("issuer", "level"), LEVELS)
def test_the_issuer_says_the_level(read: Read, issuer: str, level: str) -> None:
    raw = f"{issuer}\nSố: 12/KH\nngày 02 tháng 3 năm 2025\n\nKẾ HOẠCH\nđọc sách\n\nI. NHIỆM VỤ\n- Xây dựng tủ sách.\n"
    assert read(raw).header.level == level


@pytest.mark.parametrize("noise", ["", " ,", " .", " '"])
def test_what_a_scan_makes_of_a_rule_is_no_word(read: Read, noise: str) -> None:
    raw = (
        f"UBND TỈNH HÀ CHÂU CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ VĂN HÓA, THỂ THAO Độc lập - Tự do - Hạnh phúc\n"
        f"VÀ DU LỊCH western nnnnnnnnnn\nSố: 12/KH-SVHTTDL\n\nKẾ HOẠCH{noise}\nđọc sách\n\nI. NHIỆM VỤ\n"
        "- Xây dựng tủ sách.\n"
    )
    header = read(raw).header
    assert (header.kind, header.issuer) == ("kế hoạch", "Sở Văn hóa, Thể thao và Du lịch")


def test_a_list_of_papers_in_a_letter_is_no_title(read: Read) -> None:
    raw = (
        "UBND TỈNH HÀ CHÂU\nSố: 12/UBND-VX\nV/v mở tủ sách\nHà Châu, ngày 02 tháng 3 năm 2025\n\nKính gửi: Các sở\n\n"
        "Đề nghị các sở gửi hồ sơ gồm:\n\nTờ trình;\nDanh sách;\n"
    )
    assert read(raw).header.kind == "công văn"


def test_a_date_beside_a_rule_stays(read: Read) -> None:
    raw = "SỞ NỘI VỤ nnnnnnnn Hà Châu, ngày 5 tháng 3 năm 2026\nSố: 12/KH-SNV\n\nKẾ HOẠCH\nđọc sách\n\n- Mua sách.\n"
    assert read(raw).header.issued == "2026-03-05"


def test_the_line_of_the_kind_may_say_whose_it_is(read: Read) -> None:
    raw = (
        "BAN CHẤP HÀNH TRUNG ƯƠNG\nSố 236-KL/TW\nHà Nội, ngày 09 tháng 12 năm 2025\n\nKẾT LUẬN CỦA BAN BÍ THƯ\n"
        "về thư viện\n\nI. NHIỆM VỤ\n- Xây dựng tủ sách.\n"
    )
    header = read(raw).header
    assert (header.kind, header.issuer, header.issued) == ("kết luận", "Ban Bí thư", "2025-12-09")
    assert header.title == "về thư viện"


def test_a_document_without_a_symbol_is_told(read: Read) -> None:
    assert "no-symbol" in {problem.code for problem in read(NUMBERLESS).problems}
    assert "no-symbol" not in {problem.code for problem in read(STATE).problems}


@pytest.mark.parametrize("field", ["symbol", "issued", "signer"])
def test_what_the_header_says_stands_where_it_points(read: Read, field: str) -> None:
    document = read(STATE)
    printed = {"symbol": "915/KH-UBND", "issued": "29 tháng 12 năm 2025", "signer": "Trịnh Khắc Vinh"}
    assert document.header.spans[field].of(STATE).strip() == printed[field]


def test_who_signs_is_found_where_the_recipients_are_cut_off(read: Read) -> None:
    page = "THỦ TƯỚNG CHÍNH PHỦ\nSố: 798/QĐ-TTg\n\nQUYẾT ĐỊNH\nVề thư viện\n\nĐiều 1. Giao Bộ Nội vụ mở thư viện.\n"
    assert read(f"{page}\nTHỦ TƯỚNG\n[\n\nLê Minh Khoa\n").header.signer == "Lê Minh Khoa"
    assert read(f"{page}\nTỦ SÁCH\n\nLê Minh Khoa\n").header.signer is None
