"""Names -> agencies: "Sở Nội vụ" in a plan of Hải Phòng is Hải Phòng's, "các sở, ban, ngành" a group.

A relative name belongs to the place of the document that uses it; where that is unknown, to the document
alone.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.committees import as_named, committees_in, is_short, matter_key, meant_committee
from graph.places import Context, Place, PlaceMark, bare_name, context_of, find_mark, find_place, units_above
from graph.spelling import full_name
from ontology.folding import name_key
from ontology.identifiers import AgencyId, DocumentId, agency_id
from ontology.model import Branch, Document, Level
from ontology.registers import Agency, agency_named

_GROUP = re.compile(
    r"(?:các|những|mọi|mỗi|từng|toàn thể|tất cả|một số)\b"
    r"|(?:thủ trưởng|người đứng đầu|lãnh đạo|giám đốc|chủ tịch|trưởng|bí thư"
    r"|đảng ủy|chi bộ|ủy ban nhân dân|ban thường vụ)"
    r"(?: \w+){0,3} (?:các|mỗi|từng)\b"
    r"|(?:thủ trưởng|người đứng đầu)(?: các)? (?:cơ quan|đơn vị|cấp ủy|tổ chức|địa phương)"
    r"|(?:cơ quan|đơn vị|cấp ủy|chính quyền|tổ chức|doanh nghiệp|địa phương|sở|ban"
    r"|cán bộ|đảng viên|xã|phường)"
    r"(?:,| và |$| các cấp| liên quan| có liên quan| trực thuộc)"
    r"|cấp ủy|doanh nghiệp|cán bộ|đảng viên|đoàn thể|tổ chức chính trị",
    re.IGNORECASE,
)
_UNITS = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
_OF_UNITS = re.compile(rf"(?<!\w){_UNITS}(?:(?:, | và |/){_UNITS})+(?: trực thuộc trung ương)?$", re.IGNORECASE)
_CELL_OF_PARTY = re.compile(r"(?<!\w)chi bộ đảng(?!\w)")
_TO_WHOM = re.compile(r"(?<=trực thuộc) (?:đảng ủy|đảng bộ)(?: (?:xã|phường|đặc khu|tỉnh|thành phố))?$")
_UNIT = re.compile(rf"(?<!\w){_UNITS}(?!\w)")
_ALL_PROVINCES = re.compile(r"\s(?:các )?tỉnh(?:, | và |/)thành phố(?: trực thuộc trung ương)?$", re.IGNORECASE)
_UNNAMED = re.compile(r"liên quan$", re.IGNORECASE)  # partners that a text leaves open: its own, never a place's
_CENTRAL = re.compile(
    r"Bộ Chính trị|Ban Bí thư|Chính phủ|Thủ tướng|Quốc hội|Chủ tịch nước|Trung ương|Bộ trưởng"
    r"|Bộ (?!Chỉ huy|phận|đội|Tư lệnh)[A-ZĐ]"
)
# Mass organisations of the whole country; below it they have a place, or leave "Việt Nam" out.
_NATIONAL = re.compile(r"(?:Hội|Đoàn|Liên (?:đoàn|hiệp|minh)|Tổng Liên đoàn)\b.* Việt Nam$")
# Bodies of which the country has one, by their own names; a school's name tells no level.
_ONE_OF_ALL = re.compile(
    r"(?:Viện|Đài|Ngân hàng|Trung tâm|Cục|Tổng cục|Bảo hiểm|Tập đoàn|Tổng [Cc]ông ty|Kho bạc|Bảo tàng|Thư viện|Làng)\b"
    r".* (?:Việt Nam|[Qq]uốc gia)$"
)
_SCHOOL = re.compile(r"(?:Trường Đại học|Đại học|Học viện) [A-ZĐ]")
_FRONT_OF_ALL = re.compile(r"(?:Đảng đoàn |Ban Thường trực )?(?:Ủy ban )?Mặt trận Tổ quốc Việt Nam$")
_OFFICE_OF_ALL = re.compile(r"(?:Cục|Tổng cục) [A-ZĐ]|Đảng ủy Ngoài nước$")
_PROVINCIAL = re.compile(r"(?:Sở|Tỉnh đoàn|Bộ Chỉ huy Quân sự tỉnh)\b", re.IGNORECASE)
_PARTY = re.compile(
    r"đảng|cấp ủy|chi bộ|(?:tỉnh|thành|huyện|quận|thị) ủy|bộ chính trị|ban bí thư"
    r"|tuyên giáo|dân vận|nội chính",
    re.IGNORECASE,
)
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
_FRONT = re.compile(
    r"mặt trận|đoàn thanh niên|hội (?:nông dân|phụ nữ|liên hiệp|cựu chiến binh)|liên đoàn lao động|đoàn thể",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAgency:
    """An agency as one document names it: its id, and what the name and the document tell of it."""

    id: AgencyId
    alone: AgencyId  # the id that the name alone gives, whatever is known besides
    name: str
    place: Place | None
    is_group: bool
    level: Level | None
    branch: Branch | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Namer:
    """Names agencies for one document: its place, its own branch, and its id for what has no known place."""

    document: DocumentId
    context: Context
    committees: tuple[str, ...] = ()  # steering committees that the document names in full
    issuer: str = ""  # who speaks

    def name(self, printed: str) -> NamedAgency:
        """Return the agency that a name in true Vietnamese means in this document."""
        full = _of_speaker(full_name(_in_letters(printed, self.context)), self.issuer)
        full = _COMMITTEE.sub(lambda found: _COMMITTEES[found["unit"].lower()], full, count=1)
        full, above = units_above(full)
        if is_short(full):
            committee = meant_committee(full, self.committees)
            if committee is None and _CENTRAL.search(full):
                return _agency(full, full, None, str(self.document), Level.CENTRAL)
            full = committee or full
        full = as_named(full, self.committees)
        if all_provinces := _ALL_PROVINCES.search(full):
            body = full[: all_provinces.start()]
            return _agency(f"{body} các tỉnh, thành phố", full, None, "", None, is_group=True)
        mark = find_mark(full)
        is_group = _GROUP.match(full) is not None or _OF_UNITS.search(full) is not None
        if not is_group and self._is_central(full, mark):
            return _agency(full, full, None, "", Level.CENTRAL)
        if mark is None and _SCHOOL.match(full):
            return _agency(full, full, None, "", None)
        place = None if _UNNAMED.search(full) else self._place(full, mark)
        if above is not None and place is not None and place.level is not Level.PROVINCE:
            place = replace(place, parent=above)
        stem = self._group_stem(full, mark) if is_group else _stem(full, mark)
        if place is None:
            scope = "" if self._is_of_all(full, mark, is_group=is_group) else str(self.document)
            return _agency(stem, full, None, scope, None, is_group=is_group)
        shown = f"{full} ({place.name})" if is_group else _shown(stem, full, place, mark)
        return _agency(stem, shown, place, place.full_name, place.level, is_group=is_group)

    def _is_central(self, full: str, mark: PlaceMark | None) -> bool:
        if (mark is None or mark.named is None) and _CENTRAL.search(full):
            return True
        if mark is not None:
            return False
        known = agency_named(full)
        if known is not None and known.level is Level.CENTRAL and name_key(full) in _forms(known):
            return True
        in_the_centre = self.context.level is Level.CENTRAL and (
            _FRONT_OF_ALL.match(full) or _OFFICE_OF_ALL.match(full)
        )
        return bool(_NATIONAL.match(full) or _ONE_OF_ALL.match(full) or in_the_centre)

    def _is_of_all(self, full: str, mark: PlaceMark | None, *, is_group: bool) -> bool:
        """Say whether a group is that of the whole country: "các bộ, ngành" in a paper of the centre."""
        return is_group and mark is None and self.context.level is Level.CENTRAL and not _UNNAMED.search(full)

    def _group_stem(self, full: str, mark: PlaceMark | None) -> str:
        """Return a group's name without the unit that says no more than whose it is: "các đoàn thể xã" in a commune."""
        if mark is None or mark.end < len(full) or mark.named or mark.is_committee or _OF_UNITS.search(full):
            return full
        own, stem = self.context.own, full[: mark.start].strip()
        is_own = own is not None and own.name.casefold().startswith(f"{mark.unit} ")
        return stem if is_own and stem.count(" ") > 1 else full

    def _place(self, full: str, mark: PlaceMark | None) -> Place | None:
        if mark is not None and not (mark.named is None and _GROUP.match(full)):
            return self.context.own if _OF_UNITS.search(full) else find_place(full, self.context)
        if _PROVINCIAL.match(full) and self.context.province is not None:
            return self.context.province
        return self.context.own


