"""The channel of one document, learnt from a first reading of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import numpy as np

from loaders.restoration.alignment import PairScorer, readings, spelling_table
from loaders.restoration.candidates import LONGEST_TORN, Shortlist, adapted_shortlists
from loaders.restoration.channel import LETTER_NUMBERS, Channel, general_channel

AT_ONCE = 512  # torn words whose emissions lie in memory together, some 45 kB each


def document_channel(read: Mapping[tuple[str, str], int]) -> Channel | None:
    """Return the channel that the readings (torn word, true word) of a document teach; None where they teach none."""
    found = [
        (substring, letter, float(count))
        for batch in _batches([pair for pair in read if _teaches(*pair)])
        for substring, letter, count in _aligned(batch, read)
    ]
    return general_channel().adapted(found) if found else None


def _teaches(torn: str, word: str) -> bool:
    return len(torn) <= LONGEST_TORN and all(letter in LETTER_NUMBERS for letter in word)


def _aligned(pairs: Sequence[tuple[str, str]], read: Mapping[tuple[str, str], int]) -> Iterator[tuple[str, int, int]]:
    scorer = PairScorer([general_channel().emissions(torn) for torn, _ in pairs])
    spellings = spelling_table([word for _, word in pairs])
    lengths = scorer.lengths(np.arange(len(pairs)), spellings)
    for row, pair in enumerate(pairs):
        for substring, letter in readings([pair[0]], spellings[row : row + 1], lengths[row : row + 1]):
            yield substring, letter, read[pair]


def _batches(pairs: Sequence[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    left = iter(pairs)
    while batch := list(islice(left, AT_ONCE)):
        yield batch


def adapted(lists: Mapping[tuple[str, bool], Shortlist], channel: Channel) -> dict[tuple[str, bool], Shortlist]:
    """Return shortlists by torn word (and whether it stands among capitals), scored again by a channel."""
    again: dict[tuple[str, bool], Shortlist] = {}
    left = iter(lists.items())
    while batch := list(islice(left, AT_ONCE)):
        torn = [kind[0] for kind, _ in batch]
        scored = adapted_shortlists(torn, [entry for _, entry in batch], channel)
        again.update(zip((kind for kind, _ in batch), scored, strict=True))
    return again
