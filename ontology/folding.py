"""Forms of a text for comparing: without marks, in one spelling, as a key.

`fold` is length-preserving only after `compose`; matching code folds NFC text, so that offsets stay.
"""

import re
import unicodedata

_VOWELS = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ",
    "e": "èéẻẽẹêềếểễệ",
    "i": "ìíỉĩị",
    "o": "òóỏõọôồốổỗộơờớởỡợ",
    "u": "ùúủũụưừứửữự",
    "y": "ỳýỷỹỵ",
    "d": "đð",
}
_FOLD = str.maketrans(
    {letter: plain for plain, letters in _VOWELS.items() for letter in letters}
    | {letter.upper(): plain for plain, letters in _VOWELS.items() for letter in letters}
    | {"–": "-", "—": "-", "‑": "-", "−": "-", "“": '"', "”": '"', "’": "'", "‘": "'", "\u00a0": " "}
    | {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
)

# Old and new places of the tone mark on oa, oe, uy: one spelling of both.
_TONE_PLACES = [
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"),
    ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
    ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
]  # fmt: skip


def compose(text: str) -> str:
    """Return the text in Unicode NFC."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return NFC text in lower case without Vietnamese marks, character for character.

    >>> fold("Kế hoạch số 16-KH/ĐU")
    'ke hoach so 16-kh/du'
    """
    return text.translate(_FOLD)


def name_key(name: str) -> str:
    """Return the key under which two spellings of one name meet: NFC, case, tone places and spaces evened.

    >>> name_key("Uỷ ban  nhân dân") == name_key("Ủy ban nhân dân")
    True
    """
    key = compose(name).casefold()
    for old, new in _TONE_PLACES:
        key = key.replace(old, new)
    return " ".join(re.findall(r"[^\W_]+", key))


def search_key(text: str) -> str:
    """Return the words of a text as the search box compares them: no marks, no case, no signs."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(compose(text))))
