"""Torn text is read as the whole text would be: marks gone, letters bent, mended before it is understood."""

from collections.abc import Callable

import pytest

from ontology.model import Document

Read = Callable[[str], Document]

HEAD = """UY BAN NHAN DAN            CONG HOA XA HOI CHU NGHIA VIET NAM
XA TAN LOC                    Doc lap - Tu do - Hanh phuc
S6: 917/KH-UBND               Tan Léc, ngay 12 thang 01 nam 2026

KE HOACH
Phat trién van héa doc trén dia ban xa

"""

CLAUSES = [
    pytest.param(
        "Giao Van phong Uy ban nhan dan x4 theo d6i viéc thuc hién.",
        {"lead": ["Văn phòng Ủy ban nhân dân xã"]}, id="given",
    ),
    pytest.param(
        "Céc co quan, don vi, dia phuong ra sodt tu sach hién co.",
        {"lead": ["Các cơ quan, đơn vị, địa phương"]}, id="group",
    ),
    pytest.param(
        "Céng an x4 chii tri, phdi hop véi Doan Thanh nién mo diém doc.",
        {"lead": ["Công an xã"], "coordinate": ["Đoàn Thanh niên"]}, id="partner",
    ),
    pytest.param(
        "H6i Lién hiép Phu nit x4 mo diém doc tai cac thén.", {"lead": ["Hội Liên hiệp Phụ nữ xã"]}, id="one word bent",
    ),
    pytest.param("Dang ty x4 lanh dao viéc doc sach.", {"lead": ["Đảng ủy xã"]}, id="a committee bent"),
    pytest.param(
        "Ban hanh ké hoach, giti UBND tinh (qua S6 Tai chinh).", {"report_to": ["UBND tỉnh"]}, id="sent, bent",
    ),
    pytest.param("Dang try xa lanh dao viéc doc sach.", {"lead": ["Đảng ủy xã"]}, id="a committee bent further"),
    pytest.param("Bao quan sach dting nhiét dé.", {"lead": []}, id="keeping, no newspaper"),
    pytest.param("Dong chi Bi thu chi b6 theo d6i viéc doc.", {"lead": ["Đồng chí Bí thư chi bộ"]}, id="comrade"),
    pytest.param(
        "Ban hanh ké hoach chi tiét, giti UBND tinh truéc ngay 30/6/2026.", {"report_to": ["UBND tỉnh"]}, id="sent"
    ),
    pytest.param(
        "Ban hanh nghi quyét chuyén dé, gifi vé Dang ty (qua Van phong) truéc ngay 10/5/2026.",
        {"report_to": ["Đảng ủy"], "due": ["2026-05-10"]}, id="committee of two letters",
    ),
    pytest.param("Hoan thanh tai mét s6 x4, phudng trong quy II nam 2026.", {"due": ["2026-06-30"]}, id="quarter II"),
    pytest.param("Hoan thanh viéc ra soat truéc ngay 30/6/2026.", {"due": ["2026-06-30"]}, id="day"),
    pytest.param("Hoan thanh viéc ra soat trong quy II/2026.", {"due": ["2026-06-30"]}, id="quarter"),
    pytest.param("Dinh ky 6 thang bdo céo két qua doc sach.", {"every": ["P6M"]}, id="rhythm"),
    pytest.param("Xay dung tu sach tai nha van héa thon.", {"lead": [], "due": [], "every": []}, id="nobody"),
    pytest.param(
        "B4o cdo Uy ban nhan dan tinh két qua truéc ngay 15/12 hang nam.",
        {"report_to": ["Ủy ban nhân dân tỉnh"], "due": ["--12-15"], "every": ["P1Y"]}, id="report",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "facts"), CLAUSES)
def test_a_torn_clause_says_the_same(read_torn: Read, clause: str, facts: dict[str, list[str]]) -> None:
    (task,) = read_torn(f"{HEAD}III. NHIEM VU VA GIAI PHAP\n1. Cong tac chuyén mén\n\n- {clause}\n").tasks
    said = {
        "lead": [party.name for party in task.lead],
        "coordinate": [party.name for party in task.coordinate],
        "report_to": [party.name for party in task.report_to],
        "due": [deadline.due for deadline in task.due],
        "every": [recurrence.every for recurrence in task.every],
    }
    assert {kind: said[kind] for kind in facts} == facts


def test_a_torn_head_says_what_the_document_is(read_torn: Read) -> None:
    header = read_torn(f"{HEAD}I. NHIEM VU\n- Xay dung tu sach.\n").header
    assert (header.symbol, header.kind, header.issued) == ("917/KH-UBND", "kế hoạch", "2026-01-12")
    assert (header.level, header.branch) == ("commune", "state")


def test_a_roman_numeral_keeps_its_letters(read_torn: Read) -> None:
    clause = (
        "Hoc Nghi quyét s6 21-NQ/TW, ngay 25/10/2017 ctia Ban Chap hanh Trung uong Dang khéa XII vé céng tac dan s6."
    )
    (citation,) = read_torn(f"{HEAD}III. NHIEM VU VA GIAI PHAP\n1. Cong tac chuyén mén\n\n- {clause}\n").citations
    assert citation.issuer == "Ban Chấp hành Trung ương Đảng khóa XII"


