"""Whom a heading names: "2. Sở Nội vụ", "Trách nhiệm của chủ hộ", or what stands among headings that name agencies."""

import re

from loaders.given import given_later
from loaders.names import Name, names_at, stops_name
from loaders.neighbours import label_end, stands_among, unlisted
from loaders.parties import parties_of
from loaders.parts import OTHER
from loaders.sections import Node
from loaders.stated import stated, told_aside
from loaders.stretches import flat_text, opens_duty
from loaders.subjects import labelled
from loaders.text import Text
from ontology.model import LeadSource, Party

_INTRODUCTION = re.compile(
    r"(?:\d+[.)]\s*)?(?:giao(?:\s+(?:cho|trach nhiem(?:\s+cho)?))?|doi voi|de nghi|yeu cau|phan cong|trach nhiem "
    r"cua|(?:chuc nang,? )?nhiem vu(?:(?:,| va) quyen han)? cua|uy quyen(?:\s+cho)?|cho phep)\s+"
)
_ASKING = re.compile(
    r"(?:\d+[.)]\s*)?(?!doi voi|cho phep|chuc nang|nhiem vu)"
)  # "Đối với công tác tuyên truyền" asks nobody

_TOWARDS = re.compile(r"(?:\d+[.)]\s*)?(?:(?:rieng )?doi voi|ve phia)\s+")


def parties_at(text: Text, start: int, end: int) -> tuple[Party, ...]:
    """Return the agencies that a list names, as those a heading names."""
    names = names_at(text, start, end)
    return parties_of(text, names.names, LeadSource.HEADING) if names else ()


def heading_parties(text: Text, node: Node) -> tuple[Party, ...]:
    """Return the agencies that a heading names, or whoever it names where it asks, or stands among agencies.

    Each clause below asks again, so the heading keeps the answer.
    """
    if node.named is None:
        node.named = _heading_parties(text, node)
    return node.named


def _heading_parties(text: Text, node: Node) -> tuple[Party, ...]:
    if (named := _agencies(text, node)) or not node.is_heading or node.part == OTHER:
        return named
    return parties_of(text, _told_of_it(text, node), LeadSource.HEADING) or _somebody(text, node)


def _told_of_it(text: Text, node: Node) -> tuple[Name, ...]:
    """Return whom a heading gives the work below it to: "1. Dạy bơi (Xã đoàn chủ trì)", "2. Đo đạc: giao Sở Y tế"."""
    start, end = node.item.start, node.item.end
    return stated(text, start, end) or told_aside(text, start, end) or given_later(text, start, end)


def _agencies(text: Text, node: Node) -> tuple[Party, ...]:
    """Return the agencies that a heading names, if agencies are what it is made of."""
    start, end = node.item.start, node.item.end
    introduction = _INTRODUCTION.match(flat_text(text, start, end))
    names = names_at(text, start + introduction.end() if introduction else start, end)
    if names is None:
        return ()
    behind = flat_text(text, names.end, end)
    rest = behind.strip(" .:;-")
    source = LeadSource.INTRODUCTION if introduction else LeadSource.HEADING
    at = end - len(behind.lstrip(" ,:"))
    is_said = not rest or rest.startswith("(") or stops_name(text, at)
    is_said = is_said or (behind.lstrip().startswith(":") and opens_duty(text, at))
    return parties_of(text, names.names, source) if is_said else ()


def _somebody(text: Text, node: Node) -> tuple[Party, ...]:
    start, end = node.item.start, node.item.end
    flat = flat_text(text, start, end)
    introduction = _INTRODUCTION.match(flat) if _ASKING.match(flat) else None
    if not introduction and not stands_among(node, lambda beside: bool(_agencies(text, beside))):
        return ()
    towards = None if introduction else _TOWARDS.match(flat)
    said = introduction or towards
    name = unlisted(text, start + said.end() if said else start, end, is_asked=said is not None)
    source = LeadSource.INTRODUCTION if introduction else LeadSource.HEADING
    return parties_of(text, (name,), source) if name else ()


def label_parties(text: Text, node: Node) -> tuple[Party, ...]:
    """Return whoever a clause names before a colon, where the clauses beside it name agencies so."""
    start = node.item.start
    end = label_end(text, start, node.item.end)
    name = unlisted(text, start, end) if end else None
    if name is None or not stands_among(node, lambda beside: bool(labelled(text, beside.item.start, beside.item.end))):
        return ()
    return parties_of(text, (name,), LeadSource.CLAUSE)
