"""Agencies, groups and roles as directives name them: which words are a name, and where it ends.

A name is found by its head: one of the register ("Sở Khoa học và Công nghệ"), a word that opens names
("Ban …", "Trung tâm …") or a collective noun ("các cơ quan, đơn vị"); it ends before the verb of the duty.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.text import Text, one_line
from ontology.folding import compose, fold
from ontology.registers import agencies

_WORD = re.compile(r"[a-z0-9&]+")
_SPACE = re.compile(r"[\s]*")

# Verbs, adverbs and prepositions at which a name ends: what comes is the duty, not the agency.
_STOPS = (
    "chu tri|phoi hop|tham muu|chi dao|lanh dao|xay dung|thuc hien|trien khai|ra soat|huong dan|don doc|kiem tra|"
    "giam sat|theo doi|tong hop|bao cao|ban hanh|to chuc|tap trung|tang cuong|day manh|chu dong|tich cuc|"
    "co trach nhiem|chiu trach nhiem|co nhiem vu|can cu|truc tiep|tiep tuc|dinh ky|thuong xuyen|kip thoi|quan triet|"
    "tuyen truyen|van dong|bo tri|can doi|tham dinh|cung cap|phan cong|phan bo|bao dam|dam bao|nang cao|phat huy|"
    "phat dong|huy dong|de xuat|kien nghi|cap nhat|cu the hoa|yeu cau|de nghi|nghiem tuc|tham gia|xem xet|quyet dinh|"
    "hoan thanh|hoan thien|tien hanh|thong qua|ho tro|khuyen khich|mo rong|phat trien|ung dung|khai thac|su dung|"
    "hang nam|sau khi|nhan thuc|khan truong|danh gia|cong bo|cong khai|dang ky|thanh lap|kien toan|bo sung|"
    "dieu chinh|thao go|xu ly|giai quyet|nghien cuu|khao sat|thong ke|thu hut|dao tao|boi duong|tap huan|day nhanh|"
    "quan tam|chuan bi|lua chon|bieu duong|khen thuong|tiep nhan|van hanh|ket noi|chia se|lien he|hop dong|dau tu|"
    "mua sam|du kien|san sang|dong thoi|bien soan|so ket|tong ket|thanh toan|quyet toan|giai ngan|cap phat|tham tra|"
    "xac dinh|nhan rong|duy tri|quan ly|to cao|chap hanh|chi tra|chinh ly|chuyen|co ke hoach|co van ban|dong gop|"
    "khac phuc|phan anh|phan dau|phu trach|thay mat|uy quyen|thoi gian|va bao cao|cung nhu|hoac bao cao|tich hop|"
    "so hoa|tranh thu|uu tien|thuong truc giup|rut kinh nghiem|keu goi|thi dua|no luc|guong mau|doi moi|cai cach|"
    "chan chinh|phan tich|giai trinh|lien ket|tuan thu|ap dung|ton vinh"
)
_STOP = re.compile(rf"(?:{_STOPS})(?![a-z0-9])")
# Verbs that without their marks would be other words; they are matched on the restored letters.
_MARKED_STOPS = (
    "mở|viết|đặt|mua|lắp|nhập|chỉ dẫn|nối|ký|tiếp|chuyển|thu|tặng|trao|kể|dạy|dành|góp|quyên góp|luân chuyển|trưng bày|giới thiệu|"
    "biên tập|in|phát|quay|soạn|treo|dán|dựng|sửa|thay|tu bổ|trang bị|thuê|mượn|bảo quản|đón|mời|gặp|thăm|chăm lo|giữ|trông coi|"
    "ghi|chấm điểm|bình xét|bình chọn|công nhận|thưởng|thu thập|phân loại|đăng|đưa tin|bảo vệ|phòng ngừa|ngăn chặn|đấu tranh|"
    "tuần tra|xác minh|thẩm tra|phê duyệt|chấp thuận|cho phép|cấp(?! (?:tỉnh|xã|huyện|trung ương|cơ sở|mình|trên|dưới|thành phố|trưởng|ủy|uỷ|phó))|chi(?! (?:cục|bộ|nhánh|hội|đoàn))|nhận|bàn giao|tiếp quản|bảo trì|nâng cấp|sắp xếp|điều động|"
    "bổ nhiệm|tuyển dụng|kê khai|tạm ứng|thử nghiệm|thí điểm|kiểm kê|kiểm đếm|chuẩn bị|tăng|giảm|gây dựng|nêu gương|sưu tầm|"
    "lồng ghép|nhân|đề cao|thực thi|ưu tiên|khơi dậy|khắc phục|rút|lắng nghe|thảo luận|thông báo|thông tin|điều phối|kiến tạo|"
    "thiết lập|thiết kế|sáng tác|tái bản|chọn lọc|vận dụng|chú trọng|chú ý|quy định|sản xuất|áp|siết|ứng phó|tìm|quản trị|bồi thường|"
    "đồng hành|đồng ý|bảo tồn|trùng tu|trồng|nuôi|dự|họp|bầu|hiệp y|thỏa thuận|cam kết|vay|cho vay|giám định|hoàn trả|khảo cứu|"
    "chịu|tự|cùng|đều|cũng|đã|đang|sẽ|hãy|chưa|nên|luôn|vẫn|chỉ|được|bị|xếp|làm|cần|phải|theo|trong|là|để|nhằm|lập|tạo|từ|khi|nếu|"
    "hằng|hàng|với|về|cho|tại|trên|ở|đến|sau|trước|bằng|như|kỳ|giao|cử|tới|gắn|lấy|chọn|chậm|còn|nắm|xin|vào|không|ra|lên|giúp|nộp|"
    "đưa|trình|gửi|hợp đồng|bởi|do|rồi|thì|mà|qua|thông qua|hoặc là|nhưng|song|vì"
)
_MARKED_STOP = re.compile(rf"(?:{_MARKED_STOPS})(?![\w])")
# "tổ chức", "cơ sở" and the like are nouns in these places.
_NOUN_AFTER_ALL = re.compile(r"(?:phat trien (?:nong thon|quy dat)|giam sat danh gia|to chuc (?:trung gian|dang|chinh tri|xa hoi|doan the|hoi|co|kinh te|tin dung|phap)|quan ly khu|cong tac vien)")

_QUANTIFIER = re.compile(r"(?:tat ca cac|toan the|toan bo|cac|nhung|moi(?!\s+(?:quy|nam|thang|tuan|nguoi))|tung|mot so|cac dong chi)\s+")
_NAMED_HEADS = (
    "so|bo|ban|phong|hoi dong|hoi|doan|lien hiep|lien doan|cong an|van phong|thanh tra|chi cuc|cuc|vu|tong cuc|trung tam|truong|"
    "vien|toa an|kho bac|ngan hang|bao|dai|to|hiep hoi|buu dien|benh vien|dang uy|dang bo|thanh uy|tinh uy|huyen uy|quan uy|"
    "thi uy|thu vien|nha xuat ban|thong tan xa|nha van hoa|bao tang|ban quan ly|hieu truong|truong thon|truong phong|thuong truc|uy ban|ubnd|hdnd|mttq|mat tran|chu tich|pho chu tich|bi thu|giam doc|chanh|truong ban|thu tuong|bo truong|"
    "tong cong ty|tap doan|thue|hai quan|bao hiem|tram|kiem toan|chinh phu|quoc hoi|nha nuoc|cong doan|thanh doan|tinh doan|"
    "btv|bch|bcd|ban chi dao|tieu ban|bo doi|bo chi huy|don bien phong|chi bo|dang doan|vnpt|viettel"
)
_NAMED_HEAD = re.compile(rf"(?:{_NAMED_HEADS})(?![a-z0-9])")
_NOT_NAMED = re.compile(
    r"(?:ban hanh|ban giao|bo sung|bo tri|bo tieu chi|bo chi so|bo du lieu|bo phan|bo thu tuc|bo may|bo mat|phong chong|phong,|phong trao|"
    r"phong ngua|hoi nghi|hoi nhap|hoi thao|hoi thi|hoi vien|hoi dap|doan ket|doan vien|bao cao|bao dam|bao ve|bao chi|bao ton|bao gom|to chuc|to quoc|"
    r"cong tac|quy dinh|quy hoach|quy che|quy mo|quy tac|quy trinh|quy dat|thanh tra,|van phong pham|thue,|dai dien|dai hoi|vien chuc|"
    r"truong hop|so hoa|so luong|so lieu|so voi|so ket|to trinh|ban do|ban sac|quy dau tu|quy i+|hoi tu|vu viec|vu an|chi bo thi dua)"
)
_COLLECTIVE_HEADS = (
    "co so (?:dao tao|giao duc(?: dai hoc| nghe nghiep| mam non| pho thong)?|kinh doanh|san xuat|y te|kham chua benh|van hoa|tro giup)|"
    "to chuc (?:chinh tri|xa hoi|trung gian doi moi sang tao|trung gian|dang|hoi|doan the|tin dung|kinh te|phap ly)|"
    "khoi thi dua|cum thi dua|hieu truong|gia lang|truong ho|truong thon|chuc sac|nha xuat ban|thu vien|nha van hoa|nha hao tam|"
    "co quan|don vi|dia phuong|cap uy|to chuc|chi bo|dang bo|doan the|ban nganh|ban dang|ban xay dung dang|nganh|cap|doanh nghiep|"
    "hop tac xa|nguoi dung dau|thu truong|can bo|dang vien|cong chuc|vien chuc|nguoi lao dong|nhan dan|nguoi dan|ho gia dinh|"
    "ho kinh doanh|doan vien|hoi vien|thanh vien|chinh quyen|co so|vien nghien cuu|nha truong|truong hoc|chu dau tu|dong chi|"
    "so|ban|phong|hoi|xa|phuong|dac khu|huyen|quan|thi xa|thon|to dan pho|khu pho|ap|khoi|cum|doan kiem tra|doan|cong ty|"
    "chuyen gia|nha khoa hoc|to cong nghe|truong|trung tam|bo|tinh|thanh pho|luc luong|tap the|ca nhan|phong ban|bo phan|"
    "cong dong|tram|vien|ngan hang|quy|khu|benh vien|hiep hoi|co so giao duc|trung hoc (?:co so|pho thong)|tieu hoc|mam non|nghe nhan|nghe si|phu huynh|hoc sinh|giao vien|to"
)
_COLLECTIVE_HEAD = re.compile(rf"(?:{_COLLECTIVE_HEADS})(?![a-z0-9])")
# Collective nouns that name somebody even without "các".
_BARE_COLLECTIVE = re.compile(
    r"(?:co quan|don vi|dia phuong|cap uy|to chuc dang|to chuc chinh tri|to chuc doan the|doan the|doanh nghiep|nguoi dung dau|"
    r"thu truong|can bo|dang vien|cong chuc|vien chuc|nguoi lao dong|chinh quyen|chu dau tu|hop tac xa|vien nghien cuu|nganh|"
    r"to cong nghe so|mat tran|co so (?:dao tao|giao duc|y te)|truong thon|nha truong|truong hoc|dong chi|hoi quan chung|to chuc trung gian|"
    r"ban nganh|so nganh|chi bo|dang bo|cong dong|nhan dan|ban)(?![a-z0-9])"
)
_NOT_COLLECTIVE = re.compile(
    r"(?:co so (?:du lieu|ha tang|vat chat|phap ly|ly luan|khoa hoc|thuc tien|tinh|de)|so (?:lieu|luong)|bo (?:chi so|tieu chi|phan tich)|"
    r"cap (?:do|phat|bach)|hoi (?:nghi|thao|thi|cho|nhap)|quy (?:dinh|hoach|trinh|che|tac|chuan)|to chuc (?:thuc hien|trien khai|hoi)|"
    r"khu vuc|khu cong nghiep|khoi luong|phong trao|truong hop|tinh hinh|tinh trang|vien tro|doan ket|doanh nghiep hoa|don vi hanh chinh|nganh nghe)"
)
_PLACE = re.compile(
    r"\s+(?:cua\s+)?cac\s+(?:tinh|thanh pho|xa|phuong|dac khu|huyen|quan|thi xa)(?:\s*(?:,|va)\s*(?:cac\s+)?(?:thanh pho|phuong|dac khu|quan|thi xa|xa|huyen|"
    r"thi tran)(?![a-z0-9])(?:\s+truc thuoc trung uong)?)*|"
    r"\s+(?:cua\s+)?(?:thanh pho|tinh|xa|phuong|huyen|quan|thi xa|dac khu|thi tran|dang bo|dang uy|thanh uy|tinh uy|trung uong|"
    r"cap tinh|cap xa|cap huyen|truc thuoc|cac cap|hai cap|2 cap|cap co so|viet nam)(?![a-z0-9])"
)
# A role and whose role it is make one name: "người đứng đầu các cơ quan".
_ROLE = re.compile(r"(?:nguoi dung dau|thu truong|lanh dao|can bo|cong chuc|thanh vien)(?![a-z0-9])")
_LIST_SEPARATOR = re.compile(r"\s*(?:,|;|/)?\s*(?:(?:va|hoac)\s+)?")
_AND = re.compile(r"(?:va|hoac)(?![a-z0-9])")
_PARENTHESIS = re.compile(r"\s*\([^()]{0,120}\)")
_LONGEST_TAIL = 12  # words


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the restored text; `collective` where it names a group or a role, not one agency."""

    start: int
    end: int
    is_collective: bool
    is_registered: bool


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names, and where it ends."""

    names: tuple[Name, ...]
    end: int


@cache
def _registered() -> dict[str, list[tuple[str, str]]]:
    """Return the register's names by first folded word: pairs (folded name, true name), the longest first."""
    found: dict[str, dict[str, str]] = {}
    for agency in agencies():
        for name in (agency.name, *agency.aliases):
            folded = " ".join(fold(compose(name)).split())
            found.setdefault(folded.split(" ", 1)[0], {}).setdefault(folded, name)
    return {first: sorted(names.items(), key=lambda pair: -len(pair[0])) for first, names in found.items()}


