"""How names of agencies are written out: short forms in full, slips of the hand mended, small letters given capitals.

What is written out is the spelling alone; which agency a name means is for `graph.agencies`.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from ontology.folding import compose, fold, name_key
from ontology.model import Level
from ontology.registers import agencies, agency_named, areas

_OF_BODY = r" (?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) (?:ủy|uỷ)| (?:TW|Trung ương)"
_SHORT_FORMS = (
    (r"UBND|ubnd|U\.B\.N\.D", "Ủy ban nhân dân"),
    (r"HĐND|hđnd|HDND", "Hội đồng nhân dân"),
    (r"ĐBQH|đbqh", "đại biểu Quốc hội"),
    (r"UBTW", "Ủy ban Trung ương"),
    (r"UB(?= MTTQ| Mặt trận)", "Ủy ban"),
    (r"UBMTTQ|ubmttq", "Ủy ban MTTQ"),
    (
        r"(?:MTTQ|mttq)(?: (?:Việt Nam|việt nam|VN|vn))?|Mặt trận Tổ quốc(?: VN|(?! Việt Nam))",
        "Mặt trận Tổ quốc Việt Nam",
    ),
    (r"BTV|btv", "Ban Thường vụ"),
    (r"BCH(?= (?:Quân sự|quân sự|PTDS|PCTT|Phòng thủ|phòng thủ))", "Ban Chỉ huy"),
    (r"BCH|bch", "Ban Chấp hành"),
    (r"BCĐ|bcđ|BCD", "Ban Chỉ đạo"),
    (r"UBKT|ubkt", "Ủy ban Kiểm tra"),
    (r"IAEA", "Cơ quan Năng lượng nguyên tử quốc tế"),
    (r"WHO", "Tổ chức Y tế thế giới"),
    (r"TTg", "Thủ tướng Chính phủ"),
    (r"Ban QL|BQL", "Ban Quản lý"),
    (r"KCN", "khu công nghiệp"),
    (rf"Ban TG(?:&|-)?DV(?={_OF_BODY})", "Ban Tuyên giáo và Dân vận"),
    (rf"Ban TC(?={_OF_BODY})", "Ban Tổ chức"),
    (rf"VP(?={_OF_BODY}| Chính phủ| Đoàn| Quốc hội| UBND| HĐND| Ủy ban nhân dân| Hội đồng nhân dân)", "Văn phòng"),
    (rf"TT(?={_OF_BODY}| HĐND| Hội đồng nhân dân)", "Thường trực"),
    (rf"BTC(?={_OF_BODY})", "Ban Tổ chức"),
    (rf"BTG(?={_OF_BODY})", "Ban Tuyên giáo"),
    (rf"BDV(?={_OF_BODY})", "Ban Dân vận"),
    (rf"BNC(?={_OF_BODY})", "Ban Nội chính"),
    (r"KH&CN|kh&cn", "Khoa học và Công nghệ"),
    (r"(?:TP|tp)\.?(?= )", "thành phố"),
    (r"TW|tw", "Trung ương"),
    (r"TNHH|tnhh", "trách nhiệm hữu hạn"),
    (r"MTV|mtv", "một thành viên"),
)
# "VP.UBND", "TTHĐND": the letters of two bodies.
_LETTERS_OF_TWO = re.compile(r"(?<!\w)(TT|VP|UBKT|BTV)(?:\. ?(?=\w)|(?=(?:HĐND|UBND)(?!\w)))")
# The legal form behind a company's name, which its papers give or leave out.
_LEGAL_FORM = re.compile(r"(?<=\w)(?: ?[-–] ?| )ctcp$", re.IGNORECASE)
# "tỉnh ùy", "Ũy ban": the letters are a committee's in these places and no word of their own.
_SLIP = re.compile(
    r"(?<!\w)(?:(?<=tỉnh )|(?<=thành )|(?<=huyện )|(?<=quận )|(?<=thị )|(?<=đảng ))[uùúũụ][yỳýỷỹỵ](?!\w)", re.IGNORECASE
)
_SLIP_AT_START = re.compile(r"(?<!\w)(?:[uùúũụ][yỳýỷỹỵ])(?= ban(?!\w))", re.IGNORECASE)
# A committee of another term is the committee: "Hội đồng nhân dân tỉnh khóa IX, nhiệm kỳ 2016 - 2021".
_TERM = re.compile(
    r"(?:[ ,]+(?:(?:khóa|khoá)(?: thứ)? (?:[IVXL]+|\d{1,2})"
    r"|nhiệm kỳ (?:[IVXL]+|(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d)))+$",
    re.IGNORECASE,
)
# A torn head in capitals before a name in small letters: "BỘ trưởng BỘ Lao động".
_SHOUTED_HEAD = re.compile(r"(?<!\w)(?:BỘ|SỞ|ỦY|TỈNH|THÀNH|ĐẢNG|HỘI|PHÒNG|VĂN|CHÍNH)(?= [^\W\d_]*[^\W\d_A-Z])")
_UNIT = re.compile(
    r"(?<!\w)(?:(?P<committee>(?:tỉnh|thành|huyện|quận|thị) ủy)"
    r"|thành phố|thị xã|thị trấn|đặc khu|tỉnh|huyện|quận|phường|xã(?! hội))(?!\w) (?=[^\W\d_])",
    re.IGNORECASE,
)
_AREA_OF = {"tỉnh ủy": "tỉnh", "thành ủy": "thành phố", "huyện ủy": "huyện", "quận ủy": "quận", "thị ủy": "thị xã"}
# Bodies that every unit has: what follows the unit behind one of them is what the unit is called.
_BODY = re.compile(
    r"(?:ủy ban nhân dân|hội đồng nhân dân|đảng ủy|đảng bộ|công an|ban chỉ huy quân sự|mặt trận tổ quốc việt nam) $",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"(?<!\w)[^\W\d_a-zđ]{2,}")  # of words, as "CHQS"
_GROWN = re.compile(r"[^\W\d_](?<=[a-zà-ỹđ])[A-ZĐ]")
_SHAPES = str.maketrans({"0": "o", "6": "o", "e": "o", "1": "l", "i": "l"})
_FRONT = re.compile(r"(?:MTTQ|Mặt trận)(?!\w)")  # the Front is not its committee, whatever stands for both
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2}")
_NO_PLACE = frozenset(
    (
        "các|và|của|có|là|cấp|chủ|phối|chỉ|quản|tổ|thực|nơi|trực|thuộc|liên|trên|tại|theo|về|khóa|khoá|nhiệm|này|đó|cũ|mới|"
        "ban|giao|xây|phụ|tham|báo|triển|được|để|do|khác|trong|ngoài|huyện|tỉnh|xã|phường|quận|thành|thị|sở|đề|trình"
    ).split("|")
)
_LONGEST_AREA = 4  # words


@lru_cache(maxsize=1 << 14)  # papers name few bodies, each many times
def full_name(printed: str) -> str:
    """Return a name on one line with its short forms written out and a capital at its start.

    >>> full_name("UBND xã"), full_name("văn phòng tỉnh ùy bình dương")
    ('Ủy ban nhân dân xã', 'Văn phòng tỉnh ủy Bình Dương')
    """
    name = " ".join(compose(printed).split()).strip(" .,;:")
    name = _LEGAL_FORM.sub("", _LETTERS_OF_TWO.sub(r"\1 ", name))
    for short, full in _SHORT_FORMS:
        name = re.sub(rf"(?<!\w)(?:{short})(?!\w)", full, name)
    name = name.replace("uỷ", "ủy").replace("Uỷ", "Ủy")
    if not name.isupper():
        name = _SHOUTED_HEAD.sub(lambda found: found[0].capitalize(), name)
    for slip in (_SLIP, _SLIP_AT_START):
        name = slip.sub(lambda found: "Ủy" if found[0][0].isupper() else "ủy", name)
    name = _with_place(_in_full(_as_registered(_with_kind(_TERM.sub("", name) or name))))
    return name[:1].upper() + name[1:]


def _in_full(name: str) -> str:
    """Return a name with letters of the register in words where these say a unit: "Bộ CHQS tỉnh Hà Châu".

    Of all others the name as printed stays, so that what the register says of it is told and can be denied.
    """
    words = name.split(" ")
    for count in range(len(words), 0, -1):
        start, rest = " ".join(words[:count]), " ".join(words[count:])
        known = agency_named(start)
        if known is None or not _is_registered(start) or _FRONT.match(start):
            continue
        if (_UNIT.search(f"{start} x") is None) is not (_UNIT.search(f"{known.name} x") is None):
            continue  # "Đài PT-TH tỉnh" says more than the name does
        is_unit_said = _UNIT.search(f"{known.name} x") is not None
        if name_key(start) == name_key(known.name) or not is_unit_said or not (_LETTERS.search(start) or not rest):
            return name
        is_place = not rest or _UNIT.match(f"{rest} x") or (_UNIT.search(f"{start} x") and rest[0].isupper())
        return f"{known.name} {rest}".strip() if is_place else name
    return name


def _as_registered(name: str) -> str:
    """Return a name as the register writes it, if it has the letters of one and other case or marks.

    "bộ khoa học vả công nghệ tỉnh …": behind the name there may only be a place.
    """
    words = name.split(" ")
    for count in range(len(words), 1, -1):
        start, rest = " ".join(words[:count]), " ".join(words[count:])
        known = _by_letters().get(_letters(start))
        if known is not None and start[-1].isalnum() and (not rest or _UNIT.match(f"{rest} x")):
            return f"{known} {rest}".strip() if start != known else name
    return _by_shapes().get(_shapes(name), name) if _is_run_together(name) else name


def _is_run_together(name: str) -> bool:
    """Say whether a scan printed words of a name against each other: "BộTư pháp"."""
    return _GROWN.search(name) is not None or not set(_letters(name).split()) <= _syllables()


@cache
def _syllables() -> frozenset[str]:
    return frozenset(word for agency in agencies() for word in _letters(agency.name).split())


def _shapes(name: str) -> str:
    """Return the letters of a name without gaps, those as one that scans take for each other."""
    return _letters(name).replace(" ", "").translate(_SHAPES)


@cache
def _by_shapes() -> Mapping[str, str]:
    """Return the names of the register by their letters run together, where one name of the register has these."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for agency in agencies():
        if " " in agency.name:
            found[_shapes(agency.name)].add(agency.name)
    return {shapes: min(names) for shapes, names in found.items() if len(names) == 1}


