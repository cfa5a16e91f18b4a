"""Symbols of documents ("8602-QB/TU") read by their own grammar, never by the language model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Decree 30/2020, annex III: abbreviations of the kinds of State documents; Guide 36-HD/VPTW for the Party's.
KINDS = _listed(
    """
    NQ QĐ CT QC QyĐ QYĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CV CĐ BGN BTT BTC GUQ GM GGT GNP PG PC PB
    TTU NĐ TT L PL LCT LHN NQLT TTLT VBHN KL QĐi TR TTu ĐL SL BCĐ QyC ĐTr CTR TTR KHPH NQCT CTHĐ
    """
)
# Who issues: closed lists of organs that stand after the stroke.
ISSUERS = _listed(
    """
    TW TU ĐU HU QU ThU TĐU CP TTg UBND HĐND UBTVQH QH CTN BCT BBT BCHTW BTVTU VPTW VPTU VPCP BTCTW BNCTW
    BTGTW UBKTTW BTGDVTW BTGDVTU BTCTU BNCTU BTGTU UBKTTU BDVTU BDVTW BCĐTW BCĐ BCĐTU MTTW MTTQ ĐUK ĐUCP
    ĐCT BCSĐ TANDTC VKSNDTC KTNN BNV BTC BTP BCA BQP BYT BXD BCT BTNMT BKHCN BTTTT BGDĐT BLĐTBXH BKHĐT
    BNNPTNT BVHTTDL BNG BGTVT BNNMT BDTTG BTM TTCP NHNN UBDT BCH BTV SNV STC STP SYT SXD SCT STNMT SKHCN
    STTTT SGDĐT SLĐTBXH SKHĐT SNNPTNT SVHTT TTHĐND VP BCĐ57
    """
)
# Units that draft letters and whose codes have a "Đ": which one a "D" is, a code that nobody has cannot tell.
UNITS = _listed("KTHTĐT GDĐT LĐTBXH QLĐT KTĐN QLĐĐ TĐKT ĐKKD BĐKH TTĐT QLĐTXD ĐTXD KHĐT")
SKELETONS = str.maketrans({"Đ": "D", "đ": "d"})
LETTERS_FOR_DIGITS = str.maketrans(
    {"S": "5", "O": "0", "o": "0", "l": "1", "L": "1", "I": "1", "T": "7", "s": "5", "B": "8"}
)


def _skeleton(word: str) -> str:
    return word.translate(SKELETONS).upper()


_KINDS = {_skeleton(kind): kind for kind in reversed(KINDS)}
_UNITS = {_skeleton(unit): unit for unit in UNITS}
_ISSUERS = {_skeleton(issuer): issuer for issuer in reversed(ISSUERS)}
# What an OCR without Vietnamese makes of the letters of a kind.
TORN_KINDS = {
    "QB": "QĐ",
    "QP": "QĐ",
    "QBD": "QĐ",
    "OD": "QĐ",
    "OB": "QĐ",
    "QĐ": "QĐ",
    "Q0": "QĐ",
    "QDD": "QĐ",
    "ND": "NĐ",
    "NB": "NĐ",
    "NP": "NĐ",
    "NO": "NQ",
    "N0": "NQ",
    "NG": "NQ",
    "CTT": "CTr",
    "CT1": "CTr",
    "CTI": "CTr",
    "CTF": "CTr",
    "CTR": "CTr",
    "CT1R": "CTr",
    "TTR": "TTr",
    "K1": "KL",
    "KI": "KL",
    "KII": "KH",
    "C0": "CĐ",
    "CB": "CĐ",
}
TORN_ISSUERS = {
    "BU": "ĐU",
    "PU": "ĐU",
    "TTG": "TTg",
    "TTE": "TTg",
    "TTQ": "TTg",
    "TTY": "TTg",
    "TT9": "TTg",
    "BCB": "BCĐ",
    "BCP": "BCĐ",
    "BCDTW": "BCĐTW",
    "BCBTW": "BCĐTW",
    "BCPTW": "BCĐTW",
    "BCÐTW": "BCĐTW",
    "TV": "TU",
    "TWW": "TW",
    "1W": "TW",
    "IW": "TW",
    "HBND": "HĐND",
    "HPND": "HĐND",
    "CF": "CP",
    "GP": "CP",
}
TERM_DIGITS = 2  # the National Assembly sits in its sixteenth term
NUMBER = r"(?P<number>[0-9SOolLITB]{1,6})"
KIND, ISSUER = r"(?P<kind>[^\W_]{1,6})", r"(?P<issuer>[^\W_]{2,9})(?P<rest>-[^\W_]{2,9})?"
SHAPE = re.compile(
    rf"(?:{NUMBER}(?P<year>/[12]\d{{3}})?(?P<first>[-/.]{{1,2}})?)?{KIND}(?P<second>[-/]{{1,2}}){ISSUER}"
)
QH = r"(?:UBTV)?QH(?=[IlSO]*\d)[\dIlSO]{1,3}"
TERM = re.compile(QH)  # "119/2026/" may end the line before
# Decree 30/2020, annex III: who issues a letter, and the unit that drafted it ("812/SYT-NVY").
LETTER = re.compile(rf"{NUMBER}/(?P<organ>[^\W_]{{2,9}})-(?P<unit>[A-ZĐ][A-Za-zĐđ&]{{0,6}})")
LAW = re.compile(
    rf"(?P<number>\d{{1,3}})/(?P<year>[12]\d{{3}})/(?P<rest>{QH}|[^\W\d_]{{2,5}}(?:-[^\W\d_]{{2,12}}){{1,3}})"
)


def _read_kind(word: str) -> str | None:
    if not word[0].isupper():
        return None
    folded = _skeleton(word)
    return TORN_KINDS.get(word.upper()) or _KINDS.get(folded) or TORN_KINDS.get(folded)


def _read_issuer(word: str) -> str | None:
    if sum(letter.isupper() or letter.isdigit() for letter in word) * 2 < len(word):
        return None
    folded = _skeleton(word)
    known = TORN_ISSUERS.get(word.upper()) or _ISSUERS.get(folded) or TORN_ISSUERS.get(folded)
    if known is None and word[-1].isdigit():  # the number of a footnote ("BCĐ3")
        organ = _ISSUERS.get(folded[:-1])
        return organ and organ + word[-1]
    return known


def possible_numbers(printed: str) -> tuple[str, ...]:
    """Return what a printed running number may stand for, the plainest first; none without a digit.

    A letter stands for the digit that it looks like, or for nothing beside that digit: one stroke read twice
    ("7I1" is 711 or 71).
    """
    if not any(letter.isdigit() for letter in printed):
        return ()
    ways = (_ways(printed, place) for place in range(len(printed)))
    return tuple(dict.fromkeys("".join(way) for way in product(*ways)))


def _ways(printed: str, place: int) -> tuple[str, ...]:
    sign = printed[place]
    digit = sign.translate(LETTERS_FOR_DIGITS)
    beside = printed[max(place - 1, 0) : place] + printed[place + 1 : place + 2]
    return (digit, "") if digit != sign and digit in beside else (digit,)


def _strokes(found: re.Match[str], issuer: str) -> tuple[str, str]:
    """Say what stands before the kind and what after it, by who issues: the State writes "71/NQ-CP"."""
    first, second = (found["first"] or "")[:1].replace(".", "-"), found["second"][:1]
    if second == "-" and issuer in ("TW", "TU", "ĐU") and first == "-":
        second = "/"
    return first, second


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol read by its grammar: what its number may be, what stands before and after the kind, who issues."""

    printed: str
    numbers: tuple[str, ...]
    first: str
    kind: str
    second: str
    issuer: str

    def written(self, number: str) -> str:
        """Return the symbol with a running number."""
        return f"{number}{self.first}{self.kind}{self.second}{self.issuer}"

    def parts(self, number: str) -> tuple[str, ...]:
        """Return the same in the parts between which lines may end."""
        return number + self.first[:-1], self.first[-1:], self.kind, self.second, self.issuer


