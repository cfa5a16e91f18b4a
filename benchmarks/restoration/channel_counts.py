"""Learn what the OCR makes of each letter from pairs of torn and true words, by hard EM."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from loaders.restoration.alignment import PairScorer, readings, spelling_table
from loaders.restoration.channel import LETTER_NUMBERS, LETTERS, Channel, counted
from loaders.restoration.packing import write_parts
from loaders.restoration.syllables import bare, inventory

PLAIN = {"", *map(bare, LETTERS)}  # what any letter may print, seen or not
ROUNDS = 4
BATCH = 2_000
LONGEST_TORN = 14
UNLIKELY = -14.0  # log probability below which two words came together by a slip


def usable(torn: str, true: str) -> bool:
    """Say whether a pair teaches something of letters: true letters only, no digits for digits."""
    return len(torn) <= LONGEST_TORN and len(true) <= LONGEST_TORN and all(letter in LETTER_NUMBERS for letter in true)


def learn(pairs: Mapping[tuple[str, str], int]) -> Channel:
    """Return the channel that four rounds of aligning and counting give."""
    items = sorted((torn, true, count) for (torn, true), count in pairs.items() if usable(torn, true))
    channel = Channel(("", *sorted({c for torn, _, _ in items for c in torn})), np.zeros((1, 0)))
    channel = Channel(channel.substrings, np.zeros((len(channel.substrings), len(LETTERS)), dtype=np.float32))
    for _ in range(ROUNDS):
        counts: Counter[tuple[str, int]] = Counter()
        for start in range(0, len(items), BATCH):
            counts.update(_count(channel, items[start : start + BATCH]))
        substrings = tuple(sorted({substring for substring, _ in counts} | PLAIN))
        channel = Channel(substrings, counted(substrings, [(s, letter, n) for (s, letter), n in counts.items()]))
    return channel


def _count(channel: Channel, items: list[tuple[str, str, int]]) -> Counter[tuple[str, int]]:
    scorer = PairScorer([channel.emissions(torn) for torn, _, _ in items])
    rows, spellings = np.arange(len(items)), spelling_table([true for _, true, _ in items])
    lengths = scorer.lengths(rows, spellings)
    counts: Counter[tuple[str, int]] = Counter()
    for row, (torn, _, count) in enumerate(items):
        for reading in readings([torn], spellings[row : row + 1], lengths[row : row + 1]):
            counts[reading] += count
    return counts


def whole_words(channel: Channel, pairs: Mapping[tuple[str, str], int]) -> list[tuple[str, str, int]]:
    """Return the pairs that tell how whole syllables are printed, without those that only an alignment slipped into."""
    items = sorted(
        (torn, true, count)
        for (torn, true), count in pairs.items()
        if usable(torn, true) and true.lower() in inventory() and not any(letter.isspace() for letter in torn)
    )
    kept: list[tuple[str, str, int]] = []
    for start in range(0, len(items), BATCH):
        batch = items[start : start + BATCH]
        scorer = PairScorer([channel.emissions(torn) for torn, _, _ in batch])
        scores = scorer.scores(np.arange(len(batch)), spelling_table([true for _, true, _ in batch]))
        kept += [item for item, score in zip(batch, scores.tolist(), strict=True) if score > UNLIKELY]
    return kept


def pack(channel: Channel, words: list[tuple[str, str, int]]) -> bytes:
    """Return the counts of a channel, and of whole words, as the package keeps them."""
    flat = channel.counts.ravel()
    cells = np.flatnonzero(flat)
    return write_parts(
        {
            "substrings": "\n".join(channel.substrings).encode(),
            "cells": cells.astype("<u4").tobytes(),
            "counts": np.minimum(flat[cells], 65_535).astype("<u2").tobytes(),
            "words": "\n".join(f"{torn}\t{true}\t{count}" for torn, true, count in words).encode(),
        }
    )
