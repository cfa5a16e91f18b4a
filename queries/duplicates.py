"""Tasks that ask for the same thing: pairs found through what they seldom share, judged by what they cover."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from graph.likeness import (
    Likeness,
    compare_letters,
    compare_words,
    is_torn,
    likeness_at_most,
    longest_passage,
    verbatim_share,
)
from graph.store import Iri
from graph.weights import Words, clause_words, count_pairs, weigh
from queries.nearest import ENOUGH, Neighbours
from queries.sentences import ANY, GIVEN, Shared, find_shared, is_taken_over
from queries.tasks import TaskFacts

# Found on clauses written for it (tests/queries/test_duplicates.py), not on one collection.
COPY_WORDS = 0.92  # of all words in the same order
SAME_SHARE = 0.62  # of the weight of each in the other
OVERLAP_SHARE = 0.75  # of the weight of one in the other
HALF_SHARE = 0.5  # of the weight of each in the other: two tasks with a part in common
MUCH_SHARE, MUCH = 0.45, 7.0  # a little less of each, where seven rare words are shared: two objects rather than one
MASS = 3.0  # of what both share: about three rare words; formulas have none
OVERLAP_MASS = 4.5
PASSAGE, PASSAGE_MASS = 12, 2.0  # words in one order in both, and their weight: no formula weighs so much
LONG_PASSAGE = 20  # words: a repetition whatever the names and figures beside it
SOME_ORDER = 6  # words in one order that an overlap needs, so that it is no chance of single words
_RUN = 3
_TWICE, _TWICE_MASS = 11, 0.8  # words said twice in one clause: no formula is, and no name is so long
OPENING = 0.25  # of a clause's weight, in the half that opens it
_LETTERS_MORE = 0.1  # by which torn clauses must be more alike: short runs of letters meet by chance

_NAME_WORDS = 3  # of a name shortened: "Sở Nội vụ" of "Sở Nội vụ tỉnh Lam Sơn"
_ROUNDING = 1e-9


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
    is_taken_over: bool = False  # a task carries out the other, and a whole sentence stands in both


def weigh_tasks(tasks: Sequence[TaskFacts]) -> tuple[Words, ...]:
    """Return the weighted words of each task, weights taken over all of them.

    Who does a thing is no part of what is done.
    """
    clauses = tuple(content(task) for task in tasks)
    everywhere = count_pairs(folded for folded, _ in clauses)
    own: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for task, (folded, _) in zip(tasks, clauses, strict=True):
        own[task.document].append(folded)
    within = {document: count_pairs(each) for document, each in own.items()}
    agencies = shortened(name for task in tasks for name in (*task.lead, *task.coordinate))
    return tuple(
        weigh(folded, names, (everywhere, within[task.document]), agencies)
        for task, (folded, names) in zip(tasks, clauses, strict=True)
    )


Judged = tuple["Verdict", float]
Alike = Mapping[tuple[int, int], Judged]
_RANK = {Verdict.COPY: 0, Verdict.SAME: 1, Verdict.OVERLAP: 2}


def find_alike(tasks: Sequence[TaskFacts], words: Sequence[Words]) -> Alike:
    """Return the pairs of tasks of one document of which a sentence asks for the same, by their numbers."""
    inside: dict[str, list[int]] = defaultdict(list)
    for at, task in enumerate(tasks):
        inside[task.document].append(at)
    return {
        (one, two): _judge_sentences(words[one], words[two], shared)
        for own in inside.values()
        for one, two, shared in _shared_inside(tasks, own)
        if shared.reaches(GIVEN if gives(tasks[one], tasks[two]) else ANY)
        and not are_two_things(words[one], words[two], torn=False)
    }


def _shared_inside(tasks: Sequence[TaskFacts], own: Sequence[int]) -> Iterator[tuple[int, int, Shared]]:
    doers = [shortened((*tasks[at].lead, *tasks[at].coordinate)) for at in own]
    for one, two, shared in find_shared([tasks[at].text for at in own], doers):
        yield own[one], own[two], shared


def gives(first: TaskFacts, second: TaskFacts) -> bool:
    """Say whether one of two tasks names nobody in the part on content, and the other has a lead."""
    return any(one.part == "content" and not one.lead and two.lead for one, two in ((first, second), (second, first)))


def judge_taken(first: Words, second: Words) -> Judged:
    share = round(verbatim_share(first, second), 3)
    return (Verdict.COPY, share) if share >= COPY_WORDS else (Verdict.OVERLAP, 1.0)


def order_pair(one: int, two: int) -> tuple[int, int]:
    """Return two numbers as `Alike` knows them."""
    return (one, two) if one < two else (two, one)


def _judge_sentences(first: Words, second: Words, shared: Shared) -> Judged:
    low, high = sorted((round(shared.first, 3), round(shared.second, 3)))
    if not shared.is_all or low < SAME_SHARE:
        return Verdict.OVERLAP, high
    return (Verdict.COPY if verbatim_share(first, second) >= COPY_WORDS else Verdict.SAME), low


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of tasks before they are compared: their weighted words, and what their sentences share.

    `taken` are the tasks that carry out another one and took a whole sentence of it over, or gave it one.
    """

    words: Sequence[Words]
    alike: Alike
    taken: frozenset[tuple[int, int]] = frozenset()


