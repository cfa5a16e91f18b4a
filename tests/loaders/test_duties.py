"""Who must do it, with whom, who gets the report: by the words of the clause, the heading or the opening line."""

from collections.abc import Callable, Sequence

import pytest

from ontology.model import Document, LeadSource, Party, Task

Read = Callable[[str], Document]


def names(parties: Sequence[Party]) -> list[str]:
    return [party.name for party in parties]


def only(document: Document) -> Task:
    (task,) = document.tasks
    return task


LEADS = [
    pytest.param("Kết thúc mùa hè, đề nghị các sở, ngành mở tủ sách.", ["các sở, ngành"], id="asked behind a time"),
    pytest.param(
        "Kinh phí mua sách do Văn phòng Đảng ủy tham mưu cân đối.", ["Văn phòng Đảng ủy"], id="who sees to money"
    ),
    pytest.param("Kinh phí mua sách do ngân sách xã bảo đảm.", [], id="money from a budget"),
    pytest.param("Quán triệt quan điểm sách là của Nhân dân, do Nhân dân thực hiện.", [], id="a view, no duty"),
    pytest.param("Sở Nội vụ chủ trì xây dựng tủ sách.", ["Sở Nội vụ"], id="subject that leads"),
    pytest.param("Sở Nội vụ có trách nhiệm theo dõi việc thực hiện.", ["Sở Nội vụ"], id="subject that answers"),
    pytest.param("Các cơ quan, đơn vị, địa phương rà soát tủ sách.", ["Các cơ quan, đơn vị, địa phương"], id="group"),
    pytest.param("Sở Nội vụ, Sở Tài chính tham mưu bố trí kinh phí.", ["Sở Nội vụ", "Sở Tài chính"], id="two subjects"),
    pytest.param("Ủy ban nhân dân các xã, phường bố trí địa điểm.", ["Ủy ban nhân dân các xã, phường"], id="places"),
    pytest.param("Sở Văn hóa, Thể thao và Du lịch mở tủ sách.", ["Sở Văn hóa, Thể thao và Du lịch"], id="commas"),
    pytest.param("Sở Nội vụ: Xây dựng tủ sách trong cơ quan nhà nước.", ["Sở Nội vụ"], id="label"),
    pytest.param("Giao Sở Nội vụ chủ trì xây dựng tủ sách.", ["Sở Nội vụ"], id="given"),
    pytest.param("Giao trách nhiệm cho Sở Nội vụ xây dựng tủ sách.", ["Sở Nội vụ"], id="given the responsibility"),
    pytest.param("Yêu cầu thủ trưởng các cơ quan, đơn vị thực hiện.", ["thủ trưởng các cơ quan, đơn vị"], id="asked"),
    pytest.param("Phát huy vai trò của Đoàn Thanh niên trong việc đọc sách.", ["Đoàn Thanh niên"], id="role"),
    pytest.param("Căn cứ Kế hoạch này, Sở Nội vụ xây dựng kế hoạch năm.", ["Sở Nội vụ"], id="after an adverbial"),
    pytest.param("Hằng năm, Sở Tài chính bố trí kinh phí mua sách.", ["Sở Tài chính"], id="subject after a time"),
    pytest.param("Nâng cao trách nhiệm của Sở Nội vụ trong việc đọc sách.", [], id="responsibility is no role"),
    pytest.param("Gắn trách nhiệm của người đứng đầu với kết quả thực hiện.", [], id="tied to a responsibility"),
    pytest.param("Xây dựng tủ sách tại nhà văn hóa thôn.", [], id="nobody"),
    pytest.param("Phối hợp với Sở Nội vụ xây dựng tủ sách.", [], id="a partner is no lead"),
    pytest.param("Xây dựng quy chế hoạt động của Hội đồng thư viện tỉnh.", [], id="worked on, not working"),
    pytest.param("Báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12/2026.", [], id="the one reported to"),
    pytest.param("Giao Giám đốc Sở Nội vụ theo dõi việc thực hiện.", ["Giám đốc Sở Nội vụ"], id="a head is given it"),
    pytest.param("Chủ tịch Hội Nông dân xã chịu trách nhiệm.", ["Chủ tịch Hội Nông dân xã"], id="a head"),
    pytest.param("Hội Nông dân, Đoàn Thanh niên phát động.", ["Hội Nông dân", "Đoàn Thanh niên"], id="bodies"),
    pytest.param("Các sở, ban, ngành; Công an tỉnh rà soát.", ["Các sở, ban, ngành", "Công an tỉnh"], id="semicolon"),
    pytest.param("Sở Y tế, theo chức năng được giao, mở tủ sách.", ["Sở Y tế"], id="words between subject and verb"),
    pytest.param("Văn phòng Đảng ủy tham mưu Đảng ủy quy chế mới.", ["Văn phòng Đảng ủy"], id="advised, not leading"),
    pytest.param("Tham mưu Ủy ban nhân dân tỉnh ban hành quy chế.", [], id="nobody advises"),
    pytest.param("Tổ chức tập huấn cho cán bộ, công chức, viên chức.", [], id="those who are taught"),
    pytest.param("Hoàn thiện cơ sở dữ liệu quốc gia về thư viện.", [], id="a database is no institution"),
    pytest.param("Kinh phí thực hiện do ngân sách nhà nước bảo đảm.", [], id="money leads nothing"),
    pytest.param("Phối hợp giữa các cơ quan, đơn vị trong tuyên truyền.", [], id="between"),
    pytest.param("Mỗi năm một lần, Sở Nội vụ kiểm tra việc thực hiện.", ["Sở Nội vụ"], id="after a rhythm"),
    pytest.param("Từ nay đến cuối năm 2026, Sở Nội vụ rà soát tủ sách.", ["Sở Nội vụ"], id="after a period"),
    pytest.param("Chậm nhất ngày 31/12/2026, các xã mở tủ sách.", ["các xã"], id="after a last day"),
    pytest.param("Trước 30/6 hằng năm, UBND xã kiểm kê sách.", ["UBND xã"], id="before a day without its word"),
    pytest.param("Sau 15 ngày kể từ ngày ban hành, các chi bộ mở tủ sách.", ["các chi bộ"], id="after some days"),
    pytest.param("Sở Nội vụ (chủ trì), Công an xã (phối hợp): Mở tủ sách.", ["Sở Nội vụ"], id="roles behind names"),
    pytest.param("Mở tủ sách. Chủ trì: Sở Nội vụ. Phối hợp: các thôn.", ["Sở Nội vụ"], id="roles before names"),
    pytest.param("Công an xã (đơn vị chủ trì) mở tủ sách.", ["Công an xã"], id="the unit in charge is the one before"),
    pytest.param("Báo Hà Châu và Đài Tiếng nói mở mục.", ["Báo Hà Châu", "Đài Tiếng nói"], id="two joined"),
    pytest.param("Người đứng đầu các cấp trực tiếp chỉ đạo.", ["Người đứng đầu các cấp"], id="levels in a name"),
    pytest.param(
        "Người đứng đầu cấp ủy, chính quyền các cấp trực tiếp chỉ đạo.",
        ["Người đứng đầu cấp ủy, chính quyền các cấp"], id="levels after a list",
    ),
    pytest.param(
        "Trên cơ sở Kế hoạch, các bộ, cơ quan ngang bộ, Ủy ban nhân dân các tỉnh xây dựng kế hoạch của mình.",
        ["các bộ, cơ quan ngang bộ", "Ủy ban nhân dân các tỉnh"], id="groups before an agency",
    ),
    pytest.param(
        "Giao các cơ sở trọng điểm gồm: Đại học Hà Châu, Viện Sách và Trường Cao đẳng nghề dạy nghề thư viện.",
        ["Đại học Hà Châu", "Viện Sách", "Trường Cao đẳng nghề"], id="members of a list",
    ),
    pytest.param("Bộ, ngành, địa phương rà soát tủ sách.", ["Bộ, ngành, địa phương"], id="bare groups"),
    pytest.param("Cục Quản lý Dược kiểm tra kho thuốc.", ["Cục Quản lý Dược"], id="a name that begins like a duty"),
    pytest.param("Sở Y tế tình nguyện mở tủ sách.", ["Sở Y tế"], id="no province"),
    pytest.param("Xây dựng đề án. Giao Sở Nội vụ chủ trì thực hiện.", ["Sở Nội vụ"], id="given at the end"),
    pytest.param("Nghiên cứu phương án giao Sở Nội vụ quản lý các trường.", [], id="a plan to give"),
    pytest.param("Trường hợp quá hạn, công chức phải xin lỗi bạn đọc.", ["công chức"], id="bound after a condition"),
    pytest.param("Trường hợp cần thiết, cán bộ, công chức vận động thêm.", [], id="a bare group after a condition"),
    pytest.param("Quá trình thực hiện, nếu vướng mắc, các xã báo cáo.", ["các xã"], id="after two conditions"),
    pytest.param("Kính đề nghị Ban Thường trực Hội tỉnh chỉ đạo.", ["Ban Thường trực Hội tỉnh"], id="asked politely"),
    pytest.param(
        "Tập trung mua sách; trước ngày 01/12 hằng năm, các sở gửi danh sách.",
        ["các sở"], id="who acts in a later part",
    ),
    pytest.param("Tập trung mua sách; trước ngày 01/12 hằng năm, gửi các sở.", [], id="a later part names nobody"),
    pytest.param(
        "Phân công đồng chí Lê Thị Hoa, Phó Chủ tịch Ủy ban nhân dân xã theo dõi.",
        ["đồng chí Lê Thị Hoa"], id="a person, the office told behind a comma",
    ),
    pytest.param(
        "Đồng chí Cao Xuân Lĩnh - Phó Bí thư Tỉnh đoàn chịu trách nhiệm.",
        ["Đồng chí Cao Xuân Lĩnh - Phó Bí thư Tỉnh đoàn"], id="a person who stands in for the office",
    ),
    pytest.param("Đồng chí Bí thư cấp ủy phụ trách.", ["Đồng chí Bí thư cấp ủy"], id="an office without the person"),
    pytest.param(
        "Ngân hàng Nhà nước chi nhánh Khu vực 5 chỉ đạo.", ["Ngân hàng Nhà nước chi nhánh khu vực 5"], id="a branch",
    ),
    pytest.param("Kho bạc Nhà nước khu vực chỉ đạo.", ["Kho bạc Nhà nước khu vực"], id="a branch without a number"),
    pytest.param(
        "Định kỳ công bố kết quả của cơ quan, cán bộ, công chức trong cơ quan nhà nước.", [], id="the end of a list",
    ),
    pytest.param("Bên cho mượn sách có trách nhiệm ghi sổ.", ["Bên cho mượn sách"], id="bound, of no known name"),
    pytest.param(
        "Trong thời hạn 05 ngày, kể từ ngày nhận sách, bạn đọc thẻ vàng phải chịu trách nhiệm trả sách.",
        ["bạn đọc thẻ vàng"], id="bound, behind a time",
    ),
    pytest.param(
        "Cơ quan quản lý thư viện cấp tỉnh có trách nhiệm ghi sổ.", ["Cơ quan quản lý thư viện cấp tỉnh"],
        id="bound, with what tells which office it is",
    ),
    pytest.param("Xây dựng đội ngũ thủ thư có trách nhiệm giữ sách.", [], id="a quality of those who are trained"),
    pytest.param("Đội ngũ thủ thư có trách nhiệm, tận tụy với sách.", [], id="a quality, told"),
    pytest.param("Bạn đọc mượn sách và chịu trách nhiệm giữ gìn.", [], id="bound beside another verb"),
    pytest.param("Bên cho mượn không chịu trách nhiệm về sách rách.", [], id="not bound"),
    pytest.param(
        "Có cơ chế đặt hàng, giao nhiệm vụ cho các nhà xuất bản in sách.", [], id="a mechanism that would give",
    ),
    pytest.param("Chủ nhà trọ, nhà hàng ký cam kết.", ["Chủ nhà trọ, nhà hàng"], id="owners and their like"),
    pytest.param(
        "Sở Nội vụ tổng hợp sách thiếu; các địa phương bố trí phòng đọc.", ["Sở Nội vụ", "các địa phương"],
        id="each with a part of the work",
    ),
    pytest.param(
        "Sở Nội vụ kiểm tra phòng đọc; cán bộ, công chức đọc sách; sách báo được giữ sạch.", ["Sở Nội vụ"],
        id="other parts name no agency",
    ),
    pytest.param("Mở tủ sách. Trách nhiệm thực hiện: Sở Nội vụ.", ["Sở Nội vụ"], id="stated as a responsibility"),
    pytest.param("Mở tủ sách. Người phụ trách: đồng chí Lê Thị Hoa.", ["đồng chí Lê Thị Hoa"], id="a person stated"),
    pytest.param("Mở tủ sách (giao Sở Nội vụ chủ trì).", ["Sở Nội vụ"], id="given in brackets"),
    pytest.param("Nhiệm vụ này giao cho Sở Nội vụ.", ["Sở Nội vụ"], id="this is given"),
    pytest.param("Giao thêm nhiệm vụ cho Sở Nội vụ: mở tủ sách.", ["Sở Nội vụ"], id="one more is given"),
    pytest.param(
        "Mở tủ sách. Tiếp tục phát huy mạnh mẽ vai trò của Hội Nông dân.", ["Hội Nông dân"], id="a role, told later",
    ),
    pytest.param("Riêng Sở Nội vụ báo cáo trước ngày 15/5/2026.", ["Sở Nội vụ"], id="one set apart"),
    pytest.param("Về phía Sở Nội vụ: mở tủ sách.", ["Sở Nội vụ"], id="one addressed before a colon"),
    pytest.param("Các tổ chức hội, đoàn thể vận động bạn đọc.", ["Các tổ chức hội, đoàn thể"], id="unions"),
    pytest.param("Tổ chức hội nghị bạn đọc.", [], id="a meeting is no union"),
    pytest.param("Cấp ủy viên phụ trách thôn đọc sách.", ["Cấp ủy viên"], id="a member is not the committee"),
    pytest.param("Toàn ngành Giáo dục phát động đọc sách.", ["Toàn ngành Giáo dục"], id="a whole branch"),
    pytest.param("Kế toán trưởng lập dự toán.", ["Kế toán trưởng"], id="a post"),
    pytest.param("Chủ nhà trọ mở tủ sách cho khách.", ["Chủ nhà trọ"], id="an owner"),
    pytest.param("Cha mẹ học sinh đưa con đến thư viện.", ["Cha mẹ học sinh"], id="parents"),
    pytest.param("Các chủ cơ sở lưu trú bố trí tủ sách.", ["Các chủ cơ sở lưu trú"], id="owners of what kind"),
    pytest.param("Người dân khai báo sách quý.", ["Người dân"], id="people"),
    pytest.param("Ấp đội cử người trông sách.", ["Ấp đội"], id="a squad"),
    pytest.param("Các ông, bà Tổ trưởng tổ dân phố mời bạn đọc.", ["Các ông, bà Tổ trưởng tổ dân phố"], id="addressed"),
    pytest.param("Ông Chánh Văn phòng theo dõi.", ["Ông Chánh Văn phòng"], id="one addressed"),
    pytest.param(
        "Đồng chí Phó Bí thư Thường trực phụ trách chung.", ["Đồng chí Phó Bí thư Thường trực"],
        id="an office is no person's name",
    ),
    pytest.param("Mỗi quý một lần Ban Chỉ đạo tỉnh họp.", ["Ban Chỉ đạo tỉnh"], id="no comma behind a rhythm"),
    pytest.param("Trước ngày 15/12 hằng năm UBND xã báo cáo.", ["UBND xã"], id="no comma behind a day"),
    pytest.param("Hằng năm các cơ quan, đơn vị rà soát.", ["các cơ quan, đơn vị"], id="a group behind a rhythm"),
    pytest.param("Hằng năm tổ chức hội sách.", [], id="nobody behind a rhythm"),
    pytest.param("Trường học xanh: các cơ sở giáo dục trồng cây.", ["các cơ sở giáo dục"], id="a topic and a subject"),
    pytest.param("Cộng đồng an toàn: cắm biển báo quanh thư viện.", [], id="a topic alone"),
    pytest.param("UBND phường Trường Lâm khẩn trương mở cửa.", ["UBND phường Trường Lâm"], id="a place like a school"),
    pytest.param(
        "Trên đây là Kế hoạch mở thư viện; yêu cầu các cơ quan, đơn vị triển khai.", ["các cơ quan, đơn vị"],
        id="asked in the closing line",
    ),
    pytest.param(
        "Các chi bộ, nhất là người đứng đầu, rà soát tủ sách.", ["Các chi bộ"], id="singled out before the verb",
    ),
    pytest.param(
        "Sở Nội vụ, Sở Tài chính - theo chức năng - rà soát tủ sách.", ["Sở Nội vụ", "Sở Tài chính"],
        id="dashes before the verb",
    ),
    pytest.param("Dọn kho sách cũ (Công an xã đảm nhiệm).", ["Công an xã"], id="taken on, in brackets"),
    pytest.param("Dọn kho sách cũ (giao Sở Nội vụ lập danh mục).", ["Sở Nội vụ"], id="given in brackets"),
    pytest.param("Bỏ thói quen gấp sách (đảng viên gương mẫu làm trước).", ["đảng viên"], id="who sets the example"),
    pytest.param("Dọn kho sách cũ (Sở Nội vụ đã có danh mục).", [], id="told in brackets"),
    pytest.param("Dọn kho sách. Hai việc trên do Công an xã đảm nhận.", ["Công an xã"], id="two things taken on"),
    pytest.param("Dọn kho sách. Phần việc này giao cho Công an xã.", ["Công an xã"], id="a part of it given"),
    pytest.param("Kiến nghị Kho bạc Nhà nước sớm cấp kinh phí.", ["Kho bạc Nhà nước"], id="petitioned"),
    pytest.param("Nhận được Kế hoạch này, đề nghị Đoàn xã triển khai.", ["Đoàn xã"], id="asked once it is received"),
    pytest.param("Tổng hợp số liệu, đề nghị Sở Tài chính cấp kinh phí.", [], id="asking is the work"),
    pytest.param("Khi mất sách, hiệu trưởng báo cáo Sở Nội vụ.", ["hiệu trưởng"], id="a head where something happens"),
    pytest.param("Khi mất sách, cán bộ và bạn đọc cùng tìm.", [], id="many where something happens"),
    pytest.param("Mở tủ sách; Công an xã trông coi phòng đọc.", ["Công an xã"], id="the second part's subject"),
    pytest.param("Mở tủ sách; mỗi thôn chọn một người đọc.", [], id="shares of the work"),
    pytest.param("Mở tủ sách; các sở trong tỉnh đều có sách.", [], id="no verb behind the group"),
    pytest.param("Về kinh phí, Sở Tài chính cân đối.", ["Sở Tài chính"], id="behind the matter"),
    pytest.param("Tại các chợ, Ban quản lý chợ đặt tủ sách.", ["Ban quản lý chợ"], id="behind the place"),
    pytest.param("Sau hội nghị, Văn phòng ra thông báo.", ["Văn phòng"], id="behind what comes before it"),
    pytest.param("Mặt khác, Công an tỉnh rà soát sách lậu.", ["Công an tỉnh"], id="behind another side"),
    pytest.param("Bên cạnh đó các chi bộ rà soát tủ sách.", ["các chi bộ"], id="no comma behind the link"),
    pytest.param("Đầu tư Thư viện tỉnh, Nhà hát tỉnh thành điểm đến.", [], id="invested in"),
    pytest.param("Xã Tân Hòa hoàn thành tủ sách.", ["Xã Tân Hòa"], id="a commune"),
    pytest.param("Khu phố 3 vận động tặng sách.", ["Khu phố 3"], id="a numbered quarter"),
    pytest.param("Xã hội hóa việc mua sách.", [], id="no commune"),
    pytest.param("Áp dụng phần mềm thư viện mới.", [], id="no hamlet"),
    pytest.param("Cả hai sở thống nhất quy chế đọc.", ["Cả hai sở"], id="both"),
    pytest.param("Câu lạc bộ Sách Hà Châu tổ chức đêm thơ.", ["Câu lạc bộ Sách Hà Châu"], id="a club"),
    pytest.param("Thành viên Ban Chỉ đạo kiểm tra tủ sách.", ["Thành viên Ban Chỉ đạo"], id="members of a body"),
    pytest.param("Danh sách do Sở Nội vụ tổng hợp, trình ký.", ["Sở Nội vụ"], id="a thing and who does it"),
    pytest.param("Việc mua sách được Sở Y tế thực hiện.", ["Sở Y tế"], id="passive"),
    pytest.param("Sử dụng danh sách do Sở Nội vụ tổng hợp.", [], id="made by another"),
    pytest.param("Thống nhất giao Sở Nội vụ mở tủ sách.", ["Sở Nội vụ"], id="agreed to give"),
    pytest.param("Trạm Y tế phường Phú Hậu đo mắt bạn đọc.", ["Trạm Y tế phường Phú Hậu"], id="a verb unknown"),
    pytest.param("Sở Nội vụ mở tủ sách; các cơ quan này giữ sách.", ["Sở Nội vụ"], id="spoken of again"),
    pytest.param("Tủ sách lưu động phải được chủ nhà trọ bố trí chỗ đặt.", ["chủ nhà trọ"], id="done by somebody"),
    pytest.param("Phần mềm mượn sách do Thư viện tỉnh xây dựng, dùng chung.", ["Thư viện tỉnh"], id="made by one"),
    pytest.param("Các tủ sách do Ủy ban nhân dân tỉnh giao được kiểm kê lại.", [], id="given by one, done by nobody"),
    pytest.param("Tủ sách đã được Thư viện tỉnh tặng cần có người trông.", [], id="what one has done already"),
    pytest.param("Giới thiệu sách mới là nhiệm vụ của Thư viện tỉnh.", ["Thư viện tỉnh"], id="said to be a duty"),
    pytest.param("Những đoạn kệ hỏng phải được chủ nhà sách thay.", ["chủ nhà sách"], id="a thing, and no Đoàn"),
    pytest.param("Mời nghệ nhân, già làng kể chuyện tại thư viện.", [], id="who is invited"),
    pytest.param(
        "Sách cũ do Thư viện tỉnh kiểm kê; Sở Tài chính phối hợp thanh lý.", ["Thư viện tỉnh"], id="one does, one helps"
    ),
    pytest.param(
        "Cục Quản lý sách và văn hóa phẩm quý hiếm chủ trì kiểm kê.", ["Cục Quản lý sách và văn hóa phẩm quý hiếm"],
        id="a name with an and",
    ),
    pytest.param("Viện Kinh tế xây dựng phối hợp thực hiện.", ["Viện Kinh tế xây dựng"], id="a name with a work"),
    pytest.param(
        "Quá trình thực hiện nếu có vướng mắc, đề nghị các thôn, các phòng kịp thời phản ánh.",
        ["các thôn", "các phòng"], id="asked on a condition",
    ),
    pytest.param("Đối với sách hiếm, người phụ trách lập sổ riêng.", ["người phụ trách"], id="one who answers"),
    pytest.param("Trong tháng 4/2026, chi ủy các bản đưa sách ra đọc.", ["chi ủy các bản"], id="a body after a time"),
    pytest.param("Trước ngày 30/6/2027, tỉnh ủy, thành ủy mở tủ sách.", ["Tỉnh ủy", "Thành ủy"], id="bodies in a list"),
    pytest.param("Với bạn đọc ở xa, Thư viện tỉnh đến tận nơi phục vụ.", ["Thư viện tỉnh"], id="after whom it is for"),
    pytest.param("Nhận được Kế hoạch này, các chi bộ khẩn trương mở tủ sách.", ["các chi bộ"], id="once it is there"),
    pytest.param("Có khó khăn, vướng mắc, các thôn kịp thời hỏi lại.", ["các thôn"], id="if there is a difficulty"),
    pytest.param("Tổ chức tư vấn giám sát không được ký khống.", ["Tổ chức tư vấn giám sát"], id="what is forbidden"),
    pytest.param("Kinh phí còn nợ phải được chủ đầu tư trả đủ.", ["chủ đầu tư"], id="money that one must pay"),
    pytest.param("Kinh phí mua sách được Sở Tài chính cấp trong năm.", [], id="money that one grants"),
    pytest.param("Chi bộ các khu phố có báo cáo gửi Đảng ủy.", ["Chi bộ các khu phố"], id="who has a report"),
    pytest.param("Ưu tiên giao Hội Nông dân xã giữ tủ sách.", ["Hội Nông dân xã"], id="given by preference"),
    pytest.param("Điện lực Sơn Bình ngừng cắt điện thư viện.", ["Điện lực Sơn Bình"], id="a branch by its place"),
    pytest.param(
        "Mở thêm điểm đọc sách; tại mỗi điểm, bưu điện văn hóa xã cử một thủ thư.", ["bưu điện văn hóa xã"],
        id="a later part, at a place",
    ),
    pytest.param(
        "Đổi mới cách giới thiệu sách; phát huy vai trò của thầy cô giáo trong việc đọc.", ["thầy cô giáo"],
        id="a role in a later part",
    ),
]  # fmt: skip
# Named behind the thing done, behind a condition, or at the end.
LEADS += [
    pytest.param("Sổ mượn sách từng thôn do Sở Nội vụ báo cáo Giám đốc.", ["Sở Nội vụ"], id="any thing"),
    pytest.param("Mỗi tủ sách mở hai buổi, do Hội Nông dân xã đảm nhận.", ["Hội Nông dân xã"], id="by whom, last"),
    pytest.param("Dự hội sách do Sở Nội vụ tổ chức.", [], id="whose the thing is"),
    pytest.param("Theo dõi số bạn đọc do Sở Nội vụ công bố.", [], id="whose the number is"),
    pytest.param("Vốn mua sách do Sở Tài chính cấp trong năm.", [], id="where money comes from"),
    pytest.param("Nòng cốt trong tặng sách là Đoàn Thanh niên.", ["Đoàn Thanh niên"], id="the core is"),
    pytest.param("Trách nhiệm giữ tủ sách thuộc về Hội Nông dân xã.", ["Hội Nông dân xã"], id="the duty belongs to"),
    pytest.param("Trách nhiệm, nhất là Sở Nội vụ, được nâng lên.", [], id="the duty of whom, first of all"),
    pytest.param("Thôn nào để mất sách thì Chủ tịch Hội phải kiểm điểm.", ["Chủ tịch Hội"], id="a condition"),
    pytest.param("Mở mục điểm sách trên loa - Trung tâm Văn hóa xã.", ["Trung tâm Văn hóa xã"], id="behind a dash"),
    pytest.param("Nối thư viện với Sở Nội vụ - nhà trường.", [], id="a dash between two"),
    pytest.param("Chủ vật nuôi báo ngay thú y xã.", ["Chủ vật nuôi"], id="an owner"),
    pytest.param("Thú y xã tiêm phòng đợt một.", ["Thú y xã"], id="a calling of the commune"),
    pytest.param("Các dòng họ đưa việc đọc vào tộc ước.", ["Các dòng họ"], id="clans"),
    pytest.param("Đọc sách theo tuần, tháng, có người chịu trách nhiệm.", [], id="somebody who answers"),
    pytest.param("Mỗi khu, cụm công nghiệp phải dành một góc đọc sách.", [], id="a place has no duty"),
    pytest.param("Hằng quý, bộ phận một cửa công khai số bạn đọc.", ["Bộ phận một cửa"], id="a section, after a time"),
    pytest.param("Ngoài việc mở tủ sách, Hội Làm vườn lập vườn mẫu.", ["Hội Làm vườn"], id="besides"),
    pytest.param("Riêng thôn Bến Lội tổ chức dời tủ sách.", ["thôn Bến Lội"], id="one village"),
    pytest.param("Về phía Hội Nông dân, duy trì ba tủ sách.", ["Hội Nông dân"], id="on the part of"),
    pytest.param("Bạn đọc mất thẻ thì Thủ thư thư viện cấp lại.", ["Thủ thư thư viện"], id="then"),
    pytest.param("Sách quý, sau khi quét, được Sở Nội vụ niêm phong.", ["Sở Nội vụ"], id="passive behind an aside"),
    pytest.param("Lập tủ sách. Việc này do Hội Nông dân xã hoàn thành.", ["Hội Nông dân xã"], id="this is done by"),
    pytest.param("Nghe bạn đọc; cơ quan chủ trì là Sở Nội vụ.", ["Sở Nội vụ"], id="the lead is"),
    pytest.param("Người cao tuổi được đọc sách tại nhà.", [], id="to whom it is done"),
    pytest.param("Mời chuyên gia của Học viện Thư viện về dạy.", [], id="invited"),
    pytest.param("Các quầy sách lưu động lập sổ bạn đọc.", ["Các quầy sách lưu động"], id="a group unknown"),
    pytest.param("Các hoạt động đọc sách tổ chức vào chủ nhật.", [], id="things in the plural"),
    pytest.param("Mở tủ sách ở xã; cơ quan thuế các cấp đến từng chợ.", ["Cơ quan Thuế các cấp"], id="in a later part"),
    pytest.param("Định kỳ 6 tháng tổng hợp, báo cáo UBND xã, Sở Nội vụ theo quy định.", [], id="who gets the report"),
    pytest.param("Mở tủ sách. Cán bộ tiếp nhận hướng dẫn một lần.", [], id="how members behave"),
    pytest.param("Sở Nội vụ soạn sách, Sở Tài chính thẩm định giá.", ["Sở Nội vụ", "Sở Tài chính"], id="in turn"),
    pytest.param("Sở Nội vụ soạn sách, Sở Tài chính phối hợp.", ["Sở Nội vụ"], id="the second helps"),
    pytest.param("Mở lớp đọc sách (Sở Nội vụ, Công an xã).", ["Sở Nội vụ", "Công an xã"], id="alone in brackets"),
    pytest.param("Mở lớp cho các ngành (Công an xã).", [], id="brackets that tell which"),
    pytest.param("Ký cam kết giữ sách - trách nhiệm của Công an xã.", ["Công an xã"], id="a duty behind a dash"),
    pytest.param("Nhiệm vụ của Sở Y tế là mở tủ sách.", ["Sở Y tế"], id="the duty of one is"),
    pytest.param("Tiếp tục giao Hội Nông dân xã giữ tủ sách.", ["Hội Nông dân xã"], id="given again"),
    pytest.param("Mùa hè năm nay Xã đoàn mở lớp đọc sách.", ["Xã đoàn"], id="a time without a comma"),
    pytest.param("Ở thôn xa, trưởng thôn cử người giữ sách.", ["Trưởng thôn"], id="the head of a place"),
    pytest.param("Mời bạn đọc ghi sổ, việc này Hội Nông dân xã đảm nhiệm.", ["Hội Nông dân xã"], id="this one does"),
    pytest.param("Đầu mối liên hệ: Sở Nội vụ.", ["Sở Nội vụ"], id="the contact"),
]  # fmt: skip

