"""Invented documents: what the tests of reading are made of, and a reader for each kind of text."""

import hashlib
from collections.abc import Callable

import pytest

from loaders.pipeline import document_of, restored_text
from loaders.text import text_of
from ontology.model import Document, SourceText

Read = Callable[[str], Document]

LETTERHEAD = """ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ CHÂU                    Độc lập - Tự do - Hạnh phúc
Số: 915/KH-UBND               Hà Châu, ngày 29 tháng 12 năm 2025

KẾ HOẠCH
Thực hiện Nghị quyết số 95-NQ/TW ngày 18/8/2025 của Bộ Chính trị về thư viện cộng đồng

"""
ENDING = """

Nơi nhận:
- Như trên;
- Lưu: VT.
                                        TM. ỦY BAN NHÂN DÂN
                                        CHỦ TỊCH
                                        Trịnh Khắc Vinh
"""


def source_of(raw: str) -> SourceText:
    return SourceText(name="invented.txt", sha256=hashlib.sha256(raw.encode()).hexdigest(), raw=raw)


@pytest.fixture(scope="session")
def read() -> Read:
    """Return a reader of clean text."""
    return lambda raw: document_of(source_of(raw), text_of(raw))


@pytest.fixture(scope="session")
def read_torn() -> Read:
    """Return a reader of text whose letters a scan has torn."""
    return lambda raw: document_of(source_of(raw), restored_text(raw))


@pytest.fixture(scope="session")
def plan(read: Read) -> Read:
    """Return a reader of the body of a province's plan."""
    return lambda body: read(LETTERHEAD + body.strip("\n") + ENDING)


@pytest.fixture(scope="session")
def duty(plan: Read) -> Callable[[str], Document]:
    """Return a reader of one clause of a plan's content part, under a heading that names nobody."""
    return lambda clause: plan(f"I. NHIỆM VỤ VÀ GIẢI PHÁP\n1. Công tác chuyên môn\n\n- {clause}")
