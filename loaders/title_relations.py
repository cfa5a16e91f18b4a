"""What a title says that its document does with those it names: "sửa đổi …", "triển khai … thực hiện …"."""

import re
from collections.abc import Mapping, Sequence

from loaders.mentions import Named
from loaders.text import Text
from loaders.verbs import CITED, DOING, REPEALED, Told, change_in, is_guidance, use_of
from ontology.model import Relation

_DOES = re.compile(rf"(?:^|\s|,){DOING}(?: so)?\s*$")
_ISSUED_WITH = re.compile(r"kem theo[^.;()]{0,40}$")
# "thực hiện A gắn với B, C": what stands beside the thing carried out is not carried out itself.
BESIDE = re.compile(r"\bgan (?:ket )?(?:chat che )?voi\b[^.;]*$")
_BY = re.compile(r"\b(?:theo|can cu|dua tren|tren co so)\b[^;.]{0,90}$")
# A list goes on: "… và", ", các", "; "; of another document's title: "… về phát triển thư viện và".
_GOES_ON = re.compile(r"(?:^|[\s,;])(?:va|hoac|cung voi|cung|dong thoi|,|;)\s*(?:(?:cac|ca)\s*)?(?:so:?\s*)?$")
_ONLY_GOES_ON = re.compile(r"[\s,;)]*(?:va|hoac|cung voi|cung)?\s*(?:(?:cac|ca)\s*)?(?:so:?\s*)?")
# The title's own verb, behind what the document calls itself.
_OPENS_DOING = re.compile(
    r"[\s\W]*(?:(?:ve viec|v/v|ve|viec|ban hanh|phe duyet|ke hoach|chuong trinh|hanh dong|phuong an|quy che|phoi hop|"
    rf"lien tich|to chuc|mot so)\s+)*{DOING}\b"
)
_OWN_AGAIN = re.compile(r"[\s,;]*(?:va|dong thoi|cung nhu)\s|\s*;")
_WINDOW = 600  # characters of a title that are looked back over


def relations_in_title(text: Text, named: Sequence[Named], start: int, end: int) -> Mapping[int, Told]:
    """Return what a title does with each document it names, by where the document is named."""
    told: dict[int, Told] = {}
    last: Told | None = None
    head = at = start
    for name in named:
        if not start <= name.start < end:
            continue
        words = " ".join(text.folded[max(at, name.start - _WINDOW) : name.start].split())
        last = told[name.start] = _told(words, " ".join(text.folded[head : head + 120].split()), last)
        at = name.title_end
    return told


def _told(words: str, head: str, last: Told | None) -> Told:
    """Return what the words since the document before say; `last` is what the title does with that one."""
    if last is not None and _ONLY_GOES_ON.fullmatch(words):
        return last
    nested = last is not None and _OWN_AGAIN.match(words) is None
    told = change_in(words) or use_of(words) or _carried_out(words)
    if told is None:
        return _by_place(words, head, last)
    changes = told == REPEALED or told[0] in (Relation.AMENDS, Relation.REPLACES)
    if nested and last is not None and (changes or last[0] is not Relation.IMPLEMENTS):
        return CITED  # the document before changes it, or does with it what the title ends
    return told


def _carried_out(words: str) -> Told | None:
    if _ISSUED_WITH.search(words):
        return Relation.ISSUED_WITH, None
    if BESIDE.search(words):
        return CITED
    if _DOES.search(words):
        return Relation.IMPLEMENTS, "guides" if is_guidance(words) else None
    return None


def _by_place(words: str, head: str, last: Told | None) -> Told:
    """Return what a title does with a document before which no verb stands: what its list or its own verb says."""
    if last is not None and _GOES_ON.search(words):
        return last
    if last is None and _OPENS_DOING.match(head):
        return Relation.IMPLEMENTS, None
    return (Relation.CITES, "based_on") if _BY.search(words) else CITED
