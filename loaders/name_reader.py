"""One agency, group or role as directives name it: where its name begins, which words belong to it, where it ends.

A name is found by its head: one of the register ("Sở Khoa học và Công nghệ"), a word that opens names
("Ban …", "Trung tâm …") or a collective noun ("các cơ quan, đơn vị"); it ends before the verb of the duty.
"""

import re
from dataclasses import dataclass

from loaders.name_words import (
    AND,
    AROUND,
    BARE_COLLECTIVE,
    COLLECTIVE_HEAD,
    GENERAL_HEAD,
    GENERAL_TAIL,
    MARKED_HEADS,
    MARKED_PLACES,
    MARKED_STOP,
    NAMED_HEAD,
    NOT_COLLECTIVE,
    NOT_NAMED,
    NOUN_AFTER_ALL,
    OFFICE,
    PLACE,
    QUANTIFIER,
    ROLE,
    STOP,
)
from loaders.registered import registered_end
from loaders.text import Text
from ontology.folding import fold

_WORD = re.compile(r"[a-z0-9&]+")
_LONGEST_TAIL, _LONGEST_NAMED = 12, 18  # words after the head of a group, of a name
_CONCERNED = re.compile(r"(?:\s+co)?\s+lien quan(?![a-z])(?!\s+(?:den|toi|trong))")
# Bodies that every agency has: the name that follows says whose.
_BELONGS = re.compile(
    r"cap uy|chi uy|dang doan|ban can su dang|dang uy|van phong|ban thuong vu|ban chap hanh|thuong truc"
)
_COMMITTEE = re.compile(r"(?:tieu )?ban chi dao|bcd|ban chi huy|to cong tac|hoi dong|to giup viec")
_FIELD = re.compile(
    r"(?:phong,? chong|chuyen doi so|cai cach hanh chinh|phong thu dan su|xay dung nong thon moi|giam ngheo|cac chuong "
    r"trinh muc tieu quoc gia|thi dua|an toan giao thong)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the restored text; `collective` where it names a group or a role, not one agency."""

    start: int
    end: int
    is_collective: bool
    is_registered: bool
    head: str = ""  # what is said once for all of a list: "Bộ" in "các Bộ: Công an, Tài chính"


def flat_text(text: Text, start: int, end: int) -> str:
    """Return folded text with every white space a plain space, offsets unchanged."""
    return text.folded[start:end].translate({10: " ", 9: " ", 13: " ", 160: " "})


def _is_capital(text: Text, at: int) -> bool:
    return text.restored[at : at + 1].isupper()


class NameReader:
    """Reads names in one stretch of a text."""

    def __init__(self, text: Text, start: int, end: int) -> None:
        self.text, self.start, self.limit = text, start, end
        self.flat = flat_text(text, start, end)

    def name_at(self, at: int, *, in_list: bool = False) -> Name | None:
        """Return the name that starts at an offset of `flat`."""
        quantifier = QUANTIFIER.match(self.flat, at)
        head = quantifier.end() if quantifier else at
        if holder := self._office_holder(at, head):
            return holder
        if (registered := registered_end(self.flat, head)) and self._is_written_as_name(head, registered):
            end = self._tail(registered, named_head=False) if quantifier else self._with_owner(head, registered)
            is_group = quantifier is not None or not _is_capital(self.text, self.start + head)
            return Name(at, end, is_group, is_registered=True)
        if (named := self._named_head(head)) and not (quantifier and not _is_capital(self.text, self.start + head)):
            return Name(at, self._tail(named, named_head=True), quantifier is not None, is_registered=False)
        collective = self._collective_head(head, bare=quantifier is None and not in_list)
        if collective is None:
            return None
        if ROLE.match(self.flat, head) and (whose := re.compile(r"\s+(?:cua\s+)?").match(self.flat, collective)):
            held = self.name_at(whose.end(), in_list=True)
            if held is not None:
                return Name(at, held.end, is_collective=True, is_registered=False)
        return Name(at, self._tail(collective, named_head=False), is_collective=True, is_registered=False)

    def _is_written_as_name(self, head: int, end: int) -> bool:
        """Say whether a registered name is no plain word: "thuế" is none, "Thuế" and "ủy ban nhân dân" are."""
        return _is_capital(self.text, self.start + head) or " " in self.flat[head:end].strip()

    def _with_owner(self, head: int, registered: int) -> int:
        """Return where a registered name ends, with the agency it belongs to: "Đảng đoàn Mặt trận Tổ quốc Việt Nam".

        A committee goes on with its field: "Ban Chỉ đạo Chuyển đổi số xã", "Ban Chỉ đạo phòng, chống dịch".
        """
        following = re.compile(r"\s+").match(self.flat, registered)
        if following and _COMMITTEE.fullmatch(self.flat, head, registered):
            field = _FIELD.match(self.flat, following.end())
            at = field.end() if field else registered
            if field or (self._starts_capital(following.end()) and not PLACE.match(self.flat, registered)):
                return self._places(self._tail(at, named_head=True))
        end = self._places(registered)
        following = re.compile(r"\s+").match(self.flat, end)
        if end != registered or following is None or not _BELONGS.fullmatch(self.flat, head, registered):
            return end
        is_named = self._starts_capital(following.end())
        if not is_named and not QUANTIFIER.match(self.flat, following.end()):
            return end
        owner = self.name_at(following.end(), in_list=True)
        return owner.end if owner and (owner.is_registered or not is_named) else end

    def _starts_capital(self, at: int) -> bool:
        return _is_capital(self.text, self.start + at)

    def _office_holder(self, at: int, head: int) -> Name | None:
        """Return the holder of an office with what he heads, where a name follows the office."""
        office = OFFICE.match(self.flat, head)
        held = self.name_at(office.end(), in_list=True) if office else None
        return (
            None
            if held is None
            else Name(at, held.end, is_collective=held.is_collective or at != head, is_registered=False)
        )

    def _named_head(self, at: int) -> int | None:
        found = NAMED_HEAD.match(self.flat, at)
        if found is None or NOT_NAMED.match(self.flat, at) or not _is_capital(self.text, self.start + at):
            return None
        printed = self.text.restored[self.start + at : self.start + found.end()].lower()
        if not printed.isascii() and MARKED_HEADS.get(found[0], printed) != printed:
            return None  # "Bổ túc …" is no Bộ
        following = re.compile(r"\s+(\S)").match(self.flat, found.end())
        if following is None:
            return found.end() if len(found[0]) > 3 else None
        if (
            STOP.match(self.flat, following.start(1))
            and len(found[0].split()) == 1
            and len(found[0]) <= 5
            and found[0] != "ubnd"
            and not _is_capital(self.text, self.start + following.start(1))
        ):
            return None
        return found.end()

    def _collective_head(self, at: int, *, bare: bool) -> int | None:
        found = (BARE_COLLECTIVE if bare else COLLECTIVE_HEAD).match(self.flat, at)
        if found is None or NOT_COLLECTIVE.match(self.flat, at):
            return None
        if bare and found[0] == "ban":
            return None
        return found.end()

    def _places(self, at: int) -> int:
        """Return where the places after a registered name end: "xã Xuân Trường", "thành phố"."""
        end = at
        for _ in range(3):
            found = PLACE.match(self.flat, end)
            if found is None or not self._is_place_as_written(found):
                break
            end = found.end()
            while (
                not PLACE.match(self.flat, end)
                and (word := re.compile(r"\s+([a-z0-9]+)").match(self.flat, end))
                and _is_capital(self.text, self.start + word.start(1))
            ):
                if (
                    STOP.match(self.flat, word.start(1))
                    and not self.text.restored[self.start + word.start(1) : self.start + word.end(1)].istitle()
                ):
                    break
                end = word.end()
        while (word := re.compile(r"\s+([a-z0-9]+)").match(self.flat, end)) and _is_capital(
            self.text, self.start + word.start(1)
        ):
            if end == at and not self._is_place_word(word.start(1)):
                break
            end = word.end()
        concerned = _CONCERNED.match(self.flat, end) if end > at else None
        return concerned.end() if concerned else end

    def _is_place_as_written(self, found: re.Match[str]) -> bool:
        """Say whether the letters make a place's kind: "quận" and no "quản", "tỉnh" and no "tình"."""
        last = self.text.restored[self.start + found.start() : self.start + found.end()].split()[-1].lower()
        return last.isascii() or MARKED_PLACES.get(fold(last), last) == last

    def _is_place_word(self, at: int) -> bool:
        return STOP.match(self.flat, at) is None and NAMED_HEAD.match(self.flat, at) is None

    def _tail(self, at: int, *, named_head: bool) -> int:
        """Return where the words that belong to a head end."""
        end, words, is_proper = at, 0, named_head
        while words < (_LONGEST_NAMED if named_head else _LONGEST_TAIL):
            gap = re.compile(r"\s*[-–]\s*|\s+").match(self.flat, end)
            if gap is None:
                return end
            following = gap.end()
            if not named_head and (around := AROUND.match(self.flat, following)):
                return around.end()
            is_proper = is_proper or _is_capital(self.text, self.start + following)
            if not is_proper and self._is_general(at):
                more = GENERAL_TAIL.match(self.flat, following)
                if more is None and not AND.match(self.flat, following):
                    return end
                if more is not None and not self._stops(following):
                    end, words = more.end(), words + 1
                    continue
            word = _WORD.match(self.flat, following)
            inside = named_head and (
                _is_capital(self.text, self.start + following) or (not words and self._names_work(at))
            )
            if word is None or (self._stops(following) and not inside):
                return end
            if AND.match(self.flat, following) and not self._goes_on_after_and(following, named_head=named_head):
                return end
            if not named_head and (self._new_name(following) or self.flat[:end].endswith("lien quan")):
                return end
            end, words = word.end(), words + 1
        return end

    def _stops(self, at: int) -> bool:
        if NOUN_AFTER_ALL.match(self.flat, at):
            return False
        return STOP.match(self.flat, at) is not None or is_marked_stop(self.text, self.start + at)

    def _is_general(self, head: int) -> bool:
        """Say whether the head that ends here is a general one: "các cơ quan", "các ngành"."""
        return GENERAL_HEAD.search(self.flat, max(0, head - 12), head) is not None

    def _names_work(self, end: int) -> bool:
        """Say whether the head that ends here is named after its work: "Trung tâm học tập", "Đoàn kiểm tra"."""
        return re.search(r"(?:trung tam|vien|truong|ban|doan|to)$", self.flat[:end]) is not None

    def _goes_on_after_and(self, at: int, *, named_head: bool) -> bool:
        word = re.compile(r"[a-z]+\s+([a-z0-9]+)").match(self.flat, at)
        if word is None or not named_head:
            return False
        opens_another = NAMED_HEAD.match(self.flat, word.start(1)) and not NOT_NAMED.match(self.flat, word.start(1))
        return _is_capital(self.text, self.start + word.start(1)) and not opens_another

    def _new_name(self, at: int) -> bool:
        return (
            QUANTIFIER.match(self.flat, at) is not None
            and COLLECTIVE_HEAD.match(
                self.flat,
                QUANTIFIER.match(self.flat, at).end(),  # type: ignore[union-attr]
            )
            is not None
            and self.flat[at:].startswith(("cac co quan", "cac don vi", "cac so", "cac to chuc", "cac doan the"))
        )


def is_marked_stop(text: Text, at: int) -> bool:
    return MARKED_STOP.match(text.restored, at) is not None
