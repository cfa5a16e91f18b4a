"""One agency, group or role as directives name it: where its name begins, which words belong to it, where it ends.

A name is found by its head: one of the register ("Sở Khoa học và Công nghệ"), a word that opens names
("Ban …", "Trung tâm …") or a collective noun ("các cơ quan, đơn vị"); it ends before the verb of the duty.
"""

import re
from dataclasses import dataclass, replace

from loaders.bent_names import bent_name
from loaders.name_codes import code_end, coded_end
from loaders.name_persons import address_end, office_beside, person_end
from loaders.name_places import places_end
from loaders.name_qualifiers import qualified_end
from loaders.name_tails import tail_end
from loaders.name_words import (
    BARE_COLLECTIVE,
    COLLECTIVE_HEAD,
    MARKED_HEADS,
    NAMED_HEAD,
    NOT_COLLECTIVE,
    NOT_NAMED,
    OFFICE,
    PLACE,
    QUANTIFIER,
    ROLE,
    STOP,
)
from loaders.registered import registered_end
from loaders.stretches import stretch_of
from loaders.text import Text

# Bodies that every agency has: the name that follows says whose.
_BELONGS = re.compile(
    r"cap uy|chi uy|dang doan|ban can su dang|dang uy|van phong|"
    r"ban bi thu(?: trung uong)?|ban thuong vu|ban chap hanh|thuong truc|"
    r"chi bo|dang bo|chi doan|cong doan|chi hoi|doan thanh nien"
)
_CELL = re.compile(r"(?:chi bo|dang bo|chi doan|cong doan)(?![a-z])")  # "cấp ủy chi bộ"
# What every body may have in it, whatever it is called: "Đảng ủy Cục Lâm nghiệp", "Công đoàn Nhà máy Dệt".
_IN_EVERY_BODY = re.compile(r"(?:chi bo|dang bo|chi doan|cong doan|dang uy|chi uy)(?![a-z])")
_COMMITTEE = re.compile(r"(?:tieu )?ban chi dao|bcd|ban chi huy|to cong tac|hoi dong|to giup viec")
_ITS_NUMBER = re.compile(r" \d{2,3}(?![\d/.,-])(?= [a-z])")  # "Ban Chỉ đạo 35 tỉnh"
_FIELD = re.compile(
    r"(?:phong,? chong|chuyen doi so|cai cach hanh chinh|phong thu dan su|xay dung nong thon moi|giam ngheo|cac chuong "
    r"trinh muc tieu quoc gia|thi dua|an toan giao thong)(?![a-z])"
)

