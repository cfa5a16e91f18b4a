"""Vietnamese from before Unicode: TCVN 5712 (VN3, the fonts .VnTime), VNI-Windows and windows-1258.

A text in one of them is told by what it reads as: in the right encoding nearly all of its words are syllables.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping

from loaders.restoration.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 3  # words with Vietnamese letters, from which a text can tell its encoding
_SURE = 0.75  # of these words have to be syllables
_MARKED = 0.4  # of all words carry marks in Vietnamese; in French, or in what a scan tore, far fewer do
_COMMONEST = 0.6  # of the marked letters are one letter at most, where there are many: torn text has "é" for all
_MANY = 20
_LONGEST = 200_000  # characters that are looked at

# Letter by letter from byte 0xA1 on; "." marks bytes without a letter.
_TCVN3 = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_ROOF, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
# VNI writes a letter and then its marks as another letter.
_VNI_MARKS: Mapping[str, str] = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _ROOF, "á": _ROOF + _ACUTE, "à": _ROOF + _GRAVE, "å": _ROOF + _HOOK, "ã": _ROOF + _TILDE, "ä": _ROOF + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS: Mapping[str, str] = {
    "ñ": "đ", "ô": "o" + _HORN, "ö": "u" + _HORN, "æ": "ỉ", "í": "í", "ì": "ì", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip
_VNI_BASES = frozenset("aeouyôö")


def _tcvn3(text: str) -> str:
    table = {0xA1 + at: letter for at, letter in enumerate(_TCVN3) if letter != "."}
    return text.translate(table)


def _vni(text: str) -> str:
    """Return a text of VNI letters: a letter with the marks after it first, then letters that stand by themselves."""
    pieces: list[str] = []
    at = 0
    while at < len(text):
        letter, low = text[at], text[at].lower()
        base = _VNI_LETTERS.get(low, low)
        marks = _VNI_MARKS.get(text[at + 1].lower(), "") if low in _VNI_BASES and at + 1 < len(text) else ""
        whole = unicodedata.normalize("NFC", base + marks)
        if marks and len(whole) == 1:
            at += 1
        else:
            whole = unicodedata.normalize("NFC", base)
        pieces.append(whole.upper() if letter.isupper() else whole)
        at += 1
    return "".join(pieces)


def _windows_1258(text: str) -> str:
    decoded = text.encode("latin-1", "replace").decode("cp1258", "replace")
    return unicodedata.normalize("NFC", decoded)


# Known in order to be named: nobody saves in it any more, and six of its capitals are control characters.
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớ"
    "ƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_ENCODINGS: Mapping[str, Callable[[str], str]] = {"TCVN3": _tcvn3, "VNI": _vni, "windows-1258": _windows_1258}


def vietnamese_share(text: str) -> float:
    """Return the share of syllables among the words with letters beyond ASCII; 0 where there are too few to tell."""
    words = [word for word in _WORD.findall(text[:_LONGEST]) if not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if len(words) >= _FEWEST else 0.0


def decoded(text: str) -> tuple[str, str] | None:
    """Return the encoding and the Vietnamese of a text whose characters stand for bytes; `None` if none fits."""
    if not _is_marked(text[:_LONGEST]):
        return None
    scores = {name: vietnamese_share(decode(text[:_LONGEST])) for name, decode in _ENCODINGS.items()}
    best = max(scores, key=lambda name: scores[name])
    return (best, _ENCODINGS[best](text)) if scores[best] >= _SURE else None


def looks_like_viscii(text: str) -> bool:
    """Say whether characters that stand for bytes are Vietnamese in VISCII."""
    table = {0x80 + at: letter for at, letter in enumerate(_VISCII)}
    return _is_marked(text[:_LONGEST]) and vietnamese_share(text[:_LONGEST].translate(table)) >= _SURE


def in_unicode(text: str, encoding: str) -> str:
    """Return the Vietnamese of a text in an encoding that `decoded` named."""
    plain = as_bytes(text)
    return text if plain is None else _ENCODINGS[encoding](plain)


def _is_marked(text: str) -> bool:
    """Say whether enough words, and not all with one letter, have letters beyond ASCII."""
    words = text.split()
    high = Counter(letter for letter in text if not letter.isascii())
    if not high or sum(not word.isascii() for word in words) < _MARKED * len(words):
        return False
    return high.total() < _MANY or max(high.values()) <= _COMMONEST * high.total()


def as_bytes(text: str) -> str | None:
    """Return a text as characters that stand for bytes, where it was read as windows-1252; `None` if it was not."""
    try:
        return "".join(_byte(letter) for letter in text)
    except UnicodeEncodeError:
        return None


def _byte(letter: str) -> str:
    return letter if ord(letter) < 0x100 else letter.encode("cp1252").decode("latin-1")
