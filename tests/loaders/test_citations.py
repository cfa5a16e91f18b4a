"""Documents that a document names: once each, with what it says they do with it and with one another."""

from collections.abc import Callable

import pytest

from ontology.model import Document

Read = Callable[[str], Document]

HEAD = """ĐẢNG BỘ TỈNH HÀ CHÂU                    ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY XÃ VÂN SƠN
Số 16-KH/ĐU                    Vân Sơn, ngày 30 tháng 9 năm 2025

KẾ HOẠCH
{title}

{preamble}

I. NHIỆM VỤ
- {clause}
"""


@pytest.fixture(scope="session")
def about(read: Read) -> Callable[..., Document]:
    """Return a reader of a plan made of a title, a preamble and one clause."""

    def read_plan(
        title: str = "phát triển văn hóa đọc",
        preamble: str = "Đảng ủy xã ban hành Kế hoạch.",
        clause: str = "Mở tủ sách.",
    ) -> Document:
        return read(HEAD.format(title=title, preamble=preamble, clause=clause))

    return read_plan


def cited(document: Document) -> dict[str, str]:
    return {str(citation.symbol): str(citation.relation) for citation in document.citations}


def links(document: Document) -> set[tuple[str, str, str]]:
    return {(link.source, str(link.relation), link.target) for link in document.links}


