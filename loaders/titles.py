"""What a title alone says: the documents it names and what it does with each, for registers that list titles.

Registers often write their subjects without capitals ("triển khai quyết định số 06/qđ-ttg"); symbols get theirs back.
"""

import re
from functools import cache

from loaders.citations import citations_in
from loaders.relations import Scope
from loaders.text import text_of
from ontology.model import Citation, Link
from ontology.registers import kinds, organs

# "06/qđ-ttg", "19-2018/nq-cp", "54/2012/qđ-ubnd", "4124/vpcp-kstt", "5553/vpcp", "43/2017/qh14"
_LOWERED = re.compile(
    r"(?<![\w/.-])\d{1,5}[a-zđ]?(?:\s?[-/]\s?\d{4})?(?P<codes>(?:\s?[-/]\s?[a-zđ&]{1,10}\d{0,2}){1,4})(?!\w)"
)
_CODE = re.compile(r"[a-zđ&]+")


@cache
def _codes() -> dict[str, str]:
    """Return the codes of kinds and organs by their lower-case form: "qđ" -> "QĐ", "ttg" -> "TTg"."""
    known = [kind.notation for kind in kinds()] + [organ.code for organ in organs()]
    return {code.lower(): code for code in sorted(filter(None, known), reverse=True)}


def with_capitals(title: str) -> str:
    """Return a title with the symbols in it as they are printed, letter for letter; all else stays.

    >>> with_capitals("triển khai quyết định số 06/qđ-ttg")
    'triển khai quyết định số 06/QĐ-TTg'
    """

    def capital(found: re.Match[str]) -> str:
        codes = _CODE.sub(lambda code: _codes().get(code[0], code[0].upper()), found["codes"])
        return found[0][: found.start("codes") - found.start()] + codes

    return _LOWERED.sub(capital, title)


def read_title(title: str, own: str | None = None) -> tuple[tuple[Citation, ...], tuple[Link, ...]]:
    """Return the documents that a title names, and what it says of two others.

    `own` is the symbol of the titled document. Offsets of the answer count in the title.
    """
    text = text_of(title, with_capitals(title))
    return citations_in(text, [Scope(0, len(text.restored), is_title=True)], own)