# Who is handed a thing, whose name holds works and dashes, and what a sentence may set before its subject.
LEADS += [
    pytest.param("Kệ sách đóng xong giao cho Hội Nông dân xã trông coi.", ["Hội Nông dân xã"], id="handed to"),
    pytest.param("Kệ sách sau khi sửa được bàn giao cho khu phố quét dọn.", ["khu phố"], id="handed to a village"),
    pytest.param("Sách đọc xong giao cho bạn đọc sau.", [], id="handed to nobody told"),
    pytest.param("Sách in lậu bị Công an xã cùng với Đoàn xã thu hồi.", ["Công an xã"], id="suffered"),
    pytest.param(
        "Danh sách trả muộn do Phòng Văn hóa - Xã hội đăng tải trên mạng.", ["Phòng Văn hóa - Xã hội"],
        id="done by a name with a dash",
    ),
    pytest.param(
        "Lịch mượn do Trung tâm Quản lý, Khai thác thư viện số lập hằng tháng.",
        ["Trung tâm Quản lý, Khai thác thư viện số"], id="done by a name with two works",
    ),
    pytest.param(
        "Thẻ mất phải làm lại; thẻ mới do Trung tâm Thư viện xã phát hành.", ["Trung tâm Thư viện xã"],
        id="done by, in a later part",
    ),
    pytest.param("Thẻ mất phải làm lại; kiểm tra sách do Hội Làm vườn tặng.", [], id="whose the thing is, later"),
    pytest.param("Lập Hội Sách, do đồng chí Tổng Bí thư Ban Chấp hành Hội làm Trưởng Ban. Mở tủ.", [], id="its head"),
    pytest.param("Tủ sách lập ra do Sở Nội vụ đang thiếu chỗ.", [], id="the cause of it"),
    pytest.param(
        "Nhu cầu đọc do các trường cao đẳng, trung cấp trên địa bàn cùng với hội sách khảo sát.",
        ["các trường cao đẳng, trung cấp trên địa bàn"], id="two kinds of school",
    ),
    pytest.param(
        "Sách hỏng phải được các bệnh viện công lập, ngoài công lập kê khai.",
        ["các bệnh viện công lập, ngoài công lập"], id="public ones and others",
    ),
    pytest.param(
        "Cục Phổ biến, giáo dục pháp luật và Trợ giúp pháp lý mở tủ sách.",
        ["Cục Phổ biến, giáo dục pháp luật và Trợ giúp pháp lý"], id="works in a name",
    ),
    pytest.param("Đến hết năm 2028, Bệnh viện Sản - Nhi làm chủ kho.", ["Bệnh viện Sản - Nhi"], id="a dash inside"),
    pytest.param("Sau hội sách, Trạm Y tế xã, phường giới thiệu sách.", ["Trạm Y tế xã, phường"], id="several places"),
    pytest.param("Tổng kết mùa đọc, Văn phòng HĐND xã họp.", ["Văn phòng HĐND xã"], id="behind a season's end"),
    pytest.param("Tổng kết mùa đọc, rút kinh nghiệm ở Sở Nội vụ.", [], id="looking back is the work"),
    pytest.param("Trên các bến đò, lối mở, đội giữ sách chủ trì, phối hợp dân gác.", ["đội giữ sách"], id="where"),
    pytest.param("Đầu tư hai phòng đọc tại Cà Mau, hoàn thành trong năm.", [], id="investing is no time"),
    pytest.param(
        "Ban Thường vụ các huyện ủy, thị ủy biên giới chỉ đạo mở tủ sách.",
        ["Ban Thường vụ các huyện ủy", "thị ủy biên giới"], id="two committees at the border",
    ),
    pytest.param(
        "Phát huy vai trò của luật gia, người bán sách và Đoàn xã trong việc tặng sách.",
        ["luật gia", "người bán sách", "Đoàn xã"], id="held up, whatever they are called",
    ),
    pytest.param("Phát huy vai trò của Đoàn xã, tặng sách cho trẻ.", ["Đoàn xã"], id="held up, then the work"),
    pytest.param("Bao bì sách cũ được thu gom riêng.", [], id="no newspaper"),
    pytest.param("Sở Nội vụ mở tủ sách. Chi bộ nào để mất sách thì bị nhắc.", ["Sở Nội vụ"], id="whichever it may be"),
    pytest.param(
        "Mở lớp đọc. Sở Nội vụ là cơ quan chủ trì, Hội Sách xã là cơ quan phối hợp.", ["Sở Nội vụ"], id="told to help",
    ),
    pytest.param(
        "Lập kho sách nói; mời Trường Đại học Hòa Lạc nghiên cứu giọng đọc.", ["Trường Đại học Hòa Lạc"],
        id="one is invited",
    ),
    pytest.param("Khuyến khích các nhà sách mở cửa buổi tối.", [], id="of many it is only hoped"),
    pytest.param("Khuyến khích đọc sách trong giờ nghỉ.", [], id="a thing is encouraged"),
    pytest.param(
        "Tỉnh Hòa Lạc và thành phố Sơn Hải bố trí đất xây thư viện.", ["Tỉnh Hòa Lạc", "thành phố Sơn Hải"],
        id="places do it",
    ),
    pytest.param("Tỉnh Hòa Lạc là nơi có nhiều sách nhất.", [], id="a place is only told of"),
    pytest.param(
        "Thẻ bạn đọc do Thư viện tỉnh cấp và quản lý trên hệ thống chung.", ["Thư viện tỉnh"], id="given and kept by"
    ),
    pytest.param("Nộp bản sao giấy phép do Thư viện tỉnh cấp.", [], id="who once gave a paper"),
    pytest.param(
        "Việc nhập dữ liệu giao Tổ công nghệ số cộng đồng hỗ trợ.", ["Tổ công nghệ số cộng đồng"], id="handed over"
    ),
    pytest.param("Hiệu trưởng các trường bố trí giờ đọc sách.", ["Hiệu trưởng các trường"], id="schools arrange"),
    pytest.param(
        "Chi bộ Trường THPT Lê Văn Sách chủ động chọn người đọc.", ["Chi bộ Trường THPT Lê Văn Sách"],
        id="a cell of a school",
    ),
    pytest.param(
        "Sách cũ được phân loại; sách mới do tổ tự quản các ấp vận chuyển về kho.", ["tổ tự quản các ấp"],
        id="a group of neighbours",
    ),
    pytest.param("Việc giới thiệu sách giao Đài Truyền thanh xã.", ["Đài Truyền thanh xã"], id="handed, and no more"),
    pytest.param("Mở tủ sách. Chịu trách nhiệm thực hiện: Sở Nội vụ.", ["Sở Nội vụ"], id="responsible, with a colon"),
    pytest.param(
        "Đồng ý với đề xuất của Sở Y tế; yêu cầu Sở Y tế mở tủ sách.", ["Sở Y tế"], id="agreed, and then asked"
    ),
    pytest.param("Công an xã 6 tháng một lần kiểm kho sách.", ["Công an xã"], id="a rhythm before the verb"),
    pytest.param("Công an xã 03 tháng/lần tổng hợp.", ["Công an xã"], id="a rhythm with a stroke"),
    pytest.param("Ban Quản lý chợ một tháng hai lần phun mối.", ["Ban Quản lý chợ"], id="so often in a month"),
    pytest.param("Trạm Y tế xã 24/24 giờ mở tủ sách.", ["Trạm Y tế xã"], id="round the clock"),
    pytest.param("Sở Nội vụ ít nhất hai lần trao đổi sách.", ["Sở Nội vụ"], id="at least so often"),
    pytest.param("Hằng tháng báo cáo Chủ tịch UBND tỉnh.", [], id="the one reported to behind a rhythm"),
    pytest.param("Hằng quý báo cáo Ban Thường vụ Đảng ủy.", [], id="the committee reported to behind a rhythm"),
    pytest.param(
        "Sở Nội vụ yêu cầu các cơ quan, đơn vị, Công an xã tổ chức đọc.", ["các cơ quan, đơn vị", "Công an xã"],
        id="those who are asked, one behind a comma",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "lead"), LEADS)
