"""Markdown: the words of the rendered page, tables as tables, and marks that are none left as they are."""

import pytest

from loaders.formats import markdown
from loaders.formats.refusals import EmptyFileError
from loaders.pipeline import document_of
from loaders.text import text_of

PLAN = """---
title: bản nháp
---

**ĐẢNG ỦY XÃ TÂN HÒA**
**Số 12-KH/ĐU**

# KẾ HOẠCH
## thực hiện **Nghị quyết số 57-NQ/TW**

## II. NHIỆM VỤ

1. **Văn phòng Đảng ủy** chủ trì xây dựng *kế hoạch*,
trình trước ngày 30/9/2025.
2. Mở [tủ sách](https://a.b/c) ở các thôn. <!-- hỏi lại -->

| STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |
|:---:|----------|-----------------|---------:|
| 1 | Xây dựng kế hoạch mở tủ sách \\| thư viện | Phòng Văn hóa | Tháng 9/2025 |
| 2 | Báo cáo kết quả thực hiện hằng quý | Văn phòng Đảng ủy |
"""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("# Đề mục #", "Đề mục", id="heading"),
        pytest.param("Đề mục\n======\nchữ", "Đề mục\n\nchữ", id="underlined heading"),
        pytest.param("**Sở** __Nội__ *vụ* _xã_", "Sở Nội vụ xã", id="emphasis"),
        pytest.param("***Sở Nội vụ***", "Sở Nội vụ", id="both"),
        pytest.param("số 5 * 6 và a_b_c", "số 5 * 6 và a_b_c", id="no emphasis"),
        pytest.param("~~bỏ~~ giữ", "giữ", id="struck out"),
        pytest.param("* một\n* hai", "- một\n\n- hai", id="bullets"),
        pytest.param("1. một\n2. hai", "1. một\n\n2. hai", id="numbers"),
        pytest.param("> trích", "trích", id="quotation"),
        pytest.param("a<br>b &amp; c", "a\nb & c", id="tags of pages"),
        pytest.param("chữ\n\n---\n\nnữa", "chữ\n\nnữa", id="rule"),
        pytest.param("```\n# mã\n```", "# mã", id="fence"),
        pytest.param("a | b\nc | d", "a | b\nc | d", id="bars that are no table"),
        pytest.param("![ảnh](a.png)chữ", "chữ", id="picture"),
        pytest.param("16\\-KH\\/ĐU", "16-KH/ĐU", id="escaped"),
    ],
)  # fmt: skip
def test_the_words_of_the_rendered_page(written: str, read: str) -> None:
    assert markdown.read(written.encode(), "a.md").raw.strip() == read


def test_a_plan_in_markdown_is_read_with_its_table() -> None:
    source = markdown.read(PLAN.encode(), "a.md")
    document = document_of(source, text_of(source.raw))
    assert "bản nháp" not in source.raw
    assert "hỏi lại" not in source.raw
    assert [section.heading for section in document.sections] == ["NHIỆM VỤ"]
    assert [(each.symbol, str(each.relation)) for each in document.citations] == [("57-NQ/TW", "implements")]
    leads = [[party.name for party in task.lead] for task in document.tasks]
    assert leads == [["Văn phòng Đảng ủy"], [], ["Phòng Văn hóa"], ["Văn phòng Đảng ủy"]]
    assert document.tasks[2].text == "Xây dựng kế hoạch mở tủ sách | thư viện"


def test_marks_alone_are_an_empty_file() -> None:
    with pytest.raises(EmptyFileError):
        markdown.read(b"---\na: b\n---\n\n<!-- c -->\n", "a.md")
