"""Lists of agencies: what is said once for all, those whom a group is made up of, where a name ends."""

import pytest

from loaders.names import names_at, spelled
from loaders.text import text_of

LISTS = [
    pytest.param(
        "Các Bộ: Xây dựng, Công Thương, Nông nghiệp và Môi trường rà soát",
        ["Bộ Xây dựng", "Bộ Công Thương", "Bộ Nông nghiệp và Môi trường"],
        id="ministries after a colon",
    ),
    pytest.param(
        "các Sở Nội vụ, Tài chính, Tư pháp tham mưu", ["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp"], id="without a colon"
    ),
    pytest.param(
        "các phòng: Kinh tế, Văn hóa - Xã hội và Trung tâm Phục vụ hành chính công thực hiện",
        ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công"],
        id="a list that ends with another kind",
    ),
    pytest.param("Các bộ, ngành, địa phương rà soát", ["Các bộ, ngành, địa phương"], id="a group is no such list"),
    pytest.param("Các ban Đảng, Văn phòng Tỉnh ủy", ["Các ban Đảng", "Văn phòng Tỉnh ủy"], id="nor is one member"),
    pytest.param(
        "các cơ sở đào tạo gồm: Đại học Bách khoa Hà Nội, Trường Đại học Đà Lạt và Viện Dầu khí có trách nhiệm",
        ["Đại học Bách khoa Hà Nội", "Trường Đại học Đà Lạt", "Viện Dầu khí"],
        id="those whom a group is made up of",
    ),
    pytest.param("các cơ sở đào tạo gồm một hoặc nhiều nơi", ["các cơ sở đào tạo"], id="made up of nobody named"),
    pytest.param(
        "Ban Chỉ đạo Phòng thủ dân sự quốc gia tổ chức", ["Ban Chỉ đạo Phòng thủ dân sự quốc gia"], id="a field"
    ),
    pytest.param("Ban Chỉ đạo chuyển đổi số xã tham mưu", ["Ban Chỉ đạo chuyển đổi số xã"], id="a field in small"),
    pytest.param("Ban Chỉ đạo phân công nhiệm vụ", ["Ban Chỉ đạo"], id="a duty is no field"),
    pytest.param("Ban Chỉ đạo xã tổ chức", ["Ban Chỉ đạo xã"], id="a place is no field"),
    pytest.param(
        "Ban Thường vụ các quận ủy, huyện ủy, đảng ủy trực thuộc Thành ủy lãnh đạo",
        ["Ban Thường vụ các quận ủy, huyện ủy", "đảng ủy trực thuộc Thành ủy"],
        id="committees of the Party's districts",
    ),
    pytest.param(
        "Ủy ban nhân dân các quận, huyện chỉ đạo", ["Ủy ban nhân dân các quận, huyện"], id="districts of the State"
    ),
    pytest.param("Cấp ủy các chi bộ trực thuộc lãnh đạo", ["Cấp ủy các chi bộ trực thuộc"], id="whose committees"),
    pytest.param(
        "Cấp ủy, tổ chức đảng quán triệt", ["Cấp ủy", "tổ chức đảng"], id="committees of nobody in particular"
    ),
    pytest.param(
        "Chi bộ các thôn, tổ dân phố; các đoàn thể chính trị - xã hội xã tổ chức",
        ["Chi bộ các thôn, tổ dân phố", "các đoàn thể chính trị - xã hội xã"],
        id="cells of the villages",
    ),
    pytest.param(
        "Chủ tịch Ủy ban nhân dân các huyện, thị xã liên quan có trách nhiệm",
        ["Chủ tịch Ủy ban nhân dân các huyện, thị xã liên quan"],
        id="those concerned of a list of places",
    ),
    pytest.param("các cơ quan có thẩm quyền quyết định", ["các cơ quan có thẩm quyền"], id="those in charge"),
    pytest.param("cơ quan có nhu cầu mua sắm", ["cơ quan"], id="what somebody has is no name"),
    pytest.param("Các đ/c đảng ủy viên phụ trách", ["Các đ/c đảng ủy viên"], id="comrades in short"),
    pytest.param(
        "Báo và Phát thanh, Truyền hình tỉnh mở", ["Báo và Phát thanh, Truyền hình tỉnh"], id="capitals of the text"
    ),
    pytest.param(
        "Công ty Cổ phần Công trình đô thị Hà Châu tăng chuyến",
        ["Công ty Cổ phần Công trình đô thị Hà Châu"],
        id="no verb has a capital inside",
    ),
    pytest.param("Công ty Sách phân công cán bộ", ["Công ty Sách"], id="the verb itself"),
    pytest.param(
        "Các trường THPT, THCS trên địa bàn xã lồng ghép", ["Các trường THPT, THCS trên địa bàn xã"], id="schools"
    ),
]


@pytest.mark.parametrize(("words", "names"), LISTS)
def test_lists_of_agencies(words: str, names: list[str]) -> None:
    text = text_of(words)
    found = names_at(text, 0, len(words))
    assert found is not None
    assert [spelled(text, name) for name in found.names] == names