def _flat(text: Text, start: int, end: int) -> str:
    """Return folded text with every white space a plain space, offsets unchanged."""
    return text.folded[start:end].translate({10: " ", 9: " ", 13: " ", 160: " "})


@cache
def _loose(folded: str) -> re.Pattern[str]:
    """Return a pattern for a folded name: any run of spaces between words, hyphens and commas as they may be torn."""
    words = [re.escape(word) for word in re.findall(r"[a-z0-9&]+", folded)]
    return re.compile(r"[\s,\-–.]{1,4}".join(words) + r"(?![a-z0-9])")


def _registered_at(flat: str, at: int) -> int | None:
    """Return where the longest registered name that starts here ends."""
    first = _WORD.match(flat, at)
    if first is None:
        return None
    for folded, _ in _registered().get(first[0], []):
        if found := _loose(folded).match(flat, at):
            return found.end()
    return None


def canonical(name: str) -> str:
    """Return a name in the register's spelling where its letters are a registered name's, else as it is.

    A name with a place added keeps the place: "Uy ban nhân dân xã Xuân Trường" mends its first words only.
    """
    folded = " ".join(fold(compose(name)).split())
    first = folded.split(" ", 1)[0] if folded else ""
    for registered, true in _registered().get(first, []):
        if folded == registered:
            return true[:1].upper() + true[1:] if name[:1].isupper() else true
        if folded.startswith(f"{registered} ") and len(registered.split()) >= 3:
            return f"{true} {' '.join(name.split())[len(registered) :].strip()}"
    return " ".join(name.split())


