"""Committees whose second word a scan has bent beyond what its letters tell: "Dang ty" is "Đảng ủy".

Two letters are too few for a restoring model, which makes any word of them; behind "Đảng", "Tỉnh" or "Huyện" a word
that is printed with a "y" at its end is that one.
"""

import re
from dataclasses import replace

from loaders.text import Text
from ontology.folding import fold

_COMMITTEE = re.compile(r"(?<![a-z])(?P<head>dang|tinh|thanh|huyen|thi)(?P<between>\s)(?P<word>[a-z]{2,4})(?![a-z])")
_HEADS = {"dang": "Đảng", "tinh": "Tỉnh", "thanh": "Thành", "huyen": "Huyện", "thi": "Thị"}
_PRINTED = re.compile(r"[ciudtlr0oơ]{0,3}[yýỷ]", re.IGNORECASE)
_TRUE = "ủy"


def with_whole_committees(text: Text) -> Text:
    """Return a torn text with the name of its committees as they are called, sign for sign."""
    if text.restored == text.raw:
        return text
    restored = text.restored
    for found in _COMMITTEE.finditer(text.folded):
        start, end = found.span("word")
        is_bent = found["word"] != fold(_TRUE) and _PRINTED.fullmatch(text.printed(start, end))
        if is_bent and text.restored[found.start()].isupper() and text.restored[start:end].islower():
            words = f"{_HEADS[found['head']]}{found['between']}{_TRUE.ljust(end - start)}"
            restored = restored[: found.start()] + words + restored[end:]
    return replace(text, restored=restored, folded=fold(restored)) if restored != text.restored else text