def namer_of(identity: DocumentId, document: Document) -> Namer:
    """Return what names agencies for a document that was read."""
    return Namer(
        document=identity,
        context=context_of(document),
        committees=committees_in(document.header.title or "", document.restored),
        issuer=document.header.issuer or "",
    )


_LETTERS = re.compile(r"(?P<organ>VP|TT|BTV|UBKT|BTC|BTGDV|BTG|BDV|BNC)(?P<committee>TU|HU|QU|ĐU)")
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
    return f"{_ORGANS[found['organ']]} {committee or ('Thành ủy' if is_city else 'Tỉnh ủy')}"


_SPEAKER = re.compile(r"(?<!\w)(?:(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) (?:ủy|uỷ)).*", re.IGNORECASE)
_BARE_ORGAN = re.compile(r"(?:Văn phòng|Thường trực|Ban Thường vụ|Ủy ban Kiểm tra|Ban Tổ chức)")


def _of_speaker(full: str, issuer: str) -> str:
    """Return an organ without its committee as that of the committee that speaks: "Ban Thường vụ" of a Đảng ủy."""
    speaker = _SPEAKER.search(issuer) if _BARE_ORGAN.fullmatch(full) else None
    return f"{full} {speaker[0]}" if speaker else full


def agency_labels(named: Iterable[NamedAgency]) -> Mapping[AgencyId, NamedAgency]:
    """Return one description an agency, whatever spellings documents use: the most usual, then the first."""
    spellings: defaultdict[AgencyId, Counter[NamedAgency]] = defaultdict(Counter)
    for agency in named:
        spellings[agency.id][agency] += 1
    return {
        identity: min(counted, key=lambda agency: (-counted[agency], agency.name, repr(agency)))
        for identity, counted in sorted(spellings.items())
    }


