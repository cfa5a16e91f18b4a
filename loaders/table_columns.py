"""What the columns of a table hold, told by their headings, in any order and under the names that offices use."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ontology.folding import fold
from ontology.model import Span, Table


class Column(StrEnum):
    """What a column of a table of tasks or of targets holds."""

    NUMBER = "number"
    TASK = "task"
    LEAD = "lead"
    COORDINATE = "coordinate"
    PRODUCT = "product"
    TIME = "time"
    INDICATOR = "indicator"
    UNIT = "unit"
    VALUE = "value"
    PAST = "past"


# The first that fits: "Thời gian thực hiện" is a time before "thực hiện" makes it a lead.
_LEADS = (
    r"chu tri|chu quan|(?:co quan|don vi)(?:, don vi)? thuc hien|(?:don vi|nguoi) phu trach|(?:don vi|co quan) dau moi|"
    r"chiu trach nhiem|phan cong|(?:co quan|don vi) tham muu|nguoi thuc hien|duoc giao"
)
# "Đơn vị làm", "Bộ phận, cá nhân", "Ai làm", "Giao cho": who does it, as people say it.
_BODY = (
    r"(?:co quan|don vi|bo phan|nguoi|ca nhan|phong(?: ban)?|tap the|to chuc|can bo|cong chuc|dong chi|luc luong|nganh)"
)
_BODIES = rf"{_BODY}(?:(?:\s*[,/&–-]\s*|\s+(?:va|hoac|hay)\s+)(?:ban|nganh|{_BODY}))*"
_DOES = (
    r"(?:se |phai |truc tiep |duoc )?(?:giao )?(?:lam|lo|nhan(?: viec| nhiem vu)?|giai quyet|xu ly|thuc hien|phu trach|"
    r"trien khai|tien hanh|dam nhan|dam nhiem|dam trach|tham muu|chiu|chinh|giao)(?: chinh)?"
)
_DOERS = (
    rf"(?!don vi$){_BODIES}(?: {_DOES})?|ai (?:se )?(?:lam|lo|phu trach|chiu)|(?:da )?giao(?: viec)?(?: cho)?(?: ai)?|"
    r"(?:dau moi|phu trach|thuc hien|nguoi|don vi|co quan)(?: (?:chinh|thuc hien|lo|dau moi))?(?<!^don vi)"
)
_TASKS = (
    r"nhiem vu|noi dung|cong viec|giai phap|hoat dong|viec can lam|hang muc|ten de an|de an, du an|ten viec|"
    r"(?:dau|phan|muc|cac|nhung|mot so) viec|viec (?:phai|can|se) |phan viec"
)
# "Việc được giao", "Nội dung phân công": what is given, not to whom.
_GIVEN = (
    r"(?:ten |cac |danh muc )?(?:nhiem vu|noi dung|cong viec|dau viec|phan viec|viec)"
    r"(?: (?:cong viec|nhiem vu|cu the|chinh|chu yeu))*(?: (?:duoc|da))? (?:giao|phan cong)(?: thuc hien)?"
)
# "Hạn", "Xong trước", "Ngày xong", "Khi nào", "Mốc".
_ENDS = (
    r"han(?: (?:chot|cuoi(?: cung)?|nop|xong|phai xong|lam xong|thuc hien|bao cao|ket thuc|trinh|gui|giao))*|"
    r"(?:phai |can |lam )*xong(?: (?:truoc|ngay|trong|vao|luc|khi nao))*|hoan thanh (?:truoc|trong|ngay|vao)(?: ngay)?|"
    r"(?:truoc |den )?ngay(?: (?:phai )?(?:xong|nop|trinh|bao cao|lam))?|moc|khi nao(?: xong)?|bao gio(?: xong)?|"
    r"lich(?: (?:lam|thuc hien|trien khai))?|(?:truoc|den) (?:ngay|thang)|ket thuc"
)
# What was reached before a plan: "Thực hiện năm 2025", "Hiện trạng", "So với năm 2024".
_PAST = (
    r"(?:(?:uoc )?(?:thuc hien|thuc te|u?th|ket qua|thuc hien den|da dat|dat duoc)"
    r"(?: (?:cuoi|het|den|thang|quy|so|\d{1,2}|[ivx]+))*"
    r"(?: nam)? 20\d\d|uoc (?:thuc hien|dat|th)|uoc (?:nam )?20\d\d|uth|(?:dau (?:ky|nam)|nam truoc|ky truoc|thuc te|"
    r"hien (?:trang|nay|co))(?: .*)?|so (?:sanh|voi)|nam (?:goc|co so)|"
    r"so lieu (?:goc|co so|nam)|(?:muc )?tang\s?(?:[,/(]|\(\+\))).*|(?:nam )?20\d\d \((?:goc|co so|hien trang|"
    r"thuc hien|da dat|uoc)[^()]*\)"
)
_VALUES = (
    r".*(?:gia tri|nam 20\d\d|giai doan 20\d\d|so luong|muc dat|ke hoach|ty le).*|20\d\d|"
    r"(?:(?:chi tieu |muc |so )?(?:kh|giao|phan dau|du kien|den(?: het| cuoi)?|cuoi|het|dat)(?: giao)?)(?: nam)? "
    r"20\d\d|(?:muc )?(?:can|phai|phan dau|se)(?: phan dau)? dat|(?:muc |so )?phan dau|"
    r"(?:so|muc|chi tieu) giao|"
    r"(?:chi tieu |muc tieu )?toan (?:tinh|thanh pho|huyen|thi xa|xa|phuong|nganh|quoc|he thong)"
)
_HEADINGS = (
    (Column.NUMBER, re.compile(r"s?tt|so tt|so thu tu|#|no\.?")),
    (
        Column.TIME,
        re.compile(
            rf"(?:ngay )?hoan thanh|{_ENDS}|"
            r".*(?:thoi gian|thoi han|tien do|thoi diem|han hoan thanh|ngay hoan thanh|moc ).*"
        ),
    ),
    (Column.PAST, re.compile(_PAST)),
    (Column.PRODUCT, re.compile(r"(?:du kien |yeu cau |ten |ma )?(?:san pham|ket qua|dau ra|hinh thuc van ban).*")),
    (
        Column.COORDINATE,
        re.compile(r"(?:don vi|co quan|nguoi|bo phan|cac ben)? ?(?:cung (?:lam|thuc hien)|ho tro|giup)"),
    ),
    (Column.TASK, re.compile(rf"(?:ten )?viec|lam gi|{_GIVEN}")),
    (Column.LEAD, re.compile(rf".*(?:{_LEADS}).*|{_DOERS}")),
    (Column.COORDINATE, re.compile(r".*(?:phoi hop|tham gia|lien quan).*")),
    (Column.INDICATOR, re.compile(r"(?:ten |cac |noi dung |danh muc )*(?:chi tieu|chi so|muc tieu|tieu chi).*")),
    (Column.TASK, re.compile(rf".*(?:{_TASKS}).*|de an|ten (?:van ban|de an).*")),
    (Column.UNIT, re.compile(r"don vi(?: do| do luong|\s*\(?tinh\)?)?|d\.?v\.?t\.?|don vi tinh.*")),
    (Column.VALUE, re.compile(_VALUES)),
)
_YEAR = re.compile(r"20\d\d")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?|\(?[a-h]\)?")
_DEEPEST_HEADING = 4  # rows
_FEWEST_COLUMNS = 3  # that a row of column numbers counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the columns of a table are, how many of its rows are headings, and the year a value column is for."""

    places: Mapping[Column, int]
    first_row: int
    values: tuple[tuple[int, int | None], ...] = ()  # (column, year) of each value column

    @property
    def holds_tasks(self) -> bool:
        told = {Column.LEAD, Column.COORDINATE, Column.PRODUCT, Column.TIME}
        return Column.TASK in self.places and not told.isdisjoint(self.places)

    @property
    def holds_indicators(self) -> bool:
        return Column.INDICATOR in self.places and bool(self.values)


