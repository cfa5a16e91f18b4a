"""Who a clause begins with though no list of names knows it, told by the noun: "Bếp trưởng lưu mẫu thức ăn".

The last that is asked: what a name's own rules, the heading or the rest of the clause say comes before.
"""

import re

from loaders.adverbials import sets_first
from loaders.name_words import DOER, NOT_COLLECTIVE, NOT_NAMED
from loaders.names import Name, stops_name
from loaders.stretches import opens_duty
from loaders.text import Text

_WORD = re.compile(r"[\w&'’/.-]*\w[\s]*")
_MOST_WORDS = 9  # of whoever it is; behind them the verb stands, known or not
_WITHIN = 24  # words in which something known as a duty is said
_STOP = re.compile(r"[.;:](?!\d)")
# How things are, to whom something is done, what somebody is or may: nobody is asked.
_TELLS = re.compile(
    r"(?:(?:nào|thì|là|và|hoặc|còn|chưa|đã|đang|vẫn|có quyền|có thể|không (?:có|chịu|phải)|gồm|bao gồm|ngày càng|tuy)"
    r"(?!\w)|"
    r"(?:(?:phải|cần|sẽ|đều)\s)*(?:được|bị)\s(?!giao|phân công|ủy quyền|uỷ quyền|chỉ định|yêu cầu|đề nghị))",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:tất cả(?: các)?|toàn thể|toàn bộ|các|những|mọi|từng|một số|mỗi|riêng|chính|hai|ba|bốn|\d{1,2})\s+",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s+")


def doer_of(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return whom a clause begins with, or names behind the comma that ends a time or a condition."""
    if found := _doer_at(text, start, end):
        return found
    if not sets_first(text, start, end):
        return ()
    stop = _STOP.search(text.flat, start, end)
    comma = _COMMA.search(text.flat, start, stop.start() if stop else end)
    found = _doer_at(text, comma.end(), end) if comma else ()
    return () if found and text.flat.startswith(",", found[0].end) else found  # the end of a list, as likely


def _doer_at(text: Text, start: int, end: int) -> tuple[Name, ...]:
    head = _head_end(text, start, end)
    if head is None:
        return ()
    stop = _STOP.search(text.flat, head, end)
    last = stop.start() if stop else end
    name = Name(start, _name_end(text, head, last), is_collective=True, is_registered=False)
    is_told = any(_TELLS.match(text.restored, _next_word(text, at, last), last) for at in (head, name.end))
    return () if is_told or not _is_duty_said(text, head, last) else (name,)


def _head_end(text: Text, start: int, end: int) -> int | None:
    """Return where the noun ends that a clause begins with, if it is one of those who do something."""
    counted = _COUNTED.match(text.restored, start, end)
    at = counted.end() if counted else start
    if counted is None and opens_duty(text, start):
        return None
    words = text.restored[at : at + 40]
    doer = DOER.match(words[:1].lower() + words[1:])
    is_other = NOT_COLLECTIVE.match(text.flat, at, end) or NOT_NAMED.match(text.flat, at, end)
    return at + doer.end() if doer and not is_other and at + doer.end() < end else None


def _next_word(text: Text, at: int, end: int) -> int:
    while at < end and text.restored[at].isspace():
        at += 1
    return at


def _is_duty_said(text: Text, at: int, end: int) -> bool:
    """Say whether something that is known as a duty stands within the next words."""
    for _ in range(_WITHIN):
        at = _next_word(text, at, end)
        word = _WORD.match(text.restored, at, end)
        if word is None:
            comma = text.restored[at : at + 1] in ",()–-" and at < end
            at += comma
            if not comma:
                return False
            continue
        if stops_name(text, at):
            return True
        at = word.end()
    return False


def _name_end(text: Text, head: int, end: int) -> int:
    """Return where whoever it is ends: before the first word that says what is done, or where and when."""
    at = head
    for _ in range(_MOST_WORDS):
        following = _next_word(text, at, end)
        word = _WORD.match(text.restored, following, end)
        if word is None or stops_name(text, following):
            break
        at = following + len(word[0].rstrip())
    else:
        return head  # no verb that is known: only the noun is sure
    return at
