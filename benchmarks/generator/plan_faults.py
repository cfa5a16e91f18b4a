"""Faults that concern whole documents: skipped levels, cycles, conflicting versions."""

import random
from typing import Any

from records import Plan


def plant_in_plans(rng: random.Random, plans: list[Plan]) -> list[dict[str, Any]]:
    """Plant what concerns whole documents: skipped levels, cycles, conflicting versions."""
    named = {parent.id for plan in plans for parent in plan.parents}
    leaves = [plan for plan in plans if plan.id not in named and plan.level == "commune" and plan.code == "KH"]
    rng.shuffle(leaves)
    count = max(1, len(leaves) // 25)
    skipping, doubled = leaves[:count], leaves[count : count * 2]
    told = []
    for plan in skipping:
        plan.parents = (central_root(plan),)
        plan.faults = (*plan.faults, "skipped-level")
        told.append({"rule": "skipped-level", "document": plan.id, "path": "", "to": plan.parents[0].id})
    for plan in doubled:
        plan.faults = (*plan.faults, "conflicting-versions")
        told.append({"rule": "conflicting-versions", "document": plan.id, "path": ""})
    return [*told, *cycles(rng, plans, max(1, len(plans) // 150))]


def central_root(plan: Plan) -> Plan:
    """Follow first parents up to the document that carries out no other."""
    while plan.parents:
        plan = plan.parents[0]
    return plan


def cycles(rng: random.Random, plans: list[Plan], count: int) -> list[dict[str, Any]]:
    """Let a document say that it carries out one of those that carry it out."""
    pairs = [
        (parent, plan)
        for plan in plans
        for parent in plan.parents
        if parent.parents and parent.symbol and plan.symbol and plan.symbol != parent.symbol
    ]
    told = []
    for parent, plan in rng.sample(pairs, min(count, len(pairs))):
        if not parent.loops:
            parent.loops = (plan,)
            told.append({"rule": "cycle", "document": parent.id, "path": "", "to": plan.id})
    return told
