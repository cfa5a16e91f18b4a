"""Lists of agencies, groups and roles as directives name them, and what is said once for all of a list."""

import re
from dataclasses import dataclass, replace

from loaders.bent_names import bent_name
from loaders.name_reader import Name, NameReader
from loaders.name_words import (
    AND,
    AROUND,
    EACH,
    LIST_SEPARATOR,
    MARKED_HEADS,
    PARENTHESIS,
    QUANTIFIER,
)
from loaders.registered import canonical, registered_end
from loaders.stretches import flat_text, stopped
from loaders.text import Text, one_line

_SPACE = re.compile(r"[\s]*")
_LONGEST_NAME = 90  # characters
_BARE, _PIECE = 2, 4  # words of a group without more ("các sở"), of a piece of a list
_NEXT_WORD = re.compile(r"(?:\s+|\s*[-–]\s*)?([a-z0-9&]+)")

_SINGLED_OUT = re.compile(r"(?:nhat|truoc het|dac biet|trong do|ke ca)(?![a-z])")  # "…, nhất là Sở Y tế, …": no member
_NUMBERS = re.compile(r"(?:\s*(?:,|va|[-–]|den)\s*(?:so )?\d{1,2}(?![\d/.%]))+")
_ENDS_LIST = re.compile(r"\s*(?:[:;.,(]|$)")


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names, and where it ends."""

    names: tuple[Name, ...]
    end: int


class _Reader(NameReader):
    """Reads lists of names in one stretch of a text."""

    def _headed(self, at: int, head: str, *, is_told: bool) -> Name | None:
        """Return the name at an offset to which a list's common head belongs; any name where a colon tells of it."""
        if not head or not self.words.starts_capital(at):
            return None
        whole = f"{head} {self.flat[at : at + _LONGEST_NAME]}"
        registered = registered_end(whole, 0)
        if registered is not None and registered > len(head) + 1:
            end = at + registered - len(head) - 1
            return Name(at, end, is_collective=False, is_registered=True, head=head)
        named = self.name_at(at, in_list=True)
        if named is not None and not named.is_collective:
            return named
        end = at
        while is_told and (word := _NEXT_WORD.match(self.flat, end)) and not self.words.stops(word.start(1)):
            if AND.match(self.flat, word.start(1)):
                break
            end = word.end()
        return Name(at, end, is_collective=False, is_registered=False, head=head) if end > at else None

    def _common_head(self, at: int) -> tuple[str, int, bool]:
        """Return the head that a list says once ("các Bộ: A, B", "các Sở A, B"), where it goes on, if by a colon."""
        each = EACH.match(self.flat, at)
        if each is None:
            return "", at, False
        head, after, is_told = each["head"], each.end(), ":" in each[0]
        first = self._headed(after, head, is_told=is_told)
        if first is None or not first.head:
            return "", at, False
        separator = LIST_SEPARATOR.match(self.flat, first.end)
        second = self._headed(separator.end(), head, is_told=False) if separator and separator[0].strip() else None
        return (head, after, is_told) if is_told or (second and second.head) else ("", at, False)

    def names_at(self, at: int) -> Names | None:
        """Return the list of names that starts at an offset of `flat`."""
        head, at, is_told = self._common_head(at)
        first = self._headed(at, head, is_told=is_told) or self.name_at(at)
        if first is None:
            return None
        first = self._with_numbers(first)
        names, end = [first], first.after
        while True:
            aside = PARENTHESIS.match(self.flat, end)
            after = aside.end() if aside else end
            dots = re.compile(r"\s*(?:\.{3}|…)").match(self.flat, after)
            after = dots.end() if dots else after
            separator = LIST_SEPARATOR.match(self.flat, after)
            if separator is None or separator.end() == after or not separator[0].strip():
                return Names(tuple(names), after)
            following = self._headed(separator.end(), head, is_told=is_told)
            following = following or self.name_at(separator.end(), in_list=True)
            following = following or self._less_known(names[-1], separator.end())
            if following is None or self._is_verb_like(following):
                return Names(tuple(names), after)
            following = self._with_numbers(following)
            if self._belongs_to_group(names[-1], following, separator[0]):
                names[-1] = Name(
                    names[-1].start, following.end, is_collective=True, is_registered=names[-1].is_registered
                )
            else:
                names.append(following)
            end = following.after

    def _with_numbers(self, name: Name) -> Name:
        """Return a name with the further numbers of those it names: "các chi hội ấp 1, 2 và 5"."""
        numbers = _NUMBERS.match(self.flat, name.end) if self.flat[name.end - 1].isdigit() else None
        is_end = numbers is not None and (
            _ENDS_LIST.match(self.flat, numbers.end()) or self.words.stops(numbers.end() + 1)
        )
        return replace(name, end=numbers.end()) if numbers and is_end else name

    def _less_known(self, before: Name, at: int) -> Name | None:
        """Return what goes on with a list though no list of words knows it, where the list ends behind it.

        "…, Kiểm ngư chấm dứt" by its capital, "các doanh nghiệp cảng biển, vận tải biển có trách nhiệm" by the words.
        """
        if _SINGLED_OUT.match(self.flat, at):
            return None
        is_proper = self.words.starts_capital(at)
        is_told = QUANTIFIER.match(self.flat, before.start) is not None and not before.is_registered
        if not is_proper and not (is_told and len(self.flat[before.start : before.end].split()) > _BARE):
            return None
        end, many = at, 0
        while many < _PIECE and (word := _NEXT_WORD.match(self.flat, end)) and not self.words.stops(word.start(1)):
            if AND.match(self.flat, word.start(1)):
                break
            end, many = word.end(), many + 1
        around = AROUND.match(self.flat, end + 1) if many else None
        end = around.end() if around else end
        rest = LIST_SEPARATOR.match(self.flat, end)
        after = rest.end() if rest else end
        found = Name(at, end, is_collective=not is_proper, is_registered=False)
        if not many or after == end:
            return None
        goes_on = rest is not None and rest[0].strip()
        more = self.name_at(after, in_list=True) or self._less_known(before, after) if goes_on else None
        return found if more or self.words.stops(after) else None

    def _is_verb_like(self, name: Name) -> bool:
        return self.words.stops(name.start) and not name.is_registered

    def _belongs_to_group(self, group: Name, following: Name, separator: str) -> bool:
        """Say whether a name goes on with a group: "các sở, ban, ngành", "cán bộ, đảng viên"."""
        if following.is_registered or not group.is_collective or not following.is_collective:
            return self._is_place_list(group, following)
        words = self.flat[following.start : following.end]
        if _PERSONS.match(words) and _AGENCIES.match(self.flat, group.start):
            return False
        return (not QUANTIFIER.match(words) and "," in separator) or (
            separator.strip() == "va" and not QUANTIFIER.match(words) and len(words.split()) <= 2
        )

    def _is_place_list(self, group: Name, following: Name) -> bool:
        """Say whether "phường" in "UBND các xã, phường" belongs to the name before."""
        words = self.flat[following.start : following.end]
        return re.fullmatch(
            r"(?:xa|phuong|dac khu|huyen|quan|thi xa|thanh pho|thi tran)(?: .*)?", words
        ) is not None and (
            re.search(r"(?:cac )?(?:xa|phuong|huyen|quan|dac khu)\b", self.flat[group.start : group.end]) is not None
        )