def column_of(heading: str) -> Column | None:
    """Return what a column of this heading holds, `None` where the heading is none that is known.

    >>> column_of("Cơ quan chủ trì"), column_of("Thời gian thực hiện"), column_of("Ghi chú")
    (<Column.LEAD: 'lead'>, <Column.TIME: 'time'>, None)
    """
    folded = " ".join(fold(heading).split()).strip(" .:")
    return next((column for column, pattern in _HEADINGS if pattern.fullmatch(folded)), None)


def columns_of(headings: Sequence[str]) -> tuple[Column | None, ...]:
    """Return what the columns under these headings hold; a bare "Đơn vị" beside tasks is who does them.

    >>> columns_of(["Việc", "Đơn vị", "Hạn"])
    (<Column.TASK: 'task'>, <Column.LEAD: 'lead'>, <Column.TIME: 'time'>)
    >>> columns_of(["Nội dung", "Đơn vị", "Số lượng"])[1]
    <Column.UNIT: 'unit'>
    """
    columns = tuple(column_of(heading) for heading in headings)
    if Column.INDICATOR in columns and Column.TASK not in columns:
        return tuple(Column.PAST if column is Column.LEAD else column for column in columns)  # "Thực hiện"
    counts = {Column.LEAD, Column.INDICATOR, Column.VALUE, Column.PAST}
    if Column.TASK not in columns or not counts.isdisjoint(columns):
        return columns
    return tuple(
        Column.LEAD if column is Column.UNIT and fold(heading).strip(" .:") == "don vi" else column
        for column, heading in zip(columns, headings, strict=True)
    )