def test_a_clause_says_who_leads(duty: Read, clause: str, lead: list[str]) -> None:
    assert names(only(duty(clause)).lead) == lead


BODIES = [
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n\n- Xây dựng tủ sách cơ quan.\n\n- Theo dõi việc thực hiện.",
        [["Sở Nội vụ"], ["Sở Nội vụ"]], LeadSource.HEADING, id="heading",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Đề nghị Hội Nông dân tỉnh\n\n- Vận động hội viên.\n\n- Lập tủ sách nhà nông.",
        [["Hội Nông dân tỉnh"], ["Hội Nông dân tỉnh"]], LeadSource.INTRODUCTION, id="heading that asks",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\nGiao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính:\n- Xây dựng tủ sách cơ quan.\n"
        "- Theo dõi việc thực hiện.",
        [["Sở Nội vụ"], ["Sở Nội vụ"]], LeadSource.INTRODUCTION, id="opening line",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n\n- Sở Tài chính bố trí kinh phí mua sách.\n\n- Theo dõi việc thực hiện.",
        [["Sở Tài chính"], ["Sở Nội vụ"]], None, id="the clause before the heading",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n\n- Thường trực theo dõi tin tức.\n\n- Nhắc bạn đọc.",
        [["Sở Y tế"], ["Sở Y tế"]], LeadSource.HEADING, id="on duty, no standing body",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Các chi bộ trực thuộc\n\n- Phân công đảng viên phụ trách tủ sách.\n\n"
        "- Giao Bí thư chi bộ theo dõi việc đọc.",
        [["Các chi bộ trực thuộc"], ["Bí thư chi bộ"]], None, id="members do it for their cell",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, Hội Liên hiệp Phụ nữ tỉnh, Tỉnh đoàn\n"
        "Vận động hội viên, đoàn viên tặng sách cho thư viện; cử người giúp dọn phòng đọc vào\nngày nghỉ.",
        [["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Hội Liên hiệp Phụ nữ tỉnh", "Tỉnh đoàn"]],
        LeadSource.INTRODUCTION, id="a heading that fills its line",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Các sở, ban, ngành và Ủy ban nhân dân các xã, phường\n\n- Xây dựng tủ sách cơ quan.",
        [["Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"]], LeadSource.HEADING, id="two in a heading",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n\n- Lập tủ sách.\n\n2. Sở Y tế\n\n- Lập tủ sách y.\n\n"
        "3. Quầy sách cũ ven hồ\n\n- Góp sách cũ.\n\n4. Kinh phí\n\n- Lồng ghép các nguồn.",
        [["Sở Nội vụ"], ["Sở Y tế"], ["Quầy sách cũ ven hồ"], []], LeadSource.HEADING, id="among agencies",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Dạy đọc (Sở Nội vụ chủ trì)\n\n- Mở lớp đọc.\n\n2. Viết: giao Sở Y tế chủ trì.\n\n"
        "- Mở lớp viết.",
        [["Sở Nội vụ"], ["Sở Y tế"]], LeadSource.HEADING, id="told with the work",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n- Công an xã: Tuần tra quanh thư viện.\n+ Nhắc người làm ồn.\n+ Ghi sổ vụ việc.",
        [["Công an xã"], ["Công an xã"]], LeadSource.HEADING, id="a label with items",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Trách nhiệm của bạn đọc\n\n- Giữ sách sạch.\n\n- Trả sách đúng hẹn.",
        [["bạn đọc"], ["bạn đọc"]], LeadSource.INTRODUCTION, id="the duty of somebody",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n\n- Lập tủ sách.\n\n2. Sở Y tế\n\n- Lập tủ sách y.\n\n"
        "3. Các biện pháp khác\n\n- Góp sách cũ.",
        [["Sở Nội vụ"], ["Sở Y tế"], []], LeadSource.HEADING, id="other measures are nobody",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n\n- Lập tủ sách; Chủ tịch UBND xã chịu trách nhiệm trước Chủ tịch UBND "
        "tỉnh nếu để mất sách.",
        [["Sở Nội vụ"]], LeadSource.HEADING, id="who answers for it where it fails",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n\n- Lập tủ sách.\n\n2. Sở Y tế\n\n- Lập tủ sách y.\n\n"
        "3. Ban Quản lý dự án đầu tư xây dựng các công trình văn hóa tỉnh\n\n- Xây kho sách.",
        [["Sở Nội vụ"], ["Sở Y tế"], ["Ban Quản lý dự án đầu tư xây dựng các công trình văn hóa tỉnh"]],
        LeadSource.HEADING, id="a long name among agencies",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Các chủ đầu tư\n\n- Yêu cầu nhà thầu sửa mái.\n\n- Mở cửa sớm.",
        [["Các chủ đầu tư"], ["Các chủ đầu tư"]], None, id="contractors work for whoever asks them",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n\n- Mở tủ sách.\n\nNhận được Kế hoạch này, yêu cầu các thư viện khẩn trương "
        "mở cửa.",
        [["Sở Y tế"], ["các thư viện"]], None, id="asked once it is received, below another",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n\n- Mở tủ sách.\n\nTrên đây là Kế hoạch đọc sách của tỉnh; yêu cầu các thư "
        "viện, các xã thực hiện nghiêm túc.",
        [["Sở Y tế"], ["các thư viện", "các xã"]], None, id="asked in the closing words, below another",
    ),
    pytest.param(
        "V. TỔ CHỨC THỰC HIỆN\n1. Phân công\n\n- Sở Nội vụ: lập tủ sách.\n\n- Sở Y tế: lập tủ sách y.\n\n"
        "- Quầy sách cũ: góp sách.\n\n- Thời gian: tổ chức trong quý I.",
        [["Sở Nội vụ"], ["Sở Y tế"], ["Quầy sách cũ"]], None, id="labels among agencies",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "leads", "source"), BODIES)