def _agency(  # noqa: PLR0913 - the fields of one record
    stem: str, shown: str, place: Place | None, scope: str, level: Level | None, *, is_group: bool = False
) -> NamedAgency:
    return NamedAgency(
        id=agency_id(_group_key(stem) if is_group else matter_key(_registered(stem)), scope or None),
        alone=agency_id(name_key(stem), scope or None),
        name=shown,
        place=place,
        is_group=is_group,
        level=level,
        branch=_branch(shown),
    )


def _stem(full: str, mark: PlaceMark | None) -> str:
    """Return a name without its place: "Đảng ủy xã Xuân Trường" and "Đảng ủy xã" are both "Đảng ủy"."""
    if mark is None or mark.end < len(full):
        return full
    if mark.is_committee:
        named = mark.named or ""
        return full[: len(full) - len(named)].strip() if named else full
    return full[: mark.start].strip(" ,") or full


def _shown(stem: str, full: str, place: Place, mark: PlaceMark | None) -> str:
    """Return a name that says its place: "Sở Nội vụ thành phố Hải Phòng", "Thành ủy Hà Nội"."""
    if mark is not None and mark.end < len(full):
        return full
    bare = bare_name(place.name)
    if full.endswith(bare) and mark is None:  # "Đài Phát thanh và Truyền hình Hải Phòng"
        return full
    return f"{stem} {bare if mark is not None and mark.is_committee else place.name}"


def _group_key(stem: str) -> str:
    """Return a group's name without the word that its list of units makes idle, the units in one order.

    "UBND các phường, xã" and "UBND xã, phường" are one.
    """
    units = _OF_UNITS.search(stem)
    if units is None:
        return _TO_WHOM.sub("", _CELL_OF_PARTY.sub("chi bộ", name_key(stem))).replace(" có liên quan", " liên quan")
    found = sorted(_UNIT.findall(units[0].lower()))
    return re.sub(r"(?<!\w)các$", "", name_key(stem[: units.start()])).strip() + " " + " ".join(found)


def _registered(stem: str) -> str:
    """Return the name by which the register knows an agency, whatever other form is printed."""
    known = agency_named(stem)
    if known is None or name_key(stem) not in _forms(known):
        return stem
    return known.name


def _forms(known: Agency) -> frozenset[str]:
    """Return the keys of the forms of a name that the register gives."""
    return frozenset(map(name_key, (known.name, *known.aliases)))


def _branch(name: str) -> Branch | None:
    if _FRONT.search(name):
        return Branch.FRONT
    if _PARTY.search(name):
        return Branch.PARTY
    if re.match(
        r"(?:ủy ban nhân dân|hội đồng nhân dân|sở|phòng|bộ|công an|văn phòng ủy ban|chính phủ|thủ tướng)\b",
        name,
        re.IGNORECASE,
    ):
        return Branch.STATE
    return None