def _is_banner(row: Sequence[Span]) -> bool:
    """Say whether a row is one cell over the whole width: a title, not headings."""
    return len(set(row)) == 1 and len(row) > 1


def _heading_rows(rows: Sequence[Sequence[Span]], first: int, raw: str) -> int:
    """Return the row after the headings: cells that reach down, and a row of column numbers, belong to them."""
    end = first + 1
    while end < len(rows) and end - first < _DEEPEST_HEADING and _reaches_down(rows[end - 1], rows[end], raw):
        end += 1
    if end < len(rows) and _counts_columns(rows[end], raw):
        end += 1
    return end


def _reaches_down(above: Sequence[Span], row: Sequence[Span], raw: str) -> bool:
    return any(one == other and one.of(raw).strip() for one, other in zip(above, row, strict=False))


def _counts_columns(row: Sequence[Span], raw: str) -> bool:
    """Say whether a row only numbers the columns: "(1) (2) (3)"."""
    cells = [words for cell in row if (words := cell.of(raw).strip())]
    return len(cells) >= _FEWEST_COLUMNS and all(_COLUMN_NUMBER.fullmatch(cell) for cell in cells)


def _headings(rows: Sequence[Sequence[Span]], raw: str) -> list[str]:
    """Return the heading of each column, the words of its rows joined."""
    width = max(map(len, rows))
    columns: list[str] = []
    for place in range(width):
        cells = dict.fromkeys(row[place] for row in rows if place < len(row))
        columns.append(" ".join(cell.of(raw) for cell in cells))
    return columns


def layout_of(table: Table, raw: str) -> Layout | None:
    """Return where the columns of a table are, `None` where it is a table of neither tasks nor targets."""
    for first in range(min(3, len(table.rows) - 1)):
        if _is_banner(table.rows[first]):
            continue
        end = _heading_rows(table.rows, first, raw)
        layout = _layout(_headings(table.rows[first:end], raw), end)
        if layout.holds_tasks or layout.holds_indicators:
            return layout
    return None


def _layout(headings: Sequence[str], first_row: int) -> Layout:
    places: dict[Column, int] = {}
    values: list[tuple[int, int | None]] = []
    columns = columns_of(headings)
    for place, column in enumerate(columns):
        if column is not None:
            places.setdefault(column, place)
    if Column.INDICATOR in places and Column.TASK not in places:
        values = [
            (place, _year_of(headings[place]))
            for place, column in enumerate(columns)
            if column in (Column.VALUE, Column.PRODUCT) or (column is Column.INDICATOR and place != places[column])
        ]
    return Layout(places=places, first_row=first_row, values=tuple(values))


def _year_of(heading: str) -> int | None:
    found = _YEAR.findall(heading)
    return int(found[-1]) if found else None
