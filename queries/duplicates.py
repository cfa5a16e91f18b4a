"""Tasks that ask for the same thing: pairs found through what they seldom share, judged by what they cover."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from graph.likeness import (
    Likeness,
    compare_letters,
    compare_words,
    is_torn,
    letter_shapes,
    longest_passage,
    verbatim_share,
)
from graph.weights import Words, clause_words, count_pairs, weigh
from queries.tasks import TaskFacts

# Found on clauses written for it (tests/queries/duplicates.csv), not on one collection.
COPY_WORDS = 0.92  # of all words in the same order
SAME_SHARE = 0.62  # of the weight of each in the other
OVERLAP_SHARE = 0.75  # of the weight of one in the other
HALF_SHARE = 0.5  # of the weight of each in the other: two tasks with a part in common
MASS = 3.0  # of what both share: about three rare words; formulas have none
OVERLAP_MASS = 4.5
PASSAGE, PASSAGE_MASS = 12, 2.0  # words in one order in both, and their weight: no formula weighs so much
LONG_PASSAGE = 20  # words: a repetition whatever the names and figures beside it
SOME_ORDER = 6  # words in one order that an overlap needs, so that it is no chance of single words
_RUN = 3
_TWICE, _TWICE_MASS = 11, 0.8  # words said twice in one clause: no formula is, and no name is so long
OPENING = 0.25  # of a clause's weight, in the half that opens it
_LETTERS_MORE = 0.1  # by which torn clauses must be more alike: short runs of letters meet by chance

_POSTINGS = 60  # a pair of words in more clauses than this finds no candidates
_SHARED = 2  # rare pairs of words that make a candidate
_WINDOW, _EVERY = 5, 2  # letters; one window in two is kept for torn clauses
_NAME_WORDS = 3  # of a name shortened: "Sở Nội vụ" of "Sở Nội vụ tỉnh Lam Sơn"
_LIGHT = 0.3  # a pair of words lighter than this finds no candidates


class Verdict(StrEnum):
    """How two tasks repeat each other."""

    COPY = "copy"
    SAME = "same"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Two tasks, or one that repeats itself, with what was found.

    `score` (0..1) is the share of each that the other covers; for an overlap, of the one that is contained.
    """

    first: TaskFacts
    second: TaskFacts
    verdict: Verdict
    score: float
    passage: int = 0  # words of the longest passage in both


def weigh_tasks(tasks: Sequence[TaskFacts]) -> tuple[Words, ...]:
    """Return the weighted words of each task, weights taken over all of them.

    Who does a thing is no part of what is done.
    """
    clauses = tuple(_content(task) for task in tasks)
    everywhere = count_pairs(folded for folded, _ in clauses)
    own: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for task, (folded, _) in zip(tasks, clauses, strict=True):
        own[task.document].append(folded)
    within = {document: count_pairs(each) for document, each in own.items()}
    agencies = _shortened(name for task in tasks for name in (*task.lead, *task.coordinate))
    return tuple(
        weigh(folded, names, (everywhere, within[task.document]), agencies)
        for task, (folded, names) in zip(tasks, clauses, strict=True)
    )


def find_duplicates(tasks: Sequence[TaskFacts]) -> Iterator[Duplicate]:
    """Yield every pair of tasks that repeat each other and every task that repeats itself, in order."""
    words = weigh_tasks(tasks)
    torn = tuple(is_torn(each) for each in words)
    for task, each in zip(tasks, words, strict=True):
        if _repeats_itself(each):
            yield Duplicate(first=task, second=task, verdict=Verdict.COPY, score=1.0)
    for one, two in sorted(_candidates(words, torn)):
        found = judge(words[one], words[two], torn=torn[one] or torn[two])
        if found is not None:
            passage, _ = longest_passage(words[one], words[two])
            yield Duplicate(first=tasks[one], second=tasks[two], verdict=found[0], score=found[1], passage=passage)


def judge(first: Words, second: Words, *, torn: bool = False) -> tuple[Verdict, float] | None:
    """Return how two clauses repeat each other and how surely, or None where they are two things."""
    by_words = compare_words(first, second)
    verdict = _verdict(first, second, by_words, 0.0)
    if verdict is not None and are_two_things(first, second, torn=torn):
        verdict = Verdict.OVERLAP if longest_passage(first, second)[0] >= LONG_PASSAGE else None
    if torn and verdict in (None, Verdict.OVERLAP):
        by_letters = compare_letters(first, second)
        nearer = _verdict(first, second, by_letters, _LETTERS_MORE)
        if nearer is not None:
            return nearer, _score(nearer, by_letters)
    return None if verdict is None else (verdict, _score(verdict, by_words))


def _score(verdict: Verdict, likeness: Likeness) -> float:
    return round(likeness.high if verdict is Verdict.OVERLAP else likeness.low, 3)


