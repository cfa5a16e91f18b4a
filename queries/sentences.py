"""Sentences that a document says twice: what one clause asks for, found in a sentence of another.

Clauses of one document are held against each other sentence by sentence, and by pairs of neighbouring words. How much
a pair says is how few clauses of this very document have it; what the whole genre says counts as well, only less:
inside one plan a formula with the same paper behind it, or the same work to be set up, is the same duty, though no
word of it is rare. Nothing outside the document has a say, so what is found there stays when others come or go.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from graph.likeness import longest_passage
from graph.weights import Pair, Words, clause_words, formulas, mark_phrases
from ontology.folding import compose, fold

_FORMULA, _NAME, _PURPOSE = 0.6, 0.3, 0.7  # of what pairs weigh that say less of what is asked for
_FEWEST = 30  # clauses: in a shorter document a pair that stands in three clauses would say nothing
_WORDS = 4  # a shorter sentence is a remainder
_TAKEN, _LONG = (
    0.85,
    15,
)  # of a sentence's words in one order, and words: it is that sentence, slips aside
_SEEDS, _POSTINGS = 3, 60  # pairs besides formulas that two sentences share; a pair of more sentences finds none

# Times, and titles in quotation marks: a paper is known by its symbol. "24-CTr/TU" stays one word.
_UNSAID = re.compile(
    r"\bvề\s*[“\"][^”\"]*[”\"]"
    r"|\b(?:trước\s+)?ngày\s+\d{1,2}(?:\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?|[/.-]\d{1,2}(?:[/.-]\d{4})?)?"
    r"|\b(?:quý|tháng)\s+(?:[IV]+|\d{1,2})(?:[/ ]+(?:năm\s+)?\d{4})?\b"
    r"|\b\d+\s+(?:tháng|năm)\b|(?<![\w/])(?:năm\s+)?(?:19|20)\d\d\b(?!/)"
    r"|\bđể\s+(?:\w+\s+){0,2}tổng hợp\b[^.;:]*"  # what the receiver of a report does with it
    r"|\b(?:hằng|hàng)\s+(?:tuần|tháng|quý|năm)\b|\bđịnh kỳ\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;:]\s+")
_WORD = re.compile(r"[^\W_]+(?:[-/.&][^\W_]+)*")
_SYMBOL = re.compile(r"\d+[-/].*[^\W\d]")
Names = frozenset[tuple[str, ...]]
_SO_THAT: Names = frozenset({("nham",), ("de",), ("gop", "phan"), ("phuc", "vu"), ("huong", "toi")})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """How much two clauses share in the two sentences that are most alike."""

    first: float  # of the sentence's weight that the other one covers
    second: float
    mass: float
    is_all: bool  # neither clause says more than these sentences

    @property
    def likeness(self) -> float:
        """Return by how much they ask for the same: what is shared counts by how much of both it is."""
        return self.mass * math.sqrt(self.first * self.second)

    def reaches(self, bar: "Bar") -> bool:
        """Say whether so much is shared that one sentence asks for what the other asks for."""
        return self.likeness >= bar.likeness and self.mass >= bar.mass and max(self.first, self.second) >= bar.half


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What two sentences must share."""

    likeness: float  # the weight of what they share, by how much of each sentence it is
    mass: float  # that weight: a pair of words that no third clause has weighs 1
    half: float  # the share of one of the two: with less they are lists with a part in common


