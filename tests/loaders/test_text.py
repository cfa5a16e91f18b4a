"""Texts made even: blanks that say nothing go, and every place still leads to the words it came from."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.pipeline import restored_text
from loaders.text import evened, text_of

pieces = st.sampled_from(["xã", "a", " ", "  ", "   ", "\n", " \n", "\r\n", "\t", "\u00a0", ".", "1) ", "Sở"])


@pytest.mark.parametrize(
    ("raw", "even"),
    [
        ("trực \nthuộc", "trực\nthuộc"),
        ("trực\r\nthuộc", "trực\nthuộc"),
        ("Sở  Nội vụ", "Sở Nội vụ"),
        ("cột một   cột hai", "cột một   cột hai"),
        ("hết.  ", "hết."),
        ("như cũ\n\nnhư cũ", "như cũ\n\nnhư cũ"),
    ],
)
def test_blanks_that_say_nothing_go(raw: str, even: str) -> None:
    assert evened(text_of(raw)).restored == even


@given(st.lists(pieces, max_size=40).map("".join))
def test_every_word_of_an_even_text_leads_to_itself(raw: str) -> None:
    even = evened(text_of(raw))
    assert even.restored.split() == raw.split()
    for word in re.finditer(r"\S+", even.restored):
        assert even.printed(*word.span()) == word[0]


def test_a_torn_text_stays_tied_to_its_print() -> None:
    torn = "Uy ban  nhan dan xa \nchi tri, ph6i hop vdi So  Tai chinh.  \n"
    even = evened(restored_text(torn))
    assert even.restored == "Ủy ban nhân dân xã\nchủ trì, phối hợp với Sở Tài chính.\n"
    printed = [even.printed(*word.span()) for word in re.finditer(r"\S+", even.restored)]
    assert printed == torn.split()