def test_a_lead_stands_above_the_clause(
    plan: Read, body: str, leads: list[list[str]], source: LeadSource | None
) -> None:
    tasks = plan(body).tasks
    assert [names(task.lead) for task in tasks] == leads
    assert source is None or {party.source for task in tasks for party in task.lead} == {source}


POINTED = [
    pytest.param(
        "1. Sở Y tế, Sở Nội vụ\na) Sở Y tế mở tủ sách.\nb) Các sở nêu trên lập danh sách.",
        ["Sở Y tế", "Sở Nội vụ"], id="the heading's list",
    ),
    pytest.param(
        "1. Về sách\na) Sở Y tế mở tủ sách.\nb) Công an xã trông coi.\nc) Các cơ quan nêu trên lập danh sách.",
        ["Sở Y tế", "Công an xã"], id="the clauses before",
    ),
    pytest.param(
        "1. Về sách\na) Sở Y tế mở tủ sách.\nb) Các sở nêu trên lập danh sách.",
        ["Các sở nêu trên"], id="one is no list",
    ),
    pytest.param(
        "1. Về sách\na) Sở Y tế mở tủ sách.\nb) Cơ quan này chịu trách nhiệm lập danh sách.",
        ["Sở Y tế"], id="one of above",
    ),
    pytest.param(
        "1. Sở Y tế, Công an xã\na) Mở tủ sách.\nb) Người đứng đầu các cơ quan nêu trên chịu trách nhiệm.",
        ["Người đứng đầu các cơ quan nêu trên"], id="their heads",
    ),
    pytest.param(
        "1. Sở Y tế mở tủ sách.\n\nGiúp Ủy ban nhân dân tỉnh lập danh sách.", ["Sở Y tế"], id="a paragraph goes on",
    ),
    pytest.param(
        "1. Sở Y tế mở tủ sách.\n\nTủ sách đặt tại nhà văn hóa thôn.", [], id="a paragraph about something else",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "lead"), POINTED)
