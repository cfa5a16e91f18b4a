"""Phrases that the model should know whatever the corpus says: names of the registers, and how people are called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from loaders.restoration.signers import GIVEN_NAMES, MIDDLE_NAMES, SURNAMES
from ontology.registers import agencies, areas, kinds, organs

# How often a phrase counts beside the corpus.
FORMAL, REGISTERED, PERSONAL, PLACED = 300, 20, 2, 3
OF_EVERY_AREA = ("Ủy ban MTTQ Việt Nam", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Hội Nông dân", "Hội Liên hiệp Phụ nữ")
# The formal parts of documents: Decree 30/2020, annex I; Guide 36-HD/VPTW, part I; the running head of the gazette.
FORMULAS = """
Đảng Cộng sản Việt Nam
Cộng hòa xã hội chủ nghĩa Việt Nam
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
Số 12-KH/ĐU
Số 12-NQ/TW
ngày 12 tháng 12 năm 2025
Công báo/Số 12 + 13/Ngày 12-12-2025
Nơi nhận:
Như trên;
Như Điều 3;
Lưu: VT, TH.
Lưu Văn phòng.
Lưu Văn phòng Đảng ủy.
Lưu Văn phòng Tỉnh ủy.
(để b/c);
(để báo cáo);
(để thực hiện);
Thường trực Tỉnh ủy (để b/c),
Thường trực Đảng ủy;
Thường trực Đảng ủy, HĐND, UBND xã;
Thường trực HĐND, UBND tỉnh;
Các chi bộ trực thuộc,
TM. Ủy ban nhân dân
TM. Ban Thường vụ
T/M Ban Thường vụ
T/M Đảng ủy
T/M Tỉnh ủy
KT. Chủ tịch
KT. Bộ trưởng
Chủ tịch
Phó Chủ tịch
Bí thư
Phó Bí thư
Phó Bí thư Thường trực
Bộ trưởng
Thứ trưởng
Giám đốc
Phó Giám đốc
Chánh Văn phòng
I. Mục đích, yêu cầu
II. Nhiệm vụ, giải pháp
III. Tổ chức thực hiện
"""


def known_phrases() -> Iterator[str]:
    """Yield each phrase as often as it counts."""
    for phrase in _registered():
        yield from [phrase] * REGISTERED
    for phrase in _placed():
        yield from [phrase] * PLACED
    for surname, middle in product(SURNAMES, MIDDLE_NAMES):
        yield from [f"{surname} {middle}"] * PERSONAL
    for middle, given in product(MIDDLE_NAMES, GIVEN_NAMES):
        yield from [f"Nguyễn {middle} {given}"] * PERSONAL
    for formula in FORMULAS.strip().split("\n"):
        yield from [formula] * FORMAL


def _registered() -> Iterator[str]:
    yield from (kind.name for kind in kinds())
    yield from dict.fromkeys(organ.name for organ in organs())
    for agency in agencies():
        yield from (agency.name, *agency.aliases)
    names = {area.code: area.name for area in areas()}
    for area in areas():
        yield f"{area.name} {names[area.parent]}" if area.parent in names else area.name


def _placed() -> Iterator[str]:
    """Yield how letterheads and signature blocks name an area."""
    for area in areas():
        place = area.name.removeprefix(area.kind).strip()
        yield f"{place}, ngày 12 tháng 12 năm 2025"
        yield f"Ủy ban nhân dân {area.name}"
        yield from (f"{body} {area.name}" for body in OF_EVERY_AREA)
        yield from [f"Đảng ủy {area.name}"] if area.parent in _codes() else [f"Tỉnh ủy {place}", f"Đảng bộ {area.name}"]


@cache
def _codes() -> frozenset[str]:
    return frozenset(area.code for area in areas())
