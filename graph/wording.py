"""How a paper words the names of bodies: letters for organs, what is said before a name, who speaks.

What is done here needs the paper; what every name needs is in `graph.spelling`.
"""

import re

from graph.places import Context
from graph.spelling import full_name

# The committee of a unit has two names (the Party's statutes).
_COMMITTEE = re.compile(
    r"^Ban Chấp hành Đảng bộ (?P<unit>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu)(?=$| \w)", re.IGNORECASE
)
_COMMITTEES = {
    "tỉnh": "Tỉnh ủy",
    "thành phố": "Thành ủy",
    "huyện": "Huyện ủy",
    "quận": "Quận ủy",
    "thị xã": "Thị ủy",
    "xã": "Đảng ủy xã",
    "phường": "Đảng ủy phường",
    "đặc khu": "Đảng ủy đặc khu",
}


def written_out(printed: str, context: Context, issuer: str) -> str:
    """Return a name in full, as the paper of a place and an issuer means it."""
    full = _of_speaker(full_name(_in_letters(_SIGNED_FOR.sub("", printed), context)), issuer)
    return _COMMITTEE.sub(lambda found: _COMMITTEES[found["unit"].lower()], full, count=1)


# "TM. ỦY BAN NHÂN DÂN": who signs does it for the body.
_SIGNED_FOR = re.compile(r"^\s*(?:(?:T/?M|K/?T|T/?L|TUQ|Q)\.\s*|(?:T/M|K/T|T/L)\s+)(?=\w)")
_LETTERS = re.compile(r"(?:(?P<organ>VP|TT|BTV|UBKT|BTC|BTGDV|BTG|BDV|BNC)[. ]{0,2})?(?P<committee>TU|HU|QU|ĐU)")
_ORGANS = {
    "VP": "Văn phòng",
    "TT": "Thường trực",
    "BTV": "Ban Thường vụ",
    "UBKT": "Ủy ban Kiểm tra",
    "BTC": "Ban Tổ chức",
    "BTGDV": "Ban Tuyên giáo và Dân vận",
    "BTG": "Ban Tuyên giáo",
    "BDV": "Ban Dân vận",
    "BNC": "Ban Nội chính",
}


def _in_letters(printed: str, context: Context) -> str:
    """Return an organ of a Party committee that is named by letters in words: "VPTU" in a paper of a city."""
    found = _LETTERS.fullmatch(printed.strip())
    if found is None:
        return printed
    province = context.province
    is_city = province is not None and province.name.startswith("thành phố")
    committee = {"HU": "Huyện ủy", "QU": "Quận ủy", "ĐU": "Đảng ủy"}.get(found["committee"])
    organ = _ORGANS[found["organ"]] if found["organ"] else ""
    return f"{organ} {committee or ('Thành ủy' if is_city else 'Tỉnh ủy')}".strip()


_SPEAKER = re.compile(r"(?<!\w)(?:(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) (?:ủy|uỷ)).*", re.IGNORECASE)
_BARE_ORGAN = re.compile(r"(?:Văn phòng|Thường trực|Ban Thường vụ|Ủy ban Kiểm tra|Ban Tổ chức)")


def _of_speaker(full: str, issuer: str) -> str:
    """Return an organ without its committee as that of the committee that speaks: "Ban Thường vụ" of a Đảng ủy."""
    speaker = _SPEAKER.search(issuer) if _BARE_ORGAN.fullmatch(full) else None
    return f"{full} {speaker[0]}" if speaker else full
