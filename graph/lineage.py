"""Which task of a lower document carries out which task of an upper one, and which only repeats it.

Candidates share rare pairs of words; a pair's score is how far a sentence of each says what a sentence of the other
says, formulas and themes left out (graph/weights.py). The thresholds were set on the half `fit` of
benchmarks/lineage/pairs.csv.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import sqrt
from zlib import crc32

from graph.likeness import compare_words, longest_passage, verbatim_share
from graph.weights import Words, clause_words, count_pairs, weigh

THRESHOLD, MASS = 0.4, 0.8  # of the score, and of the weight of what both say: about a rare word
WORDS = 3  # different words that both say and that weigh something: fewer are chance
COPY_MASS = 0.3  # a sentence of eight words and more in both may hold little but the words of a theme
COPY = 0.86  # of all words of both in the same order
# A name of common words ("Trung tâm dữ liệu quốc gia") weighs little word by word and says much as a whole.
NAME, NAME_MASS = 6, 0.55  # words in one order, and their weight
# So many words in one order are taken over, however common each is; below, they may be what the documents are about.
RUN = 24
_RUN_SCORE = 0.4, 0.4  # of a passage taken over, and what it gains where it is all of a sentence
MANY, BESIDE = 3, 0.65  # links of one task to one upper document: the best, and what comes near it
_WINDOW, _EVERY = 8, 4  # words in one order; one window in four is enough to meet in a passage of 24
_POSTINGS = 80  # a pair of words in more clauses than this finds no candidates
_SHARED = 1  # rare pairs that make a candidate
_LIGHT, _HEAVY = 0.25, 0.1
_SHOWN = 8  # words of a reason
_SHORT = 6  # words: a shorter sentence is heard with the whole clause only
_LONG = 8  # words of a sentence that is no formula of four syllables
_SAME_LEAD, _SAME_DUE, _SAME_TARGET = 0.05, 0.05, 0.1
_SENTENCE = re.compile(r"(?<=[.;:])\s+")
_TARGET = re.compile(r"\d+(?:,\d+)?\s*%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A task as lineage reads it; `iri` names it in the graph, `document` the document that sets it out."""

    iri: str
    document: str
    text: str
    lead: frozenset[str] = frozenset()
    due: frozenset[str] = frozenset()
    part: str = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A lower task and the upper one that it carries out or copies; `score` is from 0 to 1."""

    lower: str
    upper: str
    is_copy: bool
    score: float
    shared: tuple[str, ...]  # the words that weighed most, folded
    also: tuple[str, ...] = ()  # "lead", "due", "target": what else agrees


@dataclass(frozen=True, slots=True)
class _Read:
    """A clause with the weighed words of the whole and of its sentences."""

    clause: Clause
    words: Words
    parts: tuple[Words, ...]


def find_links(clauses: Sequence[Clause], above: Mapping[str, frozenset[str]]) -> Iterator[Link]:
    """Yield the links between clauses; `above` names for each document those whose tasks it may carry out."""
    read = _read(clauses)
    for lower, uppers in _candidates(read, above).items():
        found: dict[str, list[Link]] = defaultdict(list)
        for upper in sorted(uppers):
            link = judge(read[lower], read[upper])
            if link is not None:
                found[read[upper].clause.document].append(link)
        for links in found.values():
            links.sort(key=lambda link: (-link.score, link.upper))
            yield from (link for link in links[:MANY] if link.score >= BESIDE * links[0].score)


def judge(lower: "_Read", upper: "_Read") -> Link | None:
    """Return how a lower clause carries out an upper one, or None where it does not."""
    score, mass, parts = max(
        ((*_alike(one, two), (one, two)) for one in lower.parts for two in upper.parts),
        key=lambda each: each[:2],
    )
    also = tuple(_agreements(lower.clause, upper.clause))
    score = min(1.0, score + sum(_BONUS[each] for each in also))
    is_copy = min(len(part.folded) for part in parts) >= _LONG and verbatim_share(*parts) >= COPY
    shared = _shared(*parts)
    if score < THRESHOLD or not _says_enough(parts, mass, shared, is_copy=is_copy):
        return _taken_over(lower, upper, also)
    return Link(
        lower=lower.clause.iri, upper=upper.clause.iri, is_copy=is_copy, score=round(score, 3), shared=shared, also=also
    )


def _says_enough(parts: tuple[Words, Words], mass: float, shared: Sequence[str], *, is_copy: bool) -> bool:
    """Say whether what two passages share is more than chance: a copy, several rare words, or a name."""
    if is_copy and mass >= COPY_MASS:
        return True
    if mass >= MASS and len(shared) >= WORDS:
        return True
    length, weight = longest_passage(*parts) if shared else (0, 0.0)
    return length >= NAME and weight >= NAME_MASS


def _taken_over(lower: "_Read", upper: "_Read", also: tuple[str, ...]) -> Link | None:
    """Return the link that a long passage in one order makes in the part on content, None where there is none."""
    if "assignment" in {lower.clause.part, upper.clause.part}:  # formulas of organising are as long
        return None
    runs = ((longest_passage(one, two)[0], one, two) for one in lower.parts for two in upper.parts)
    length, one, two = max(runs, key=lambda each: each[0])
    if length < RUN:
        return None
    share = length / max(len(one.folded), len(two.folded))
    least, more = _RUN_SCORE
    return Link(
        lower=lower.clause.iri,
        upper=upper.clause.iri,
        is_copy=verbatim_share(one, two) >= COPY,
        score=round(least + more * min(1.0, share), 3),
        shared=_in_order(one, two),
        also=also,
    )


def _in_order(one: Words, two: Words) -> tuple[str, ...]:
    """Return the words that open the longest passage without a gap."""
    match = SequenceMatcher(None, one.folded, two.folded, autojunk=False).find_longest_match()
    return one.folded[match.a : match.a + min(match.size, _SHOWN)]


_BONUS = {"lead": _SAME_LEAD, "due": _SAME_DUE, "target": _SAME_TARGET}


def _alike(one: Words, two: Words) -> tuple[float, float]:
    likeness = compare_words(one, two)
    return sqrt(likeness.first * likeness.second), likeness.mass


def _agreements(lower: Clause, upper: Clause) -> Iterator[str]:
    if lower.lead & upper.lead:
        yield "lead"
    if lower.due & upper.due:
        yield "due"
    if set(_TARGET.findall(lower.text)) & set(_TARGET.findall(upper.text)):
        yield "target"


def _shared(one: Words, two: Words) -> tuple[str, ...]:
    there = set(two.folded)
    weights: dict[str, float] = defaultdict(float)
    for word, weight in zip(one.folded, one.weights, strict=True):
        if word in there and weight >= _HEAVY:
            weights[word] += weight
    heavy = sorted(weights, key=lambda word: (-weights[word], word))[:_SHOWN]
    return tuple(sorted(heavy, key=one.folded.index))


def _read(clauses: Sequence[Clause]) -> tuple[_Read, ...]:
    """Return the clauses with their words weighed over all of them and over those of their document."""
    folded = [clause_words(clause.text)[0] for clause in clauses]
    everywhere = count_pairs(folded)
    own: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for clause, words in zip(clauses, folded, strict=True):
        own[clause.document].append(words)
    within = {document: count_pairs(each) for document, each in own.items()}
    return tuple(_weighed(clause, (everywhere, within[clause.document])) for clause in clauses)


def _weighed(clause: Clause, scopes: Sequence[object]) -> _Read:
    def words(text: str) -> Words:
        return weigh(*clause_words(text), scopes)  # type: ignore[arg-type]

    whole = words(clause.text)
    parts = tuple(part for text in _SENTENCE.split(clause.text) if len((part := words(text)).folded) >= _SHORT)
    return _Read(clause, whole, parts if len(parts) == 1 else (whole, *parts))


def _candidates(read: Sequence[_Read], above: Mapping[str, frozenset[str]]) -> Mapping[int, set[int]]:
    """Return for each clause those of documents above that share rare pairs of words with it."""
    postings: dict[object, list[int]] = defaultdict(list)
    for at, each in enumerate(read):
        for feature in (*_rare_pairs(each.words), *_windows(each.words)):
            postings[feature].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for places in postings.values():
        if len(places) <= _POSTINGS:
            shared.update(_pairs(places, read, above))
    found: dict[int, set[int]] = defaultdict(set)
    for (lower, upper), count in shared.items():
        if count >= _SHARED:
            found[lower].add(upper)
    return found


def _pairs(
    places: Sequence[int], read: Sequence[_Read], above: Mapping[str, frozenset[str]]
) -> Iterator[tuple[int, int]]:
    for lower in places:
        higher = above.get(read[lower].clause.document, frozenset())
        yield from ((lower, upper) for upper in places if read[upper].clause.document in higher)


def _windows(words: Words) -> Iterable[int]:
    """Return digests of passages, of which every clause keeps the same."""
    passages = (" ".join(words.folded[at : at + _WINDOW]) for at in range(len(words.folded) - _WINDOW + 1))
    return {digest for digest in (crc32(each.encode()) for each in passages) if digest % _EVERY == 0}


def _rare_pairs(words: Words) -> Iterable[tuple[str, str]]:
    return {
        pair
        for pair, one, two in zip(words.pairs, words.weights, words.weights[1:], strict=False)
        if max(one, two) >= _LIGHT
    }
