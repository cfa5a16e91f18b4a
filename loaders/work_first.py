"""Sentences that begin with the work and name who does it behind: "Hồ sơ … giao Sở Y tế", "Cống do Xã đoàn vớt"."""

import re
from collections.abc import Iterator

from loaders.adverbials import GOVERNS, sets_first
from loaders.letters import UPPER
from loaders.names import Name, Names, names_at
from loaders.passives import MONEY, does, is_followed_by_duty, is_owed
from loaders.stretches import flat_text, opens_duty
from loaders.subjects import sentences
from loaders.text import Text

# Things and pieces of work that names or verbs begin like: something is done to them, and they do nothing.
_THING = re.compile(
    r"(?:(?:toàn bộ|tất cả|các|những|mọi|từng|mỗi|một số|hai|ba|bốn|\d{1,3})\s+)*"
    r"(?:việc|công tác|công việc|phần việc|khâu|nội dung|nhiệm vụ|hoạt động|chương trình|kế hoạch|phương án|danh sách|"
    r"đề án|dự án|công trình|hạng mục|hồ sơ|tài liệu|sổ|giấy|biểu|mẫu|văn bản|dữ liệu|thông tin|số liệu|tin|bài|"
    r"hình ảnh|tài khoản|phần mềm|ứng dụng|trang|cổng|hệ thống|đường dây|tuyến|đường|hẻm|ngõ|cầu|cống|rãnh|cột|biển|"
    r"bảng|cụm loa|loa|camera|đèn|hố|mỏ|ao|hồ|kênh|mương|bãi|điểm|vị trí|khu vực|khu đất|vùng|lô|thửa|diện tích|đất|"
    r"rừng|cây|vườn|chợ|nhà (?:trọ|ở|vệ sinh|kho|xưởng|dân|văn hóa|tạm|cũ)|trụ sở|phòng (?:học|đọc|họp)|xe|tàu|"
    r"phương tiện|máy|thiết bị|vật tư|tài sản|khoản|sách|thuốc|vắc xin|giống|hàng hóa|sản phẩm|thủ tục|quy trình|vụ|"
    r"trường hợp|đơn|thư|ý kiến|kiến nghị|phản ánh|vi phạm|sự cố|vướng mắc|tình hình|kết quả|tiến độ|biến động|"
    r"thay đổi|chế độ|chính sách|lịch|cuộc|đợt|buổi|lớp|hội nghị|hội thi|chứng từ|bản đồ|bộ tiêu chí|tiêu chí|"
    r"chỉ tiêu|mô hình|chuyên đề|chuyên mục|cơ sở (?!y tế|giáo dục|đào tạo)|rác|nước thải|chất thải|kỳ|tủ|thẻ)(?!\w)",
    re.IGNORECASE,
)
# What is a piece of work itself, so that whoever it is given to does it and is not only handed it.
_WORK = re.compile(
    r"(?:(?:các|những|toàn bộ)\s+)?(?:việc|công tác|công việc|phần việc|khâu|nội dung|nhiệm vụ|hoạt động)(?!\w)",
    re.IGNORECASE,
)
_NO_THING = re.compile(r"(?:có|không|chưa|còn|nơi|ai|bảo đảm|đảm bảo)(?!\w)", re.IGNORECASE)
_SET_FIRST = re.compile(r"[^.;:,]{3,160},\s+")
_CAPITAL = re.compile(rf"(?<=\s)[{UPPER}]\w*")
# What governs a name before it, or joins it to those before: "phối hợp với Sở Y tế, Công an xã".
_JOINED = re.compile(
    r"(?:hợp|cùng|với|gửi|trình|cho|của|giữa|tại|như|gồm|là|về|đến|từ)\s[^,;]{2,80},$|"
    r"(?:và|hoặc|theo|thuộc|do|được|bị|giao|ở|nghị|cầu|số|ngày|năm|quyết|công tác|phong trào|thành viên|văn bản|mẫu|"
    r"sạch|hệ thống|quỹ|hội|đại biểu)$",
    re.IGNORECASE,
)
_LONGEST = 300  # characters of a sentence in which whoever does the work is named
_LONGEST_LIST = 1200  # characters in which a list of those who do it ends
_FEWEST = 2  # words of the work
_STOP = re.compile(r"[.;:](?!\d)")
_BESIDE = r"(?:(?:phải|cần|sẽ|đều|cũng|tiếp tục|tạm thời|trước mắt|thống nhất|cơ bản|thì)\s+)*"
_MARK = re.compile(
    rf"(?<=[\s,])(?<!đã ){_BESIDE}(?:(?P<done>do|được|bị)|"
    r"(?P<given>(?:được\s+)?(?:giao|phân công|ủy quyền|uỷ quyền|bàn giao|thuộc(?:\s+về|\s+trách nhiệm))"
    r"(?:\s+(?:lại|trách nhiệm|nhiệm vụ|về|của))?(?:\s+cho)?)|"
    r"(?P<asked>(?:kính\s+)?(?:đề nghị|yêu cầu|nhờ)|chuyển(?:\s+(?:cho|về|sang|đến))?))\s+",
    re.IGNORECASE,
)
_PASSIVE = re.compile(rf"\s*,?\s*{_BESIDE}(?:được|bị|do)(?:\s+(?:giao|phân công))?(?:\s+cho)?\s+", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.;,]|$)")
_DOES_SOMETHING = re.compile(r"\s+(?!của|và|hoặc|trong|ở|tại|thuộc|có|theo|về|để)[a-zà-ỹđ]")
_PEOPLE = re.compile(r"(?:đồng chí|đ/c|ông|bà|cán bộ|công chức|viên chức|đảng viên|cấp có)(?!\w)", re.IGNORECASE)