_UNION = re.compile(r"(?:doan|hoi|cong doan|chi doan|chi hoi)(?![a-z])")  # "Ban Chấp hành Đoàn trường"
_STAFF = re.compile(
    r"(?:co quan|bo phan|chi nhanh)(?:\s+(?:thuong truc|giup viec|chuyen trach|dau moi))?(?:\s+cua)?\s+"
)
_SECTION = re.compile(r"(?:ban|phong|to|khoa|trung tam|bo phan|benh vien)(?![a-z])")
_VILLAGE = re.compile(r"xa|phuong|thi tran|dac khu|khu pho|to dan pho|khom|xom|ap|buon|thon")  # with a name or number
# Bodies with a branch in every place: "Điện lực Sơn Bình", whatever a register calls the body alone.
_BRANCH = re.compile(r"dien luc|buu dien|kho bac|hat kiem lam|hat quan ly|don bien phong|chi cuc thue|benh vien")
_LAST = re.compile(r"\s+va\s+")
_OF_TWO_FIELDS = re.compile(r"(?:trung tam|cuc|chi cuc)(?![a-z])")
_DASH = re.compile(r"\s*[-–]\s*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the restored text; `collective` where it names a group or a role, not one agency."""

    start: int
    end: int
    is_collective: bool
    is_registered: bool
    head: str = ""  # what is said once for all of a list: "Bộ" in "các Bộ: Công an, Tài chính"
    told: int = 0  # where what is told of a person behind the name ends: "ông Lê Văn A, Phó Chủ tịch Hội,"

    @property
    def after(self) -> int:
        """Return where the list goes on behind the name."""
        return max(self.end, self.told)


class NameReader:
    """Reads names in one stretch of a text."""

    def __init__(self, text: Text, start: int, end: int) -> None:
        self.words = stretch_of(text, start, end)
        self.flat = self.words.flat

    def name_at(self, at: int, *, in_list: bool = False) -> Name | None:
        """Return the name that starts at an offset of `flat`."""
        quantifier = None if self._invites(at) else QUANTIFIER.match(self.flat, at)
        head = quantifier.end() if quantifier else at
        if holder := self._person(at) or self._office_holder(at, head):
            return holder
        registered = self._registered_end(head)
        if registered and self._is_written_as_name(head, registered):
            is_group = quantifier is not None or not self.words.starts_capital(head)
            end = self._group_end(registered, is_group=True) if quantifier else self._with_places(head, registered)
            end = coded_end(self.words, head, end)
            return Name(at, end, is_group, is_registered=True)
        if (named := self._named_head(head)) and not (quantifier and not self.words.starts_capital(head)):
            end = tail_end(self.words, named, named_head=True)
            is_told_apart = quantifier is not None or self._is_role(head)
            end = qualified_end(self.words, end, is_group=quantifier is not None) if is_told_apart else end
            end = coded_end(self.words, head, end)
            return Name(at, end, quantifier is not None, is_registered=False)
        if office := self._office_of(at, head):
            return office
        if code := code_end(self.words, head):
            return Name(at, code, is_collective=False, is_registered=False)
        collective = self._collective_head(head, bare=quantifier is None and not in_list)
        if collective is None:
            return None
        if self._is_role(head) and (whose := re.compile(r"\s+(?:cua\s+)?").match(self.flat, collective)):
            held = self.name_at(whose.end(), in_list=True)
            if held is not None:
                return Name(at, held.end, is_collective=True, is_registered=False)
        end = self._group_end(collective, is_group=quantifier is not None or in_list)
        return Name(at, end, is_collective=True, is_registered=False)

    def _registered_end(self, head: int) -> int | None:
        """Return where a registered name ends, unless it is only how a longer name begins.

        "Điện lực Sơn Bình" has its place behind the head; "bưu điện văn hóa xã" is no "bưu điện".
        """
        registered = registered_end(self.flat, head) or self._bent_end(head)
        if registered is None:
            return None
        collective = BARE_COLLECTIVE.match(self.flat, head)
        is_placed = self.words.starts_capital(head) and self.words.starts_capital(registered + 1)
        is_branch = is_placed and _BRANCH.fullmatch(self.flat, head, registered)
        is_start = is_branch or (collective and collective.end() > registered)
        return None if is_start else registered

    def _invites(self, at: int) -> bool:
        """Say whether a duty to invite begins: "Mời chuyên gia", not "Mọi cơ quan"."""
        return self.flat.startswith("moi ", at) and self.words.written(at, at + 3).lower() in ("mời", "mới")

    def _bent_end(self, at: int) -> int | None:
        """Return where a registered name ends of which a scan bent one word: "Hội Liên hiệp Phụ nút"."""
        if not self.words.starts_capital(at):
            return None
        near = bent_name(self.words.text, self.words.start + at)
        return near.end - self.words.start if near else None

    def _person(self, at: int) -> Name | None:
        """Return a person, the offices told behind a comma set aside; or the holder of an office called "đồng chí"."""
        end = person_end(self.words, at)
        if end is None:
            called = address_end(self.words, at)
            held = self.name_at(called, in_list=True) if called else None
            return replace(held, start=at) if held else None
        told = end
        while (office := office_beside(self.words, told)) and (held := self.name_at(office, in_list=True)):
            is_named_so = told == end and "," not in self.flat[end:office]
            told = held.end
            end = told if is_named_so else end
        return Name(at, end, is_collective=False, is_registered=False, told=told)

    def _group_end(self, head: int, *, is_group: bool) -> int:
        """Return where the name of a group ends whose head ends here."""
        return qualified_end(self.words, tail_end(self.words, head, named_head=False), is_group=is_group)

    def _with_places(self, head: int, registered: int) -> int:
        """Return where a registered name ends, with those of its places it speaks of: "các xã có rừng"."""
        end = self._with_owner(head, registered)
        is_common = not self.words.starts_capital(head)  # "thị ủy biên giới" goes on with "các huyện ủy"
        is_several = " cac " in self.flat[registered:end]
        is_told_apart = is_several or is_common or self._is_role(head)
        return qualified_end(self.words, end, is_group=is_several) if is_told_apart else end

    def _is_written_as_name(self, head: int, end: int) -> bool:
        """Say whether a registered name is no plain word: "thuế" is none, "Thuế" and "ủy ban nhân dân" are.

        Nor is "phường đoàn" one in "các xã, phường đoàn kết".
        """
        is_name = self.words.starts_capital(head) or " " in self.flat[head:end].strip()
        of_members = self.flat.endswith((" uy", "cong an"), head, end)
        is_member = of_members and self.flat.startswith(" vien", end)  # "cấp ủy viên", "Công an viên"
        is_head_of = _VILLAGE.fullmatch(self.flat, head, end) and self.flat.startswith(" truong", end)  # "Thôn trưởng"
        return is_name and not is_member and not is_head_of and not self.words.is_cut(end)

    def _with_owner(self, head: int, registered: int) -> int:
        """Return where a registered name ends, with the agency it belongs to: "Đảng đoàn Mặt trận Tổ quốc Việt Nam".

        A committee goes on with its field: "Ban Chỉ đạo Chuyển đổi số xã", "Ban Chỉ đạo phòng, chống dịch".
        """
        following = re.compile(r"\s+").match(self.flat, registered)
        if following and _COMMITTEE.fullmatch(self.flat, head, registered):
            if numbered := _ITS_NUMBER.match(self.flat, registered):
                return places_end(self.words, numbered.end())
            field = _FIELD.match(self.flat, following.end())
            at = field.end() if field else registered
            if field or (self.words.starts_capital(following.end()) and not PLACE.match(self.flat, registered)):
                return places_end(self.words, tail_end(self.words, at, named_head=True))
        if compound := self._joined_by_dash(head, registered) or self._last_part(head, registered):
            return compound
        end = places_end(self.words, registered)
        if end > registered and (fields := self._joined_by_dash(head, end)):
            return fields
        following = re.compile(r"\s+").match(self.flat, end)
        is_placed = end != registered and self.flat[registered:end].strip() != "trung uong"
        if is_placed or following is None or not _BELONGS.fullmatch(self.flat, head, registered):
            return end
        is_named = self.words.starts_capital(following.end())
        is_group = QUANTIFIER.match(self.flat, following.end()) or _CELL.match(self.flat, following.end())
        if not is_named and not is_group:
            return end
        owner = self.name_at(following.end(), in_list=True)
        if owner is None:
            return end
        has_branches = _IN_EVERY_BODY.fullmatch(self.flat, head, registered) or _UNION.match(self.flat, owner.start)
        is_owner = owner.is_registered or not is_named or (has_branches and not owner.is_collective)
        return owner.end if is_owner else end

    def _joined_by_dash(self, head: int, registered: int) -> int | None:
        """Return where a section's name ends that goes on behind a dash: "Ban Tuyên giáo - Nữ công"."""
        dash = _DASH.match(self.flat, registered) if _SECTION.match(self.flat, head) else None
        if dash is None or not self.words.starts_capital(dash.end()) or registered_end(self.flat, dash.end()):
            return None
        if NAMED_HEAD.match(self.flat, dash.end()) and not NOT_NAMED.match(self.flat, dash.end()):
            return None
        return places_end(self.words, tail_end(self.words, registered, named_head=True))

    def _last_part(self, head: int, registered: int) -> int | None:
        """Return where a name ends that another "và" closes: "Phòng Kinh tế, Hạ tầng và Nông nghiệp".

        A centre or a bureau has two fields without a comma, too: "Trung tâm Khuyến nông và Dịch vụ nông nghiệp".
        """
        has_two = "," in self.flat[head:registered] or _OF_TWO_FIELDS.match(self.flat, head)
        is_open = has_two and " va " not in self.flat[head:registered]
        last = _LAST.match(self.flat, registered) if is_open else None
        if last is None or not self.words.starts_capital(last.end()) or registered_end(self.flat, last.end()):
            return None
        if NAMED_HEAD.match(self.flat, last.end()) and not NOT_NAMED.match(self.flat, last.end()):
            return None
        return places_end(self.words, tail_end(self.words, registered, named_head=True))

    def _office_holder(self, at: int, head: int) -> Name | None:
        """Return the holder of an office with what he heads, where a name follows the office."""
        office = OFFICE.match(self.flat, head)
        held = self.name_at(office.end(), in_list=True) if office else None
        return (
            None
            if held is None or (held.is_collective and self._is_school(head))
            else Name(at, held.end, is_collective=held.is_collective or at != head, is_registered=False)
        )

    def _is_school(self, at: int) -> bool:
        """Say whether a "truong" is written as a school, no office: "Trường THPT Lê Lợi", not "Trưởng Công an xã"."""
        written = self.words.written(at, at + len("truong"))
        start = self.words.start + at
        is_sure = not self.words.text.printed(start, start + len(written)).isascii()
        return written.lower() == "trường" and is_sure

    def _office_of(self, at: int, head: int) -> Name | None:
        """Return the staff of a body that it is called by: "Cơ quan thường trực Ban Chỉ đạo"."""
        staff = _STAFF.match(self.flat, head)
        if staff is None or not self.words.starts_capital(staff.end()):
            return None
        body = self.name_at(staff.end(), in_list=True)
        return replace(body, start=at) if body and not body.is_collective else None

    def _is_role(self, at: int) -> bool:
        """Say whether somebody is called by a role: "người đứng đầu các cơ quan", no school that "tổ chức"."""
        return ROLE.match(self.flat, at) is not None and not (
            self.flat.startswith("truong ", at) and self._is_school(at)
        )

    def _named_head(self, at: int) -> int | None:
        found = NAMED_HEAD.match(self.flat, at)
        if found is None or NOT_NAMED.match(self.flat, at) or not self.words.starts_capital(at):
            return None
        if self._is_other_word(at, found):
            return None
        if self.words.is_verb(at, found.end()):
            return None
        following = re.compile(r"\s+(\S)").match(self.flat, found.end())
        if _VILLAGE.fullmatch(found[0]):
            is_named = following and (following[1].isdigit() or self.words.starts_capital(following.start(1)))
            return found.end() if is_named else None
        if following is None:
            return found.end() if len(found[0]) > 3 else None
        if (
            STOP.match(self.flat, following.start(1))
            and len(found[0].split()) == 1
            and len(found[0]) <= 5
            and found[0] != "ubnd"
            and not self.words.starts_capital(following.start(1))
        ):
            return None
        return found.end()

    def _is_other_word(self, at: int, head: re.Match[str]) -> bool:
        """Say whether the marks make a head another word: "Bổ túc …" is no Bộ, "những đoạn đường" no đoàn.

        Marks that restoration added tell nothing.
        """
        printed = self.words.written(at, head.end()).lower()
        is_other = not printed.isascii() and MARKED_HEADS.get(head[0], printed) != printed
        return is_other and not self.words.text.printed(self.words.start + at, self.words.start + head.end()).isascii()

    def _collective_head(self, at: int, *, bare: bool) -> int | None:
        found = (BARE_COLLECTIVE if bare else COLLECTIVE_HEAD).match(self.flat, at)
        if found is None or NOT_COLLECTIVE.match(self.flat, at):
            return None
        if bare and found[0] == "ban":
            return None
        if found[0] in ("doan", "bo", "so") and self._is_other_word(at, found):
            return None
        if found[0].startswith("to ") and self.words.written(at, at + 2).lower() in ("tờ", "tô", "to"):
            return None
        if found[0] == "quy" and not self.words.written(at, found.end()).lower().endswith("ỹ"):
            return None  # "quý III" is no "quỹ"
        return found.end()