def test_what_stands_above_says_who_is_meant(plan: Read, body: str, lead: list[str]) -> None:
    assert names(plan(f"V. TỔ CHỨC THỰC HIỆN\n{body}").tasks[-1].lead) == lead


@pytest.mark.parametrize(
    ("heading", "lead"), [("Đảng ủy UBND tỉnh", "Đảng ủy UBND tỉnh"), ("Sở Tư pháp", "Lãnh đạo Sở Y tế")]
)
def test_committees_of_the_party_lead_others(plan: Read, heading: str, lead: str) -> None:
    (task,) = plan(f"V. TỔ CHỨC THỰC HIỆN\n1. {heading}\n- Lãnh đạo Sở Y tế tổ chức mở tủ sách.").tasks
    assert names(task.lead) == [lead]


@pytest.mark.parametrize("clause", ["Mỗi xã chọn một tủ sách.", "Mỗi chi bộ chọn một tủ sách."])
def test_each_of_another_kind_are_themselves(plan: Read, clause: str) -> None:
    (task,) = plan(f"V. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n- {clause}").tasks
    assert names(task.lead) == [clause.removesuffix(" chọn một tủ sách.")]


def test_leaders_of_a_body_answer_for_themselves(plan: Read) -> None:
    clause = "Lãnh đạo Sở Y tế chịu trách nhiệm về tủ sách."
    (task,) = plan(f"V. TỔ CHỨC THỰC HIỆN\n1. Đảng ủy UBND tỉnh\n- {clause}").tasks
    assert names(task.lead) == ["Lãnh đạo Sở Y tế"]