@cache
def _by_letters() -> Mapping[str, str]:
    """Return the forms of the register by their letters without marks, where one name has these letters."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for agency in agencies():
        for form in (agency.name, *agency.aliases):
            if " " in form and not form.isupper():
                found[_letters(form)].add(form)
    return {letters: min(forms) for letters, forms in found.items() if len({name_key(each) for each in forms}) == 1}


def _letters(name: str) -> str:
    return fold(name_key(name))


def _with_kind(name: str) -> str:
    """Return a name that ends with a bare province with the province's kind: "Sở Y tế Hà Nội"."""
    if _UNIT.search(f"{name} x"):
        return name
    if whole := _provinces().get(name_key(name)):
        return whole
    words = name.split(" ")
    if _is_registered(name):
        return name  # "Đoàn Thanh niên Cộng sản Hồ Chí Minh" is no youth union of a city
    for count in range(min(_LONGEST_AREA, len(words) - 2), 1, -1):
        body, area = " ".join(words[:-count]), _provinces().get(name_key(" ".join(words[-count:])))
        if area and (_is_registered(body, but_of=Level.CENTRAL) or _is_registered(f"{body} tỉnh")):
            return f"{body} {area}"
    return name


def _is_registered(name: str, but_of: Level | None = None) -> bool:
    known = agency_named(name)
    return (
        known is not None
        and name_key(name) in map(name_key, (known.name, *known.aliases))
        and (but_of is None or known.level is not but_of)
    )


