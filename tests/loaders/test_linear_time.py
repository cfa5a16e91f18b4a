"""Reading takes time in proportion to the text: no run of signs or words makes a pattern try everything twice."""

import time
from collections.abc import Callable

import pytest

from loaders.titles import read_title
from ontology.model import Document

Read = Callable[[str], Document]

TIMES, MOST = 20, 60  # 20 times the text may take less than 60 times the work
PIECE = 400  # characters of a run at its shortest

RUNS = {
    "spaces": " ", "tabs": "\t", "line breaks": "\n", "dashes": "-", "dots": ".", "commas": ", ", "slashes": "/",
    "opening brackets": "(", "closing brackets": ")", "quotes": "“", "digits": "1", "numbers": "12 ", "letters": "a",
    "capitals": "SỞ ", "and": "và ", "plural": "các ", "of": "của ", "from": "từ ", "above": "trên ", "number": "số ",
    "symbols": "57-NQ/TW ", "nested titles": "Kế hoạch số 5-KH/TU của Tỉnh ủy về ", "days": "ngày 30/6/2026 ",
    "quarters": "quý II/2026 ", "years": "đến năm 2030 ", "months": "6 tháng ", "yearly": "hằng năm ", "shares": "80% ",
    "rhythm": "định kỳ ", "report": "báo cáo ", "partners": "phối hợp với ", "agencies": "Sở Nội vụ, ", "give": "giao ",
    "carry out": "triển khai ", "carry out and": "thực hiện và ", "go on": "tiếp tục ", "replace": "thay thế ",
    "this": "Kế hoạch này ", "plan": "kế hoạch ",
    "laws": "Luật Thư viện ", "law": "Luật A ", "letters of a list": "5/VPCP, ",
    "ranks": "nhóm 5 nước ", "rises": "tăng từ 4% ", "brackets of years": "(năm 2025 ", "slots": "thời gian: ",
    "namely": "gồm: ", "given": "; giao ", "units": "%/năm",
    "words of comparison": "ít nhất đạt ", "chapters": "Chương II\n",
    "dated": "Chỉ thị ngày ", "quarters from to": "quý I - ",
    "yearly months": "tháng 6 hằng ", "small letters": "5/qđ-", "given in brackets": "(giao Sở Y tế ",
    "next parts": "; Công an xã ngủ", "helpers": "chủ trì, Sở Y tế phối hợp ", "members": "cả hai xã ",
}  # fmt: skip
SECTION = """{number}. Sở Nội vụ

a) Chủ trì, phối hợp với Sở Tài chính triển khai Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá
phát triển khoa học, công nghệ; hoàn thành trước ngày 30/6/2026.

b) Định kỳ 6 tháng, hằng năm báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện; đạt ít nhất 80% chỉ tiêu.

- Thường xuyên kiểm tra, đôn đốc các xã, phường xây dựng tủ sách.

"""


def work(read: Read, raw: str) -> float:
    """Return the processor's time for reading a text, the least of three readings."""
    taken: list[float] = []
    for _ in range(3):
        before = time.process_time()
        read(raw)
        taken.append(time.process_time() - before)
    return min(taken)


def growth(read: Read, text_of_size: Callable[[int], str]) -> float:
    return work(read, text_of_size(TIMES)) / work(read, text_of_size(1))


@pytest.mark.parametrize("name", RUNS)
def test_a_run_inside_a_clause_is_read_in_linear_time(read: Read, name: str) -> None:
    run = RUNS[name] * (PIECE // len(RUNS[name]))
    assert growth(read, lambda size: f"KẾ HOẠCH\n\nV. TỔ CHỨC THỰC HIỆN\n- Xây dựng {run * size} tủ sách.\n") < MOST


@pytest.mark.parametrize("name", RUNS)
def test_a_text_of_one_run_is_read_in_linear_time(read: Read, name: str) -> None:
    run = RUNS[name] * (PIECE // len(RUNS[name]))
    assert growth(read, lambda size: run * size) < MOST


@pytest.mark.parametrize("name", RUNS)
def test_a_title_of_one_run_is_read_in_linear_time(name: str) -> None:
    run = RUNS[name] * (PIECE // len(RUNS[name]))
    few, many = (time_of_title(f"triển khai {run * size} quyết định số 6/qđ-ttg") for size in (1, TIMES))
    assert many / few < MOST


def time_of_title(title: str) -> float:
    before = time.process_time()
    for _ in range(3):
        read_title(title)
    return time.process_time() - before


def test_a_body_is_read_in_linear_time(read: Read) -> None:
    def body(size: int) -> str:
        sections = "".join(SECTION.format(number=number % 90 + 1) for number in range(4 * size))
        return f"KẾ HOẠCH\nphát triển thư viện\n\nV. TỔ CHỨC THỰC HIỆN\n{sections}"

    assert growth(read, body) < MOST


@pytest.mark.parametrize("bullet", ["- ", "1. ", "a) ", "I. ", "Điều 1. ", ""])
def test_many_items_are_read_in_linear_time(read: Read, bullet: str) -> None:
    assert growth(read, lambda size: f"{bullet}Xây dựng tủ sách cho thôn.\n\n" * 50 * size) < MOST