# Chosen on the open half of benchmarks/findings and on written documents (benchmarks/gold/written). A clause that
# names nobody and one of the part on organising, which gives it to somebody, are looked for: less is enough.
ANY = Bar(likeness=1.6, mass=4.75, half=0.4)
GIVEN = Bar(likeness=1.2, mass=3.5, half=0.38)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """The words of a sentence, which of them belong to names, and which say what it is done for."""

    words: tuple[str, ...]
    names: tuple[bool, ...]
    agencies: tuple[bool, ...]
    purpose: tuple[bool, ...]

    def differs_by_name(self, other: "_Said") -> bool:
        """Say whether each names a thing or a paper that the other does not: two laws, two offices."""
        own, others = (set(each.named) for each in (self, other))
        return bool(own - {*other.words}) and bool(others - {*self.words})

    @property
    def named(self) -> Iterator[str]:
        """Yield the words that name things."""
        return (word for word, name in zip(self.words, self.names, strict=True) if name or _SYMBOL.match(word))


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The pairs of a sentence, what each weighs, and the pairs that stand there, with at most one word between."""

    said: _Said
    pairs: tuple[Pair, ...]
    weights: tuple[float, ...]
    near: frozenset[Pair]
    plain: frozenset[Pair]  # those that are more than formulas

    def shared_with(self, other: "_Weighed", *, is_all: bool) -> Shared:
        """Return what two sentences share."""
        (first, mass), (second, other_mass) = _cover(self, other), _cover(other, self)
        return Shared(first=first, second=second, mass=min(mass, other_mass), is_all=is_all)


def _cover(own: _Weighed, other: _Weighed) -> tuple[float, float]:
    """Return which share of a sentence stands in another one, and what it weighs."""
    total = sum(own.weights)
    shared = sum(weight for pair, weight in zip(own.pairs, own.weights, strict=True) if pair in other.near)
    return (shared / total if total else 0.0), shared


_Of = tuple[int, _Weighed]  # the clause it stands in, and a sentence


def find_shared(texts: Sequence[str], doers: Sequence[Names]) -> Iterator[tuple[int, int, Shared]]:
    """Yield the clauses of one document that may ask for the same in a sentence, by number, the earlier first.

    `doers` are the folded names of who does each: that is no part of what is done. To name in both who does a third
    one is not yet to ask for the same.
    """
    agencies = frozenset[tuple[str, ...]]().union(*doers)
    clauses = [tuple(_sentences(text, own, agencies)) for text, own in zip(texts, doers, strict=True)]
    counts = Counter(pair for clause in clauses for pair in {p for said in clause for p in pairwise(said.words)})
    number = max(len(clauses), _FEWEST)
    sentences = [(at, _weigh(said, counts, number)) for at, clause in enumerate(clauses) for said in clause]
    found: dict[tuple[int, int], Shared] = {}
    for (one, first), (two, second) in _candidates(sentences):
        shared = first.shared_with(second, is_all=len(clauses[one]) == len(clauses[two]) == 1)
        if shared.reaches(GIVEN) and (found.get((one, two)) is None or found[one, two].likeness < shared.likeness):
            found[one, two] = shared
    yield from ((one, two, shared) for (one, two), shared in sorted(found.items(), key=lambda each: each[0]))


def is_taken_over(text: str, other: str) -> bool:
    """Say whether a whole sentence of one clause stands in the other, in its words and their order."""
    return _holds_a_sentence(text, other) or _holds_a_sentence(other, text)


def _holds_a_sentence(text: str, other: str) -> bool:
    there = _folded(text)
    known = {*there}
    sentences = (_folded(sentence) for sentence in _SENTENCE.split(other))
    return any(
        longest_passage(_plain(words), _plain(there))[0] >= max(_LONG, _TAKEN * len(words))
        for words in sentences
        if len(words) >= _LONG and sum(word in known for word in words) >= _TAKEN * len(words)
    )


@lru_cache(maxsize=1 << 12)  # a task is held against each that it carries out, one after the other
def _folded(text: str) -> tuple[str, ...]:
    return clause_words(text)[0]


def _plain(words: tuple[str, ...]) -> Words:
    return Words(words, (1.0,) * len(words))


def _sentences(text: str, own: Names, agencies: Names) -> Iterator[_Said]:
    for sentence in _SENTENCE.split(_UNSAID.sub(" ", compose(text))):
        words = _WORD.findall(sentence)
        folded = [fold(word) for word in words]
        doer, agency = mark_phrases(folded, own), mark_phrases(folded, agencies)
        kept = [at for at in range(len(words)) if not doer[at]]
        if len(kept) >= _WORDS:
            names = tuple(at > kept[0] and _is_name(words[at]) for at in kept)
            yield _Said(
                words=tuple(folded[at] for at in kept),
                names=names,
                agencies=tuple(agency[at] for at in kept),
                purpose=_purpose([folded[at] for at in kept]),
            )


def _purpose(words: Sequence[str]) -> tuple[bool, ...]:
    """Mark what stands behind "để", "nhằm" and the like."""
    starts = mark_phrases(words, _SO_THAT)
    first = next((at for at, is_start in enumerate(starts) if is_start and at >= _WORDS), len(words))
    return tuple(at >= first for at in range(len(words)))


def _is_name(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def _weigh(said: _Said, counts: Mapping[Pair, int], number: int) -> _Weighed:
    formula = mark_phrases(said.words, formulas())
    is_name = [name or agency for name, agency in zip(said.names, said.agencies, strict=True)]
    pairs = tuple(pairwise(said.words))
    weights = tuple(
        _rareness(counts[pair], number)
        * (_FORMULA if formula[at] and formula[at + 1] else 1.0)
        * (_NAME if is_name[at] and is_name[at + 1] else 1.0)
        * (_PURPOSE if said.purpose[at] else 1.0)
        for at, pair in enumerate(pairs)
    )
    near = frozenset({*pairs, *zip(said.words, said.words[2:], strict=False)})
    plain = frozenset(pair for at, pair in enumerate(pairs) if not (formula[at] and formula[at + 1]))
    return _Weighed(said, pairs, weights, near, plain)


def _rareness(clauses: int, number: int) -> float:
    """Return 1 for a pair that two clauses have, falling to 0 for one that all have."""
    return max(0.0, math.log(number / max(1, clauses - 1)) / math.log(number)) ** 2


def _candidates(sentences: Sequence[_Of]) -> Iterator[tuple[_Of, _Of]]:
    """Yield the sentences of two clauses that share more than formulas and name no two things."""
    places: dict[Pair, list[int]] = defaultdict(list)
    for at, (_, sentence) in enumerate(sentences):
        for pair in sentence.plain:
            places[pair].append(at)
    shared = Counter(
        couple for found in places.values() if 1 < len(found) <= _POSTINGS for couple in combinations(found, 2)
    )
    for (one, two), count in sorted(shared.items()):
        first, second = sentences[one], sentences[two]
        if count >= _SEEDS and first[0] != second[0] and not first[1].said.differs_by_name(second[1].said):
            yield first, second
