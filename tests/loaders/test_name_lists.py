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
    pytest.param(
        "Các chi bộ, đảng bộ cơ sở trực thuộc quán triệt",
        ["Các chi bộ", "đảng bộ cơ sở trực thuộc"],
        id="cells and committees below",
    ),
    pytest.param(
        "Đảng ủy các xã, phường, đảng ủy trực thuộc Tỉnh ủy lãnh đạo",
        ["Đảng ủy các xã, phường", "đảng ủy trực thuộc Tỉnh ủy"],
        id="whose the committees are",
    ),
    pytest.param("Bí thư chi bộ các trường học chỉ đạo", ["Bí thư chi bộ các trường học"], id="heads of cells"),
    pytest.param(
        "Chủ tịch Ủy ban nhân dân các tỉnh, thành phố nêu trên chỉ đạo",
        ["Chủ tịch Ủy ban nhân dân các tỉnh, thành phố"],
        id="what only points back",
    ),
    pytest.param("Ban Dân tộc HĐND tỉnh giám sát", ["Ban Dân tộc HĐND tỉnh"], id="a council's commission"),
    pytest.param("Cơ quan thường trực Ban Chỉ đạo họp", ["Cơ quan thường trực Ban Chỉ đạo"], id="a body's staff"),
    pytest.param("Ban Chấp hành Đoàn trường họp", ["Ban Chấp hành Đoàn trường"], id="a school's union"),
    pytest.param("Bí thư Chi đoàn báo cáo chi bộ", ["Bí thư Chi đoàn"], id="a duty behind a union"),
    pytest.param("Các khoa, phòng thuộc Bệnh viện họp", ["Các khoa, phòng thuộc Bệnh viện"], id="a hospital's parts"),
    pytest.param(
        "Chi nhánh Văn phòng đăng ký đất đai khu vực 2 chỉnh lý",
        ["Chi nhánh Văn phòng đăng ký đất đai khu vực 2"],
        id="a work in small letters",
    ),
    pytest.param("Trung đoàn 88 cử người", ["Trung đoàn 88"], id="soldiers"),
    pytest.param("Ban Tuyên giáo - Nữ công tham mưu", ["Ban Tuyên giáo - Nữ công"], id="a section's second half"),
    pytest.param(
        "Chi nhánh Văn phòng Đăng ký đất đai chỉnh lý", ["Chi nhánh Văn phòng Đăng ký đất đai"], id="a work in a name"
    ),
    pytest.param("Trung tâm Giới thiệu việc làm mở phiên", ["Trung tâm Giới thiệu việc làm"], id="work, not to do"),
    pytest.param("Các chi hội ấp 1, 2, 3: vận động", ["Các chi hội ấp 1, 2, 3"], id="numbers of one kind"),
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
    pytest.param("các Bộ nêu trên cử lãnh đạo trực", ["các Bộ nêu trên"], id="those of above"),
    pytest.param("các cơ quan nêu rõ lý do", ["các cơ quan"], id="what they are to say"),
    pytest.param(
        "Các doanh nghiệp cảng biển, vận tải biển, logistics có trách nhiệm",
        ["Các doanh nghiệp cảng biển, vận tải biển, logistics"],
        id="a list of what sets a group apart",
    ),
    pytest.param(
        "Các cơ quan báo chí, trên cơ sở Kế hoạch, mở mục", ["Các cơ quan báo chí"], id="an aside is no such list"
    ),
    pytest.param(
        "Ủy ban nhân dân các tỉnh, thành phố có cảng biển dành quỹ đất",
        ["Ủy ban nhân dân các tỉnh, thành phố có cảng biển"],
        id="what places have",
    ),
    pytest.param(
        "Ủy ban nhân dân các tỉnh, thành phố có kế hoạch bố trí",
        ["Ủy ban nhân dân các tỉnh, thành phố"],
        id="what places are to have",
    ),
    pytest.param(
        "Ủy ban nhân dân các tỉnh, thành phố quan tâm bố trí",
        ["Ủy ban nhân dân các tỉnh, thành phố"],
        id="a verb that begins like a district",
    ),
    pytest.param("Ủy ban nhân dân các tỉnh, quận bố trí", ["Ủy ban nhân dân các tỉnh, quận"], id="the district"),
    pytest.param(
        "Các huyện, thị, thành đoàn và đoàn trực thuộc",
        ["Các huyện, thị, thành đoàn", "đoàn trực thuộc"],
        id="what a list says once at its end",
    ),
    pytest.param("các xã, phường đoàn kết xây dựng", ["các xã, phường"], id="a verb that begins like a union"),
    pytest.param("Các chi, đảng bộ trực thuộc xây dựng", ["Các chi, đảng bộ trực thuộc"], id="cells and committees"),
    pytest.param(
        "Thủ trưởng các Vụ, Cục, Văn phòng Bộ căn cứ",
        ["Thủ trưởng các Vụ, Cục", "Văn phòng Bộ"],
        id="heads of departments",
    ),
    pytest.param("Cục Quản lý Khám, chữa bệnh chủ trì", ["Cục Quản lý Khám, chữa bệnh"], id="a comma inside a name"),
    pytest.param(
        "các ban quản lý rừng phòng hộ, các công ty TNHH MTV lâm nghiệp chủ động",
        ["các ban quản lý rừng phòng hộ", "các công ty TNHH MTV lâm nghiệp"],
        id="named after what they manage",
    ),
    pytest.param("các ban quản lý chợ trong xã", ["các ban quản lý chợ"], id="where they are"),
    pytest.param(
        "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên mở lớp",
        ["Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên"],
        id="a second part that begins like a duty",
    ),
    pytest.param(
        "Trung tâm Giáo dục thường xuyên mở lớp", ["Trung tâm Giáo dục thường xuyên"], id="as in the shorter name"
    ),
    pytest.param("Trung tâm Y tế thường xuyên kiểm tra", ["Trung tâm Y tế"], id="the duty itself"),
    pytest.param(
        "lực lượng Cảnh sát biển, Bộ đội Biên phòng, Kiểm ngư chấm dứt",
        ["lực lượng Cảnh sát biển", "Bộ đội Biên phòng", "Kiểm ngư"],
        id="forces",
    ),
    pytest.param("Sở Y tế, VCCI tổ chức", ["Sở Y tế", "VCCI"], id="a member known by its capital"),
    pytest.param("Quân đội, Công an chủ động", ["Quân đội", "Công an"], id="army and police"),
    pytest.param(
        "Công đoàn, Chi đoàn giáo viên tổ chức", ["Công đoàn", "Chi đoàn giáo viên"], id="a branch of the union"
    ),
    pytest.param("cán bộ, công chức, viên chức mỗi người nhận", ["cán bộ, công chức, viên chức"], id="each of them"),
    pytest.param(
        "Các đồng chí Ủy viên Ban Thường vụ, Ủy viên Ban Chấp hành Đảng bộ huyện thường xuyên",
        ["Các đồng chí Ủy viên Ban Thường vụ", "Ủy viên Ban Chấp hành Đảng bộ huyện"],
        id="members of committees",
    ),
    pytest.param(
        "công chức được giao xử lý hồ sơ phải xin lỗi", ["công chức được giao xử lý hồ sơ"], id="whoever is given it"
    ),
    pytest.param(
        "Phòng Kinh tế được giao chủ trì phải báo cáo", ["Phòng Kinh tế"], id="an agency is called by its name"
    ),
    pytest.param(
        "các cơ quan, tổ chức trong và ngoài nước xây dựng",
        ["các cơ quan, tổ chức trong và ngoài nước"],
        id="at home and abroad",
    ),
    pytest.param("các cơ quan tổ chức trong tháng 6", ["các cơ quan"], id="what they are to do and when"),
    pytest.param(
        "Phó Thủ tướng Lương Bá Hòa trực tiếp chỉ đạo", ["Phó Thủ tướng Lương Bá Hòa"], id="a person in an office"
    ),
    pytest.param("Bộ trưởng những vấn đề vượt thẩm quyền", ["Bộ trưởng"], id="what he is told"),
    pytest.param(
        "già làng, trưởng bản, người có uy tín trong vận động",
        ["già làng, trưởng bản, người có uy tín"],
        id="people of standing",
    ),
    pytest.param("Ban quản lý chợ chịu trách nhiệm", ["Ban quản lý chợ"], id="a board that manages"),
    pytest.param("Tổ giám sát của ấp ghi sổ", ["Tổ giám sát của ấp"], id="a team named after its work"),
    pytest.param("Khu trưởng các khu dân cư lập sổ", ["Khu trưởng các khu dân cư"], id="heads of quarters"),
    pytest.param(
        "Phòng Kinh tế, Hạ tầng và Môi trường lập sổ", ["Phòng Kinh tế, Hạ tầng và Môi trường"],
        id="the last part of a name with a comma",
    ),
    pytest.param(
        "Cục Công nghệ thông tin và chuyển đổi số lập sổ", ["Cục Công nghệ thông tin và chuyển đổi số"],
        id="fields in small letters",
    ),
    pytest.param(
        "Ngân hàng Chính sách xã hội chi nhánh tỉnh cho vay", ["Ngân hàng Chính sách xã hội chi nhánh tỉnh"],
        id="a branch",
    ),
    pytest.param(
        "Sở Nội vụ, Tòa Giám mục Hà Châu, nhất là Công an xã", ["Sở Nội vụ", "Tòa Giám mục Hà Châu"],
        id="one singled out ends the list",
    ),
    pytest.param(
        "Hội Nhà văn Việt Nam - Chi nhánh Hà Châu và Sở Nội vụ mở mục", ["Hội Nhà văn Việt Nam - Chi nhánh Hà Châu",
        "Sở Nội vụ"], id="a branch behind a dash",
    ),
    pytest.param(
        "Ủy ban nhân dân các tỉnh, thành phố vùng đồng bằng sông Hồng lập sổ",
        ["Ủy ban nhân dân các tỉnh, thành phố vùng đồng bằng sông Hồng"], id="places of a region",
    ),
    pytest.param(
        "Ủy ban Kiểm tra Tỉnh ủy và các cơ quan nội chính lập sổ",
        ["Ủy ban Kiểm tra Tỉnh ủy", "các cơ quan nội chính"], id="agencies of a branch",
    ),
    pytest.param("Thôn trưởng thôn Bến Lội (thôn xa) lập sổ", ["Thôn trưởng thôn Bến Lội"], id="heads of villages"),
    pytest.param("Phòng Quản lý văn thư, lưu trữ lập sổ", ["Phòng Quản lý văn thư, lưu trữ"], id="two works, one room"),
    pytest.param("Kiểm lâm địa bàn đi tuần", ["Kiểm lâm địa bàn"], id="no verb in a compound"),
    pytest.param("Trung tâm Y tế khu vực báo cáo", ["Trung tâm Y tế khu vực"], id="a region without a number"),
    pytest.param(
        "Phòng Cảnh sát quản lý hành chính (PC06) và PA05 lập sổ",
        ["Phòng Cảnh sát quản lý hành chính", "PA05"], id="codes of the police",
    ),
    pytest.param("Công an tỉnh rà soát sổ của phòng (PC06)", ["Công an tỉnh"], id="a code behind a duty"),
    pytest.param("Phòng Cảnh sát phối hợp với Phòng Tham mưu (PV01)", ["Phòng Cảnh sát"], id="a code of another"),
    pytest.param("Phòng Tham mưu và PC06 lập sổ", ["Phòng Tham mưu", "PC06"], id="a code behind và"),
    pytest.param("Ban Chỉ đạo 35 các cấp họp", ["Ban Chỉ đạo 35 các cấp"], id="a committee with a number"),
    pytest.param("Công ty cấp nước tái lập mặt đường", ["Công ty cấp nước"], id="a company called by its work"),
    pytest.param(
        "các cơ sở giáo dục mầm non, phổ thông mở tủ sách", ["các cơ sở giáo dục mầm non, phổ thông"],
        id="schools of two levels",
    ),
    pytest.param(
        "các cơ sở khám bệnh, chữa bệnh tư nhân khi có sách", ["các cơ sở khám bệnh, chữa bệnh tư nhân"],
        id="a condition ends a name",
    ),
    pytest.param("Phòng Hậu cần mua sách", ["Phòng Hậu cần"], id="hậu cần is one word"),
    pytest.param(
        "Phòng Quản lý kho và đào tạo thực hiện.", ["Phòng Quản lý kho và đào tạo"], id="a work before the duty"
    ),
    pytest.param(
        "Bệnh viện Đa khoa Sa Châu và Bệnh viện Sản - Nhi làm tủ sách",
        ["Bệnh viện Đa khoa Sa Châu", "Bệnh viện Sản - Nhi"], id="hospitals by their names",
    ),
    pytest.param("Bệnh viện tỉnh mở tủ sách", ["Bệnh viện tỉnh"], id="a hospital by its place"),
    pytest.param(
        "Đồng chí Phó Chủ tịch phụ trách kho sách trực tiếp làm trưởng đoàn",
        ["Đồng chí Phó Chủ tịch phụ trách kho sách"], id="what somebody is in charge of",
    ),
    pytest.param("Đồng chí Phó Chủ tịch phụ trách mười thôn", ["Đồng chí Phó Chủ tịch"], id="is a duty else"),
    pytest.param(
        "Đồng chí Phó Chủ tịch phụ trách mười thôn và chỉ đạo", ["Đồng chí Phó Chủ tịch"], id="and beside another duty"
    ),
    pytest.param(
        "cơ quan quản lý trực tiếp và thư viện gần nhất", ["cơ quan quản lý trực tiếp", "thư viện gần nhất"],
        id="whoever stands above",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "names"), LISTS)
