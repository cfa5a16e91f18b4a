"""Chance: one seeded source for each purpose, so that adding a draw in one place moves nothing in another."""

import random


def seeded(*parts: object) -> random.Random:
    """Give the source of chance for a purpose; the same parts give the same draws on every machine."""
    return random.Random(":".join(map(str, parts)))  # noqa: S311  a corpus is no secret


def chance(rng: random.Random, share: float) -> bool:
    """Say yes in a share of the cases."""
    return rng.random() < share