def grown(*head: str, signed: str) -> str:
    return "\n".join(head) + f"\n\nKE HOACH\nPhat trién van héa doc\n\nI. NHIEM VU\n- Xay dung tu sach.\n\n{signed}\n"


GROWN = [
    pytest.param(
        ("TINH UY TUYEN QSXRG CONG SAN VIET NAM", "*", "S6 58-KH/TWa Quang, ngay 12 thang 01 nam 2026"), "T/M TINH UY",
        ("58-KH/TU", "Tỉnh ủy Tuyên Quang"), id="committee of a province",
    ),
    pytest.param(
        ("UY BAN NHAN BSXXNG HOA XA HOI CHU NGHIA VIET NAM", "TINH CAO Déc lap - Tu do - Hanh phtic",
         "S6: 56/KH-UBNICao Bang, ngay 12 thang 01 nam 2026"), "TM. UY BAN NHAN DAN",
        ("56/KH-UBND", "Ủy ban nhân dân tỉnh Cao Bằng"), id="committee over two lines",
    ),
    pytest.param(
        ("UY BAN MTTQ VIET NAM TINH LANGdbGSGg, ngay 12 thang 01 nam 2026", "HOI LIEN HIEP PHU NU",
         "S6: 39/KH-BTV"), "TM. BAN THUONG VU",
        ("39/KH-BTV", "Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh Lạng Sơn"), id="place beside the Front",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("head", "signed", "told"), GROWN)
def test_columns_grown_into_one_are_parted(
    read_torn: Read, head: tuple[str, ...], signed: str, told: tuple[str, str]
) -> None:
    document = read_torn(grown(*head, signed=signed))
    header = document.header
    assert (header.symbol, header.issuer) == told
    assert not document.citations  # its own symbol, grown into the place, names no other
    assert (header.issued, header.level) == ("2026-01-12", "province")


SIGNERS = [
    ("Giang Seo Chinh", "Giàng Seo Chính"),
    ("Hoang Van Khai", "Hoàng Văn Khải"),
    ("Vi Dinh Khai", "Vũ Đình Khải"),
    ("Tran Quéc Kiét", "Trần Quốc Kiệt"),
]


@pytest.mark.parametrize(("printed", "signer"), SIGNERS)
def test_a_torn_signature_is_a_name_that_people_bear(read_torn: Read, printed: str, signer: str) -> None:
    tail = f"Noi nhan:\n- Nhu trén;\n- Luu: VT.\n\nTM. UY BAN NHAN DAN\nCHU TICH\n\n{printed}\n"
    assert read_torn(f"{HEAD}I. NHIEM VU\n- Xay dung tu sach.\n\n{tail}").header.signer == signer


@pytest.mark.parametrize(
    ("printed", "issuer"),
    [("HUYEN YEN DUC", "Ủy ban nhân dân huyện Yên Đức"), ("XA LAC DUC", "Ủy ban nhân dân xã Lạc Đức")],
)
def test_a_torn_area_that_no_register_has_is_of_syllables_that_areas_have(
    read_torn: Read, printed: str, issuer: str
) -> None:
    head = HEAD.replace("XA TAN LOC", printed).replace("Tan Léc", "Tai cho")
    assert read_torn(f"{head}I. NHIEM VU\n- Xay dung tu sach.\n").header.issuer == issuer


def test_a_torn_place_is_called_by_its_registered_name(read_torn: Read) -> None:
    header = read_torn(f"{HEAD}I. NHIEM VU\n- Xay dung tu sach.\n").header
    assert (header.issuer, header.area) == ("Ủy ban nhân dân xã Tân Lộc", "xã Tân Lộc")


def test_a_part_whose_sign_is_lost_keeps_its_number(read_torn: Read) -> None:
    body = "I QUAN DIEM\n\n1. Lam diém truéc, nhan rong sau.\n\nII. NHIEM VU\n\n1. Xay dung tu sach x4.\n"
    assert [task.path for task in read_torn(f"{HEAD}{body}").tasks] == ["II.1"]


def test_torn_parts_are_told_apart(read_torn: Read) -> None:
    body = (
        "I. MUC BICH, YEU CAU\n- Nang cao nhan thirc ctia ngudi dan vé doc sach.\n\n"
        "I1. NHIEM VU, GIAI PHAP\n- Xay dung tu sach tai nha van héa thon.\n\n"
        "II1. TO CHUC THUC HIEN\n1. Cong an x4\n- Mo diém doc tai tru so.\n"
    )
    tasks = read_torn(HEAD + body).tasks
    assert [(task.path, task.section) for task in tasks] == [("II", "content"), ("III.1", "assignment")]


def test_offsets_of_torn_text_count_in_the_raw_text(read_torn: Read) -> None:
    clause = "Xay dung tu sach tai nha van héa thon."
    document = read_torn(f"{HEAD}I. NHIEM VU\n- {clause}\n")
    (task,) = document.tasks
    assert task.span.of(document.source.raw) == clause