def test_lists_of_agencies(words: str, names: list[str]) -> None:
    text = text_of(words)
    found = names_at(text, 0, len(words))
    assert found is not None
    assert [spelled(text, name) for name in found.names] == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Các cơ quan chuyên môn, UBND các xã rà soát", ["Các cơ quan chuyên môn", "UBND các xã"]),
        ("Các phòng chuyên môn chuyển hồ sơ", ["Các phòng chuyên môn"]),
        ("Các nhóm nòng cốt hằng tuần báo cáo", ["Các nhóm nòng cốt"]),
        ("các ban tự quản thôn, buôn hằng năm điều tra", ["các ban tự quản thôn, buôn"]),
        ("Ban quản lý các cảng cá, Công an tỉnh vận hành", ["Ban quản lý các cảng cá", "Công an tỉnh"]),
        ("Cổng thông tin điện tử tỉnh mở chuyên trang", ["Cổng thông tin điện tử tỉnh"]),
        ("Các trường bố trí giờ đọc", ["Các trường"]),
        ("Trường Đại học Khoa học Đời sống chủ trì", ["Trường Đại học Khoa học Đời sống"]),
        ("Trung tâm Khuyến nông và Dịch vụ thư viện xây dựng", ["Trung tâm Khuyến nông và Dịch vụ thư viện"]),
        ("Trung tâm Y tế và Công an xã kiểm tra", ["Trung tâm Y tế", "Công an xã"]),
        ("Thủ trưởng các đơn vị thuộc, trực thuộc Bộ rà soát", ["Thủ trưởng các đơn vị thuộc, trực thuộc Bộ"]),
        ("điều tra viên phụ trách mười hộ", ["điều tra viên"]),
        ("Đảng ủy Cục Sách báo lãnh đạo", ["Đảng ủy Cục Sách báo"]),
        ("Đảng ủy Vụ Sách - Báo phối hợp", ["Đảng ủy Vụ Sách - Báo"]),
        ("Công đoàn Bộ, Hội Cựu chiến binh Bộ vận động", ["Công đoàn Bộ", "Hội Cựu chiến binh Bộ"]),
        ("Ủy ban Kiểm tra Đảng ủy Bộ tham mưu", ["Ủy ban Kiểm tra Đảng ủy Bộ"]),
        ("Đảng ủy Bộ Nội vụ lãnh đạo", ["Đảng ủy Bộ Nội vụ"]),
        ("Đoàn Thanh niên Bộ Y tế vận động", ["Đoàn Thanh niên Bộ Y tế"]),
        ("Đoàn giám sát nghiên cứu hồ sơ", ["Đoàn giám sát"]),
        ("Chi cục Lâm nghiệp và Kiểm lâm chủ trì", ["Chi cục Lâm nghiệp và Kiểm lâm"]),
        ("Sở Nội vụ và Kiểm lâm chủ trì", ["Sở Nội vụ", "Kiểm lâm"]),
    ],
)  # fmt: skip
def test_names_end_where_the_duty_begins(words: str, names: list[str]) -> None:
    text = text_of(words)
    found = names_at(text, 0, len(words))
    assert found is not None
    assert [spelled(text, name) for name in found.names] == names