def test_each_of_those_above_are_those_above(plan: Read) -> None:
    body = "V. TỔ CHỨC THỰC HIỆN\n1. Hội Nông dân xã, Hội Phụ nữ xã\n- Mỗi tổ chức chọn một tủ sách để trông coi."
    (task,) = plan(body).tasks
    assert names(task.lead) == ["Hội Nông dân xã", "Hội Phụ nữ xã"]


def test_an_opening_line_gives_its_partner_to_each_item(plan: Read) -> None:
    opening = "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính:"
    document = plan(f"V. TỔ CHỨC THỰC HIỆN\n{opening}\n- Xây dựng tủ sách cơ quan.\n- Theo dõi việc thực hiện.")
    assert [names(task.coordinate) for task in document.tasks] == [["Sở Tài chính"], ["Sở Tài chính"]]


PARTNERS = [
    pytest.param("Sở Nội vụ kiểm kê sách; Sở Tài chính phối hợp thanh lý.", ["Sở Tài chính"], id="a part that helps"),
    pytest.param("Sở Nội vụ phối hợp với Công an viên đến từng nhà.", ["Công an viên"], id="a member of a force"),
    ("Sở Nội vụ chủ trì, phối hợp với Sở Tài chính xây dựng tủ sách.", ["Sở Tài chính"]),
    (
        "Sở Nội vụ phối hợp chặt chẽ với Sở Tài chính, Sở Công Thương xây dựng tủ sách.",
        ["Sở Tài chính", "Sở Công Thương"],
    ),
    ("Sở Nội vụ cùng với Hội Nông dân tỉnh vận động người dân.", ["Hội Nông dân tỉnh"]),
    ("Sở Nội vụ phối hợp với các cơ quan, đơn vị liên quan rà soát.", ["các cơ quan, đơn vị liên quan"]),
    ("Sở Nội vụ phối hợp với hãng sách Hà Châu, nhà mạng mở thư viện.", ["hãng sách Hà Châu", "nhà mạng"]),
    ("Sở Nội vụ phối hợp với gia đình bạn đọc để giữ sách.", ["gia đình bạn đọc"]),
    (
        "Sở Nội vụ phối hợp với bộ, cơ quan ngang bộ có liên quan rà soát.",
        ["bộ, cơ quan ngang bộ có liên quan"],
    ),
    ("Sở Nội vụ phối hợp, hỗ trợ Sở Tài chính trong công tác mua sách.", ["Sở Tài chính"]),
    (
        "Sở Nội vụ phối hợp với các bộ, cơ quan, tổ chức liên quan triển khai tủ sách.",
        ["các bộ, cơ quan, tổ chức liên quan"],
    ),
    ("Sở Nội vụ chủ trì, cùng Sở Tài chính tham mưu.", ["Sở Tài chính"]),
    ("Sở Nội vụ chủ trì cùng các xã mở tủ sách.", ["các xã"]),
    ("Sở Nội vụ chủ trì mở tủ sách cùng thời điểm.", []),
    ("Sở Nội vụ xuất sách; cùng Sở Tài chính đề xuất hỗ trợ.", ["Sở Tài chính"]),
    ("Sở Nội vụ cùng các hội, đoàn thể vận động bạn đọc.", ["các hội, đoàn thể"]),
    ("Sở Nội vụ đưa sách đến cùng các hộ nghèo, hộ xa.", []),
    ("Sở Nội vụ kết hợp với Sở Tài chính mua sách.", ["Sở Tài chính"]),
    ("Sở Nội vụ nâng cấp thư viện tỉnh, cùng các cơ sở in sách của tỉnh.", []),
    ("Sở Nội vụ phối hợp với cơ quan quản lý thư viện trong việc mua sách.", ["cơ quan quản lý thư viện"]),
    ("Sở Nội vụ phối hợp với đơn vị rà soát danh sách bạn đọc.", ["đơn vị"]),
    (
        "Sở Nội vụ phối hợp với Mặt trận Tổ quốc Việt Nam cùng cấp, các ngành hữu quan giám sát.",
        ["Mặt trận Tổ quốc Việt Nam cùng cấp", "các ngành hữu quan"],
    ),
    ("Sở Nội vụ kết hợp với các hình thức khác mở tủ sách.", []),
    ("Sở Nội vụ (chủ trì), Sở Y tế, Sở Tài chính (phối hợp) mua sách.", ["Sở Y tế", "Sở Tài chính"]),
    ("Sở Nội vụ phối hợp với các nhà mạng phủ sóng thư viện.", ["các nhà mạng"]),
    ("Sở Nội vụ phối hợp với các thôn 1, 2 và 5 mở tủ sách.", ["các thôn 1, 2 và 5"]),
    ("Sở Nội vụ phối hợp chặt chẽ, thường xuyên với Sở Tài chính mở tủ sách.", ["Sở Tài chính"]),
    ("Sở Nội vụ phối hợp với Sở Tài chính; quý III mở tủ sách.", ["Sở Tài chính"]),
    (
        "Sở Nội vụ phối hợp với Ủy ban nhân dân các tỉnh: Hà Châu, Ninh Sơn mở tủ sách.",
        ["Ủy ban nhân dân các tỉnh: Hà Châu, Ninh Sơn"],
    ),
    ("Sở Nội vụ phối hợp chặt chẽ với nhau trong thực hiện.", []),
    ("Sở Nội vụ phối hợp với việc xây dựng nông thôn mới mở tủ sách.", []),
    ("Sở Nội vụ chủ trì, phối hợp xây dựng tủ sách.", []),
    ("Sở Nội vụ lập danh mục nêu rõ đơn vị chủ trì, đơn vị phối hợp.", []),
    ("Sở Nội vụ chủ trì, Công an xã phối hợp mở tủ sách.", ["Công an xã"]),
    ("Mở tủ sách (Sở Nội vụ chủ trì; Sở Tài chính, Công an xã phối hợp).", ["Sở Tài chính", "Công an xã"]),
    ("Sở Nội vụ xây dựng tủ sách phù hợp với từng thôn.", []),
]


