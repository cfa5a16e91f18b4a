"""What holds of every text, whatever it says: it is read, its spans lie in it, each reading is the same."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.text import one_line, text_of
from ontology.model import Document, Span

Read = Callable[[str], Document]

PIECES = st.sampled_from(
    [
        "KẾ HOẠCH", "thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị", "I. MỤC TIÊU", "II- NHIỆM VỤ",
        "III. TỔ CHỨC THỰC HIỆN", "II1. TÔ CHỨC", "Điều 1. Phê duyệt", "1. Sở Nội vụ", "2. Các sở, ban, ngành", "1.1.",
        "a) Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ:", "1) xây dựng", "- Xây dựng tủ sách trước 31/02/2026.",
        "- xã hội, định kỳ 6 tháng báo cáo Ủy ban nhân dân tỉnh qua Sở Nội vụ", "+ Đạt từ 80% trở lên vào năm 2030;",
        "Quyết định 31", "và Kế hoạch số 15-KH/TU, 71/NQ-CP;", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "Kính gửi: Các xã",
        "V/v đọc sách", "Số: 9180/SVHTTDL-QLVH", "Số 16 KH/ĐU", "3", "- 12 -", "\f", "\ufeff", "Trịnh Khắc Vinh",
        "Phát huy vai trò của", "hằng năm", "quý II/2026", "…", "“", "(", "Sở", "Ban", "của", "và", "các", ":",
    ]
)  # fmt: skip
GLUE = st.sampled_from(["\n", "\n\n", " ", "   ", "\r\n", "\t", "-\n", ""])
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(PIECES, GLUE, st.text(max_size=8)), max_size=40).map("".join),
    st.lists(st.tuples(PIECES, GLUE).map("".join), max_size=30).map("".join),
)
LAW = settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def spans_of(value: object) -> Iterator[Span]:
    """Yield every span in a record and the records in it."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from spans_of(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from spans_of(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from spans_of(getattr(value, field.name))


@LAW
@given(raw=TEXTS)
def test_every_text_is_read_and_its_spans_lie_in_it(read: Read, raw: str) -> None:
    document = read(raw)
    assert all(span.end <= len(raw) for span in spans_of(document))
    assert document.source.raw == raw


@settings(parent=LAW, max_examples=25)
@given(raw=TEXTS)
def test_every_torn_text_is_read_line_for_line(read_torn: Read, raw: str) -> None:
    document = read_torn(raw)
    assert document.restored.count("\n") == raw.count("\n")
    assert all(span.end <= len(raw) for span in spans_of(document))


@LAW
@given(raw=TEXTS)
def test_reading_is_deterministic(read: Read, raw: str) -> None:
    assert read(raw) == read(raw)


# Alphabets whose letters are composed of a letter and marks; those of South and East Asia are put together otherwise.
MARKED = st.one_of(
    st.text(alphabet=st.characters(max_codepoint=0x8FF, exclude_categories=["Cs"]), max_size=200),
    st.lists(st.tuples(PIECES, GLUE).map("".join), max_size=30).map("".join),
)


@LAW
@given(raw=st.one_of(MARKED, MARKED.map(lambda text: unicodedata.normalize("NFD", text))))
def test_the_folded_text_is_as_long_as_the_restored_one(raw: str) -> None:
    text = text_of(raw)
    assert len(text.folded) == len(text.restored)
    assert unicodedata.is_normalized("NFC", text.restored)
    offsets = [text.raw_offset(at) for at in range(len(text.restored) + 1)]
    assert offsets == sorted(offsets)
    assert not offsets or offsets[-1] <= len(raw)


@pytest.mark.parametrize("raw", ["\u1100\u1161", "\u09c7\u09be"])
def test_letters_of_other_scripts_are_composed(raw: str) -> None:
    assert text_of(raw).restored == unicodedata.normalize("NFC", raw)


@LAW
@given(raw=MARKED)
def test_words_are_printed_where_they_are_found(raw: str) -> None:
    text = text_of(unicodedata.normalize("NFD", raw))
    for found in re.finditer(r"\S+", text.restored):
        printed = text.printed(found.start(), found.end())
        assert unicodedata.normalize("NFC", printed) == found[0]


@given(raw=TEXTS)
def test_one_line_is_one_line_and_stays_as_it_is(raw: str) -> None:
    line = one_line(raw)
    assert "\n" not in line
    assert one_line(line) == line


CLAUSES = st.lists(
    st.tuples(
        st.sampled_from(["- ", "+ ", "a) ", "1. ", "– ", "-", "• "]),
        st.sampled_from(
            [
                "Sở Nội vụ xây dựng tủ sách cơ quan.",
                "Giao Sở Tài chính bố trí kinh phí mua sách.",
                "Tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024.",
                "Báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm.",
                "Phối hợp với Hội Nông dân tỉnh mở điểm đọc sách.",
            ]
        ),
        st.sampled_from(["\n", "\n\n", "\r\n"]),
    ),
    min_size=1,
    max_size=8,
).map(lambda parts: "KẾ HOẠCH\nđọc sách\n\nIII. NHIỆM VỤ\n" + "".join("".join(part) for part in parts))


@LAW
@given(raw=CLAUSES)
def test_a_task_starts_at_the_first_letter_after_its_bullet(read: Read, raw: str) -> None:
    document = read(raw)
    assert document.tasks
    for task in document.tasks:
        line = raw[raw.rfind("\n", 0, task.span.start) + 1 : task.span.start]
        assert line in {"- ", "+ ", "a) ", "1. ", "– ", "-", "• "}
        words = task.span.of(raw)
        assert words == words.strip()
        assert words[0].isalpha()
        assert words[-1] == "."
        assert one_line(words) == task.text


@LAW
@given(raw=st.one_of(CLAUSES, MARKED))
def test_composed_and_decomposed_letters_say_the_same(read: Read, raw: str) -> None:
    composed, decomposed = (read(unicodedata.normalize(form, raw)) for form in ("NFC", "NFD"))
    assert composed.header.symbol == decomposed.header.symbol
    assert [(c.symbol, c.relation, c.issuer) for c in composed.citations] == [
        (c.symbol, c.relation, c.issuer) for c in decomposed.citations
    ]
    assert [(task.text, *(party.name for party in task.lead)) for task in composed.tasks] == [
        (task.text, *(party.name for party in task.lead)) for task in decomposed.tasks
    ]


@LAW
@given(raw=TEXTS)
def test_what_carries_the_document_is_not_carried_by_it(read: Read, raw: str) -> None:
    document = read(raw)
    symbols = [citation.symbol for citation in document.citations]
    assert len(symbols) == len(set(symbols))
    assert document.header.symbol is None or document.header.symbol not in symbols
    assert all(link.source != link.target for link in document.links)


@pytest.mark.parametrize("raw", ["", "\n", " ", "\ufeff", "\x00", "-", "1.", "Số", "KẾ HOẠCH", "\r\r\r", "\u0301" * 5])
def test_next_to_nothing_is_read(read_torn: Read, raw: str) -> None:
    document = read_torn(raw)
    assert document.tasks == ()
    assert document.citations == ()
