"""Groups that no list of names knows, told by what they do: "Các bếp ăn tập thể lưu mẫu", "Các tiệm thuốc niêm yết"."""

import re

from loaders.names import Name, stops_name
from loaders.text import Text

_ALL = re.compile(r"(?:các|những|mọi|toàn thể|tất cả các|từng)\s+", re.IGNORECASE)
_WORD = re.compile(r"\w+[ \n]+")
_MOST_WORDS = 6
# What is done to such things, or what they are for, tells nobody who does it.
_THING = re.compile(
    r"(?:nội dung|nhiệm vụ|chỉ tiêu|dự án|công trình|hoạt động|hình thức|mô hình|quy (?:định|hoạch|trình|chế|ước)|"
    r"giải pháp|"
    r"thủ tục|văn bản|kế hoạch|chương trình|tiêu chí|khoản|nguồn|chính sách|biện pháp|vấn đề|ý kiến|kết quả|"
    r"sản phẩm|điểm|"
    r"tuyến|khu|địa bàn|hồ sơ|dịch vụ|lớp|buổi|cuộc|đợt|phong trào|hạng mục|loại|bước|giá trị|di tích|lễ hội|"
    r"số liệu|thông tin|"
    r"dữ liệu|hệ thống|nền tảng|phần mềm|tài sản|trang thiết bị|phương tiện|tin|bài|vụ|trường hợp|hành vi|yêu cầu|"
    r"mục tiêu|"
    r"điều kiện|cơ chế|công việc|công tác|khâu|hội nghị|hội thi|giải|quyền|lợi ích|đối tượng|tầng lớp|thế hệ|"
    r"dân tộc|em|cháu|"
    r"trẻ|bệnh|lĩnh vực|ngành nghề|làng nghề|vùng|xã hội|năm|tháng|quý|ngày)(?!\w)",
    re.IGNORECASE,
)
# What only people do.
_ACTS = re.compile(
    r"(?:(?:phải|cần|chủ động|tích cực|nghiêm túc|tự|khẩn trương|thường xuyên|kịp thời)\s+)*"
    r"(?:rà soát|lập|ký|cam kết|đăng ký|báo cáo|gửi|vận động|tuyên truyền|tổ chức|phối hợp|chấp hành|niêm yết|"
    r"bố trí|hướng dẫn|"
    r"mở|kê khai|khai báo|thu gom|phân loại|cập nhật|xây dựng|ban hành|nộp|thông báo|trang bị|cử|kiểm tra|giám sát|"
    r"dọn|lưu|ghi|"
    r"cung cấp|tuân thủ|thực hiện|treo|đưa|trồng|nuôi dạy|góp|hiến|trực|tuần tra|mang|chuẩn bị|tập huấn|ủng hộ)(?!\w)",
    re.IGNORECASE,
)


def group_at(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return the group that a clause begins with, where what follows is done by people."""
    opened = _ALL.match(text.restored, start, end)
    if opened is None or _THING.match(text.restored, opened.end(), end):
        return ()
    at = opened.end()
    for _ in range(_MOST_WORDS):
        word = _WORD.match(text.restored, at, end)
        if word is None:
            return ()
        at = word.end()
        if stops_name(text, at):
            is_told = _ACTS.match(text.restored, at, end) is not None
            name = Name(start, at - len(word[0]) + len(word[0].rstrip()), is_collective=True, is_registered=False)
            return (name,) if is_told else ()
    return ()