@pytest.mark.parametrize(("clause", "partners"), PARTNERS)
def test_a_clause_says_with_whom(duty: Read, clause: str, partners: list[str]) -> None:
    task = only(duty(clause))
    assert names(task.coordinate) == partners
    assert names(task.lead) == ["Sở Nội vụ"]


REPORTS = [
    pytest.param("Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh kết quả.", ["Ủy ban nhân dân tỉnh"], [], id="reports to"),
    pytest.param("Sở Nội vụ gửi báo cáo về Sở Tài chính.", ["Sở Tài chính"], [], id="sends to"),
    pytest.param(
        "Sở Nội vụ lập báo cáo, gửi Sở Y tế tổng hợp, báo cáo Tỉnh ủy.", ["Sở Y tế"], [], id="another reports on",
    ),
    pytest.param("Sở Nội vụ phân công báo cáo viên về từng chi bộ.", [], [], id="a speaker is no report"),
    pytest.param("Sở Nội vụ báo cáo ngay Tỉnh ủy việc lớn.", ["Tỉnh ủy"], [], id="at once"),
    pytest.param("Sở Nội vụ báo cáo bằng văn bản về Tỉnh ủy.", ["Tỉnh ủy"], [], id="in writing"),
    pytest.param(
        "Sở Nội vụ gửi báo cáo về Sở Tài chính để tổng hợp, báo cáo Ủy ban nhân dân tỉnh.",
        ["Sở Tài chính"], [], id="passed on",
    ),
    pytest.param(
        "Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh (qua Sở Tài chính) kết quả.",
        ["Ủy ban nhân dân tỉnh"], ["Sở Tài chính"], id="through, in brackets",
    ),
    pytest.param(
        "Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh thông qua Sở Tài chính.",
        ["Ủy ban nhân dân tỉnh"], ["Sở Tài chính"], id="through",
    ),
    pytest.param(
        "Sở Nội vụ gửi kế hoạch về Tỉnh ủy (qua Sở Tài chính).", ["Tỉnh ủy"], ["Sở Tài chính"], id="sent through",
    ),
    pytest.param("Sở Nội vụ đề xuất các chính sách về thuế, tín dụng.", [], [], id="taxes are no office"),
    pytest.param("Sở Nội vụ đề xuất nội dung bảo vệ môi trường đọc.", [], [], id="guarding is no address"),
    pytest.param("Sở Nội vụ xây dựng báo cáo kết quả đọc sách.", [], [], id="a report to nobody"),
    pytest.param("Sở Nội vụ ban hành quy định về thư viện tỉnh.", [], [], id="about, not to"),
    pytest.param("Sở Nội vụ tổng hợp, báo cáo Tỉnh ủy kết quả.", ["Tỉnh ủy"], [], id="gathers and reports"),
    pytest.param(
        "Nếu có vướng mắc, Sở Nội vụ phản ánh về Sở Tài chính để tổng hợp, trình Tỉnh ủy.",
        ["Sở Tài chính"], [], id="difficulties are told",
    ),
    pytest.param("Sở Nội vụ tham mưu cho Sở Y tế báo cáo Tỉnh ủy.", [], [], id="another reports, who is advised"),
    pytest.param(
        "Sở Nội vụ gửi báo cáo về Sở Tài chính chậm nhất ngày 05/6/2026.", ["Sở Tài chính"], [], id="a last day behind",
    ),
    pytest.param("Sở Nội vụ nộp bản cam kết cho Sở Tài chính.", [], [], id="for, not handed in"),
    pytest.param("Sở Nội vụ viết cam kết, nộp cho cấp ủy chi bộ.", ["cấp ủy chi bộ"], [], id="handed in"),
    pytest.param("Sở Nội vụ báo cáo Bộ kết quả thực hiện.", ["Bộ"], [], id="what is reported"),
    pytest.param("Sở Nội vụ tham mưu, báo cáo Tỉnh ủy.", ["Tỉnh ủy"], [], id="advises and reports"),
    pytest.param("Sở Nội vụ báo cáo cấp có thẩm quyền trong quý II năm 2026.", ["cấp có thẩm quyền"], [], id="who may"),
    pytest.param("Sở Nội vụ báo cáo Bộ trưởng những vấn đề mới.", ["Bộ trưởng"], [], id="what is reported is no name"),
    pytest.param("Sở Nội vụ báo cáo Lãnh đạo Bộ để được chỉ đạo.", ["Lãnh đạo Bộ"], [], id="those who lead"),
    pytest.param(
        "Sở Nội vụ gửi báo cáo trước ngày 05/6/2026 về Sở Tài chính.", ["Sở Tài chính"], [], id="a day in between",
    ),
]  # fmt: skip


REPORTS += [
    pytest.param(
        "Sở Nội vụ phản ánh với Sở Tài chính những vấn đề bạn đọc quan tâm.",
        ["Sở Tài chính"],
        [],
        id="matters told",
    ),
    pytest.param(
        "Gửi Sở Tài chính trước ngày 05 của tháng sau để Sở báo cáo Ủy ban nhân dân tỉnh.",
        ["Sở Tài chính"],
        [],
        id="who receives reports on",
    ),
    pytest.param(
        "Báo cáo Chủ tịch Ủy ban nhân dân xã số sách, để xã báo cáo Sở Tài chính.",
        ["Chủ tịch Ủy ban nhân dân xã"],
        [],
        id="the commune reports on",
    ),
    pytest.param("Báo cáo ngay Thủ tướng Chính phủ những vấn đề mới.", ["Thủ tướng Chính phủ"], [], id="at once"),
    pytest.param("Gửi Sở Nội vụ tổng hợp, báo cáo Ủy ban nhân dân tỉnh.", ["Sở Nội vụ"], [], id="put together first"),
    pytest.param("Phân công báo cáo viên về từng chi bộ.", [], [], id="a speaker is no report"),
    pytest.param("Xử lý đơn, thư gửi đến Thường trực Tỉnh ủy.", [], [], id="letters of others"),
]


@pytest.mark.parametrize(("clause", "to", "via"), REPORTS)
def test_a_report_goes_to_somebody(duty: Read, clause: str, to: list[str], via: list[str]) -> None:
    task = only(duty(clause))
    assert (names(task.report_to), names(task.via)) == (to, via)


def test_a_heading_stands_where_a_later_sentence_names_some_of_it_again(plan: Read) -> None:
    clause = "Rà soát thư viện trên địa bàn. Các sở tập trung mở tủ sách trong cơ quan."
    (task,) = plan(f"V. TỔ CHỨC THỰC HIỆN\n1. Các sở; Ủy ban nhân dân các xã\n\n- {clause}").tasks
    assert names(task.lead) == ["Các sở", "Ủy ban nhân dân các xã"]


def test_articles_of_a_decision_give_duties(read: Read) -> None:
    document = read(
        "ỦY BAN NHÂN DÂN TỈNH HÀ CHÂU\nSố: 215/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề việc thành lập Ban Quản lý thư viện\n\n"
        "QUYẾT ĐỊNH:\n\nĐiều 1. Thành lập Ban Quản lý thư viện tỉnh.\n\nĐiều 2. Giao Sở Nội vụ hướng dẫn biên chế.\n\n"
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký.\n\n"
        "Điều 4. Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này.\n"
    )
    assert [(task.path, names(task.lead)) for task in document.tasks] == [("Điều 2", ["Sở Nội vụ"])]


def test_a_notice_of_conclusions_gives_duties(read: Read) -> None:
    document = read(
        "ỦY BAN NHÂN DÂN TỈNH HÀ CHÂU\nSố: 34/TB-UBND\n\nTHÔNG BÁO\nKết luận cuộc họp về thư viện\n\n"
        "Sau khi nghe báo cáo, Chủ tịch Ủy ban nhân dân tỉnh kết luận, chỉ đạo như sau:\n\n"
        "1. Đánh giá cao nỗ lực của các đơn vị.\n\n2. Giao Sở Nội vụ rà soát biên chế thư viện.\n"
    )
    assert [(task.path, names(task.lead)) for task in document.tasks] == [("2", ["Sở Nội vụ"])]


