"""Pairs of clauses with the verdict that a careful reader gives; near-misses that must stay silent."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.likeness import compare_words, likeness_at_most
from graph.store import Iri
from ontology.identifiers import clause_hash
from queries.duplicates import Duplicate, find_duplicates, weigh_tasks
from queries.nearest import ENOUGH
from queries.tasks import Evidence, TaskFacts

# What stands around the pair in a plan: clauses of the genre, none of which repeats another.
AROUND = (
    "Tổ chức quán triệt, triển khai thực hiện nghiêm túc Kế hoạch này đến toàn thể cán bộ, đảng viên, nhân dân.",
    "Chủ trì, phối hợp với các cơ quan, đơn vị liên quan tham mưu bố trí kinh phí thực hiện Kế hoạch.",
    "Định kỳ 6 tháng, hằng năm báo cáo kết quả thực hiện về Ủy ban nhân dân tỉnh để tổng hợp, theo dõi, chỉ đạo.",
    "Kiểm tra, giám sát, đôn đốc việc thực hiện; kịp thời tháo gỡ khó khăn, vướng mắc phát sinh.",
    "Nuôi cá lồng bè trên hồ thủy điện theo vùng đã được cấp phép.",
    "Lắp trạm quan trắc mặn tự động ở các cửa cống ven sông.",
)
SURVEY = "Khảo sát trữ lượng tre luồng tại sáu thôn vùng đệm, lập bản đồ khai thác gửi Hạt Kiểm lâm trước mùa mưa."
TORN = "Khao sat trif luong tre 1uong tai sau th6n vimg dem, 1ap ban d6 khai thae gui Hat Kiém 1am truoe mua mua."
TORN_ELSEWHERE = (
    "Kha0 sat tru luorg tre luong tal sau thon vurg dém, lap bàn do khaj thac gul Hat Kiem lâm trudc rnua mua."
)
LONG = (
    "Mở lớp dạy nghề đan lát cho phụ nữ người Thái ở ba xã biên giới, mỗi lớp ba mươi học viên. "
    "Thuê nghệ nhân cao tuổi đứng lớp và ghi hình lại các mẫu hoa văn cổ để lưu ở bảo tàng tỉnh. "
    "Đưa sản phẩm lên sàn thương mại điện tử và các phiên chợ vùng cao."
)

PAIRS = [
    pytest.param(SURVEY, SURVEY, "copy", id="word for word"),
    pytest.param(SURVEY, SURVEY.upper().replace("HẠT KIỂM LÂM", "Hạt Kiểm lâm"), "copy", id="in capitals"),
    pytest.param(
        SURVEY,
        "Hạt Kiểm lâm tiến hành khảo sát trữ lượng tre luồng ở sáu thôn vùng đệm và lập bản đồ khai thác trước mưa.",
        "same",
        id="words changed",
    ),
    pytest.param(
        "Số hóa toàn bộ hồ sơ địa chính dạng giấy của các thôn, cập nhật vào cơ sở dữ liệu đất đai.",
        "Cập nhật vào cơ sở dữ liệu đất đai sau khi số hóa hồ sơ địa chính bằng giấy của từng thôn.",
        "same",
        id="turned round",
    ),
    pytest.param(SURVEY, TORN, "same", id="one copy torn"),
    pytest.param(TORN, TORN_ELSEWHERE, "same", id="torn differently"),
    pytest.param(
        LONG,
        "Thuê nghệ nhân cao tuổi đứng lớp và ghi hình lại các mẫu hoa văn cổ để lưu ở bảo tàng tỉnh.",
        "overlap",
        id="one sentence of several",
    ),
    pytest.param(
        LONG,
        (
            "Tổ chức phiên chợ mỗi tháng một lần. Thuê nghệ nhân cao tuổi đứng lớp và ghi hình lại các mẫu hoa văn "
            "cổ để lưu ở bảo tàng tỉnh. Trồng cây mây dưới tán rừng phòng hộ, khoán cho từng hộ chăm sóc."
        ),
        "overlap",
        id="a passage in both",
    ),
    pytest.param(
        "Kiểm đếm thuyền nan các xóm ven sông, ghi số hiệu từng chiếc; lập danh mục áo phao, mái chèo cần sắm thêm.",
        (
            "Kiểm đếm thuyền nan các xóm ven sông, vá chiếc nào thủng đáy; thay cọc bến đò, kè lại bờ lở, làm mái che, "
            "sắm áo phao, mái chèo."
        ),
        "overlap",
        id="two objects of several",
    ),
    pytest.param(
        "Kiểm đếm thuyền nan các xóm ven sông, ghi số hiệu từng chiếc; lập danh mục áo phao, mái chèo cần sắm thêm.",
        "Dạy bơi cho trẻ em các xóm ven sông vào dịp nghỉ hè; thuê người trông bãi tắm, cắm biển báo chỗ nước sâu.",
        None,
        id="the same place only",
    ),
    pytest.param(
        "Tổ chức quán triệt, triển khai thực hiện nghiêm túc Nghị quyết số 57-NQ/TW đến cán bộ, đảng viên và nhân dân.",
        "Tổ chức quán triệt, triển khai thực hiện nghiêm túc Nghị quyết số 57-NQ/TW đến cán bộ, đảng viên và nhân dân.",
        None,
        id="a formula, word for word",
    ),
    pytest.param(
        "Tăng cường công tác lãnh đạo, chỉ đạo, kiểm tra, giám sát việc thực hiện; định kỳ sơ kết, tổng kết.",
        "Định kỳ sơ kết, tổng kết, kiểm tra, giám sát việc thực hiện; tăng cường công tác lãnh đạo, chỉ đạo.",
        None,
        id="formulas in another order",
    ),
    pytest.param(
        "Xây phòng đọc cho các trường tiểu học, bảo đảm 80% trường có phòng đọc.",
        "Xây phòng đọc cho các nhà văn hóa thôn, bảo đảm 60% thôn có phòng đọc.",
        None,
        id="other objects, other figures",
    ),
    pytest.param(
        "Lập quy chế phối hợp ứng phó sạt lở của Liên đoàn Lao động với các khu trọ công nhân.",
        "Lập quy chế phối hợp ứng phó sạt lở của Hội Chữ thập đỏ với các khu trọ công nhân.",
        None,
        id="the same of two bodies",
    ),
    pytest.param(
        "Báo cáo Sở Tư pháp kết quả hòa giải ở cơ sở trước ngày 15 tháng 11 hằng năm.",
        "Báo cáo Sở Y tế số ca tiêm chủng mở rộng trước ngày 15 tháng 11 hằng năm.",
        None,
        id="reports of two things",
    ),
    pytest.param(
        (
            "Tổ chức tuyên truyền, phổ biến, quán triệt sâu rộng nội dung Nghị quyết đến cán bộ, đảng viên, nhân dân, "
            "phù hợp phong tục dệt thổ cẩm của phụ nữ Thái ở các bản ven hồ Pá Khoang."
        ),
        (
            "Đẩy mạnh công tác thi đua, khen thưởng, biểu dương tập thể, cá nhân điển hình, tiêu biểu của địa phương, "
            "phù hợp phong tục dệt thổ cẩm của phụ nữ Thái tại các bản ven hồ Pá Khoang."
        ),
        "overlap",
        id="other acts, the same circumstances",
    ),
    pytest.param(
        "Phát triển khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số, nguồn nhân lực chất lượng cao của xã.",
        "Thi đua trong khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số, nguồn nhân lực chất lượng cao của tỉnh.",
        None,
        id="a list of the genre",
    ),
    pytest.param(SURVEY, "Lập bản đồ ngập lụt cho vùng hạ du hồ chứa.", None, id="one word in common"),
]


# Clauses of one document: in a sentence they ask for the same, though in formulas or in other words.
SENTENCES = [
    pytest.param(
        (
            "Tiếp tục quán triệt đến toàn thể cán bộ, công chức các nội dung của Nghị quyết số 31-NQ/HU, "
            "Chương trình số 12-CTr/HU và Kết luận số 08-KL/HU của Huyện ủy. Nâng cao chất lượng bản tin khu phố."
        ),
        (
            "Tổ chức phổ biến nội dung của Chương trình số 12-CTr/HU và Kết luận số 08-KL/HU của Huyện ủy đến toàn thể "
            "cán bộ, công chức trong đơn vị."
        ),
        "overlap",
        id="the same papers made known twice",
    ),
    pytest.param(
        (
            "Đóng mới hai chiếc ghe cho phum sóc còn thiếu, thuê thợ chạm mũi ghe truyền nghề cho thanh niên; sửa đổi, "
            "bổ sung quy định về giải thưởng đua ghe trên địa bàn huyện; kè lại bến nước trước chùa."
        ),
        "Nghiên cứu, đề xuất sửa đổi, bổ sung các quy định về tổ chức giải thưởng đua ghe của huyện.",
        "overlap",
        id="one item of a list, in other words",
    ),
    pytest.param(
        "Sửa đổi Quyết định số 14/2019/QĐ-UBND về bến thuyền để tăng tính chủ động của các xã có bãi ngang.",
        "Sửa đổi Quyết định số 27/2020/QĐ-UBND về phí chợ đêm, thu gom rác để tăng tính chủ động của các xã.",
        None,
        id="two papers with one purpose",
    ),
    pytest.param(
        "Trước ngày 05/12 hằng năm gửi số liệu về Hạt Kiểm lâm để tổng hợp, báo cáo Ủy ban nhân dân huyện xem xét.",
        "Có vướng mắc kịp thời phản ánh về Hạt Kiểm lâm để tổng hợp, báo cáo Ủy ban nhân dân huyện xem xét.",
        None,
        id="what the receiver of a report does",
    ),
    pytest.param(
        (
            "Mở lớp dạy nghề đan cói cho thanh niên xóm biển, sửa mái nhà truyền thống, quét vôi cổng đình, trồng lại "
            "hàng phi lao chắn cát, dựng cột đèn dọc đê và mua loa cho đội văn nghệ xóm."
        ),
        (
            "Vận động các hộ kè bờ ao, trồng lại hàng phi lao chắn cát, nạo vét mương tiêu, thả cá giống, rào vườn "
            "thuốc nam, đặt thùng gom vỏ chai, sơn lại ghế đá và treo cờ các ngày lễ."
        ),
        None,
        id="lists with one thing in common",
    ),
]


def task(text: str, at: int, *, document: str = "a", lead: tuple[str, ...] = ()) -> TaskFacts:
    base = f"https://w3id.org/trienkhai/id/document/{document}"
    return TaskFacts(
        iri=Iri(f"{base}/task/{at}"),
        document=Iri(base),
        path=str(at),
        part="content",
        text=text,
        clause_hash=clause_hash(text),
        lead=lead,
        evidence=Evidence(source=f"{document}.txt", start=1000 * at, end=1000 * at + len(text), text=text),
    )


def found_among(*texts: str) -> list[Duplicate]:
    return list(find_duplicates([task(text, at) for at, text in enumerate((*texts, *AROUND))]))


def test_the_table_has_every_verdict() -> None:
    assert {case.values[2] for case in PAIRS} == {"copy", "same", "overlap", None}
    assert len(PAIRS) == 18


@pytest.mark.parametrize(("one", "two", "verdict"), PAIRS)
def test_the_verdict_is_a_careful_readers(one: str, two: str, verdict: str | None) -> None:
    found = [(each.first.path, each.second.path, each.verdict.value) for each in found_among(one, two)]
    assert found == ([("0", "1", verdict)] if verdict else [])


@pytest.mark.parametrize(("one", "two", "verdict"), SENTENCES)
def test_a_sentence_that_a_document_says_twice(one: str, two: str, verdict: str | None) -> None:
    assert [each.verdict.value for each in found_among(one, two)] == ([verdict] if verdict else [])
    assert [each.verdict.value for each in found_among(two, one)] == ([verdict] if verdict else [])


def test_a_sentence_said_again_elsewhere_is_no_repetition() -> None:
    one, two, _ = SENTENCES[0].values
    around = [task(text, at, document="c") for at, text in enumerate(AROUND)]
    assert not list(find_duplicates([task(str(one), 0), task(str(two), 0, document="b"), *around]))


def test_other_documents_have_no_say_in_what_one_says_twice() -> None:
    one, two, _ = SENTENCES[1].values
    own = [task(text, at) for at, text in enumerate((str(one), str(two), *AROUND))]
    others = [task(f"{two} Đợt {at}.", at, document=f"d{at}") for at in range(40)]
    found = [each for each in find_duplicates([*own, *others]) if each.second.document == own[0].document]
    assert [(each.first.path, each.second.path) for each in found] == [("0", "1")]


@pytest.mark.parametrize(("one", "two", "verdict"), PAIRS)
def test_the_verdict_is_the_same_from_either_side(one: str, two: str, verdict: str | None) -> None:
    assert [each.verdict.value for each in found_among(two, one)] == ([verdict] if verdict else [])


@pytest.mark.parametrize(("one", "two", "verdict"), PAIRS)
def test_documents_make_no_difference(one: str, two: str, verdict: str | None) -> None:
    around = [task(text, at, document="c") for at, text in enumerate(AROUND)]
    tasks = [task(one, 0), task(two, 0, document="b"), *around]
    assert [each.verdict.value for each in find_duplicates(tasks)] == ([verdict] if verdict else [])


def test_a_clause_that_two_hundred_communes_copy() -> None:
    tasks = [task(SURVEY, 0, document=f"xa-{number}") for number in range(200)]
    around = [task(text, at, document=f"xa-{at}") for at, text in enumerate(AROUND * 200, start=1)]
    found = list(find_duplicates([*tasks, *around]))
    copies = {each.second.document for each in found if each.first.text == SURVEY}
    assert len(copies) == 199
    assert len(found) <= 199 + len(around)


def test_who_leads_is_no_part_of_what_is_done() -> None:
    one = task("Trạm Thủy văn chủ trì đo dòng chảy kiệt ở mười hai con suối đầu nguồn.", 0, lead=("Trạm Thủy văn",))
    two = task("Giao Hạt Kiểm lâm đo dòng chảy kiệt ở mười hai con suối đầu nguồn.", 1, lead=("Hạt Kiểm lâm",))
    around = [task(text, at + 2) for at, text in enumerate(AROUND)]
    assert [each.verdict.value for each in find_duplicates([one, two, *around])] in (["same"], ["copy"])


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        (
            (
                "Đẩy mạnh việc lắp đồng hồ đo nước từ xa cho các hộ dùng nước giếng khoan ven đô; "
                "tiếp tục lắp đồng hồ đo nước từ xa cho các hộ dùng nước giếng khoan ven đô."
            ),
            True,
        ),
        (LONG, False),
        (" ".join(AROUND[:4]), False),
    ],
)
def test_a_clause_that_repeats_itself(text: str, repeats: bool) -> None:  # noqa: FBT001
    found = [each for each in found_among(text) if each.first is each.second]
    assert bool(found) is repeats


def test_the_theme_of_a_document_is_no_evidence() -> None:
    theme = "phát triển nghề nuôi ong lấy mật dưới tán rừng ngập mặn ven biển"
    acts = ("Tuyên truyền về", "Tổ chức hội nghị chuyên đề", "Bố trí kinh phí cho", "Báo cáo tình hình", "Tham mưu")
    ends = ("trên loa truyền thanh", "vào tháng Ba", "từ quỹ khuyến nông", "theo mẫu của chi cục", "khi có bão")
    tasks = [task(f"{act} {theme} {end}.", at) for at, (act, end) in enumerate(zip(acts, ends, strict=True))]
    more = [task(f"Việc thứ {at} về {theme}.", at + 10) for at in range(8)]
    pairs = {(each.first.path, each.second.path) for each in find_duplicates([*tasks, *more])}
    assert not pairs & set(combinations("01234", 2))


@settings(max_examples=30, deadline=None)
@given(st.permutations([SURVEY, LONG, TORN, *AROUND]))
def test_the_order_of_the_tasks_is_nothing(texts: list[str]) -> None:
    found = list(find_duplicates([task(text, at) for at, text in enumerate(texts)]))
    pairs = {frozenset((texts.index(SURVEY), texts.index(TORN)))}
    assert {frozenset((int(each.first.path), int(each.second.path))) for each in found} == pairs


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_texts_are_judged(texts: list[str]) -> None:
    tasks = [task(text, at) for at, text in enumerate(texts)]
    assert all(0 <= each.score <= 1 for each in find_duplicates(tasks))


WORDS = st.lists(st.sampled_from("nuôi ong lấy mật dưới tán rừng ngập mặn ven biển Khảo sát".split()), min_size=1)


@given(WORDS, WORDS)
def test_the_fast_look_promises_no_less(first: list[str], second: list[str]) -> None:
    one, two = weigh_tasks([task(" ".join(first), 0), task(" ".join(second), 1)])
    most, _ = likeness_at_most(one, two)
    found = compare_words(one, two)
    assert most.first + 1e-9 >= found.first
    assert most.second + 1e-9 >= found.second
    assert most.mass + 1e-9 >= found.mass


def test_many_copies_give_few_pairs() -> None:
    villages = ["Xuân", "Hạ", "Thu", "Đông", "Mai", "Lan", "Cúc", "Trúc"]
    ends = [f"trước ngày họp thôn {one} {two}" for one, two in combinations(villages, 2)]
    copies = [task(f"{SURVEY[:-1]} {end}.", 0, document=f"commune-{at}") for at, end in enumerate(ends)]
    others = [task(" ".join(map(str, range(10 * at, 10 * at + 8))), at, document="other") for at in range(500)]
    found = list(find_duplicates([*copies, *others]))
    assert len(copies) <= len(found) <= ENOUGH * ENOUGH + len(copies)
    assert {each.document for pair in found for each in (pair.first, pair.second)} == {each.document for each in copies}
    again = replace(copies[-1], iri=Iri("again"), path="again", text=f"{copies[-1].text} Kịp thời.")
    inside = [each.first.document for each in find_duplicates([*copies, again, *others]) if each.second is again]
    assert copies[-1].document in inside
