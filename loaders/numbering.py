"""Labels of numbered and lettered items as they must be, where OCR has bent them."""

import re

LETTERS = "abcdđeghiklmnopqrstuvxy"  # the order of lettered items in Vietnamese documents
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")

# Digits that scans make of letters of a mark: "4)" is "đ)".
DIGITS_FOR = {"b": "6", "đ": "4", "e": "6", "g": "9", "h": "4", "i": "1", "l": "1", "o": "0", "q": "9", "s": "5"}


def letter_after(previous: str | None, printed: str) -> str:
    """Return the letter that an OCR-bent letter mark stands for, given the one before it; "" stands for any.

    >>> letter_after("k", "1"), letter_after("n", "0"), letter_after("d", "d"), letter_after("b", "¢")
    ('l', 'o', 'đ', 'c')
    >>> letter_after("b", ""), letter_after("b", "b"), letter_after("b", "a")
    ('c', 'c', 'a')
    """
    expected = LETTERS[LETTERS.index(previous) + 1] if previous and previous in LETTERS[:-1] else "a"
    bent = {"1": "il", "0": "o", "¢": "c", "d": "dđ", "l": "il", "i": "il", "4": "đh", "6": "be", "9": "gq", "5": "s"}
    if not printed or expected in bent.get(printed, printed):
        return expected
    letter = bent.get(printed, printed)[0]
    if previous and letter != "a" and LETTERS.find(letter) <= LETTERS.find(previous):
        return expected  # letters rise, but where a list begins anew; one that does not is a bent one
    return letter


def roman_after(previous: str | None, printed: str) -> str:
    """Return the Roman number that a bent one stands for: the next one, unless what is printed says otherwise."""
    following = ROMANS[ROMANS.index(previous) + 1] if previous in ROMANS[:-1] else ROMANS[0]
    straight = re.sub(r"[il1|]", "I", printed)
    if printed == straight and printed in ROMANS and previous is not None:
        here, there = ROMANS.index(printed), ROMANS.index(following)
        return printed if here >= there or here == 0 else following
    if previous is None and straight in ROMANS:
        return straight
    return following


_KINDS = {"phan": "Phần", "chuong": "Chương"}
_ORDINALS = {
    "thu": "thứ", "nhat": "nhất", "hai": "hai", "ba": "ba", "tu": "tư", "nam": "năm", "sau": "sáu", "bay": "bảy",
    "tam": "tám", "chin": "chín", "muoi": "mười",
}  # fmt: skip


def division_label(folded: str) -> str:
    """Return the label of a division as it is written, given its folded words.

    >>> division_label("phan thu hai"), division_label("chuong ii"), division_label("phu luc so i")
    ('Phần thứ hai', 'Chương II', 'PL.I')
    """
    kind, *number = folded.split()
    if kind not in _KINDS:
        return ".".join(["PL", *(word.upper() for word in folded.split()[2:] if word != "so")])
    return " ".join([_KINDS[kind], *(_ORDINALS.get(word, word.upper()) for word in number)])
