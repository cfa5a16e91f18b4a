"""Numbers with their units in running text, and the words around them that say how they are meant.

Vietnamese writes points between thousands and a comma before decimals.
"""

import re

from loaders.text import Text

NUMBER = r"\d{1,3}(?:[.\s]\d{3})+(?!\d)|\d+(?:,\d+)?"
_SIGNS = r"[≥≤]|[<>]="
AT_LEAST = r"≥|>=|tren|hon|t\w{1,2} thieu|it nhat|khong duoi|khong thap hon|tu|vuot|dat tu|khong it hon|lon hon"
AT_MOST = r"≤|<=|duoi|toi da|khong qua|khong vuot qua|it hon|nhieu nhat|thap hon|con duoi"
PERCENT = ("%", "phan tram", "‰")
_UNITS = (
    r"%|‰|phan tram|diem phan tram|usd|ty dong|trieu dong|dong|nguoi|can bo|doanh nghiep|ho|lop|cuoc|luot|mo hinh|"
    r"san pham|xa|phuong|thon|truong|thu vien|dau sach|ban sach|cuon|tu sach|diem|du an|de tai|nhiem vu|co so|"
    r"to chuc|to|km|ha|tan|may|trung tam|sang kien|bai|tin|buoi|nghin|trieu|ty|gio|nam|tac pham|dich vu|ho so|"
    r"hoc sinh|giao vien|benh vien|cum|don vi|buu dien|khu|cau lac bo|chuyen gia|nhom|giuong|bac si|can|mbps|gbps|tbps|"
    r"dieu duong|duoc si|cay|nha|cong trinh|tre em|tre|don vi mau|dang vien|hoi vien|doan vien|lao dong|chi bo|"
    r"cong dan|chuoi|lang|"
    r"tram|tuyen|phong|buon|mw|teu|kwh|m2|m3|gia dinh|nguoi dan|trang trai|hop tac xa"
)
_NO_UNITS = (
    r"tuoi|thang|ngay|nam|quy|lan|khoa|sao|giai doan|dieu|khoan|muc|den|va|tro|"
    r"tai|tu|o|cua|theo|de|la|co|gio|phut|thu|hoac|cap|ky"
)
# What is counted out of all there are: "14/17 bản", "9/9 khu vực".
_UNITS_OF_ALL = (
    r"tieu chi|chi tieu|dia phuong|so|nganh|khu vuc|khu pho|khu dan cu|to dan pho|ban|ap|khom|xom|khoi(?: pho)?|soc|"
    r"phum|chi hoi|chi doan|huyen|thi tran|co quan|nha van hoa|tram y te|cho|trang|vu viec|vu|noi dung"
)
# "10 - 12%/năm", "1% - 3%", "12 người/vạn dân", "8.500 USD"; not "2/3", "số 12", "27.4.2026".
VALUE = re.compile(
    rf"(?<![\d.,/])(?P<value>{NUMBER})(?:\s*(?:%|ty|trieu|nghin)?\s*(?:-|–|den)\s*(?P<upper>{NUMBER}))?\s*"
    rf"(?P<unit>{_UNITS}|(?!(?:{_NO_UNITS})(?![a-z]))[a-z]+)(?![a-z])(?P<per>(?:/[a-z]+(?: dan)?)*)"
)
KNOWN_UNIT = re.compile(_UNITS)
# A bare number is a value where an index is what is measured: "chỉ số … trên 0,7".
# "dưới 500/100.000 trẻ em": so many on so many.
RATE = re.compile(
    rf"(?<![\d.,/])(?P<value>{NUMBER})(?P<upper>)(?P<unit>)"
    r"(?P<per>\s?/\s?(?:1\.000|10\.000|100\.000)\s[a-z]+(?: em| dan)?)"
)
# "17/17 xã, phường", "8/12 tiêu chí": so many of so many.
OF_ALL = re.compile(
    rf"(?<![\d.,/(])(?P<value>\d{{1,3}})/(?P<of>\d{{1,3}})(?P<upper>)\s+"
    rf"(?P<unit>(?:{_UNITS}|{_UNITS_OF_ALL})(?:,\s(?:{_UNITS}|{_UNITS_OF_ALL}))?)(?![a-z])(?P<per>)"
)
# "trên 80 tuổi" of a life, "không quá 15 phút/lượt", "gấp 1,2 lần".
SPAN_OF_LIFE_OR_TIME = re.compile(
    rf"(?<![\d.,/])(?P<value>{NUMBER})(?P<upper>)\s*(?P<unit>tuoi|phut|ngay|lan)(?![a-z])(?P<per>(?:/[a-z]+)?)"
)
INDEX = re.compile(r"(?<![\d.,/])(?P<value>\d+,\d+)(?P<upper>)(?P<unit>)(?P<per>)(?!\s*(?:%|[a-z]))(?![\d/])")
# "số vụ … bằng 0", "giảm về 0"
ZERO = re.compile(r"(?<=bang )(?P<value>0)(?P<upper>)(?P<unit>)(?P<per>)(?!\s?%|[.,/]?\d)")
_WORDS = rf"{AT_LEAST}|{AT_MOST}|dat|chiem|khoang|bang|giam|tang|co|con|duy tri|len|o muc|gap|phan dau"
# Words before a value are looked for backwards from it, so that a clause without numbers costs nothing.
WORDS_BEFORE = re.compile(
    rf"(?<![a-z])(?:{_WORDS})(?:\s+(?:{_WORDS}|muc|them|binh quan|trung binh))*\s*(?:{_SIGNS})?\s*$|(?:{_SIGNS})\s*$"
)
OR_MORE = re.compile(r"\s*(?:\S+\s+){0,2}tro (?:len|xuong)")
# "nhóm 50 nước đứng đầu", "top 10", "trong 3 tỉnh dẫn đầu": the rank is a bound from above.
RANK = re.compile(
    r"(?:(?P<nhom>nhom|top|tốp|trong(?: so| nhom)?)\s+(?P<value>\d{1,3})\s+(?P<unit>nuoc|quoc gia|tinh(?:, thanh pho)?|"
    r"dia phuong|thanh pho|xa|don vi|bo, nganh)(?=\s+(?:\S+\s+){0,3}?(?:dan dau|dung dau|hang dau|cao nhat|tot nhat)))"
)
# What a value was before: "tăng từ 40% năm 2025 lên", "(năm 2024 là 60%)".
_WAS_AT = re.compile(r"\btu\s*$")
_GOES_TO = re.compile(r"[^.;]{0,40}?\b(?:len|xuong|con|den)\b")
_BASELINE = re.compile(r"\((?:[^()]{0,30}\s)?nam (?:19|20)\d\d[^()]{0,20}$")


