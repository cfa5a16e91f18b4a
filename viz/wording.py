"""Where two clauses differ, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ontology.folding import fold

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one clause that stand together: shared with the other clause, or not."""

    text: str
    differs: bool


def compare_words(first: str, second: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return both clauses as runs of shared and differing words; accents and punctuation make no difference.

    >>> [run.text for run in compare_words("Rà soát quy trình", "Rà soát, sửa quy trình")[1] if run.differs]
    ['sửa']
    """
    own, other = _WORD.findall(first), _WORD.findall(second)
    matcher = SequenceMatcher(None, [_key(word) for word in own], [_key(word) for word in other], autojunk=False)
    left: list[Run] = []
    right: list[Run] = []
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        left.extend(_run(own[start:end], differs=operation != "equal"))
        right.extend(_run(other[other_start:other_end], differs=operation != "equal"))
    return tuple(left), tuple(right)


def _key(word: str) -> str:
    return re.sub(r"\W+", "", fold(word)) or word


def _run(words: Sequence[str], *, differs: bool) -> list[Run]:
    return [Run(text=" ".join(words), differs=differs)] if words else []