def look_at(tasks: Sequence[TaskFacts], links: Iterable[tuple[Iri, Iri]] = ()) -> Seen:
    """Return what two rules want to know of the same tasks; `links` say which carries out which."""
    words = weigh_tasks(tasks)
    places = {task.iri: at for at, task in enumerate(tasks)}
    pairs = (order_pair(places[lower], places[upper]) for lower, upper in links if lower in places and upper in places)
    taken = frozenset((one, two) for one, two in pairs if is_taken_over(tasks[one].text, tasks[two].text))
    return Seen(words, find_alike(tasks, words), taken)


def find_duplicates(tasks: Sequence[TaskFacts], seen: Seen | None = None) -> Iterator[Duplicate]:
    """Yield every task that repeats itself, then pairs of tasks that repeat each other, in order.

    Every pair inside a document is told. Across documents a clause that repeats many others is told with the
    likest of them only, so that there are never many more pairs than clauses. `seen` is what `look_at` gives.
    """
    known = look_at(tasks) if seen is None else seen
    weighed = known.words
    for task, each in zip(tasks, weighed, strict=True):
        if repeats_itself(each):
            yield repeated_in(task)
    taken = {pair: judge_taken(weighed[pair[0]], weighed[pair[1]]) for pair in known.taken}
    found = {**taken, **known.alike, **{(one, two): judged for one, two, judged in _repeating(tasks, weighed)}}
    for (one, two), (verdict, score) in sorted(found.items()):
        passage, _ = longest_passage(weighed[one], weighed[two])
        yield Duplicate(
            first=tasks[one],
            second=tasks[two],
            verdict=verdict,
            score=score,
            passage=passage,
            is_taken_over=(one, two) in known.taken,
        )


def repeated_in(task: TaskFacts) -> Duplicate:
    """Return that a task repeats itself."""
    return Duplicate(first=task, second=task, verdict=Verdict.COPY, score=1.0)


