"""Text layers that do not say what the page shows, judged page by page."""

from collections.abc import Callable

import pytest

from loaders.formats import pdf

GOOD = [
    "Ủy ban nhân dân xã chủ trì, phối hợp với các thôn xây dựng kế hoạch",
    "mở tủ sách trước ngày 30/9/2025, báo cáo Ủy ban nhân dân tỉnh theo quy định;",
    "bố trí kinh phí hoạt động cho thư viện, phòng đọc và các điểm bưu điện văn hóa.",
]
TORN = [
    "Uy ban nhan dan xa chu tri, phéi hop voi cac thon xay dung ké hoach",
    "mo tu sach truoc ngay 30/9/2025, bao cao Uy ban nhan dan tinh theo quy dinh;",
    "bo tri kinh phi hoat dong cho thu vién, phong doc va cac diém buu dién van hoa.",
]
ENGLISH = [
    "The committee shall report to the chairman before the end of September 2025,",
    "together with the department of finance and the standing office of the council,",
    "which provides the funds for every library, reading room and post office there.",
]
PdfFile = Callable[..., bytes]


def printed(pdf_file: PdfFile, *pages: list[str]) -> bytes:
    return pdf_file([([(60, 300 + 18 * at, 12.0, line) for at, line in enumerate(page)], []) for page in pages])


def in_tcvn3(line: str) -> str:
    low = dict(zip("ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ", TCVN3, strict=True))
    return "".join(low.get(letter, letter) for letter in line.lower())


TCVN3 = "¨©ª«¬­®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        pytest.param(GOOD, [], id="right"),
        pytest.param(ENGLISH, [], id="another language"),
        pytest.param(TORN, ["text-layer-unseen"], id="torn"),
        pytest.param(["\x00ác \x00ơn vị \x00hủ trì"] * 8, ["text-layer-unseen", "unread-letters"], id="letters lost"),
        pytest.param([in_tcvn3(line) for line in GOOD], ["text-layer-decoded"], id="old fonts"),
    ],
)
def test_a_layer_is_judged_page_by_page(
    pdf_file: PdfFile, page: list[str], codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    source = pdf.read(printed(pdf_file, GOOD, page), "a.pdf")
    assert [problem.code for problem in source.problems] == codes
    assert all("2" in problem.message and " / " in problem.message for problem in source.problems)
    assert " ".join(source.raw[: source.pages[1]].split()) == " ".join(GOOD)


def test_letters_of_old_fonts_are_read_as_what_they_stand_for(pdf_file: PdfFile) -> None:
    source = pdf.read(printed(pdf_file, [in_tcvn3(line) for line in GOOD]), "a.pdf")
    assert " ".join(source.raw.split()) == " ".join(GOOD).lower()