def test_a_letter_asks_its_addressees(read: Read) -> None:
    document = read(
        "ỦY BAN NHÂN DÂN TỈNH HÀ CHÂU\nSỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH\nSố: 9180/SVHTTDL-QLVH\n"
        "V/v rà soát thư viện\n\nKính gửi: Ủy ban nhân dân các xã, phường\n\n"
        "Sở đề nghị thực hiện các việc sau:\n\n1. Rà soát thư viện xã, phường trên địa bàn.\n\n"
        "2. Lập danh sách điểm đọc cộng đồng.\n\nNơi nhận:\n- Như trên.\n"
    )
    assert [names(task.lead) for task in document.tasks] == [["Ủy ban nhân dân các xã, phường"]] * 2
    assert [task.section for task in document.tasks] == ["content", "content"]


NOT_TASKS = [
    pytest.param(
        "II. NHIỆM VỤ\nỦy ban nhân dân tỉnh thống nhất phấn đấu đến hết năm 2027:\n\n- Có trên 90% thôn được mượn sách "
        "tại chỗ.",
        id="what is striven for by a year",
    ),
    pytest.param(
        "II. NỘI DUNG, PHẠM VI, ĐỐI TƯỢNG\n1. Việc mượn, trả và thanh lý sách ở các thư viện.", id="what is looked into"
    ),
    pytest.param(
        "IV. NỘI DUNG\n- Hộ đọc sách lưu động được hỗ trợ một lần 6 triệu đồng/tủ.", id="what somebody is entitled to"
    ),
    pytest.param("I- VỀ KẾT QUẢ THỰC HIỆN\nQua hơn 4 năm, số bạn đọc tăng dần.", id="what was reached till now"),
    pytest.param("I. MỤC ĐÍCH, YÊU CẦU\n- Nâng cao nhận thức của người dân về đọc sách.", id="purpose"),
    pytest.param("II. MỤC TIÊU\n- Xây dựng tủ sách tại từng thôn của tỉnh.", id="objective"),
    pytest.param("III. ĐỐI TƯỢNG, NỘI DUNG, HÌNH THỨC ĐỌC SÁCH\n- Bồi dưỡng đọc sách ngắn hạn.", id="who and in what"),
    pytest.param("IV. NHIỆM VỤ\nDanh mục nhiệm vụ trọng tâm tại Phụ lục kèm theo.", id="where the list is"),
    pytest.param("III. NHIỆM VỤ\n1. Tiêu chí thi đua\n- Xây dựng tủ sách tại từng thôn.", id="criterion"),
    pytest.param("III. NHIỆM VỤ\n1. Hình thức khen thưởng\n- Tặng bằng khen cho tập thể xuất sắc.", id="reward"),
    pytest.param("V. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ", id="heading alone"),
    pytest.param("V. TỔ CHỨC THỰC HIỆN\n- Kế hoạch này có hiệu lực từ ngày ký.", id="entry into force"),
    pytest.param("V. TỔ CHỨC THỰC HIỆN\n- Kế hoạch này thay thế Kế hoạch số 12/KH-UBND.", id="replacement"),
    pytest.param("III. NHIỆM VỤ\n1. Kế hoạch số 12/KH-UBND hết hiệu lực từ ngày 01/01/2026.", id="end of another"),
    pytest.param("III. NHIỆM VỤ\n1. Đồng ý chủ trương xây dựng tủ sách tại thôn.", id="what is agreed"),
    pytest.param("III. NHIỆM VỤ\n1. Việc mua sách thực hiện theo quy định của pháp luật.", id="what the law says"),
    pytest.param("III. NHIỆM VỤ\n1. Ban Chỉ đạo làm việc theo chế độ kiêm nhiệm.", id="how a body works"),
    pytest.param("III. NHIỆM VỤ\n1. Trưởng Ban Chỉ đạo: Chủ tịch Ủy ban nhân dân xã.", id="who holds an office"),
    pytest.param("III. NHIỆM VỤ\n1. Bộ trưởng Bộ Y tế làm Phó Trưởng ban thường trực.", id="who is made a member"),
    pytest.param("III. NHIỆM VỤ\n1. Kế hoạch này thay cho Kế hoạch số 12/KH-UBND.", id="one in another's place"),
    pytest.param("III. NHIỆM VỤ\n1. Kế hoạch này nhằm tiếp tục thực hiện Chỉ thị số 08-CT/TU.", id="what it is for"),
    pytest.param("III. NHIỆM VỤ\n1. Biểu mẫu thống kê theo Phụ lục 2 gửi kèm.", id="where the forms are"),
    pytest.param("Điều 1. Đánh giá kết quả\nSở Nội vụ đã xây dựng tủ sách tại từng thôn.", id="what was done"),
]


@pytest.mark.parametrize("body", NOT_TASKS)
def test_what_asks_nobody_for_anything_is_no_task(plan: Read, body: str) -> None:
    assert plan(body).tasks == ()


def test_a_directive_without_parts_asks_agency_by_agency(plan: Read) -> None:
    tasks = plan("1. Sở Nội vụ chịu trách nhiệm:\na) Lập tủ sách;\nb) Theo dõi việc đọc.\n2. Sở Y tế mở tủ sách.").tasks
    assert [(task.path, names(task.lead)) for task in tasks] == [
        ("1.a", ["Sở Nội vụ"]), ("1.b", ["Sở Nội vụ"]), ("2", ["Sở Y tế"]),
    ]  # fmt: skip


def test_a_paragraph_between_two_letters_ends_the_clause_before_it(plan: Read) -> None:
    clauses = "III. NHIỆM VỤ\n1. Tủ sách\na) Lập tủ sách.\nTủ sách đặt tại nhà văn hóa thôn.\nb) Theo dõi việc đọc."
    assert [task.text for task in plan(clauses).tasks] == [
        "Lập tủ sách. Tủ sách đặt tại nhà văn hóa thôn.", "Theo dõi việc đọc.",
    ]  # fmt: skip
    lost = clauses.replace("b) ", "c) ")  # the mark of b) may be lost: the paragraph is what it marked
    assert [task.text for task in plan(lost).tasks][:2] == ["Lập tủ sách.", "Tủ sách đặt tại nhà văn hóa thôn."]


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        ("Điều 1. Ủy quyền Giám đốc Sở Nội vụ thực hiện một số nhiệm vụ:", "Giám đốc Sở Nội vụ"),
        ("Điều 1. Nhiệm vụ, quyền hạn của Ban Chỉ đạo", "Ban Chỉ đạo"),
        ("Điều 1. Cho phép Sở Y tế thực hiện ngay các giải pháp sau:", "Sở Y tế"),
    ],
)
def test_headings_say_whose_the_duties_are(plan: Read, heading: str, lead: str) -> None:
    (task,) = plan(f"{heading}\n1. Lập tủ sách tại từng thôn.").tasks
    assert names(task.lead) == [lead]


def test_recipients_are_no_tasks(plan: Read) -> None:
    (task,) = plan("III. NHIỆM VỤ\n- Xây dựng tủ sách tại từng thôn.").tasks
    assert task.text == "Xây dựng tủ sách tại từng thôn."


def test_a_clause_of_three_words_is_a_task(plan: Read) -> None:
    document = plan("V. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n\n- Lập tủ sách.\n\n- Theo dõi việc thực hiện.")
    assert [task.text for task in document.tasks] == ["Lập tủ sách.", "Theo dõi việc thực hiện."]


def test_several_sentences_are_one_task(duty: Read) -> None:
    task = only(duty("Sở Nội vụ xây dựng tủ sách. Hoàn thành trước ngày 30/6/2026. Mở cửa hằng ngày."))
    assert task.text.count(".") == 3
    assert [deadline.due for deadline in task.due] == ["2026-06-30"]


def test_words_broken_over_lines_are_joined_in_the_text_of_a_task(plan: Read) -> None:
    (task,) = plan("III. NHIỆM VỤ\n- Tuyên truyền Nghị quyết số 57-\nNQ/TW trong các tầng lớp nhân dân.").tasks
    assert task.text == "Tuyên truyền Nghị quyết số 57-NQ/TW trong các tầng lớp nhân dân."


def test_torn_names_are_written_in_true_vietnamese(read_torn: Read) -> None:
    document = read_torn(
        "PANG UY XA VAN SON\nS6 16-KH/PU\n\nKE HOACH\nPhat trién van hoa doc\n\nV- TO CHUC THUC HIEN\n"
        "1. Uy ban nhan dan xa\n\n- Chu tri, ph6i hop v6i Mat tran T6 quoc xay dung ta sach.\n"
    )
    assert names(only(document).lead) == ["Ủy ban nhân dân xã"]
    assert names(only(document).coordinate) == ["Mặt trận Tổ quốc"]
