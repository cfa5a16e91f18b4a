"""How much each word of a clause says of what the clause asks for.

Formulas of the genre weigh nothing, phrases that all official Vietnamese is full of weigh little (counts of a
corpus of law and administration: benchmarks/phrases/count.py), and so do phrases that many tasks of this
collection share, since they name its theme. What is left tells one task from another.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from ontology.folding import compose, fold

Pair = tuple[str, str]

_COMMON, _RARE = 100.0, 10.0  # phrases a million: from `_COMMON` on they weigh nothing, below `_RARE` fully
_THEME = 0.15  # a pair of words in so large a share of clauses names what the document is about
_SHARED_BY_CHANCE, _FEW = 2, 10  # clauses: a duplicate has two, and few clauses say little of a theme
_STEPS = 32  # in which a pair falls from saying all to saying nothing: one document more moves few pairs by one
_NAME = 0.3  # to name the same agency is not yet to ask for the same thing

# "57-NQ/TW", "71/NQ-CP", "ngày 22/12/2024", "quý II/2026", "6 tháng": names of papers and times, no content
_PAPER = re.compile(
    r"\b\d+[\w./-]*[-/]\s*[A-ZĐ][\w.&/-]*"
    r"|\b(?:quý|Quý)\s+[IV]+(?:[/ ]+(?:năm )?\d{4})?\b"
    r"|\b(?:tháng|Tháng)\s+\d{1,2}(?:/\d{4})?\b"
    r"|\b\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?\b"
    r"|\b\d+\s+(?:tháng|năm)\b"
    r"|\b(?:19|20)\d\d\b"
)
_TITLE = re.compile(r"\bvề\s*[“\"][^”\"]*[”\"]", re.IGNORECASE)  # 'Nghị quyết ... về "Một số vấn đề ..."'
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The folded words of a clause, what each weighs (0 for formulas), and which begin parts of proper names."""

    folded: tuple[str, ...]
    weights: tuple[float, ...]
    names: frozenset[str] = frozenset()

    def __getitem__(self, place: slice) -> "Words":
        """Return a passage of the clause."""
        return Words(self.folded[place], self.weights[place], self.names)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Return each word with the next."""
        return tuple(pairwise(self.folded))


@cache
def formulas() -> frozenset[tuple[str, ...]]:
    """Return the compounds that every plan is made of, folded."""
    lines = (files("graph") / "formulas.txt").read_text(encoding="utf-8").splitlines()
    entries = (entry for line in lines if not line.startswith("#") for entry in line.split(","))
    return frozenset(tuple(fold(entry).split()) for entry in entries if entry.strip())


@cache
def phrase_counts() -> dict[tuple[str, ...], float]:
    """Return how often the commonest three-word phrases of official Vietnamese occur in a million."""
    lines = (files("graph") / "phrases.tsv").read_text(encoding="utf-8").splitlines()
    return {tuple(phrase.split()): float(count) for phrase, _, count in (line.partition("\t") for line in lines)}


@cache
def known_syllables() -> frozenset[str]:
    """Return the folded syllables of the phrases and formulas: nearly all that a sound Vietnamese text uses."""
    return frozenset(word for phrase in (*phrase_counts(), *formulas()) for word in phrase)


def clause_words(text: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """Return the folded words of a clause without names of papers and days, and which begin a part of a name."""
    clean = _PAPER.sub(" ", _TITLE.sub(" ", compose(text)))
    words = list(_WORD.finditer(clean))
    folded = tuple(_folded_word(word[0]) for word in words)
    names = tuple(_is_name(word[0]) and not _opens_sentence(clean, word.start()) for word in words)
    return folded, names


@lru_cache(maxsize=1 << 16)  # the syllables of Vietnamese are few, and a large collection holds each once
def _folded_word(word: str) -> str:
    return fold(word)


def _is_name(word: str) -> bool:
    """Say whether a word begins a part of a name; letters alone ("KH", "UBND") are a short form, not a name."""
    return word[0].isupper() and not word.isupper()


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'“”(-–:")
    return not before or before[-1] in ".;!?" or text[:start].rstrip().endswith(":")


@dataclass(frozen=True, slots=True)
class PairCounts:
    """In how many of `number` clauses each pair of neighbouring words occurs."""

    counts: Counter[Pair]
    number: int

    def seldom(self, pair: Pair) -> float:
        """Return 1 for a pair that two clauses may share by chance, down to 0 for one that names the theme.

        It falls by steps, so that a document more or less changes the weights of few pairs, and so few links.
        """
        share = max(0, self.counts.get(pair, 0) - _SHARED_BY_CHANCE) / (self.number + _FEW)
        return max(0.0, 1 - round(_STEPS * share / _THEME) / _STEPS)

    def dull(self) -> dict[Pair, float]:
        """Return the pairs that say less than a seldom one does, each with what it still says."""
        least = _SHARED_BY_CHANCE + _THEME * (self.number + _FEW) / (2 * _STEPS)  # where the first step begins
        often = (pair for pair, count in self.counts.items() if count >= least)
        return {pair: says for pair in often if (says := self.seldom(pair)) < 1}


def count_pairs(clauses: Iterable[Sequence[str]]) -> PairCounts:
    """Count the pairs of neighbouring words of clauses, each pair once a clause and equal clauses once."""
    counts: Counter[Pair] = Counter()
    number = 0
    for folded in set(map(tuple, clauses)):
        number += 1
        counts.update(set(pairwise(folded)))
    return PairCounts(counts, number)


def weigh(
    folded: Sequence[str],
    names: Sequence[bool],
    scopes: Sequence[PairCounts],
    agencies: frozenset[tuple[str, ...]] = frozenset(),
) -> Words:
    """Return the words with their weights; a phrase that is a theme in any of the scopes weighs little."""
    formula = mark_phrases(folded, formulas())
    agency = mark_phrases(folded, agencies)
    common = _commonness(folded)
    theme = _theme(folded, scopes)
    weights = tuple(
        0.0 if formula[at] else (_NAME if names[at] or agency[at] else 1.0) * (1 - common[at]) * theme[at]
        for at in range(len(folded))
    )
    named = (word for word, name, dull in zip(folded, names, formula, strict=True) if name and not dull)
    return Words(tuple(folded), weights, frozenset(named))


def mark_phrases(folded: Sequence[str], phrases: frozenset[tuple[str, ...]]) -> list[bool]:
    """Mark the words of the phrases, the longest phrase first at each place."""
    marked = [False] * len(folded)
    lengths = _lengths(phrases)
    at = 0
    while at < len(folded):
        ends = (at + length for length in lengths.get(folded[at], ()) if at + length <= len(folded))
        end = next((end for end in ends if tuple(folded[at:end]) in phrases), None)
        if end is None:
            at += 1
            continue
        marked[at:end] = [True] * (end - at)
        at = end
    return marked


@lru_cache(maxsize=8)
def _lengths(phrases: frozenset[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """Return how long the phrases are that a word opens, the longest first."""
    found: dict[str, set[int]] = {}
    for phrase in phrases:
        if phrase:
            found.setdefault(phrase[0], set()).add(len(phrase))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


def _commonness(folded: Sequence[str]) -> list[float]:
    """Return for each word how common the commonest phrase around it is: 0 rare .. 1 said everywhere."""
    common = [0.0] * len(folded)
    for at in range(len(folded) - 2):
        count = phrase_counts().get(tuple(folded[at : at + 3]), 0.0)
        if count > _RARE:
            share = min(1.0, math.log(count / _RARE) / math.log(_COMMON / _RARE))
            for place in range(at, at + 3):
                common[place] = max(common[place], share)
    return common


def _theme(folded: Sequence[str], scopes: Sequence[PairCounts]) -> list[float]:
    """Return for each word how seldom the commoner of its two pairs is: 0 for the theme .. 1 seldom."""
    pairs = [min(scope.seldom(pair) for scope in scopes) for pair in pairwise(folded)]
    beside = ([pairs[place] for place in (at - 1, at) if 0 <= place < len(pairs)] for at in range(len(folded)))
    return [min(each, default=1.0) for each in beside]
