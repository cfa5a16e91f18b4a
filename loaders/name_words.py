"""The words that names of agencies begin with, are made of, and end before.

A name ends before the verb of the duty; verbs of several syllables are matched without marks, single
syllables on the restored letters, since without marks they would be other words.
"""

import re

# Verbs, adverbs and prepositions at which a name ends: what comes is the duty, not the agency.
_STOPS = (
    "chu tri|phoi hop|tham muu|chi dao|lanh dao|xay dung|thuc hien|trien khai|ra soat|huong dan|don doc|kiem tra|"
    "giam sat|theo doi|tong hop|bao cao|ban hanh|to chuc|tap trung|tang cuong|day manh|chu dong|tich cuc|"
    "co trach nhiem|chiu trach nhiem|co nhiem vu|can cu|truc tiep|tiep tuc|dinh ky|thuong xuyen|kip thoi|quan triet|"
    "tuyen truyen|van dong|bo tri|can doi|tham dinh|cung cap|phan cong|phan bo|bao dam|dam bao|nang cao|phat huy|"
    "phat dong|huy dong|de xuat|kien nghi|cap nhat|cu the hoa|yeu cau|de nghi|nghiem tuc|tham gia|xem xet|quyet dinh|"
    "hoan thanh|hoan thien|tien hanh|thong qua|ho tro|khuyen khich|mo rong|phat trien|ung dung|khai thac|su dung|"
    "hang nam|sau khi|nhan thuc|khan truong|danh gia|cong bo|cong khai|dang ky|thanh lap|kien toan|bo sung|"
    "dieu chinh|thao go|xu ly|giai quyet|nghien cuu|khao sat|thong ke|thu hut|dao tao|boi duong|tap huan|day nhanh|"
    "quan tam|chuan bi|lua chon|bieu duong|khen thuong|tiep nhan|van hanh|ket noi|chia se|lien he|hop dong|dau tu|"
    "mua sam|du kien|san sang|dong thoi|bien soan|so ket|tong ket|thanh toan|quyet toan|giai ngan|cap phat|tham tra|"
    "xac dinh|nhan rong|duy tri|quan ly|to cao|chap hanh|chi tra|chinh ly|chuyen|co ke hoach|co van ban|dong gop|"
    "khac phuc|phan anh|phan dau|phu trach|thay mat|uy quyen|thoi gian|va bao cao|cung nhu|hoac bao cao|tich hop|"
    "so hoa|tranh thu|uu tien|thuong truc giup|rut kinh nghiem|keu goi|thi dua|no luc|guong mau|doi moi|cai cach|"
    "chan chinh|phan tich|giai trinh|lien ket|tuan thu|ap dung|ton vinh"
)
STOP = re.compile(rf"(?:{_STOPS})(?![a-z0-9])")
# Verbs that without their marks would be other words; they are matched on the restored letters.
_MARKED_STOPS = (
    "mở|viết|đặt|mua|lắp|nhập|chỉ dẫn|nối|ký|tiếp|chuyển|thu|tặng|trao|kể|dạy|dành|góp|quyên góp|luân chuyển|trưng bày|giới thiệu|"
    "biên tập|in|phát|quay|soạn|treo|dán|dựng|sửa|thay|tu bổ|trang bị|thuê|mượn|bảo quản|đón|mời|gặp|thăm|chăm lo|giữ|trông coi|"
    "ghi|chấm điểm|bình xét|bình chọn|công nhận|thưởng|thu thập|phân loại|đăng|đưa tin|bảo vệ|phòng ngừa|ngăn chặn|đấu tranh|"
    "tuần tra|xác minh|thẩm tra|phê duyệt|chấp thuận|cho phép|(?<!các )cấp(?! (?:tỉnh|xã|huyện|trung ương|cơ sở|mình|trên|dưới|thành phố|trưởng|ủy|uỷ|phó))|chi(?! (?:cục|bộ|nhánh|hội|đoàn))|nhận|bàn giao|tiếp quản|bảo trì|nâng cấp|sắp xếp|điều động|"
    "bổ nhiệm|tuyển dụng|kê khai|tạm ứng|thử nghiệm|thí điểm|kiểm kê|kiểm đếm|chuẩn bị|tăng|giảm|gây dựng|nêu gương|sưu tầm|"
    "lồng ghép|nhân|đề cao|thực thi|ưu tiên|khơi dậy|khắc phục|rút|lắng nghe|thảo luận|thông báo|thông tin|điều phối|kiến tạo|"
    "thiết lập|thiết kế|sáng tác|tái bản|chọn lọc|vận dụng|chú trọng|chú ý|quy định|sản xuất|áp|siết|ứng phó|tìm|quản trị|bồi thường|"
    "đồng hành|đồng ý|bảo tồn|trùng tu|trồng|nuôi|dự|họp|bầu|hiệp y|thỏa thuận|cam kết|vay|cho vay|giám định|hoàn trả|khảo cứu|"
    "chấm dứt|loại bỏ|cải tạo|tư vấn|trình diễn|khảo sát|duy trì|xóa|xoá|bố trí|trả|cải thiện|khơi thông|vệ sinh|thả|cắm|rào|gia cố|"
    "chịu|tự|cùng|đều|cũng|đã|đang|sẽ|hãy|chưa|nên|luôn|vẫn|chỉ|được|bị|xếp|làm|cần|phải|theo|trong|là|để|nhằm|lập|tạo|từ|khi|nếu|"
    "hằng|hàng|với|về|cho|tại|trên|ở|đến|sau|trước|bằng|như|kỳ|giao|cử|tới|gắn|lấy|chọn|chậm|còn|nắm|xin|vào|không|ra|lên|giúp|nộp|"
    "đưa|trình|gửi|hợp đồng|bởi|do|rồi|thì|mà|qua|thông qua|hoặc là|nhưng|song|vì"
)
MARKED_STOP = re.compile(rf"(?:{_MARKED_STOPS})(?![\w])".replace(" ", r"\s"))
# "tổ chức", "cơ sở" and the like are nouns in these places.
NOUN_AFTER_ALL = re.compile(
    r"(?:phat trien (?:nong thon|quy dat)|giam sat danh gia|to chuc (?:trung gian|dang|chinh tri|xa hoi|doan the|hoi|co|kinh te|tin dung|phap)|quan ly khu|cong tac vien)"
)
QUANTIFIER = re.compile(
    r"(?:tat ca cac|toan the|toan bo|cac|nhung|moi(?!\s+(?:quy|nam|thang|tuan|nguoi))|tung|mot so|cac dong chi)\s+"
)
_NAMED_HEADS = (
    "so|bo|ban|phong|hoi dong|hoi|doan|lien hiep|lien doan|cong an|van phong|thanh tra|chi cuc|cuc|vu|tong cuc|trung tam|truong|"
    "vien|toa an|kho bac|ngan hang|bao|dai|to|hiep hoi|buu dien|benh vien|dang uy|dang bo|thanh uy|tinh uy|huyen uy|quan uy|"
    "thi uy|thu vien|nha xuat ban|thong tan xa|nha van hoa|bao tang|ban quan ly|hieu truong|truong thon|truong phong|thuong truc|uy ban|ubnd|hdnd|mttq|mat tran|chu tich|pho chu tich|bi thu|giam doc|chanh|truong ban|thu tuong|bo truong|"
    "tong cong ty|tap doan|tram|chinh phu|quoc hoi|nha nuoc|cong doan|thanh doan|tinh doan|"
    "btv|bch|bcd|ban chi dao|tieu ban|bo doi|bo chi huy|don bien phong|chi bo|dang doan|vnpt|viettel"
)
NAMED_HEAD = re.compile(rf"(?:{_NAMED_HEADS})(?![a-z0-9])")
NOT_NAMED = re.compile(
    r"(?:ban hanh|ban giao|bo sung|bo tri|bo tieu chi|bo chi so|bo du lieu|bo phan|bo thu tuc|bo may|bo mat|phong chong|phong,|phong trao|"
    r"phong ngua|hoi nghi|hoi nhap|hoi thao|hoi thi|hoi vien|hoi dap|doan ket|doan vien|bao cao|bao dam|bao ve|bao chi|bao ton|bao gom|to chuc|to quoc|"
    r"cong tac|quy dinh|quy hoach|quy che|quy mo|quy tac|quy trinh|quy dat|thanh tra,|van phong pham|thue,|dai dien|dai hoi|vien chuc|"
    r"truong hop|so hoa|so luong|so lieu|so voi|so ket|to trinh|ban do|ban sac|quy dau tu|quy i+|hoi tu|vu viec|vu an|chi bo thi dua)"
)
_COLLECTIVE_HEADS = (
    "co so (?:dao tao|giao duc(?: dai hoc| nghe nghiep| mam non| pho thong)?|kinh doanh|san xuat|y te|kham chua benh|van hoa|tro giup)|"
    "to chuc (?:chinh tri|xa hoi|trung gian doi moi sang tao|trung gian|dang|hoi|doan the|tin dung|kinh te|phap ly)|"
    "khoi thi dua|cum thi dua|hieu truong|gia lang|truong ho|truong thon|truong|chuc sac|nha xuat ban|thu vien|nha van hoa|nha hao tam|"
    "co quan|don vi|dia phuong|cap uy|to chuc|chi bo|dang bo|doan the|ban nganh|ban dang|ban xay dung dang|nganh|cap|doanh nghiep|"
    "hop tac xa|nguoi dung dau|thu truong|can bo|dang vien|cong chuc|vien chuc|nguoi lao dong|nhan dan|nguoi dan|ho gia dinh|"
    "ho kinh doanh|doan vien|hoi vien|thanh vien|chinh quyen|co so|vien nghien cuu|nha truong|truong hoc|chu dau tu|dong chi|"
    "so|ban|phong|hoi|xa|phuong|dac khu|huyen|quan|thi xa|thon|to dan pho|khu pho|ap|khoi|cum|doan kiem tra|doan|cong ty|"
    "chuyen gia|nha khoa hoc|to cong nghe|truong|trung tam|bo|tinh|thanh pho|luc luong|tap the|ca nhan|phong ban|bo phan|"
    "cong dong|tram|vien|ngan hang|quy|khu|benh vien|hiep hoi|co so giao duc|trung hoc (?:co so|pho thong)|tieu hoc|mam non|nghe nhan|nghe si|phu huynh|hoc sinh|giao vien|to"
)
COLLECTIVE_HEAD = re.compile(rf"(?:{_COLLECTIVE_HEADS})(?![a-z0-9])")
# Collective nouns that name somebody even without "các".
BARE_COLLECTIVE = re.compile(
    r"(?:co quan|don vi|dia phuong|cap uy|to chuc dang|to chuc chinh tri|to chuc doan the|doan the|doanh nghiep|nguoi dung dau|"
    r"thu truong|can bo|dang vien|cong chuc|vien chuc|nguoi lao dong|chinh quyen|chu dau tu|hop tac xa|vien nghien cuu|nganh|"
    r"to cong nghe so|mat tran|co so (?:dao tao|giao duc|y te)|truong thon|nha truong|truong hoc|dong chi|hoi quan chung|to chuc trung gian|"
    r"truong(?= cac (?:thon|to dan pho|ban|ap|khu))|ban nganh|so nganh|chi bo|dang bo|cong dong|nhan dan|ban)(?![a-z0-9])"
)
NOT_COLLECTIVE = re.compile(
    r"(?:co so (?:du lieu|ha tang|vat chat|phap ly|ly luan|khoa hoc|thuc tien|tinh|de)|so (?:lieu|luong)|bo (?:chi so|tieu chi|phan tich)|"
    r"cap (?:do|phat|bach)|hoi (?:nghi|thao|thi|cho|nhap)|quy (?:dinh|hoach|trinh|che|tac|chuan)|to chuc (?:thuc hien|trien khai|hoi)|"
    r"khu vuc|khu cong nghiep|khoi luong|phong trao|truong hop|tinh hinh|tinh trang|vien tro|doan ket|doanh nghiep hoa|don vi hanh chinh|nganh nghe)"
)
PLACE = re.compile(
    r"\s+(?:cua\s+)?cac\s+(?:tinh|thanh pho|xa|phuong|dac khu|huyen|quan|thi xa)(?:\s*(?:,|va)\s*(?:cac\s+)?(?:thanh pho|phuong|dac khu|quan|thi xa|xa|huyen|"
    r"thi tran)(?![a-z0-9])(?:\s+truc thuoc trung uong)?)*|"
    r"\s+(?:cua\s+)?(?:thanh pho|tinh|xa|phuong|huyen|quan|thi xa|dac khu|thi tran|dang bo|dang uy|thanh uy|tinh uy|trung uong|"
    r"cap tinh|cap xa|cap huyen|truc thuoc|cac cap|hai cap|2 cap|cap co so|viet nam)(?![a-z0-9])"
)
# A role and whose role it is make one name: "người đứng đầu các cơ quan".
ROLE = re.compile(
    r"(?:nguoi dung dau|thu truong|lanh dao|(?:pho )?giam doc|bo truong|(?:pho )?chu tich|(?:pho )?truong (?:phong|ban|khoa)|(?:pho )?chanh van phong|truong|"
    r"hieu truong|bi thu|can bo|cong chuc|thanh vien)(?![a-z0-9])"
)
LIST_SEPARATOR = re.compile(r"\s*(?:,|;|/)?\s*(?:(?:va|hoac)\s+)?")
AND = re.compile(r"(?:va|hoac)(?![a-z0-9])")
# One-syllable heads as they are written: without their marks they would be other words.
MARKED_HEADS = {
    "so": "sở", "bo": "bộ", "ban": "ban", "phong": "phòng", "hoi": "hội", "doan": "đoàn", "cuc": "cục", "vu": "vụ",
    "vien": "viện", "truong": "trường", "bao": "báo", "dai": "đài", "to": "tổ", "tram": "trạm", "chanh": "chánh",
}  # fmt: skip
# Holders of an office, named with what they head: "Bộ trưởng Bộ Y tế", "Trưởng Phòng Văn hóa", "người đứng đầu các cơ quan".
OFFICE = re.compile(
    r"(?:nguoi dung dau|thu truong|(?:pho )?giam doc|bo truong|(?:pho )?chu tich|(?:pho )?truong|(?:pho )?chanh van phong|hieu truong|"
    r"bi thu|chu nhiem|tong giam doc|vien truong|chanh an)(?![a-z0-9])\s+(?:cua\s+)?"
)
# Heads of groups so general that only these words go on with them; any other word begins the duty.
GENERAL_HEAD = re.compile(r"(?:co quan|don vi|dia phuong|nganh|ban nganh|so nganh|phong|ban|so|cap)$")
GENERAL_TAIL = re.compile(
    r"(?:lien quan|co|lien|quan|truc|thuoc|chuc nang|chuyen mon|nha nuoc|hanh chinh|su nghiep|dang|doan the|doan|the|trung uong|tinh|thanh|pho|"
    r"thanh pho|huyen|quan|xa|phuong|dac khu|cap|cac|cua|quan ly|tham muu|giup viec|khac|dia ban|chuyen trach|bao chi|truyen thong|"
    r"thong tin|ngang bo|chinh phu|chinh quyen|hai cap|2 cap|giao duc|y te|du lich|van hoa|cong an|quan doi|cong thuong|lao dong|nong nghiep|"
    r"tai chinh|tu phap|to chuc|khoi|o|co so|nuoc|ngoai|dai dien|viet nam|ngan sach|thu huong|su dung|quan trac|kinh te|ky thuat|chu quan|so tai|cap tren|thuong truc)(?![a-z0-9])"
)
AROUND = re.compile(
    r"tren dia ban(?:\s+(?:toan\s+)?(?:xa|phuong|dac khu|tinh|thanh pho|huyen|quan|thi xa))?(?![a-z0-9])"
)
PARENTHESIS = re.compile(r"\s*\([^()]{0,120}\)")