def _repeating(tasks: Sequence[TaskFacts], words: Sequence[Words]) -> Iterator[tuple[int, int, Judged]]:
    for at, outcome in find_outcomes([task.document for task in tasks], words):
        yield from ((each, at, judged) for each, judged in outcome.pairs.items())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of holding a clause against earlier ones: those that it repeats."""

    across: Mapping[int, Judged] = field(
        default_factory=dict[int, Judged]
    )  # of those with rare features in common, as far as looked at
    inside: Mapping[int, Judged] = field(default_factory=dict[int, Judged])  # of the same document
    is_covered: bool = False  # by one that stands for all that are like it
    is_alone: bool = True  # later ones are held against it

    @property
    def told(self) -> tuple[int, ...]:
        """Return those across documents that are told: of many only the likest."""
        if not self.is_covered:
            return tuple(self.across)
        return (min(self.across, key=lambda each: (_RANK[self.across[each][0]], -self.across[each][1], each)),)

    @property
    def pairs(self) -> Mapping[int, Judged]:
        """Return all that are told, each with how it is repeated."""
        return {each: self.across.get(each) or self.inside[each] for each in {*self.told, *self.inside}}


Judging = Callable[[int, int], Judged | None]


def find_outcomes(documents: Sequence[str], words: Sequence[Words]) -> Iterator[tuple[int, Outcome]]:
    """Yield what comes of each clause; of one whose words an earlier one has, that it repeats the first such."""
    torn = tuple(is_torn(each) for each in words)
    neighbours = Neighbours(words, torn, documents)

    def judged(one: int, two: int) -> Judged | None:
        return judge(words[one], words[two], torn=torn[one] or torn[two])

    for one, two in neighbours.equal:
        if one != two:
            yield two, repeat_equal(one, two, judged)
    for at in neighbours.distinct:
        outcome = look(at, neighbours.inside(at), neighbours.near(at), neighbours.has_enough, judged)
        neighbours.settle(at, outcome.told, stands_alone=outcome.is_alone)
        yield at, outcome


def repeat_equal(one: int, two: int, judged: Judging) -> Outcome:
    """Return what comes of a clause that has the words of an earlier one."""
    found = judged(one, two)
    return Outcome(inside={} if found is None else {one: found}, is_alone=False)


def look(
    at: int, inside: Iterable[int], near: Iterable[int], has_enough: Callable[[int], bool], judged: Judging
) -> Outcome:
    """Return what comes of a clause beside those of its document and the nearest of all."""
    own = {each: found for each in inside if (found := judged(each, at))}
    across: dict[int, Judged] = {}
    for each in near:
        found = own.get(each) or judged(each, at)
        if found is not None:
            across[each] = found
            if has_enough(each) or len(across) >= ENOUGH:
                return Outcome(across, own, is_covered=True, is_alone=False)
    return Outcome(across, own)


def judge(first: Words, second: Words, *, torn: bool = False) -> tuple[Verdict, float] | None:
    """Return how two clauses repeat each other and how surely, or None where they are two things."""
    if not torn and not _may_repeat(first, second):
        return None
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


def _may_repeat(first: Words, second: Words) -> bool:
    """Say whether two clauses share enough words for any verdict, in whatever order: most pairs do not."""
    most, count = likeness_at_most(first, second)
    low, high, mass = (each + _ROUNDING for each in (most.low, most.high, most.mass))
    if mass >= MASS and low >= SAME_SHARE:
        return True
    if count >= PASSAGE and mass >= PASSAGE_MASS:
        return True
    return mass >= OVERLAP_MASS and (high >= OVERLAP_SHARE or low >= HALF_SHARE or _share_much(low, mass))


def _share_much(low: float, mass: float) -> bool:
    return low >= MUCH_SHARE and mass >= MUCH


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
    shared = shared or _share_much(likeness.low - more, likeness.mass)
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


def content(task: TaskFacts) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """Return a task's words without those that name who leads or joins in."""
    folded, names = clause_words(task.text)
    kept = [True] * len(folded)
    for who in shortened((*task.lead, *task.coordinate)):
        for at in _places(folded, who):
            if _is_doer(folded, at, len(who)):
                kept[at : at + len(who)] = [False] * len(who)
    return (
        tuple(word for word, stays in zip(folded, kept, strict=True) if stays),
        tuple(name for name, stays in zip(names, kept, strict=True) if stays),
    )


def shortened(names: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Return the folded words of names, also without what stands at their end: a text seldom says the place."""
    folded = map(_name_words, names)
    return frozenset(who[:end] for who in folded for end in range(min(_NAME_WORDS, len(who)), len(who) + 1))


@lru_cache(maxsize=1 << 14)
def _name_words(name: str) -> tuple[str, ...]:
    return clause_words(name)[0]


def _places(folded: Sequence[str], who: Sequence[str]) -> Iterator[int]:
    if who:
        yield from (at for at in range(len(folded) - len(who) + 1) if tuple(folded[at : at + len(who)]) == tuple(who))


def _is_doer(folded: Sequence[str], at: int, length: int) -> bool:
    """Say whether a name stands where the doer stands: first, after "giao" or "với", or before "chủ trì"."""
    before, after = folded[at - 1 : at], folded[at + length : at + length + 2]
    return at == 0 or before in (("giao",), ("voi",), ("cung",)) or after in (("chu", "tri"), ("phoi", "hop"))


def repeats_itself(words: Words) -> bool:
    """Say whether a passage long and rare enough for a finding stands twice in one clause."""
    runs = Counter(zip(*(words.folded[at:] for at in range(_RUN)), strict=False))
    if sum(count > 1 for count in runs.values()) < _RUN:  # seldom more, and only then it is worth a closer look
        return False
    return any(
        length >= _TWICE and mass >= _TWICE_MASS
        for at in range(_TWICE, len(words.folded) - _TWICE + 1, _RUN)
        for length, mass in (longest_passage(words[:at], words[at:]),)
    )
