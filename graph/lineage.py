"""Which task of a lower document carries out which task of an upper one, and which only repeats it.

Candidates share rare pairs of words; a pair's score is how far a sentence of each says what a sentence of the other
says, formulas and themes left out (graph/weights.py). The thresholds were set on the half `fit` of
benchmarks/lineage/pairs.csv.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import sqrt
from zlib import crc32

from graph.likeness import compare_words, likeness_at_most, longest_passage, verbatim_share
from graph.weights import PairCounts, Words, clause_words, count_pairs, weigh

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
_POSTINGS = 80  # a pair of words in more clauses above than this finds no candidates
_ROUNDING = 1e-9
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
    evidence: str = ""  # the IRI of its words


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
    """Yield the links between clauses; `above` names for each document those whose tasks it may carry out.

    The links of one document do not depend on those of another: `Linking` finds them document by document.
    """
    linking = Linking(clauses, above)
    for document in linking.documents:
        yield from linking.links(document)


def _links(lower: "_Read", uppers: Sequence["_Upper"]) -> Iterator[Link]:
    """Yield for each document above the best links of a clause to its clauses."""
    features = _features(lower.words)
    usable = [each for each in features if sum(len(upper.postings.get(each, ())) for upper in uppers) <= _POSTINGS]
    for upper in uppers:
        places = {at for feature in usable for at in upper.postings.get(feature, ())}
        links = [link for at in sorted(places) if (link := judge(lower, upper.clauses[at])) is not None]
        links.sort(key=lambda link: (-link.score, link.upper))
        yield from (link for link in links[:MANY] if link.score >= BESIDE * links[0].score)


def judge(lower: "_Read", upper: "_Read") -> Link | None:
    """Return how a lower clause carries out an upper one, or None where it does not."""
    also = tuple(_agreements(lower.clause, upper.clause))
    best = _likest(lower, upper)
    if best is None:
        return _taken_over(lower, upper, also)
    score, mass, parts = best
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
    pairs = ((one, two) for one in lower.parts for two in upper.parts if likeness_at_most(one, two)[1] >= RUN)
    runs = ((longest_passage(one, two)[0], one, two) for one, two in pairs)
    length, one, two = max(runs, key=lambda each: each[0], default=(0, lower.words, upper.words))
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


def _likest(lower: "_Read", upper: "_Read") -> tuple[float, float, tuple[Words, Words]] | None:
    """Return the likest two sentences with score and weight; None where no two can be alike enough."""
    best = None
    least = THRESHOLD - sum(_BONUS.values()) - _ROUNDING
    for one in lower.parts:
        for two in upper.parts:
            most, _ = likeness_at_most(one, two)
            if sqrt(most.first * most.second) >= least:
                likeness = compare_words(one, two)
                found = (sqrt(likeness.first * likeness.second), likeness.mass)
                if best is None or found > best[:2]:
                    best, least = (*found, (one, two)), max(least, found[0] - _ROUNDING)
    return best


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


class Linking:
    """The clauses of a collection, ready to be linked: those of documents above others are kept once weighed."""

    def __init__(
        self, clauses: Sequence[Clause], above: Mapping[str, frozenset[str]], everywhere: PairCounts | None = None
    ) -> None:
        """Take all clauses, since how much a word says depends on all; `above` is that of `find_links`.

        Where the pairs of words of all clauses are counted already, `everywhere`, the clauses of some documents do.
        """
        self._reading, self._above = _Reading(clauses, everywhere), above
        self._uppers = {each for own in above.values() for each in own} & self._reading.documents.keys()
        self._kept: dict[str, _Upper] = {}

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the documents with clauses that may carry out others; neighbours have the same above them."""
        below = (each for each in self._reading.documents if self._above.get(each, frozenset()) & self._uppers)
        return tuple(sorted(below, key=lambda each: (sorted(self._above[each]), each)))

    def links(self, document: str) -> Iterator[Link]:
        """Yield the links of the clauses of one document to those above it."""
        if document not in self._reading.documents:  # known from citations only, or without tasks
            return
        theirs = [self._upper(each) for each in sorted(self._above[document] & self._uppers)]
        own = self._upper(document).clauses if document in self._uppers else self._reading.read(document)
        for lower in own:
            yield from _links(lower, theirs)

    def _upper(self, document: str) -> "_Upper":
        if document not in self._kept:
            self._kept[document] = _Upper.of(self._reading.read(document))
        return self._kept[document]


class _Reading:
    """Clauses by document, and how often the pairs of their words occur in all of them."""

    def __init__(self, clauses: Sequence[Clause], everywhere: PairCounts | None) -> None:
        self.documents: dict[str, list[Clause]] = defaultdict(list)
        for clause in clauses:
            self.documents[clause.document].append(clause)
        self._everywhere = everywhere or count_pairs(clause_words(clause.text)[0] for clause in clauses)

    def read(self, document: str) -> tuple["_Read", ...]:
        """Return the clauses of a document with their words weighed over all clauses and over its own."""
        clauses = self.documents[document]
        within = count_pairs(clause_words(clause.text)[0] for clause in clauses)
        return tuple(_weighed(clause, (self._everywhere, within)) for clause in clauses)


@dataclass(frozen=True, slots=True)
class _Upper:
    """The clauses of a document above others, and which of them have a rare pair of words or a passage."""

    clauses: tuple[_Read, ...]
    postings: Mapping[Hashable, tuple[int, ...]]

    @classmethod
    def of(cls, clauses: tuple[_Read, ...]) -> "_Upper":
        postings: dict[Hashable, list[int]] = defaultdict(list)
        for at, each in enumerate(clauses):
            for feature in _features(each.words):
                postings[feature].append(at)
        return cls(clauses, {feature: tuple(places) for feature, places in postings.items()})


def _weighed(clause: Clause, scopes: Sequence[object]) -> _Read:
    def words(text: str) -> Words:
        return weigh(*clause_words(text), scopes)  # type: ignore[arg-type]

    whole = words(clause.text)
    parts = tuple(part for text in _SENTENCE.split(clause.text) if len((part := words(text)).folded) >= _SHORT)
    return _Read(clause, whole, parts if len(parts) == 1 else (whole, *parts))


def _features(words: Words) -> set[Hashable]:
    return {*_rare_pairs(words), *_windows(words)}


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