def _verdict(first: Words, second: Words, likeness: Likeness, more: float) -> Verdict | None:
    if likeness.mass >= MASS and likeness.low >= SAME_SHARE + more:
        if verbatim_share(first, second) >= COPY_WORDS:
            return Verdict.COPY
        return Verdict.SAME if _says_what(first) or _says_what(second) else Verdict.OVERLAP
    length, mass = longest_passage(first, second)
    if length >= PASSAGE and mass >= PASSAGE_MASS:
        return Verdict.OVERLAP
    shared = likeness.high >= OVERLAP_SHARE + more or likeness.low >= HALF_SHARE + more
    enough = likeness.mass >= OVERLAP_MASS and shared
    return Verdict.OVERLAP if enough and (more or length >= SOME_ORDER) else None


def _says_what(words: Words) -> bool:
    """Say whether the half that opens a clause, with its act and object, weighs enough to be compared.

    Two clauses that open with formulas and are alike in what follows ("in line with ...") need not ask the same.
    """
    return sum(words.weights[: len(words.weights) // 2]) >= OPENING * sum(words.weights)


def are_two_things(first: Words, second: Words, *, torn: bool) -> bool:
    """Say whether two clauses are about different things in like words: other figures, or other names in both."""
    one, two = ({word for word in each.folded if word.isdigit()} for each in (first, second))
    if one and two and not one & two:
        return True
    only_one, only_two = first.names - {*second.folded}, second.names - {*first.folded}
    return not torn and bool(only_one) and bool(only_two)


def _content(task: TaskFacts) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """Return a task's words without those that name who leads or joins in."""
    folded, names = clause_words(task.text)
    kept = [True] * len(folded)
    for who in _shortened((*task.lead, *task.coordinate)):
        for at in _places(folded, who):
            if _is_doer(folded, at, len(who)):
                kept[at : at + len(who)] = [False] * len(who)
    return (
        tuple(word for word, stays in zip(folded, kept, strict=True) if stays),
        tuple(name for name, stays in zip(names, kept, strict=True) if stays),
    )


def _shortened(names: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Return the folded words of names, also without what stands at their end: a text seldom says the place."""
    folded = (clause_words(name)[0] for name in names)
    return frozenset(who[:end] for who in folded for end in range(min(_NAME_WORDS, len(who)), len(who) + 1))


def _places(folded: Sequence[str], who: Sequence[str]) -> Iterator[int]:
    if who:
        yield from (at for at in range(len(folded) - len(who) + 1) if tuple(folded[at : at + len(who)]) == tuple(who))


def _is_doer(folded: Sequence[str], at: int, length: int) -> bool:
    """Say whether a name stands where the doer stands: first, after "giao" or "với", or before "chủ trì"."""
    before, after = folded[at - 1 : at], folded[at + length : at + length + 2]
    return at == 0 or before in (("giao",), ("voi",), ("cung",)) or after in (("chu", "tri"), ("phoi", "hop"))


def _repeats_itself(words: Words) -> bool:
    """Say whether a passage long and rare enough for a finding stands twice in one clause."""
    runs = Counter(zip(*(words.folded[at:] for at in range(_RUN)), strict=False))
    if sum(count > 1 for count in runs.values()) < _RUN:  # seldom more, and only then it is worth a closer look
        return False
    return any(
        length >= _TWICE and mass >= _TWICE_MASS
        for at in range(_TWICE, len(words.folded) - _TWICE + 1, _RUN)
        for length, mass in (longest_passage(words[:at], words[at:]),)
    )


def _candidates(words: Sequence[Words], torn: Sequence[bool]) -> set[tuple[int, int]]:
    """Return the pairs of clauses that share enough rare features; near-linear, since common features are left out.

    Clauses of the same words, which a hundred communes may copy, are each paired with the first of them only.
    """
    first: dict[tuple[str, ...], int] = {}
    equal = {(first.setdefault(each.folded, at), at) for at, each in enumerate(words)}
    found = {(one, two) for one, two in equal if one != two}
    found |= _sharing({at: _rare_pairs(words[at]) for at in first.values()})
    if any(torn):
        letters = {at: _windows(words[at]) for at in first.values()}
        found |= {pair for pair in _sharing(letters) if torn[pair[0]] or torn[pair[1]]}
    return found


def _sharing(features: Mapping[int, Iterable[object]]) -> set[tuple[int, int]]:
    postings: dict[object, list[int]] = defaultdict(list)
    for at, own in features.items():
        for feature in own:
            postings[feature].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for places in postings.values():
        if len(places) <= _POSTINGS:
            shared.update(combinations(places, 2))
    return {pair for pair, count in shared.items() if count >= _SHARED}


def _rare_pairs(words: Words) -> set[object]:
    return {
        pair
        for pair, one, two in zip(words.pairs, words.weights, words.weights[1:], strict=False)
        if max(one, two) >= _LIGHT
    }


def _windows(words: Words) -> set[object]:
    text, weights = letter_shapes(words)
    starts = range(len(text) - _WINDOW + 1)
    kept = (at for at in starts if weights[at] and sum(map(ord, text[at : at + 3])) % _EVERY == 0)
    return {text[at : at + _WINDOW] for at in kept}
