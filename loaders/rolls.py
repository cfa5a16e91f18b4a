"""Lines that only name somebody: members of a committee, the recipients of a list; they ask nobody for anything."""

import re

from loaders.names import names_at
from loaders.persons import NAME
from loaders.sections import Node
from loaders.stretches import flat_text
from loaders.text import Text

_POST = r"(?:pho )?(?:truong (?:ban|tieu ban|doan)|thanh vien|uy vien|to truong|to pho|thu ky)"
_MEMBER = re.compile(
    # "Trưởng Ban Chỉ đạo: Phó Thủ tướng Chính phủ.": an office and who holds it.
    r"(?:cac )?(?:(?:dong chi )?(?:pho )?truong ban|uy vien|thanh vien|to truong|to pho|thu ky|(?:pho )?chu tich)"
    r"[^.;:]{0,60}:\s*(?:pho |thu truong|uy vien|dong chi |ong |ba |d/c |bo truong|chu tich|giam doc|truong |bi thu|"
    r"chanh |dai dien)[^.;]{0,160}[.;\"”]{0,2}$|"
    rf"[^.;:]{{2,160}}:\s*(?:lam )?{_POST}(?: [^.;:]{{1,60}})?[.;]?$|"
    r"(?!(?:tham muu|thanh lap|kien toan|trinh|de xuat|phan cong|cu|giao|quyet dinh|cung co) )"
    rf"[^.;:]{{0,200}}? lam {_POST}\b[^.;:]{{0,60}}[.;]?$|"
    # "Đồng chí Lê Văn A, Bí thư Đảng ủy - Trưởng ban;", and what a delegation is made up of.
    rf"[^;]{{2,180}}? [-–] (?:lam )?{_POST}(?: thuong truc)?[^\w.;:]{{0,3}}[.;]?$|"
    r"(?![^;:]*(?:phu trach|chiu trach nhiem|theo doi|truc tiep|chi dao chung) )"
    rf"(?:dong chi|d/c|ong|ba|dai dien|moi) [^;:]{{2,180}}?[-–,(] ?(?:lam )?{_POST}(?: thuong truc)?\b"
    r"[^.;:]{0,40}[.;]?$|"
    r"(?:cac )?(?:thanh vien|uy vien)(?: (?:ban|to|hoi dong)[^.;:]{0,60})? la [^.;]*[.;]?$|"
    r"thanh phan [^:.;]{0,60}:"
)
# "gồm các thành viên sau đây:", "Các Ủy viên là lãnh đạo các bộ:": what stands below are members.
_LISTS_MEMBERS = re.compile(
    r"(?:gom|bao gom)(?: cac)? (?:thanh vien|dong chi|ong|ba)\b[^.;]{0,60}:?$|"
    r"(?:cac )?(?:uy vien|thanh vien)(?: (?:ban|to|hoi dong) [^:.;]{0,40})?(?: la [^:.;]{0,80}| gom)?\s*:$|"
    r"(?:danh sach|thanh phan) (?:thanh vien |cac thanh vien )?(?:ban|to|hoi dong) [^:.;]{0,60}:?$"
)
_BEFORE = re.compile(
    r"(?:\d{1,2} )?(?:moi )?(?:(?:mot|01) )?(?:dai dien )?(?:(?:cac )?(?:dong chi )?lanh dao )?(?:dong chi |ong |ba )?"
)
_NEAREST = 16  # lines looked at beside it, so that reading stays linear
_RANK = re.compile(r"\s*(?:(?:dai|thuong|trung|thieu) (?:tuong|ta)\s+)?", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:tham gia|kiem nhiem)?[\s.,;:()]*")


def is_roll(text: Text, node: Node) -> bool:
    """Say whether a clause is nothing but names: a member of a committee, a line of a list of recipients."""
    start, end = node.item.start, node.item.end
    if _MEMBER.match(flat_text(text, start, end)):
        return True
    if _is_named(text, start, end):
        return _are_named_beside(text, node)
    return _stands_in_a_list(text, node)


def _are_named_beside(text: Text, node: Node) -> bool:
    """Say whether one of the lines beside a name is a name as well, or it stands alone.

    Among whole sentences it is one whose verb no list knows: "Tiểu đoàn 8 cứu hộ."
    """
    beside = node.parent.children[:_NEAREST] if node.parent else []
    others = [each.item for each in beside if each is not node and each.item.mark is node.item.mark]
    return not others or any(_is_named(text, each.start, each.end) for each in others)


def _is_named(text: Text, start: int, end: int) -> bool:
    """Say whether a line is an agency or an office, and perhaps the person who holds it."""
    before = _BEFORE.match(text.folded, start, end)
    names = names_at(text, before.end() if before else start, end)
    if names is None:
        return False
    if _AFTER.fullmatch(text.folded, names.end, end):
        return True
    rank = _RANK.match(text.folded, names.end, end)
    person = NAME.match(text.restored, rank.end() if rank else names.end, end)
    return person is not None and _AFTER.fullmatch(text.folded, person.end(), end) is not None


def _stands_in_a_list(text: Text, node: Node) -> bool:
    """Say whether the line above, or the one that opens the list, says that members follow."""
    above = [node.introduction, *node.ancestors()]
    return any(
        _LISTS_MEMBERS.search(text.folded[each.item.start : each.item.end].replace("\n", " ").rstrip(" .;"))
        for each in above
        if each is not None
    )