def read_symbol(torn: str) -> Symbol | None:
    """Return what a printed symbol without blanks may be, or None for what is no symbol.

    The order of number, kind and issuer is that of Decree 30/2020 and Guide 36-HD/VPTW; the printed strokes
    are kept save where a Party organ's symbol shows two hyphens ("57-NQ-TW").
    """
    found = SHAPE.fullmatch(torn)
    if not found:
        return None
    kind, issuer = _read_kind(found["kind"]), _read_issuer(found["issuer"])
    numbers = possible_numbers(found["number"]) if found["number"] else ("",)
    if kind is None or issuer is None or not numbers:
        return None
    first, second = _strokes(found, issuer)
    if found["number"] and not first:
        first = "-" if second == "/" else "/"
    rest = f"-{_read_issuer(found['rest'][1:]) or found['rest'][1:]}" if found["rest"] else ""
    return Symbol(found["number"] or "", numbers, (found["year"] or "") + first, kind, second, issuer + rest)


def repair_symbol(torn: str) -> str | None:
    """Return the true form of a document's symbol, or None for what is no symbol.

    A number that may be read in two ways stays as printed; only the document can tell.
    """
    torn = re.sub(r"\s+", "", torn)
    if TERM.fullmatch(torn):
        return _assembly(torn)
    if LAW.fullmatch(torn):
        return _repair_law(torn)
    if (letter := LETTER.fullmatch(torn)) and (repaired := _repair_letter(letter)):
        return repaired
    symbol = read_symbol(torn)
    return symbol and symbol.written(symbol.numbers[0] if len(symbol.numbers) == 1 else symbol.printed)


def _repair_letter(found: re.Match[str]) -> str | None:
    """Return the symbol of an official letter; letters of a unit that the list does not have stay as printed."""
    organ, numbers = _read_issuer(found["organ"]), possible_numbers(found["number"])
    if organ is None or not numbers or _read_kind(found["organ"]):
        return None
    return f"{numbers[0] if len(numbers) == 1 else found['number']}/{organ}-{_UNITS.get(found['unit'], found['unit'])}"


def _repair_law(torn: str) -> str:
    head, _, rest = torn.rpartition("/")
    first, *organs = rest.split("-")
    if not organs:
        return f"{head}/{_assembly(rest)}"
    parts = [_read_kind(first) or first, *(_read_issuer(organ) or organ for organ in organs)]
    return f"{head}/{'-'.join(parts)}"


def _assembly(word: str) -> str:
    """Read the number of the National Assembly's term ("QHI5"); of two ways the one of two digits."""
    name, printed = word[: word.index("QH") + 2], word[word.index("QH") + 2 :]
    terms = [number for number in possible_numbers(printed) if 0 < len(number) <= TERM_DIGITS]
    return name + terms[0] if len(terms) == 1 else word