_NOT_LESS = re.compile(r"khong (?:duoi|thap hon|it hon)")


def number(digits: str) -> float:
    """Return a number as Vietnamese writes it.

    >>> number("12.000"), number("62,5")
    (12000.0, 62.5)
    """
    return float(digits.replace(" ", "").replace(".", "").replace(",", "."))


def comparator(words: str, clause: str, after: str, *, is_range: bool) -> str:
    """Return how a value bounds what is measured; a range counts from its lower end.

    >>> comparator("toi thieu dat ", "", "", is_range=False), comparator("dat ", "", "", is_range=True)
    ('>=', '>=')
    """
    if not _NOT_LESS.search(words) and re.search(rf"(?<![a-z])(?:{AT_MOST})(?![a-z])", words):
        return "<="
    if is_range or re.search(rf"(?<![a-z])(?:{AT_LEAST})(?![a-z])", words):
        return ">="
    if re.match(r"[^,;.]{0,80}?(?<!tuoi )\btro len", after):
        return ">="
    if not words.strip() and (opened := re.search(rf"(?P<word>{AT_LEAST}|{AT_MOST})(?:\s+\S+){{0,4}}:", clause)):
        return "<=" if re.fullmatch(AT_MOST, opened["word"]) else ">="
    return "="


def is_baseline(before: str, after: str) -> bool:
    """Say whether a number is what a value was, and no target: "tăng từ 40% năm 2025 lên 70%"."""
    return _BASELINE.search(before) is not None or (
        _WAS_AT.search(before) is not None and _GOES_TO.match(after) is not None and "tro len" not in after[:30]
    )


def words_before(text: Text, flat: str, start: int, at: int, offset: int) -> str:
    """Return the words of comparison right before a value; "tư" and "con" are none, whatever they look like folded."""
    found = WORDS_BEFORE.search(flat, start, at)
    if found is None:
        return ""
    printed = text.restored[offset + found.start() : offset + at].lower().split()
    if printed and printed[0] in _OTHER_WORDS:
        return flat[found.start() + len(printed[0]) : at].lstrip() if len(printed) > 1 else ""
    return found[0]


_OTHER_WORDS = ("tư", "tử", "tự", "tú", "con", "cỏ", "bảng", "đất", "cô", "cố", "hôn", "trên:")
