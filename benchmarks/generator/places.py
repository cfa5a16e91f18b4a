"""Where faults can be planted: clauses that name nobody and that nothing else hangs on."""

import random
from dataclasses import dataclass
from typing import Any

from bodies import Body
from casting import Cast
from records import Block, Draft, Duty

PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a fault is planted: a document, the one above it, and a clause that names nobody."""

    rng: random.Random
    draft: Draft
    above: Draft | None
    cast: Cast
    block: Block

    def put(self, duty: Duty) -> Duty:
        """Put a clause in the place of the one that stands there."""
        old = self.block.duty
        if old:
            duty.path, duty.section, duty.template = old.path, old.section, duty.template or old.template
        self.block.duty, self.block.text = duty, duty.text
        return duty

    def told(self, rule: str, **more: object) -> dict[str, Any]:
        """Tell the fault that was planted here."""
        duty = self.block.duty
        return {
            "rule": rule,
            "document": self.draft.plan.id,
            "path": duty.path if duty else "",
            "text": self.block.text,
        } | more

    def core(self) -> str:
        """Give what the clause asks for."""
        return self.block.duty.core if self.block.duty else ""


def free_blocks(draft: Draft) -> list[Block]:
    """List clauses of the content part whose text names nobody."""
    return [
        block
        for block in draft.body
        if block.duty
        and not block.duty.lead
        and block.duty.section == "content"
        and block.duty.template
        and not block.duty.fixed
    ]


def two_bodies(place: Place) -> list[Body]:
    """Draw two bodies, or fewer where the level has fewer."""
    bodies = list({body.name: body for body in place.cast.offices()}.values())
    return place.rng.sample(bodies, min(PAIR, len(bodies)))


def other_block(place: Place) -> Block | None:
    """Find another free clause under another heading."""
    path = place.block.duty.path if place.block.duty else ""
    return next(
        (
            block
            for block in free_blocks(place.draft)
            if block is not place.block and block.duty and block.duty.path != path
        ),
        None,
    )
