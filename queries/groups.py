"""Groups of addressees ("Ủy ban nhân dân các xã, phường"): whom they stand for, and who of these has moved."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from graph.store import Store
from queries.documents import concept, facts_query

# What a word of a group's name asks of its members' names; the longer word first, "thị xã" is no "xã".
_KINDS = ("đặc khu", "thị trấn", "thị xã", "phường", "huyện", "quận", "xã", "sở")
_WORD = re.compile(r"(?<!\w)(?<!cơ )(?:" + "|".join(_KINDS) + r")(?!\w)", re.IGNORECASE)
_SHOWN = 10  # names of those who have not moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An area or a department that a group stands for, with the days on which it was there."""

    iri: str
    name: str
    begun: str = ""
    ended: str = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """A group's members by kind of name, and the branch that it addresses."""

    name: str
    branch: str | None
    members: tuple[Member, ...]

    def on(self, issued: str, day: str) -> tuple[Member, ...]:
        """Return those that were there on the day of issue and still are on a day."""
        return tuple(each for each in self.members if each.begun <= issued and day <= each.ended)


def find_members(store: Store) -> Mapping[str, Members]:
    """Return the members of every group that leads a task, by the group's IRI."""
    found: dict[str, dict[str, Member]] = defaultdict(dict)
    about: dict[str, tuple[str, str | None]] = {}
    for group, group_name, branch, member, name, begun, ended in store.select(facts_query("members")).rows:
        about[str(group)] = str(group_name), concept(branch)
        if _kind(str(name)) in _kinds(str(group_name)):
            found[str(group)][str(member)] = Member(
                iri=str(member), name=str(name), begun=str(begun or ""), ended=str(ended or "9999")
            )
    return {
        group: Members(name=about[group][0], branch=about[group][1], members=tuple(members.values()))
        for group, members in found.items()
    }


@cache
def _kinds(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(name.split("(", maxsplit=1)[0]))


def _kind(name: str) -> str:
    found = _WORD.match(name)
    return found[0].lower() if found else ""


def listed(group: Members, missing: Iterable[Member], whole: int) -> str:
    """Return a group with those of its members who have not moved, and how many these are of all."""
    names = sorted(each.name for each in missing)
    shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    return f"{group.name}: {shown} ({len(names)}/{whole})"
