"""Who must do what a clause asks: its own subject, whom it assigns, or the heading above it.

The lead is often the heading, not the sentence ("2. Sở Nội vụ: a) …"); a clause's own subject comes first.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.back_references import meant
from loaders.bound import bound_at, whole
from loaders.doers import doer_of
from loaders.doing import subject_at
from loaders.given import (
    are_own_members,
    asked_then,
    assigned,
    given_at_once,
    given_later,
    held_up,
    invited,
    issues_an_order,
)
from loaders.groups import group_at
from loaders.headings import heading_parties, label_parties
from loaders.layout import Mark
from loaders.names import Name, spelled
from loaders.parties import parties_of
from loaders.passives import told_behind, told_of_thing
from loaders.sections import Node
from loaders.stated import DONE_BY, in_charge, stated, told_aside, told_to_lead
from loaders.stretches import opens_duty
from loaders.subjects import labelled, own_subject, sentences, subject_of_part
from loaders.text import Text
from loaders.work_first import done_to_work, set_behind_work
from ontology.folding import fold
from ontology.model import LeadSource, Party


def lead_of(text: Text, node: Node) -> tuple[Party, ...]:
    """Return who must do what a clause asks: its own subject, else whom it assigns, else the heading above it."""
    start, end = node.item.start, node.item.end
    told = given_at_once(text, start, end) or asked_then(text, start, end) or stated(text, start, end)
    if told:
        chief = _led_from_above(text, node) if are_own_members(text, told) else ()
        return chief or parties_of(text, told, LeadSource.CLAUSE)
    if doers := done_to_work(text, start, end):
        return parties_of(text, doers, LeadSource.CLAUSE)
    if subject := told_to_lead(text, whole(text, own_subject(text, start, end), start, end), end):
        if _is_led(text, subject, start) and (committee := _committee_above(text, node)):
            return committee
        pointed = meant(text, subject, _lists_above(text, node))
        return (
            pointed or _whole_of(text, node, subject) or parties_of(text, _doing(text, subject, end), LeadSource.CLAUSE)
        )
    if bound := bound_at(text, start, end) or told_of_thing(text, start, end):
        return parties_of(text, bound, LeadSource.CLAUSE)
    above = label_parties(text, node) or _led_from_above(text, node)
    return above or parties_of(text, _in_passing(text, node), LeadSource.CLAUSE)


# "Lãnh đạo các cơ quan": those who lead them, nobody's duty to lead.
_LEADS = re.compile(r"(?:lanh dao|chi dao)(?:, chi dao)? (?!cac (?:co quan|don vi) )")
_PARTY = re.compile(
    r"(?:cac )?(?:ban can su dang\b|cap uy\b|"
    r"(?:ban (?:thuong vu|chap hanh) )?(?:dang|tinh|thanh|huyen|thi|quan|chi) uy\b)"
)
_OWN_DUTY = re.compile(r"\s*(?:co |chiu )?(?:trach nhiem|bao cao|chu tri)\b")


def _is_led(text: Text, subject: Sequence[Name], start: int) -> bool:
    """Say whether what looks like the leaders of a body may be somebody leading it: "Lãnh đạo Sở Y tế mở tủ sách"."""
    is_first = subject[0].start == start and _LEADS.match(text.flat, start) is not None
    return is_first and not _OWN_DUTY.match(text.flat, subject[-1].end)


def _committee_above(text: Text, node: Node) -> tuple[Party, ...]:
    """Return the committees of the Party that the heading above names, which lead others."""
    parties = _named_above(text, node)
    return parties if parties and all(_PARTY.match(fold(party.name)) for party in parties) else ()


def _doing(text: Text, subject: Sequence[Name], end: int) -> Sequence[Name]:
    """Return who acts: the subject, or whom it asks."""
    return (assigned(text, subject[0].end, end) or subject) if issues_an_order(text, subject, end) else subject


def _named_above(text: Text, node: Node) -> tuple[Party, ...]:
    """Return those whom the nearest heading names that names somebody."""
    return next((parties for above in node.ancestors() if (parties := heading_parties(text, above))), ())


def _led_from_above(text: Text, node: Node) -> tuple[Party, ...]:
    if carried := _carried_on(text, node):
        return parties_of(text, carried, LeadSource.INTRODUCTION)
    if (introduction := node.introduction) and (parties := heading_parties(text, introduction)):
        return parties
    return _named_above(text, node)


def _in_passing(text: Text, node: Node) -> tuple[Name, ...]:
    start, end = node.item.start, node.item.end
    told = (
        held_up(text, start, end)
        or invited(text, start, end)
        or told_aside(text, start, end)
        or told_behind(text, start, end)
    )
    told = told or in_charge(text, start, end, DONE_BY) or _later(text, start, end)
    return told or set_behind_work(text, start, end)


def _later(text: Text, start: int, end: int) -> tuple[Name, ...]:
    bound = (bound_at(text, at, end) for at in sentences(text, start, end)[1:])
    later = given_later(text, start, end) or subject_of_part(text, start, end) or next(filter(None, bound), ())
    return later or group_at(text, start, end) or doer_of(text, start, end)


def _lists_above(text: Text, node: Node) -> Iterator[tuple[Party, ...]]:
    """Yield the lists of agencies above a clause: of its headings, then of the clauses beside it that come first."""
    yield from (heading_parties(text, above) for above in node.ancestors())
    named: list[Name] = []
    for beside in node.parent.children if node.parent else ():
        if beside is node:
            break
        named += own_subject(text, beside.item.start, beside.item.end)
    yield parties_of(text, named, LeadSource.CLAUSE)


# "Mỗi tổ chức chọn một nội dung": each of those whom the heading names.
_EACH_OF_THEM = re.compile(r"(?:moi|tung) (?P<kind>to chuc|don vi|co quan|doan the|nganh)")


def _each_above(text: Text, node: Node, subject: Sequence[Name]) -> tuple[Party, ...]:
    """Return the several whom a heading names, or their group, where a clause speaks of each of them."""
    each = _EACH_OF_THEM.fullmatch(text.flat, subject[0].start, subject[0].end) if len(subject) == 1 else None
    if each is None:
        return ()
    above = _named_above(text, node)
    return above if len(above) > 1 or any(each["kind"] in fold(party.name) for party in above) else ()


def _whole_of(text: Text, node: Node, subject: Sequence[Name]) -> tuple[Party, ...]:
    """Return the heading's agencies where a sentence only names each or some of them again."""
    start, end = node.item.start, node.item.end
    if each := _each_above(text, node, subject):
        return each
    later = sentences(text, start, end)[1:]
    if not later or subject[0].start < later[0]:
        return ()
    named = {spelled(text, name).casefold().removeprefix("các ") for name in subject}
    parties = _named_above(text, node)
    return parties if named <= {party.name.casefold().removeprefix("các ") for party in parties} else ()


def _carried_on(text: Text, node: Node) -> tuple[Name, ...]:
    """Return whom the clause before names with a colon, where this paragraph goes on with it.

    Or who does what the numbered clause before asks, where this paragraph goes on with a verb.
    """
    if node.item.mark is not Mark.NONE or node.parent is None:
        return ()
    before = node.before
    if before is None:
        return ()
    if before.item.mark is Mark.NUMBER and opens_duty(text, node.item.start):
        subject = subject_at(text, before.item.start, before.item.end)
        return subject.names if subject else ()
    if before.item.mark not in (Mark.DASH, Mark.STAR, Mark.LETTER):
        return ()
    label = labelled(text, before.item.start, before.item.end)
    return label.names if label else ()
