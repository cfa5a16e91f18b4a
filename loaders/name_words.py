"""The words that names of agencies begin with, are made of, and end before.

The lists stand in `loaders/words/*.txt`, one word a line. A name ends before the verb of the duty; verbs of
several syllables are matched without marks, single syllables on the restored letters, since without marks they
would be other words.
"""

import re
from importlib.resources import files


def _words(name: str) -> str:
    """Return the alternatives of a list of words as one pattern, in the order of the file."""
    lines = (files("loaders") / "words" / f"{name}.txt").read_text("utf-8").splitlines()
    return "|".join(line for line in lines if line and not line.startswith("#"))


def _pattern(name: str, end: str = r"(?![a-z0-9])") -> re.Pattern[str]:
    return re.compile(f"(?:{_words(name)}){end}".replace(" ", r"\s\s?"))  # a scan puts an empty line between two


STOP = _pattern("duty_words")
MARKED_STOP = re.compile(f"(?:{_words('marked_duty_words')})(?![\\w])".replace(" ", r"\s"))
DOER = re.compile(f"(?:{_words('doers')})(?![\\w])".replace(" ", r"\s"))
NOUN_AFTER_ALL = _pattern("nouns_after_all", end="")
COMPOUND = _pattern("compounds")
COUPLE = _pattern("couples")
QUALIFIER = _pattern("qualifiers")
NAMED_HEAD = _pattern("named_heads")
NOT_NAMED = _pattern("not_named", end="")
COLLECTIVE_HEAD = _pattern("group_heads")
BARE_COLLECTIVE = _pattern("bare_group_heads")
NOT_COLLECTIVE = _pattern("not_groups", end="")
NOT_PARTNERS = _pattern("not_partners")
# Heads of groups so general that only these words go on with them; any other word begins the duty.
GENERAL_HEAD = re.compile(r"(?:co quan|don vi|dia phuong|nganh|ban nganh|so nganh|phong|ban|(?<!co )so|cap)$")
GENERAL_TAIL = _pattern("general_tails")

QUANTIFIER = re.compile(
    r"(?:tat ca cac|toan the|toan bo|toan(?=\s+nganh)|cac|nhung|moi(?!\s+(?:quy|nam|thang|tuan|nguoi))|tung|mot so|"
    r"cac dong chi|cac d/c|"
    r"(?:ca )?(?:hai|ba|bon)(?=\s+(?:xa|phuong|so|thon|ap|khu pho|nganh|don vi|"
    r"co quan|truong|chi bo|tinh)(?![a-z])))\s+"
)
# What a list says once for all of its members: "các Bộ: Công an, Tài chính", "các Sở Nội vụ, Tài chính".
EACH = re.compile(r"(?:cac|nhung)\s+(?P<head>bo|so|ban|phong|hoi|cuc|vien)(?:(?:,? ban)?,? nganh\s*:|\s*:?)\s+(?=\S)")
LIST_SEPARATOR = re.compile(r"\s*(?:,|;|/)?\s*(?:(?:va|hoac)\s+)?")
AND = re.compile(r"(?:va|hoac)(?![a-z0-9])")
PARENTHESIS = re.compile(r"\s*\([^()]{0,120}\)")
_QUAN = r"quan(?!\s+(?:tam|ly|triet|he|trong|sat))"  # a district, not "quan tâm"
_PLACES = (
    rf"tinh|thanh pho|xa|phuong|dac khu|huyen|{_QUAN}|thi xa|thon|to dan pho|khu pho|khoi pho|lang|ap|buon|khom|xom"
)
_NO_PARTY = r"(?!\s+uy\b)"
PLACE = re.compile(
    rf"\s+(?:cua\s+)?cac\s+(?:{_PLACES}){_NO_PARTY}(?![a-z])"
    rf"(?:\s*(?:,|va)\s*(?:cac\s+)?(?:{_PLACES}|thi tran){_NO_PARTY}(?![a-z0-9])(?:\s+truc thuoc trung uong)?)*|"
    rf"\s+(?:cua\s+)?(?:thanh pho|tinh|xa|phuong|huyen|{_QUAN}|thi xa|dac khu|thi tran|dang bo|dang uy|thanh uy|"
    r"tinh uy|khu vuc(?! (?:nong thon|do thi|bien gioi|cong|tu|trung tam|"
    r"noi|ngoai|nao|nay|do\b))|trung uong|cap tinh|cap xa|cap huyen|truc thuoc|cac cap|hai cap|2 cap|cap co so|"
    r"viet nam|cung cap)"
    r"(?![a-z0-9])|"
    r"\s+chi nhanh\s+(?:tinh|thanh pho|huyen|thi xa|quan|khu vuc)(?![a-z0-9])|"
    r"(?<=bien phong)\s+cua khau(?:\s+(?:quoc te|cang))?(?![a-z0-9])|(?<=dang uy)\s+bo phan(?![a-z0-9])|"
    r"(?:(?<=chi bo)|(?<=dang bo)|(?<=dang uy)|(?<=chi doan)|(?<=i hoi)|(?<=thue))\s+co so"
    r"(?:\s+truc thuoc)?(?![a-z0-9])"
)
AROUND = re.compile(
    r"tren dia ban(?:\s+(?:toan\s+)?(?:xa|phuong|dac khu|tinh|thanh pho|huyen|quan|thi xa))?(?![a-z0-9])"
)
# A role and whose role it is make one name: "người đứng đầu các cơ quan".
ROLE = re.compile(
    r"(?:nguoi dung dau|thu truong|lanh dao|(?:pho )?giam doc|bo truong|(?:pho )?chu tich|(?:pho )?truong (?:phong|"
    r"ban|khoa)|(?:pho )?chanh van phong|truong|"
    r"hieu truong|(?:khu|khom|xom|ap|cum|thon|ban|buon|lang|khoi) truong|"
    r"(?:pho )?bi thu|uy vien|can bo|cong chuc|thanh vien|cap uy|chi uy|to truong|doi truong|chanh "
    r"thanh tra|(?:chi )?cuc truong|vu truong|ke toan truong)(?![a-z0-9])"
)
# Holders of an office, named with what they head: "Bộ trưởng Bộ Y tế", "Trưởng Phòng Văn hóa".
OFFICE = re.compile(
    r"(?:nguoi dung dau|thu truong|(?:pho )?giam doc|bo truong|(?:pho )?chu tich|(?:pho )?truong|(?:pho )?chanh van "
    r"phong|hieu truong|"
    r"bi thu|uy vien|chu nhiem|tong giam doc|vien truong|chanh an)(?![a-z0-9])\s+(?:cua\s+)?"
)
# One-syllable heads as they are written: without their marks they would be other words.
MARKED_HEADS = {
    "so": "sở", "bo": "bộ", "ban": "ban", "phong": "phòng", "hoi": "hội", "doan": "đoàn", "cuc": "cục", "vu": "vụ",
    "vien": "viện", "truong": "trường", "bao": "báo", "dai": "đài", "to": "tổ", "tram": "trạm", "chanh": "chánh",
    "lang": "làng",
    "xa": "xã", "phuong": "phường", "ap": "ấp", "xom": "xóm",
    "khom": "khóm", "thon": "thôn", "doi": "đội", "khoi": "khối",
}  # fmt: skip
MARKED_PLACES = {"tinh": "tỉnh", "xa": "xã", "phuong": "phường", "huyen": "huyện", "quan": "quận"}