NO_LINKS: set[tuple[str, str, str]] = set()
IN_TITLE = [
    pytest.param(
        "thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
        {"57-NQ/TW": "implements"}, NO_LINKS, id="carries out",
    ),
    pytest.param(
        "thực hiện Kế hoạch số 15-KH/TU ngày 28/8/2025 của Ban Thường vụ Tỉnh ủy về thực hiện Nghị quyết số 57-NQ/TW "
        "ngày 22/12/2024 của Bộ Chính trị về đột phá",
        {"15-KH/TU": "implements", "57-NQ/TW": "implements"}, {("15-KH/TU", "implements", "57-NQ/TW")}, id="nested",
    ),
    pytest.param(
        "triển khai Nghị quyết số 57-NQ/TW của Bộ Chính trị và Kế hoạch hành động của Ban Thường vụ Tỉnh ủy thực hiện "
        "Nghị quyết số 59-NQ/TW của Bộ Chính trị",
        {"57-NQ/TW": "implements", "59-NQ/TW": "implements"}, NO_LINKS, id="a plan without a symbol stands between",
    ),
    pytest.param(
        "sửa đổi, bổ sung một số nội dung Kế hoạch số 12-KH/ĐU ngày 05/5/2024 của Đảng ủy xã",
        {"12-KH/ĐU": "amends"}, NO_LINKS, id="amends",
    ),
    pytest.param(
        "thay thế Kế hoạch số 12-KH/ĐU ngày 05/5/2024 của Đảng ủy xã",
        {"12-KH/ĐU": "replaces"}, NO_LINKS, id="replaces",
    ),
    pytest.param(
        "về hoạt động của tổ công nghệ, ban hành kèm theo Quyết định số 31-QĐ/ĐU ngày 05/5/2025",
        {"31-QĐ/ĐU": "issued_with"}, NO_LINKS, id="issued with",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("title", "citations", "others"), IN_TITLE)
def test_a_title_says_what_the_document_does(
    about: Callable[..., Document], title: str, citations: dict[str, str], others: set[tuple[str, str, str]]
) -> None:
    document = about(title=title)
    assert cited(document) == citations
    assert links(document) == others


IN_PREAMBLE = [
    pytest.param(
        "Thực hiện Công văn số 33-CV/TU ngày 24/9/2025 của Tỉnh ủy về mở thư viện. Thời gian qua, sau khi Đảng ủy có "
        "Thông báo số 19-TB/ĐU, người đọc tăng. Đảng ủy xã yêu cầu:",
        {"33-CV/TU": "implements", "19-TB/ĐU": "cites"}, id="another sentence tells how things are",
    ),
    pytest.param(
        "Thực hiện Công văn số 33-CV/TU, căn cứ Thông tri số 09-TT/TU ngày 14/6/2024 của Tỉnh ủy và Quyết định số "
        "52-QĐ/TU ngày 10/02/2025 của Tỉnh ủy, Đảng ủy xã hướng dẫn như sau (thay cho Hướng dẫn số 14-HD/ĐU):",
        {"33-CV/TU": "implements", "09-TT/TU": "cites", "52-QĐ/TU": "cites", "14-HD/ĐU": "replaces"},
        id="two bases, and what it stands for in brackets",
    ),
    pytest.param(
        "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị; Kế hoạch số 15-KH/TU ngày 28/8/2025 "
        "của Tỉnh ủy, Đảng ủy xã ban hành Kế hoạch như sau:",
        {"57-NQ/TW": "implements", "15-KH/TU": "implements"}, id="list with semicolons",
    ),
    pytest.param(
        "Thực hiện Nghị quyết số 57-NQ/TW, Kế hoạch số 15-KH/TU và Quyết định số 923/QĐ-TTg, "
        "Đảng ủy xã ban hành Kế hoạch.",
        {"57-NQ/TW": "implements", "15-KH/TU": "implements", "923/QĐ-TTg": "implements"}, id="list with commas",
    ),
    pytest.param(
        "Căn cứ Nghị định số 140/2017/NĐ-CP của Chính phủ; thực hiện Nghị quyết số 57-NQ/TW, "
        "Đảng ủy xã ban hành Kế hoạch.",
        {"140/2017/NĐ-CP": "cites", "57-NQ/TW": "implements"}, id="a basis is cited, not carried out",
    ),
    pytest.param(
        "Để giảm thiệt hại, tiếp tục thực hiện Chỉ thị số 42-CT/TW của Ban Bí thư, Đảng ủy xã yêu cầu các chi bộ:",
        {"42-CT/TW": "implements"}, id="a second verb of the sentence",
    ),
    pytest.param(
        "Thực hiện Chỉ thị số 42-CT/TW của Ban Bí thư và bám sát Chương trình số 10-CTr/TU của Tỉnh ủy, tiếp theo Công "
        "văn số 11-CV/ĐU, Đảng ủy xã yêu cầu:",
        {"42-CT/TW": "implements", "10-CTr/TU": "cites", "11-CV/ĐU": "cites"}, id="what it only keeps to",
    ),
    pytest.param(
        "Nhiều chi bộ chậm học Chỉ thị số 42-CT/TW của Ban Bí thư, Đảng ủy xã yêu cầu các chi bộ:",
        {"42-CT/TW": "cites"}, id="told of, not carried out",
    ),
    pytest.param(
        "Thực hiện Công văn số 41/BNV-CQĐP ngày 03/6/2026 của Bộ Nội vụ về báo cáo tình hình triển khai Kết luận số "
        "150-KL/TW, Đảng ủy xã yêu cầu:",
        {"41/BNV-CQĐP": "implements", "150-KL/TW": "cites"}, id="a report on it is asked for",
    ),
]  # fmt: skip


IN_PREAMBLE += [
    pytest.param(
        "Thực hiện Quyết định số 2415/QĐ-TTg của Thủ tướng Chính phủ; phát huy kết quả Đề án 939 (Quyết định số "
        "939/QĐ-TTg của Thủ tướng Chính phủ), Đảng ủy xã ban hành Kế hoạch.",
        {"2415/QĐ-TTg": "implements", "939/QĐ-TTg": "cites"}, id="built on",
    ),
    pytest.param(
        "Thực hiện Kế hoạch số 15-KH/TU ngày 28/8/2025 của Tỉnh ủy về triển khai Nghị quyết số 57-NQ/TW ngày "
        "22/12/2024, Đảng ủy xã ban hành Kế hoạch.",
        {"15-KH/TU": "implements", "57-NQ/TW": "cites"}, id="what the title of the one before tells",
    ),
    pytest.param(
        "Thực hiện Kế hoạch số 15-KH/TU của Tỉnh ủy thực hiện Nghị quyết số 57-NQ/TW, Đảng ủy xã ban hành Kế hoạch.",
        {"15-KH/TU": "implements", "57-NQ/TW": "implements"}, id="the sentence's own verb taken up",
    ),
    pytest.param(
        "Thời gian qua, thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị, các cấp đã mở thêm tủ sách.",
        {"57-NQ/TW": "cites"}, id="looking back",
    ),
    pytest.param(
        "Thực hiện Chỉ thị số 42-CT/TW của Ban Bí thư và theo quy định tại Thông tư số 12/2025/TT-BVHTTDL, Đảng ủy xã "
        "yêu cầu:",
        {"42-CT/TW": "implements", "12/2025/TT-BVHTTDL": "cites"}, id="what it goes by, beside",
    ),
    pytest.param(
        "Thực hiện Chỉ thị số 42-CT/TW của Ban Bí thư; trên cơ sở nội dung Công văn số 15-CV/TU, Đảng ủy xã yêu cầu:",
        {"42-CT/TW": "implements", "15-CV/TU": "cites"}, id="what it is grounded on, beside",
    ),
    pytest.param(
        "Đảng ủy xã xây dựng Kế hoạch triển khai Nghị quyết số 57-NQ/TW của Bộ Chính trị, nội dung cụ thể:",
        {"57-NQ/TW": "implements"}, id="issued for it",
    ),
    pytest.param(
        "Căn cứ Thông tư số 12/2025/TT-BVHTTDL và để thực hiện Chỉ thị số 42-CT/TW của Ban Bí thư, Đảng ủy xã yêu cầu:",
        {"12/2025/TT-BVHTTDL": "cites", "42-CT/TW": "implements"}, id="a basis, and what is done",
    ),
    pytest.param(
        "Nhiều thư viện còn đóng cửa; việc triển khai Chỉ thị số 42-CT/TW của Ban Bí thư còn chậm.",
        {"42-CT/TW": "cites"}, id="how the carrying out goes",
    ),
    pytest.param(
        "Sau năm năm thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị, sách đã về thôn.\n\nĐể tiếp tục thực hiện Nghị "
        "quyết 57, Đảng ủy xã yêu cầu:",
        {"57-NQ/TW": "implements"}, id="carried out by its short form",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("preamble", "citations"), IN_PREAMBLE)
def test_a_preamble_says_what_the_document_does(
    about: Callable[..., Document], preamble: str, citations: dict[str, str]
) -> None:
    assert cited(about(preamble=preamble)) == citations


IN_CLAUSE = [
    pytest.param("Tuyên truyền Nghị quyết số 57-NQ/TW.", {"57-NQ/TW": "cites"}, NO_LINKS, id="merely named"),
    pytest.param(
        "Phổ biến Nghị quyết số 82-NQ/TU của Ban Thường vụ Thành ủy về thực hiện "
        "Nghị quyết số 57-NQ/TW của Bộ Chính trị.",
        {"82-NQ/TU": "cites", "57-NQ/TW": "cites"}, {("82-NQ/TU", "implements", "57-NQ/TW")}, id="two others",
    ),
    pytest.param(
        "Ban hành Quyết định thay thế Quyết định số 717-QĐ/TU ngày 05/5/2023.",
        {"717-QĐ/TU": "cites"}, NO_LINKS, id="the new one has no symbol",
    ),
    pytest.param(
        "Kế hoạch này thay thế Kế hoạch số 12-KH/ĐU ngày 05/5/2024.",
        {"12-KH/ĐU": "replaces"}, NO_LINKS, id="this document replaces",
    ),
    pytest.param(
        "Chương trình hành động này thay thế Chương trình hành động số 12-CTr/ĐU ngày 05/5/2024 và được phổ biến.",
        {"12-CTr/ĐU": "replaces"}, NO_LINKS, id="this programme of action replaces",
    ),
    pytest.param(
        "Kế hoạch này bổ sung một số chỉ tiêu của Kế hoạch số 12-KH/ĐU ngày 05/5/2024.",
        {"12-KH/ĐU": "amends"}, NO_LINKS, id="this document adds to one",
    ),
    pytest.param(
        "Kế hoạch này bổ sung nguồn lực để thực hiện Kế hoạch số 12-KH/ĐU ngày 05/5/2024.",
        {"12-KH/ĐU": "cites"}, NO_LINKS, id="this document adds to something else",
    ),
    pytest.param(
        "Căn cứ Kế hoạch này, xây dựng kế hoạch theo Quyết định số 22/QĐ-TTg ngày 09/10/2025 "
        "(thay thế Quyết định số 21/QĐ-TTg).",
        {"22/QĐ-TTg": "cites", "21/QĐ-TTg": "cites"}, {("22/QĐ-TTg", "replaces", "21/QĐ-TTg")},
        id="another one replaces",
    ),
    pytest.param(
        "Thực hiện Nghị quyết số 71/NQ-CP, Nghị quyết số 57-NQ/TW và Kết luận số 52-KL/TW.",
        {"71/NQ-CP": "cites", "57-NQ/TW": "cites", "52-KL/TW": "cites"}, NO_LINKS, id="a list is no chain",
    ),
    pytest.param(
        "Quán triệt Nghị quyết số 57-NQ/TW; rà soát việc học Nghị quyết 57 và nghị quyết số 57.",
        {"57-NQ/TW": "cites"}, NO_LINKS, id="short forms are mentions",
    ),
    pytest.param(
        "Học Quyết định số 57-QĐ/TU và Nghị quyết số 57-NQ/TW.",
        {"57-QĐ/TU": "cites", "57-NQ/TW": "cites"}, NO_LINKS, id="one number, two kinds",
    ),
    pytest.param(
        "Triển khai Quyết định số 31/QĐ-TTg ban hành Đề án thực hiện Nghị quyết số 57-NQ/TW trên cả nước.",
        {"31/QĐ-TTg": "cites", "57-NQ/TW": "cites"}, {("31/QĐ-TTg", "implements", "57-NQ/TW")}, id="through a scheme",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "citations", "others"), IN_CLAUSE)
def test_a_clause_names_documents(
    about: Callable[..., Document], clause: str, citations: dict[str, str], others: set[tuple[str, str, str]]
) -> None:
    document = about(clause=clause)
    assert cited(document) == citations
    assert links(document) == others


@pytest.mark.parametrize(
    ("clause", "symbol"),
    [
        pytest.param(
            "Thực hiện Công văn số 312/UBND-VX ngày 05/01/2026 của Ủy ban nhân dân tỉnh.",
            "312/UBND-VX",
            id="organ and unit",
        ),
        pytest.param(
            "Trả lời Công văn số 9180/SVHTTDL-QLVH của Sở Nội vụ.",
            "9180/SVHTTDL-QLVH",
            id="long organ",
        ),
        pytest.param("Học Công văn số 45-CV/BTGTU về tuyên truyền.", "45-CV/BTGTU", id="Party"),
    ],
)
def test_letters_are_named_by_their_symbols(about: Callable[..., Document], clause: str, symbol: str) -> None:
    assert cited(about(clause=clause)) == {symbol: "cites"}


CHANGES = [
    pytest.param(
        "Kế hoạch số 40/KH-UBND ngày 22/01/2025 (triển khai Nghị quyết số 12/NQ-HĐND)",
        {("40/KH-UBND", "implements", "12/NQ-HĐND")}, id="carries out, in brackets",
    ),
    pytest.param(
        "Quyết định số 92/QĐ-UBND và Quyết định số 150/QĐ-UBND sửa đổi, bổ sung Quyết định số 92/QĐ-UBND",
        {("150/QĐ-UBND", "amends", "92/QĐ-UBND")}, id="none changes itself",
    ),
    pytest.param(
        "Nghị định số 12/2025/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 93/2020/NĐ-CP.",
        {("12/2025/NĐ-CP", "amends", "93/2020/NĐ-CP")}, id="amends",
    ),
    pytest.param(
        "Quyết định số 45/QĐ-UBND thay thế Quyết định số 31/QĐ-UBND ngày 05/5/2020.",
        {("45/QĐ-UBND", "replaces", "31/QĐ-UBND")}, id="replaces",
    ),
    pytest.param(
        "Kết luận số 01-KL/TW ngày 18/5/2021 của Bộ Chính trị về tiếp tục thực hiện Chỉ thị số 05-CT/TW.",
        {("01-KL/TW", "implements", "05-CT/TW")}, id="goes on with",
    ),
    pytest.param("Học Nghị quyết số 57-NQ/TW; thực hiện Kết luận số 52-KL/TW.", NO_LINKS, id="two sentences"),
    pytest.param(
        "Nghị định số 118/2025/NĐ-CP của Chính phủ về thủ tục một cửa (thay thế Nghị định số 61/2018/NĐ-CP).",
        {("118/2025/NĐ-CP", "replaces", "61/2018/NĐ-CP")}, id="replaces, in brackets",
    ),
    pytest.param(
        "Nghị định số 118/2025/NĐ-CP của Chính phủ về thủ tục một cửa (xem Nghị định số 61/2018/NĐ-CP).",
        NO_LINKS, id="in brackets, but no change",
    ),
    pytest.param(
        "Quyết định số 491/QĐ-TTg của Thủ tướng Chính phủ điều chỉnh Đề án ban hành tại Quyết định số 2149/QĐ-TTg.",
        {("491/QĐ-TTg", "amends", "2149/QĐ-TTg")}, id="adjusts what another issued",
    ),
    pytest.param(
        "Kế hoạch số 15-KH/TU được Ban Thường vụ Tỉnh ủy ban hành để thực hiện Nghị quyết số 57-NQ/TW.",
        {("15-KH/TU", "implements", "57-NQ/TW")}, id="issued to carry out another",
    ),
    pytest.param(
        "Hướng dẫn số 77/HD-MTTW-BTT, Hướng dẫn này đã sửa đổi, bổ sung Hướng dẫn số 102/HD-MTTW-BTT.",
        {("77/HD-MTTW-BTT", "amends", "102/HD-MTTW-BTT")}, id="this one, just named",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "others"), CHANGES)
def test_a_clause_says_what_two_others_do(
    about: Callable[..., Document], clause: str, others: set[tuple[str, str, str]]
) -> None:
    assert links(about(clause=f"Niêm yết {clause}")) == others


OF_THIS = [
    pytest.param(
        "Kế hoạch này thay thế Kế hoạch số 12-KH/ĐU ngày 19/5/2023 của Đảng ủy xã và Kế hoạch số 21-KH/ĐU "
        "ngày 01/11/2024.",
        {"12-KH/ĐU": "replaces", "21-KH/ĐU": "replaces"}, id="two in a list are replaced",
    ),
    pytest.param("Kế hoạch này thay cho Kế hoạch số 12-KH/ĐU.", {"12-KH/ĐU": "replaces"}, id="in the place of"),
    pytest.param(
        "Kế hoạch này nhằm tiếp tục thực hiện Chỉ thị số 42-CT/TW, Kết luận số 52-KL/TW.",
        {"42-CT/TW": "implements", "52-KL/TW": "implements"}, id="what it is for, a list",
    ),
    pytest.param(
        "Chấm theo Hướng dẫn số 77-HD/TU, Hướng dẫn này đã sửa đổi, bổ sung Hướng dẫn số 12-HD/TU.",
        {"77-HD/TU": "cites", "12-HD/TU": "cites"}, id="the one just named has changed another",
    ),
    pytest.param(
        "Kiểm điểm Nghị quyết số 09-NQ/ĐU. Kế hoạch này phổ biến đến chi bộ; thay thế Nghị quyết 09.",
        {"09-NQ/ĐU": "replaces"}, id="replaced by its short form",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "citations"), OF_THIS)
def test_a_document_says_of_itself_what_it_does(
    about: Callable[..., Document], clause: str, citations: dict[str, str]
) -> None:
    assert cited(about(clause=clause)) == citations


IN_LISTS = [
    pytest.param(
        "Kế hoạch số 12-KH/TU ngày 30/10/2025 của Tỉnh ủy thực hiện Nghị quyết 57",
        {("12-KH/TU", "implements", "57-NQ/TW")}, id="a short form is what is carried out",
    ),
    pytest.param(
        "Kế hoạch số 17/KH-ĐCT ngày 12/01/2026 của Trung ương Hội và Kế hoạch số 86/KH-UBND ngày 30/01/2026 của Ủy ban "
        "nhân dân tỉnh về thực hiện Quyết định số 2415/QĐ-TTg",
        {("17/KH-ĐCT", "implements", "2415/QĐ-TTg"), ("86/KH-UBND", "implements", "2415/QĐ-TTg")}, id="both of a list",
    ),
    pytest.param(
        "Kế hoạch số 17/KH-ĐCT về phát triển Hội và Kế hoạch số 86/KH-UBND về thực hiện Quyết định số 2415/QĐ-TTg",
        {("86/KH-UBND", "implements", "2415/QĐ-TTg")}, id="the first has a title of its own",
    ),
    pytest.param(
        "Công văn số 17/UBND-VX và Kế hoạch số 86/KH-UBND về thực hiện Quyết định số 2415/QĐ-TTg",
        {("86/KH-UBND", "implements", "2415/QĐ-TTg")}, id="a letter before a plan",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "others"), IN_LISTS)
def test_lists_and_short_forms_say_what_others_do(
    about: Callable[..., Document], clause: str, others: set[tuple[str, str, str]]
) -> None:
    preamble = "Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị, Đảng ủy xã ban hành Kế hoạch."
    assert links(about(preamble=preamble, clause=f"Niêm yết {clause}.")) == others


def test_short_forms_are_mentions_of_the_one_document_that_they_fit(about: Callable[..., Document]) -> None:
    clause = "Học Nghị quyết số 57-NQ/TW và Quyết định số 57-QĐ/TU; kiểm tra việc học Nghị quyết 57, Quyết định số 57."
    document = about(clause=clause)
    printed = {citation.symbol: [mention.printed for mention in citation.mentions] for citation in document.citations}
    assert printed["57-NQ/TW"] == ["Nghị quyết số 57-NQ/TW", "Nghị quyết 57"]
    assert printed["57-QĐ/TU"] == ["Quyết định số 57-QĐ/TU", "Quyết định số 57"]


def test_a_short_form_that_fits_two_documents_is_left_alone(about: Callable[..., Document]) -> None:
    clause = "Học Nghị quyết số 57-NQ/TW và Nghị quyết số 57/NQ-CP; kiểm tra việc học Nghị quyết 57."
    assert all(len(citation.mentions) == 1 for citation in about(clause=clause).citations)


def test_a_short_form_without_its_document_is_none(about: Callable[..., Document]) -> None:
    assert about(clause="Học Nghị quyết 57 và Kết luận số 52.").citations == ()


def test_its_own_symbol_is_no_citation(about: Callable[..., Document]) -> None:
    assert about(clause="Kế hoạch số 16-KH/ĐU được gửi các chi bộ.").citations == ()


@pytest.mark.parametrize(
    ("clause", "issued", "issuer"),
    [
        ("Học Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá.", "2024-12-22", "Bộ Chính trị"),
        ("Học Nghị quyết số 57-NQ/TW, ngày 22-12-2024 của Bộ Chính trị.", "2024-12-22", "Bộ Chính trị"),
        ("Học Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị.", "2024-12-22", "Bộ Chính trị"),
        ("Học Nghị quyết số 57-NQ/TW của Bộ Chính trị.", None, "Bộ Chính trị"),
        ("Học Nghị quyết số 57-NQ/TW ngày 22/12/2024.", "2024-12-22", None),
        ("Học Nghị quyết số 57-NQ/TW ngày 32/12/2024 của Bộ Chính trị.", "2024-12", "Bộ Chính trị"),
        ("Theo đề nghị của Bộ trưởng Bộ Y tế tại Tờ trình số 65/TTr-BYT.", None, "Bộ Y tế"),
        (
            "Theo đề nghị của Sở Văn hóa, Thể thao và Du lịch tại Tờ trình số 65/TTr-SVHTTDL.",
            None,
            "Sở Văn hóa, Thể thao và Du lịch",
        ),
        ("Học Nghị quyết số 57-NQ/TW.", None, None),
        ("Học Chỉ thị số 08/CT-TTg.", None, "Thủ tướng Chính phủ"),  # nobody else's code
        ("Học Nghị định số 61/2018/NĐ-CP ngày 23/4/2018.", "2018-04-23", "Chính phủ"),
        ("Học Nghị quyết số 09-NQ/TU.", None, None),
        ("Học Nghị định số 15/2016/NĐ-CP của Chính phủ đối với hành vi đổ trộm rác.", None, "Chính phủ"),
        ("Học Công văn số 12/BTNMT-TCMT của Bộ Tài nguyên và Môi trường về rác.", None, "Bộ Tài nguyên và Môi trường"),
        ("Học Quyết định số 12/QĐ-BTC của Bộ Tài chính tại hội nghị.", None, "Bộ Tài chính"),
        ("Học Nghị quyết số 57-NQ/TW; của Bộ Chính trị thì chưa.", None, None),
        ("Học Nghị quyết số 09-NQ/TU của Tỉnh ủy đi vào cuộc sống.", None, "Tỉnh ủy"),
        ("Học Nghị quyết số 09-NQ/TU của Ban Thường vụ Tỉnh ủy cụ thể hóa chủ trương.", None, "Ban Thường vụ Tỉnh ủy"),
        ("Học Thông tư số 12/2025/TT-BYT của Bộ trưởng Bộ Y tế.", None, "Bộ trưởng Bộ Y tế"),
        ("Năm 2025, UBND xã đã ban hành Quyết định số 41/QĐ-UBND.", None, "UBND xã"),
        ("Sau khi nghe Ủy ban nhân dân huyện trình bày Báo cáo số 12/BC-UBND.", None, "Ủy ban nhân dân huyện"),
        ("Thư viện của UBND xã chưa có Quyết định số 41/QĐ-UBND.", None, None),
    ],
)
def test_the_day_and_the_issuer_stand_after_the_symbol(
    about: Callable[..., Document], clause: str, issued: str | None, issuer: str | None
) -> None:
    (citation,) = about(clause=clause).citations
    assert (citation.issued, citation.issuer) == (issued, issuer)


def test_a_mention_is_where_it_is_printed(about: Callable[..., Document]) -> None:
    document = about(clause="Học Nghị quyết số 57-\nNQ/TW ngày 22/12/2024 của Bộ Chính trị.")
    (citation,) = document.citations
    (mention,) = citation.mentions
    assert mention.span.of(document.source.raw) == "Nghị quyết số 57-\nNQ/TW"
    assert mention.printed == "Nghị quyết số 57-NQ/TW"


def test_torn_symbols_are_read(read_torn: Read) -> None:
    document = read_torn(
        "PANG UY XA VAN SON\nS6 16-KH/PU\n\nKE HOACH\nthuc hién Nghi quyét sé 57-NQ/TW "
        "ngay 22/12/2024 cia B6 Chinh tri\n\n"
        "I- NHIEM VU\n- Tuyén truyén Két luan sé 52-KL/TW trong nhan dan.\n"
    )
    assert cited(document) == {"57-NQ/TW": "implements", "52-KL/TW": "cites"}
    assert document.header.symbol == "16-KH/ĐU"


CALLED: list[tuple[str, list[tuple[str, str]]]] = [
    ("Thực hiện Luật Thư viện và Luật Sở hữu trí tuệ.", [("luật", "Thư viện"), ("luật", "Sở hữu trí tuệ")]),
    ("Học Luật Phòng, chống tham nhũng, các quy định về sách.", [("luật", "Phòng, chống tham nhũng")]),
    ("Học Bộ luật Lao động năm 2019.", [("bộ luật", "Lao động")]),
    ("Học Luật Khoa học và\nCông nghệ.", [("luật", "Khoa học và Công nghệ")]),
    ("Học Nghị quyết Đại hội Đảng toàn quốc lần thứ XIII.", [("nghị quyết", "Đại hội Đảng toàn quốc lần thứ XIII")]),
    ("Học Chỉ thị ngày 05/3/2025 của Ban Bí thư.", [("chỉ thị", "ngày 05/3/2025 của Ban Bí thư")]),
    ("Học pháp luật để tháo gỡ khó khăn; luật sư đọc sách.", []),
    ("Học Luật Thư viện số 46/2019/QH14.", []),
    ("Hoàn thiện pháp luật\nSở Nội vụ, kỷ luật Đảng và quy luật Archimedes.", []),
]


@pytest.mark.parametrize(("clause", "called"), CALLED)
def test_documents_are_called_by_name_or_day(
    about: Callable[..., Document], clause: str, called: list[tuple[str, str]]
) -> None:
    citations = about(clause=clause).citations
    assert [(each.kind, each.title) for each in citations if each.symbol is None] == called


def test_a_law_named_twice_is_one_with_its_day_and_relation(about: Callable[..., Document]) -> None:
    preamble = "Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019; Đảng ủy xã ban hành Kế hoạch."
    (law,) = about(title="thi hành Luật Thư viện", preamble=preamble).citations
    assert (law.issued, str(law.relation), len(law.mentions)) == ("2019-11-21", "implements", 2)


@pytest.mark.parametrize(
    ("papers", "issuers"),
    [
        ("Chỉ thị số 22/CT-TTg và Công điện số 38/CĐ-TTg", ["Thủ tướng Chính phủ", "Thủ tướng Chính phủ"]),
        ("Chỉ thị số 22/CT-TTg ngày 02/6/2025 và Công điện số 38/CĐ-TTg", ["Thủ tướng Chính phủ"] * 2),
        ("Chỉ thị số 22-CT/TW và Công điện số 38/CĐ-TTg", [None, "Thủ tướng Chính phủ"]),
    ],
)
def test_papers_of_one_organ_in_a_list_have_one_issuer(
    about: Callable[..., Document], papers: str, issuers: list[str | None]
) -> None:
    citations = about(clause=f"Kiểm tra việc học {papers} của Thủ tướng Chính phủ.").citations
    assert [each.issuer for each in citations] == issuers


def test_what_is_proposed_in_two_papers_has_one_issuer(about: Callable[..., Document]) -> None:
    clause = "Theo đề nghị của Bộ Y tế tại Tờ trình số 65/TTr-BYT ngày 02/3/2026 và Báo cáo số 66/BC-BYT."
    assert [each.issuer for each in about(clause=clause).citations] == ["Bộ Y tế", "Bộ Y tế"]


@pytest.mark.parametrize(
    ("clause", "law"),
    [
        ("Học Luật Thư viện số 46/2019/QH14.", ("46/2019/QH14", "Thư viện", None)),
        ("Học Luật số 46/2019/QH14.", ("46/2019/QH14", None, None)),
        ("Học Luật Thư viện năm 2019.", (None, "Thư viện", "2019")),
        ("Học Luật Thư viện 2019; đọc sách.", (None, "Thư viện", "2019")),
        ("Học Luật Thư viện.", (None, "Thư viện", None)),
        ("Sơ kết công tác thi hành Luật Thư viện năm 2031.", (None, "Thư viện", None)),
    ],
)
def test_a_law_keeps_its_name_and_its_year(
    about: Callable[..., Document], clause: str, law: tuple[str | None, ...]
) -> None:
    found = [each for each in about(clause=clause).citations if each.kind == "luật"]
    assert [(each.symbol, each.title, each.issued) for each in found] == [law]


def test_an_issuer_ends_where_the_next_item_begins(about: Callable[..., Document]) -> None:
    title = "theo Kế hoạch số 19/KH-UBND ngày 10/01/2022 của UBND tỉnh Hà Châu\n\n1. Sở Nội vụ chủ trì\n"
    found = {each.symbol: each.issuer for each in about(title=title).citations}
    assert found["19/KH-UBND"] == "UBND tỉnh Hà Châu"


@pytest.mark.parametrize(
    ("clause", "symbols"),
    [
        ("Theo Chương trình số 12-CTr/BCĐ và Chương trình số 12-CTr/BCĐ3 để làm.", {"12-CTr/BCĐ"}),
        ("Theo Chương trình số 14-CTr/BCĐ và Chương trình số 12-CTr/BCĐ3.", {"14-CTr/BCĐ", "12-CTr/BCĐ3"}),
    ],
)
def test_a_footnote_s_number_behind_a_known_symbol_is_none_of_it(
    about: Callable[..., Document], clause: str, symbols: set[str]
) -> None:
    assert symbols <= (found := {each.symbol for each in about(clause=clause).citations})
    assert {each for each in found if each and "CTr/BCĐ" in each} == symbols


def test_a_first_part_may_say_what_a_resolution_carries_out(read: Read) -> None:
    document = read(
        "ĐẢNG BỘ TỈNH HÀ CHÂU\nĐẢNG ỦY XÃ SÁCH MỚI\nSố 09-NQ/ĐU\n\nNGHỊ QUYẾT\nvề văn hóa đọc\n\nI- TÌNH HÌNH\n\n"
        "Xã có 12 tủ sách. Bạn đọc còn ít.\n\nThực hiện Nghị quyết số 37-NQ/TU ngày 22/8/2025 của Tỉnh ủy về sách, "
        "Đảng ủy xã thống nhất ban hành Nghị quyết với các nội dung sau:\n\nII- NHIỆM VỤ\n\n- Mở tủ sách.\n"
    )
    assert cited(document) == {"37-NQ/TU": "implements"}


def test_an_issuer_ends_before_what_it_gives_somebody(about: Callable[..., Document]) -> None:
    document = about(clause="Các việc theo Công văn số 702/UBND-TH của UBND tỉnh giao Phòng Nội vụ tham mưu.")
    assert [citation.issuer for citation in document.citations] == ["UBND tỉnh"]