_AGENCIES = re.compile(r"(?:cac )?(?:co quan|don vi|to chuc|so|truong|doanh nghiep)\b")
_PERSONS = re.compile(
    r"(?:gia lang|truong (?:ban|lang|ho)|chuc sac|nghe nhan|thay|nguoi co uy tin|nha giao|phu huynh)\b"
)
_MADE_UP_OF = re.compile(r"(?:\s*,?\s*(?:bao )?gom|(?: [a-z]+){1,4} (?:bao )?gom(?=:))\s*:?\s+(?:co\s+)?")


def _members(reader: _Reader, group: Names) -> Names:
    """Return those whom a group is said to be made up of ("các đơn vị gồm: A, B và C"), else the group."""
    opening = _MADE_UP_OF.match(reader.flat, group.end)
    if opening is None or not all(name.is_collective for name in group.names):
        return group
    members = reader.names_at(opening.end())
    return members if members and len(members.names) > 1 else group


_POINTS_BACK = re.compile(r"(?<=[a-z])\s+(?:neu|noi) tren$")
_PLACES = re.compile(r"\b(?:tinh|thanh pho|xa|phuong|huyen|thi xa|dac khu|thon)$")


def _called_end(flat: str, name: Name) -> int:
    """Return where a name ends without what only points at places told above: "các tỉnh, thành phố nêu trên"."""
    back = _POINTS_BACK.search(flat, name.start, name.end)
    return back.start() if back and _PLACES.search(flat, name.start, back.start()) else name.end


class _Known:
    """The lists found in one text: each rule asks again for those that another asked for."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.found: dict[tuple[int, int], Names | None] = {}


_last: list[_Known] = []  # of the text read last; replaced whole, so that two threads only ask twice


def names_at(text: Text, start: int, end: int) -> Names | None:
    """Return the list of names that starts at an offset of the restored text, `None` where none does.

    Offsets of the names are offsets of the restored text.
    """
    known = next(iter(_last), None)
    if known is None or known.text is not text:
        known = _Known(text)
        _last[:] = [known]
    if (start, end) not in known.found:
        known.found[start, end] = _names_at(text, start, end)
    return known.found[start, end]


def _names_at(text: Text, start: int, end: int) -> Names | None:
    reader = _Reader(text, start, end)
    lead = _SPACE.match(reader.flat)
    found = reader.names_at(lead.end() if lead else 0)
    if found is None:
        return None
    found = _members(reader, found)
    names = tuple(
        replace(name, start=start + name.start, end=start + _called_end(reader.flat, name), told=start + name.told)
        for name in found.names
    )
    return Names(names, start + found.end)


_COMRADE = re.compile(r"dòng chữ ", re.IGNORECASE)  # how "đồng chí" comes out of some scans


def spelled(text: Text, name: Name) -> str:
    """Return a name in true Vietnamese, on one line."""
    words = re.sub(r"['’`](?!\w)", "", one_line(text.restored[name.start : name.end])).strip(" -–,;")
    if name.is_registered and (bent := bent_name(text, name.start)) and registered_end(text.folded, name.start) is None:
        words = f"{bent.name} {one_line(text.restored[bent.end : name.end]).strip()}".strip()
    words = _COMRADE.sub("Đồng chí ", words) if "dòng chữ" in words[:12].lower() else words
    return canonical(f"{MARKED_HEADS[name.head].capitalize()} {words}" if name.head else words)


def stops_name(text: Text, at: int) -> bool:
    """Say whether the words at an offset begin a duty: a verb, an adverb or a preposition."""
    return stopped(text, flat_text(text, at, at + 40), 0, at)