@cache
def _provinces() -> Mapping[str, str]:
    """Return the provinces by their bare names."""
    return {name_key(area.name.removeprefix(area.kind)): area.name for area in areas() if area.level is Level.PROVINCE}


def _with_place(name: str) -> str:
    """Return a name with the capitals of a place that it writes in small letters: "ubnd xã vân sơn"."""
    for unit in _UNIT.finditer(name):
        rest = name[unit.end() :]
        if not rest[:1].islower():
            continue
        called = _area(unit, rest) or _called(name[: unit.start()], unit, rest)
        if called:
            return name[: unit.end()] + called.title() + rest[len(called) :]
    return name


def _area(unit: re.Match[str], rest: str) -> str | None:
    """Return the words behind a unit that name an area of the register."""
    kind = _AREA_OF.get(unit[0].strip().lower(), unit[0].strip().lower())
    words = rest.split(" ")
    for count in range(min(_LONGEST_AREA, len(words)), 0, -1):
        called = " ".join(words[:count]).rstrip(",;.")
        if name_key(f"{kind} {called}") in _areas():
            return called
    return None


@cache
def _areas() -> frozenset[str]:
    return frozenset(name_key(area.name) for area in areas())


def _called(before: str, unit: re.Match[str], rest: str) -> str | None:
    """Return all that follows the unit of a body that every unit has, if it may be what the unit is called."""
    if unit[0].strip().lower() in {"tỉnh", "tỉnh ủy"}:
        return None  # the register has all provinces: what follows is a person's name, or what is done
    is_body = unit["committee"] is not None or _BODY.search(before)
    words = rest.split(" ")
    return rest if is_body and _PLAIN.fullmatch(rest) and not _NO_PLACE & set(words) and len(words) > 1 else None