def done_to_work(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return who does what a sentence tells of that begins with the work, the thing or those whom it is for."""
    for at in _openings(text, start, end):
        is_thing = _THING.match(text.restored, at, end) is not None
        names = None if is_thing else names_at(text, at, end)
        if names:
            found = _behind_group(text, names, end)
        else:
            found = _behind_thing(text, at, end) if is_thing or _is_noun(text, at) else ()
        if found:
            return found
    return ()


def _is_noun(text: Text, at: int) -> bool:
    """Say whether a sentence begins with what is worked on, known or not, and with no duty."""
    return not opens_duty(text, at) and not _NO_THING.match(text.restored, at)


def _openings(text: Text, start: int, end: int) -> Iterator[int]:
    """Yield where sentences begin, or go on behind the time or basis set first."""
    for at in sentences(text, start, end):
        if not sets_first(text, at, end):
            yield at
        elif (first := _SET_FIRST.match(text.restored, at, end)) and _THING.match(text.restored, first.end(), end):
            yield first.end()


def _behind_thing(text: Text, at: int, end: int) -> tuple[Name, ...]:
    flat = flat_text(text, at, min(end, at + _LONGEST))
    if MONEY.match(flat) and not is_owed(flat):
        return ()
    stop = _STOP.search(flat)
    for mark in _MARK.finditer(text.restored, at, at + (stop.start() if stop else len(flat))):
        if len(text.restored[at : mark.start()].split()) < _FEWEST or _PEOPLE.match(text.restored, mark.end()):
            continue
        names = names_at(text, mark.end(), min(end, mark.end() + _LONGEST_LIST))
        if names and (does(text, end)(names) or _is_given(text, at, mark, names, end)):
            return names.names
    return ()


def set_behind_work(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return the one body that acts behind the thing set first: "Lịch mở cửa mới Thư viện xã phải niêm yết"."""
    if not _THING.match(text.restored, start, end):
        return ()
    stop = _STOP.search(text.restored, start, min(end, start + _LONGEST))
    for word in _CAPITAL.finditer(text.restored, start + 1, stop.start() if stop else min(end, start + _LONGEST)):
        before = text.restored[start : word.start()].rstrip()
        if len(before.split()) <= _FEWEST or GOVERNS.search(before) or _JOINED.search(before):
            continue
        names = names_at(text, word.start(), end)
        is_one = names is not None and len(names.names) == 1 and not names.names[0].is_collective
        if names and is_one and is_followed_by_duty(text, names, end) and does(text, end)(names):
            return names.names
    return ()


def _is_given(text: Text, at: int, mark: re.Match[str], names: Names, end: int) -> bool:
    """Say whether those behind the mark are given the work, whatever is said of what they do with it."""
    if not mark["given"] or not (_WORK.match(text.restored, at) or not names.names[0].is_collective):
        return False
    return bool(_ENDS.match(text.restored, names.end, end) or _DOES_SOMETHING.match(text.restored, names.end, end))


def _behind_group(text: Text, group: Names, end: int) -> tuple[Name, ...]:
    """Return who does something to or for a group: "Các hộ nghèo được Trạm Y tế khám bệnh"."""
    mark = _PASSIVE.match(text.restored, group.end, end)
    if mark is None or not all(name.is_collective for name in group.names):
        return ()
    names = names_at(text, mark.end(), min(end, mark.end() + _LONGEST_LIST))
    is_body = names is not None and not all(name.is_collective and not name.is_registered for name in names.names)
    return names.names if names and is_body and does(text, end)(names) else ()
