"""Print the accuracy of restoration on letterheads and signature blocks that are drawn, worn and read anew.

    python -m benchmarks.restoration.letterheads [--documents 60] [--seed 20260131]

Places come from the register of areas, people's names from lists; needs what `rendering` needs.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.restoration.pairs import align
from benchmarks.restoration.readings import read_words, spelled, words_with_places
from benchmarks.restoration.rendering import FONTS, Wear, draw, read
from loaders.restoration import restore
from ontology.model import Level
from ontology.registers import areas

SEED = 20260131
GIVEN = """
An Ánh Bình Châu Cường Dũng Dung Giang Hà Hạnh Hiền Hòa Huệ Hưng Khánh Kiên Lan Linh Loan Long Lợi Nam Nga
Nghĩa Nhung Oanh Phúc Quyết Sơn Tâm Tân Thảo Thắng Thịnh Thoa Toàn Trang Tú Tùng Tuyết Vân Vinh Yến
"""
SURNAMES, MIDDLE = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Ngô Lương Trịnh", "Văn Thị Đức Hữu Ngọc Xuân"
PARTS = ("letterhead", "signature")


def _letterhead(commune: str, province: str, chance: random.Random) -> Iterator[str]:
    number, day = chance.randrange(1, 900), chance.randrange(10, 28)
    place = commune.split(" ", 1)[1]
    date = f"{place}, ngày {day} tháng {chance.randrange(10, 13)} năm 2025"
    if chance.random() < 0.5:  # noqa: PLR2004 - Party or State
        yield f"{'TỈNH ỦY ' + province.upper():38} ĐẢNG CỘNG SẢN VIỆT NAM"
        yield f"ĐẢNG ỦY {commune.upper()}"
        yield f"{'Số ' + str(number) + '-KH/ĐU':38} {date}"
    else:
        yield f"{'ỦY BAN NHÂN DÂN':26} CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        yield f"{commune.upper():34} Độc lập - Tự do - Hạnh phúc"
        yield f"{'Số: ' + str(number) + '/KH-UBND':34} {date}"


def _signature(commune: str, chance: random.Random) -> Iterator[str]:
    name = " ".join(chance.choice(names.split()) for names in (SURNAMES, MIDDLE, GIVEN))
    if chance.random() < 0.5:  # noqa: PLR2004 - Party or State
        yield f"{'Nơi nhận:':40} T/M ĐẢNG ỦY"
        yield f"{'- Ban Thường vụ Tỉnh ủy (để b/c),':40} BÍ THƯ"
        yield "- Các chi bộ trực thuộc,"
        yield f"{'- Lưu Văn phòng Đảng ủy.':40} {name}"
    else:
        yield f"{'Nơi nhận:':40} TM. ỦY BAN NHÂN DÂN"
        yield f"{'- Thường trực Đảng ủy, HĐND xã;':40} CHỦ TỊCH"
        yield f"- UBND {commune};"
        yield f"{'- Lưu: VT.':40} {name}"


def pages(documents: int, seed: int = SEED) -> Iterator[tuple[list[str], list[str], str]]:
    """Yield letterhead, signature block and what the OCR reads of both, one document a page."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    names = {area.code: area.name for area in areas()}
    communes = [area for area in areas() if area.level is Level.COMMUNE and area.parent in names]
    for area in chance.sample(communes, documents):
        province = names[str(area.parent)].removeprefix("tỉnh ").removeprefix("thành phố ")
        head, foot = list(_letterhead(area.name, province, chance)), list(_signature(area.name, chance))
        body = ["KẾ HOẠCH", "thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị", ""]
        wear = Wear(font=chance.choice(FONTS), resolution=200, skew=chance.uniform(-0.4, 0.4), blur=0.8, specks=300)
        yield head, foot, read(draw([*head, "", *body, *foot], wear, chance))


def score(torn: str, parts: Sequence[Sequence[str]]) -> Iterator[tuple[str, str, str, str]]:
    """Yield part, true, read and torn word of what could be aligned."""
    words = [(name, text[a:b]) for name, lines in zip(PARTS, parts, strict=True)
             for text in ["\n".join(lines)] for a, b, _ in words_with_places(text)]  # fmt: skip
    places = list(words_with_places(torn))
    found = read_words(restore(torn), torn)
    for i, j in align([torn[a:b] for a, b, _ in places], [word for _, word in words]):
        start, end, _ = places[i]
        yield *words[j], found.get(start, (torn[start:end], 1.0))[0], torn[start:end]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=SEED, help="of the draw")
    parser.add_argument("--errors", type=int, default=30)
    arguments = parser.parse_args()
    scored = [
        row for head, foot, torn in pages(arguments.documents, arguments.seed) for row in score(torn, (head, foot))
    ]
    for part in PARTS:
        right = [spelled(true) == spelled(got) for name, true, got, _ in scored if name == part]
        print(f"{part:12} {100 * sum(right) / len(right):6.2f} % of {len(right)} words")
    wrong = Counter((true, got, torn) for _, true, got, torn in scored if spelled(true) != spelled(got))
    for (true, got, torn), count in wrong.most_common(arguments.errors):
        print(f"{count:4} {true} <- {got} ({torn})")


if __name__ == "__main__":
    main()
