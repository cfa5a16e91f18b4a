"""Names -> agencies: "Sở Nội vụ" in a plan of Hải Phòng is Hải Phòng's, "các sở, ban, ngành" a group.

A relative name belongs to the place of the document that uses it; where that is unknown, to the document
alone.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.committees import as_named, committees_in, is_short, meant_committee
from graph.naming_keys import OF_UNITS, forms, group_key, identity_key, registered
from graph.places import Context, Place, PlaceMark, bare_name, context_of, find_mark, find_place, units_above
from graph.ranks import ranked_in
from graph.wording import written_out
from ontology.folding import name_key
from ontology.identifiers import AgencyId, DocumentId, agency_id
from ontology.model import Branch, Document, Level
from ontology.registers import agency_named

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
_ALL_PROVINCES = re.compile(r"\s(?:các )?tỉnh(?:, | và |/)thành phố(?: trực thuộc trung ương)?$", re.IGNORECASE)
_UNNAMED = re.compile(r"liên quan$", re.IGNORECASE)  # partners that a text leaves open: its own, never a place's
_CENTRAL = re.compile(
    r"(?<!\w)(?:bộ chính trị|ban bí thư|chính phủ(?! điện tử| số)|thủ tướng|(?<!đại biểu )quốc hội|chủ tịch nước"
    r"|(?<!trực thuộc )trung ương|bộ trưởng)(?!\w)"
    r"|(?-i:Bộ (?!Chỉ huy|phận|đội|Tư lệnh)[A-ZĐ])",
    re.IGNORECASE,
)
_LEFT_OUT = (" của Quốc hội", " Việt Nam")
# Mass organisations of the whole country; below it they have a place, or leave "Việt Nam" out.
_NATIONAL = re.compile(r"(?:Hội|Đoàn|Liên (?:đoàn|hiệp|minh)|Tổng Liên đoàn)\b.* Việt Nam$")
# Bodies of which the country has one, by their own names; a school's name tells no level.
_ONE_OF_ALL = re.compile(
    r"(?:Viện|Đài|Ngân hàng|Trung tâm|Cục|Tổng cục|Bảo hiểm|Tập đoàn|Tổng [Cc]ông ty|Kho bạc|Bảo tàng|Thư viện|Làng)\b"
    r".* (?:Việt Nam|[Qq]uốc gia)$"
    r"|(?:Ban [Cc]hỉ đạo|Hội đồng|Ủy ban)(?: [Tt]ư vấn)? [Qq]uốc gia (?=\w)"
    r"|(?:Ban [Cc]hỉ đạo|Hội đồng|Ủy ban) .*(?<!thông )(?<!tiêu )[Qq]uốc gia$"
    r"|(?:Cơ quan|Tổ chức|Quỹ|Ngân hàng) .* (?:[Qq]uốc tế|[Tt]hế giới)$"
)
_SCHOOL = re.compile(r"(?:Trường Đại học|Đại học|Học viện) [A-ZĐ]")
_FRONT_OF_ALL = re.compile(
    r"(?:Đảng đoàn |Ban Thường trực )?(?:Ủy ban )?Mặt trận Tổ quốc Việt Nam$"
    r"|Đoàn (?:Thanh niên Cộng sản|TNCS) Hồ Chí Minh$"
)
_OFFICE_OF_ALL = re.compile(r"(?:Cục|Tổng cục) [A-ZĐ]|Đảng ủy Ngoài nước$")
_PROVINCIAL = re.compile(r"(?:Sở(?! chỉ huy| giao dịch)|Tỉnh đoàn|Bộ Chỉ huy Quân sự tỉnh)\b", re.IGNORECASE)
_PARTY = re.compile(
    r"đảng|cấp ủy|chi bộ|(?:tỉnh|thành|huyện|quận|thị) ủy|bộ chính trị|ban bí thư"
    r"|tuyên giáo|dân vận|nội chính",
    re.IGNORECASE,
)
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
    issued: str | None = None

    def name(self, printed: str) -> NamedAgency:
        """Return the agency that a name in true Vietnamese means in this document."""
        full, above = units_above(written_out(printed, self.context, self.issuer))
        if is_short(full):
            committee = meant_committee(full, self.committees)
            if committee is None and _CENTRAL.search(full):
                return _agency(full, full, None, str(self.document), Level.CENTRAL)
            full = committee or full
        full = as_named(full, self.committees)
        if of_rank := self._of_rank(full):
            return of_rank
        mark = find_mark(full)
        is_group = _GROUP.match(full) is not None or OF_UNITS.search(full) is not None
        if not is_group and self._is_central(full, mark):
            return _agency(self._of_the_country(full), full, None, "", Level.CENTRAL)
        if mark is None and _SCHOOL.match(full):
            return _agency(full, full, None, "", None)
        return self._placed(full, mark, above, is_group=is_group)

    def _placed(self, full: str, mark: PlaceMark | None, above: str | None, *, is_group: bool) -> NamedAgency:
        """Return an agency of the place that its name speaks of, else of the document."""
        place = None if _UNNAMED.search(full) else self._place(full, mark)
        if above is not None and place is not None and place.level is not Level.PROVINCE:
            place = replace(place, parent=above)
        if place is None:
            is_of_all = self._is_of_all(full, mark, is_group=is_group)
            stem = full if mark is not None and not self._is_speakers(mark) else _stem(full, mark)
            return _agency(
                stem, full, None, "" if is_of_all else str(self.document), None, is_group=is_of_all or is_group
            )
        stem = self._group_stem(full, mark) if is_group else _stem(full, mark)
        shown = f"{full} ({place.name})" if is_group else _shown(stem, full, place, mark)
        return _agency(stem, shown, place, place.full_name, place.level, is_group=is_group)

    def _of_rank(self, full: str) -> NamedAgency | None:
        """Return the group of all bodies of a rank that a name means: "UBND cấp xã", "Sở Y tế" for the centre."""
        if body := self._in_all_provinces(full):
            return _agency(f"{body} các tỉnh, thành phố", full, None, "", None, is_group=True)
        ranked = ranked_in(full)
        if ranked is None:
            return None
        if ranked.where is None and ranked.is_own(self.context.level):
            return self.name(ranked.body)
        place = find_place(f"Ủy ban nhân dân {ranked.where}", self.context) if ranked.where else self.context.province
        scope = place.full_name if place else "" if self.context.level is Level.CENTRAL else str(self.document)
        return _agency(f"{ranked.body} cấp {ranked.rank}", full, place, scope, None, is_group=True)

    def _in_all_provinces(self, full: str) -> str | None:
        """Return the body of a name that means those of all provinces."""
        if listed := _ALL_PROVINCES.search(full):
            return full[: listed.start()]
        ranked = ranked_in(full)
        if ranked is not None and ranked.rank == "tỉnh" and ranked.where is None:
            return None if ranked.is_own(self.context.level) else ranked.body
        if self.context.level is not Level.CENTRAL or _PROVINCIAL.match(full) is None:
            return None
        mark = find_mark(full)
        if mark is None:
            return full
        return full[: mark.start].strip() if mark.named is None and mark.end == len(full) else None

    def _is_speakers(self, mark: PlaceMark) -> bool:
        """Say whether a relative name means the unit of whoever speaks, whose own name the paper keeps to itself."""
        speaker = find_mark(self.issuer)
        return mark.named is not None or (speaker is not None and speaker.unit == mark.unit)

    def _of_the_country(self, full: str) -> str:
        """Return a central body under the name that the register gives it, which the centre may shorten."""
        known = registered(full)
        if self.context.level is Level.CENTRAL and (known is None or known.level is not Level.CENTRAL):
            return next((long for end in _LEFT_OUT if registered(long := full + end)), full)
        return full

    def _is_central(self, full: str, mark: PlaceMark | None) -> bool:
        if (mark is None or mark.named is None) and _CENTRAL.search(full):
            return True
        if mark is not None:
            return False
        known = agency_named(full)
        if known is not None and known.level is Level.CENTRAL and name_key(full) in forms(known):
            return not (known.valid_from and self.issued and self.issued < known.valid_from)
        in_the_centre = self.context.level is Level.CENTRAL and (
            _FRONT_OF_ALL.match(full) or _OFFICE_OF_ALL.match(full) or self._of_the_country(full) != full
        )
        return bool(_NATIONAL.match(full) or _ONE_OF_ALL.match(full) or in_the_centre)

    def _is_of_all(self, full: str, mark: PlaceMark | None, *, is_group: bool) -> bool:
        """Say whether all of the country are meant: "các bộ, ngành", "UBND xã" in a paper of the centre."""
        is_of_units = mark is not None and mark.named is None and mark.end == len(full)
        return (is_group or is_of_units) and self.context.level is Level.CENTRAL and not _UNNAMED.search(full)

    def _group_stem(self, full: str, mark: PlaceMark | None) -> str:
        """Return a group's name without the unit that says no more than whose it is: "các đoàn thể xã" in a commune."""
        if mark is None or mark.end < len(full) or mark.named or mark.is_committee or OF_UNITS.search(full):
            return full
        own, stem = self.context.own, full[: mark.start].strip()
        is_own = own is not None and own.name.casefold().startswith(f"{mark.unit} ")
        return stem if is_own and stem.count(" ") > 1 else full

    def _place(self, full: str, mark: PlaceMark | None) -> Place | None:
        if mark is not None and not (mark.named is None and _GROUP.match(full)):
            return self.context.own if OF_UNITS.search(full) else find_place(full, self.context)
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
        issued=document.header.issued,
    )


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
        id=agency_id(group_key(stem) if is_group else identity_key(stem, place), scope or None),
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