def _is_capital(text: Text, at: int) -> bool:
    return text.restored[at : at + 1].isupper()


class _Reader:
    """Reads names in one stretch of a text."""

    def __init__(self, text: Text, start: int, end: int) -> None:
        self.text, self.start, self.limit = text, start, end
        self.flat = _flat(text, start, end)

    def name_at(self, at: int, *, in_list: bool = False) -> Name | None:
        """Return the name that starts at an offset of `flat`."""
        quantifier = _QUANTIFIER.match(self.flat, at)
        head = quantifier.end() if quantifier else at
        if registered := _registered_at(self.flat, head):
            end = self._tail(registered, named_head=False) if quantifier else self._places(registered)
            return Name(at, end, quantifier is not None, is_registered=True)
        if (named := self._named_head(head)) and not (quantifier and not _is_capital(self.text, self.start + head)):
            return Name(at, self._tail(named, named_head=True), quantifier is not None, is_registered=False)
        collective = self._collective_head(head, bare=quantifier is None and not in_list)
        if collective is None:
            return None
        if _ROLE.match(self.flat, head) and (whose := re.compile(r"\s+(?:cua\s+)?").match(self.flat, collective)):
            held = self.name_at(whose.end(), in_list=True)
            if held is not None:
                return Name(at, held.end, is_collective=True, is_registered=False)
        return Name(at, self._tail(collective, named_head=False), is_collective=True, is_registered=False)

    def _named_head(self, at: int) -> int | None:
        found = _NAMED_HEAD.match(self.flat, at)
        if found is None or _NOT_NAMED.match(self.flat, at) or not _is_capital(self.text, self.start + at):
            return None
        following = re.compile(r"\s+(\S)").match(self.flat, found.end())
        if following is None:
            return found.end() if len(found[0]) > 3 else None
        if _STOP.match(self.flat, following.start(1)) and len(found[0].split()) == 1 and len(found[0]) <= 5 and found[0] != "ubnd":
            return None
        return found.end()

    def _collective_head(self, at: int, *, bare: bool) -> int | None:
        found = (_BARE_COLLECTIVE if bare else _COLLECTIVE_HEAD).match(self.flat, at)
        if found is None or _NOT_COLLECTIVE.match(self.flat, at):
            return None
        if bare and found[0] == "ban":
            return None
        return found.end()

    def _places(self, at: int) -> int:
        """Return where the places after a registered name end: "xã Xuân Trường", "thành phố"."""
        end = at
        for _ in range(3):
            found = _PLACE.match(self.flat, end)
            if found is None:
                break
            end = found.end()
            while (word := re.compile(r"\s+([a-z0-9]+)").match(self.flat, end)) and _is_capital(
                self.text, self.start + word.start(1)
            ):
                if _STOP.match(self.flat, word.start(1)) and not self.text.restored[
                    self.start + word.start(1) : self.start + word.end(1)
                ].istitle():
                    break
                end = word.end()
        while (word := re.compile(r"\s+([a-z0-9]+)").match(self.flat, end)) and _is_capital(
            self.text, self.start + word.start(1)
        ):
            if end == at and not self._is_place_word(word.start(1)):
                break
            end = word.end()
        return end

    def _is_place_word(self, at: int) -> bool:
        return _STOP.match(self.flat, at) is None and _NAMED_HEAD.match(self.flat, at) is None

    def _tail(self, at: int, *, named_head: bool) -> int:
        """Return where the words that belong to a head end."""
        end, words = at, 0
        while words < _LONGEST_TAIL:
            gap = re.compile(r"\s*[-–]\s*|\s+").match(self.flat, end)
            if gap is None:
                return end
            following = gap.end()
            word = _WORD.match(self.flat, following)
            inside = named_head and (_is_capital(self.text, self.start + following) or (not words and self._names_work(at)))
            if word is None or (self._stops(following) and not inside):
                return end
            if _AND.match(self.flat, following) and not self._goes_on_after_and(following, named_head=named_head):
                return end
            if not named_head and self._new_name(following):
                return end
            end, words = word.end(), words + 1
        return end

    def _stops(self, at: int) -> bool:
        if _NOUN_AFTER_ALL.match(self.flat, at):
            return False
        return _STOP.match(self.flat, at) is not None or _is_marked_stop(self.text, self.start + at)

    def _names_work(self, end: int) -> bool:
        """Say whether the head that ends here is named after its work: "Trung tâm học tập", "Đoàn kiểm tra"."""
        return re.search(r"(?:trung tam|vien|truong|ban|doan|to)$", self.flat[:end]) is not None

    def _goes_on_after_and(self, at: int, *, named_head: bool) -> bool:
        word = re.compile(r"[a-z]+\s+([a-z0-9]+)").match(self.flat, at)
        if word is None or not named_head:
            return False
        return _is_capital(self.text, self.start + word.start(1)) and not self._new_name(word.start(1))

    def _new_name(self, at: int) -> bool:
        return _QUANTIFIER.match(self.flat, at) is not None and _COLLECTIVE_HEAD.match(
            self.flat, _QUANTIFIER.match(self.flat, at).end()  # type: ignore[union-attr]
        ) is not None and self.flat[at:].startswith(("cac co quan", "cac don vi", "cac so", "cac to chuc", "cac doan the"))

    def names_at(self, at: int) -> Names | None:
        """Return the list of names that starts at an offset of `flat`."""
        first = self.name_at(at)
        if first is None:
            return None
        names, end = [first], first.end
        while True:
            aside = _PARENTHESIS.match(self.flat, end)
            after = aside.end() if aside else end
            dots = re.compile(r"\s*(?:\.{3}|…)").match(self.flat, after)
            after = dots.end() if dots else after
            separator = _LIST_SEPARATOR.match(self.flat, after)
            if separator is None or separator.end() == after or not separator[0].strip():
                return Names(tuple(names), after)
            following = self.name_at(separator.end(), in_list=True)
            if following is None or self._is_verb_like(following):
                return Names(tuple(names), after)
            if self._belongs_to_group(names[-1], following, separator[0]):
                names[-1] = Name(names[-1].start, following.end, is_collective=True, is_registered=names[-1].is_registered)
            else:
                names.append(following)
            end = following.end

    def _is_verb_like(self, name: Name) -> bool:
        return self._stops(name.start) and not name.is_registered

    def _belongs_to_group(self, group: Name, following: Name, separator: str) -> bool:
        """Say whether a name goes on with a group: "các sở, ban, ngành", "cán bộ, đảng viên"."""
        if following.is_registered or not group.is_collective or not following.is_collective:
            return self._is_place_list(group, following)
        words = self.flat[following.start : following.end]
        return not _QUANTIFIER.match(words) and "," in separator or (
            separator.strip() == "va" and not _QUANTIFIER.match(words) and len(words.split()) <= 2
        )

    def _is_place_list(self, group: Name, following: Name) -> bool:
        """Say whether "phường" in "UBND các xã, phường" belongs to the name before."""
        words = self.flat[following.start : following.end]
        return re.fullmatch(r"(?:xa|phuong|dac khu|huyen|quan|thi xa|thanh pho|thi tran)(?: .*)?", words) is not None and (
            re.search(r"(?:cac )?(?:xa|phuong|huyen|quan|dac khu)\b", self.flat[group.start : group.end]) is not None
        )


def names_at(text: Text, start: int, end: int) -> Names | None:
    """Return the list of names that starts at an offset of the restored text, `None` where none does.

    Offsets of the names are offsets of the restored text.
    """
    reader = _Reader(text, start, end)
    lead = _SPACE.match(reader.flat)
    found = reader.names_at(lead.end() if lead else 0)
    if found is None:
        return None
    names = tuple(
        Name(start + name.start, start + name.end, name.is_collective, name.is_registered) for name in found.names
    )
    return Names(names, start + found.end)


def spelled(text: Text, name: Name) -> str:
    """Return a name in true Vietnamese, on one line."""
    words = one_line(text.restored[name.start : name.end]).strip(" -–,;")
    return canonical(words)


def _is_marked_stop(text: Text, at: int) -> bool:
    return _MARKED_STOP.match(text.restored[at : at + 30].replace("\n", " ")) is not None


def stops_name(text: Text, at: int) -> bool:
    """Say whether the words at an offset begin a duty: a verb, an adverb or a preposition."""
    return _STOP.match(_flat(text, at, at + 40)) is not None or _is_marked_stop(text, at)


def find_registered(text: Text, start: int, end: int) -> Iterator[Name]:
    """Yield the registered names in a range of the restored text."""
    reader = _Reader(text, start, end)
    at = 0
    for word in _WORD.finditer(reader.flat):
        if word.start() >= at and (stop := _registered_at(reader.flat, word.start())):
            yield Name(start + word.start(), start + reader._places(stop), is_collective=False, is_registered=True)  # noqa: SLF001
            at = stop
