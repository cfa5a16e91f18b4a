"""Clauses that ask someone to do something: the leaves of the tree in the parts on tasks and on organising."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from loaders.aims import stands_among_targets
from loaders.counted import with_counted_days
from loaders.deadlines import deadlines_in
from loaders.headings import parties_at
from loaders.layout import Mark, ends_sentence
from loaders.leads import lead_of
from loaders.parts import ASSIGNMENT, CONTENT, OTHER, part_of, tells_matter
from loaders.recipients import coordinating, recipients
from loaders.rhythms import is_continuous, recurrences_in
from loaders.rolls import is_roll
from loaders.sections import Node, heading_of, walk
from loaders.slots import stated_times
from loaders.stretches import opens_duty
from loaders.subjects import own_subject
from loaders.table_cells import Times
from loaders.text import Text, one_line
from loaders.yearless import stage_deadlines, yearless_deadlines
from ontology.model import Deadline, Party, Recurrence, Task

METHOD = "rules/1"

# A closing formula belongs to the whole part, and asks nobody for anything.
_FORMULA = re.compile(
    r"tren day la(?![^.]{0,300}[,;.] (?:(?:uy ban nhan dan|ubnd|ban thuong vu|chu tich|dang uy|"
    r"so)[a-z ]{0,40} )?(?:yeu cau|de nghi|giao|(?:trong )?qua trinh) )|noi nhan|"
    # Whoever writes down a conclusion tells it: "Thừa lệnh …, Văn phòng thông báo để các đơn vị biết, thực hiện."
    r"[^.;:]{0,160}thong bao (?:de |den |toi )?(?:cac (?:co quan|don vi|so|bo|dia phuong|dong chi)|quy |thu truong)"
    r"[^.;:]{0,120}? biet(?:,| va)?(?: de)?(?: to chuc| trien khai)? ?(?:thuc hien|trien khai|phoi hop)?[ ./]*$|"
    r"danh muc [^.]{0,90}(?:tai|theo|trong) phu luc|danh gia cao|ghi nhan|hoan nghenh|"
    r"nghi quyet (?:nay )?(?:da )?duoc [^;]{3,160} thong qua\b|"
    # What somebody is entitled to asks nobody for anything.
    r"[^.;:]{3,160}? duoc (?:ho tro|huong|tro cap|thuong)(?: [^.;:]{0,100})? \d[\d.,]* (?:nghin |trieu |"
    r"ty )?dong\b[^.;]{0,60}\.?$|"
    r"ke hoach nay co hieu luc|nghi quyet nay (?:co hieu luc|pho bien|duoc)|quyet dinh nay co "
    r"hieu luc|"
    r"(?:nghi quyet|ket luan|chi thi|ke hoach|huong dan|quyet dinh|chuong trinh|quy dinh|quy che|thong tu|nghi "
    r"dinh)(?: hanh dong)?(?: nay)? "
    r"(?:pho bien|thay the|bai bo|sua doi|bo sung|dieu chinh|co hieu luc|duoc pho bien)"
    r"(?![^;]{0,300}[.;] (?:giao|yeu cau|de nghi|phan cong) )|"
    r"(?:nghi quyet|ket luan|chi thi|ke hoach|huong dan|quyet dinh|chuong trinh|quy dinh|cong van|cong dien|thong bao)"
    r" nay (?:thay cho|nham |cu the hoa|ap dung|quy dinh|gom|la |co gia tri|lam can cu|"
    r"duoc (?:pho bien|gui|quan triet|niem yet|ap dung|xay dung|ban hanh))|"
    # A step that only has a name; and where the forms are.
    r"(?:buoc|giai doan|dot|phan|vong) (?:\d{1,2}|[ivx]{1,4}|mot|hai|ba|bon)\s*[.:\-–]\s*[^.;:]{0,80}$|"
    r"(?:bieu mau|mau (?:phieu|bao cao|bieu|don)|de cuong)[^.;:]{0,60} (?:theo|tai|o) (?:phu luc|mau|bieu)|"
    # What another paper is to say from now on.
    r"(?:sua doi,? bo sung|sua doi|bo sung|bai bo|thay the) (?:noi dung |mot so )?(?:khoan|diem|dieu|muc|cum tu|"
    r"phu luc) [^.;:]{0,120}?\b(?:nghi quyet|quyet dinh|ke hoach|chi thi|quy dinh|quy che|chuong trinh) so \d|"
    r"kinh chuyen|tran trong|ban hanh kem theo|"
    r"[^;]{0,200}chiu trach nhiem thi hanh|"
    # What a campaign is called, when and where it is, who takes part, who is rewarded.
    r"(?:ten goi|chu de|khau hieu|thoi gian|dia diem|thanh phan|doi tuong|luc luong|so luong|quy mo|pham vi|"
    r"khen thuong|co cau giai thuong|muc thuong)(?: (?!thuc hien)[^:.;]{0,40})?\s*:|"
    # Who is on a committee that is founded.
    r"[^.;:]{0,80}?thanh lap (?:ban chi dao|ban to chuc|hoi dong|to )[^.;:]{0,160}? gom\b|"
    # How a body works: "Ban Chỉ đạo làm việc theo chế độ kiêm nhiệm."
    r"(?:(?:pho )?truong ban|ban chi dao|(?:cac )?(?:thanh vien|uy vien)|hoi dong|to cong tac|to giup viec)"
    r"(?:[^.;:,]{0,60} (?:lam viec|hoat dong) theo|[^.;:]{0,120} su dung con dau)|"
    # What is agreed, ends, or follows from the law: nobody is asked.
    r"(?:(?:chinh phu|thu tuong chinh phu|ban thuong vu|thuong truc|uy ban nhan dan)[^.;:,]{0,40} )?(?:co ban )?"
    r"(?:(?:dong y|thong nhat) (?:chu truong|voi |viec |ve |danh gia)"
    r"(?![^.]{0,300}[;,.] (?:dong thoi )?(?:giao|yeu cau|de nghi) )|danh gia\s*:)|muc tieu [^.;:]{0,60}:|"
    r"viec [^;:]{0,250} thuc hien theo (?:cac )?quy dinh|"
    r"(?:nghi quyet|quyet dinh|chi thi|ke hoach|thong tu|nghi dinh|cac van ban)[^;]{0,300}? het hieu luc|"
    # What there is to spend, and where it comes from: no verb, nobody is asked.
    r"(?:du toan|tong (?:kinh phi|muc|du toan|nguon|so tien))[^.;]{0,160}? (?:la |khoang |du kien )?\d[\d.,]* "
    r"(?:nghin |trieu |ty )(?:dong)?|"
    r"(?:nguon|ngan sach) "
    r"(?![^.]*\b(?:bo tri|bao dam|dam bao|can doi|huy dong|su dung|(?<!phan )cap|chi|duoc|do|tu|dau tu)\b)[^.]*\.?$|"
    # "Trong quá trình thực hiện, những nội dung cần bổ sung sẽ được Ban Thường vụ xem xét, quyết định."
    r"(?:trong )?qua trinh [^.;:,]{0,60}, (?:nhung |cac )?(?:noi dung|van de|vuong mac)"
    r"(?![^.;:]* (?:gui|bao cao|phan anh|de nghi|kien nghi)\b)[^.;:]{0,80} "
    r"(?:se )?(?:duoc|do) [^.;:,]{3,80} xem xet\b[^.;:]{0,60}\W*$|"
    # What a list stands where: "Danh mục nhiệm vụ trọng tâm tại Phụ lục kèm theo."
    r"(?:danh muc|noi dung chi tiet|chi tiet|phan cong cu the)(?: (?!ban hanh|gui)[a-z]+){0,16}? "
    r"(?:tai|theo|o|trong) (?:cac )?phu luc"
    r"(?: (?:so )?[ivx\d]+)?(?: kem theo[^.;]{0,60})?\W*$"
)
_NUMBER = re.compile(r"\d")
_FEWEST = 4  # words of a clause; three will do where it has a mark and ends as a sentence
_INTRODUCES = re.compile(r":\s*$")
_WEAK = re.compile(r"nghi quyet sau|nhu sau|sau day|sau\s*:\s*$")
_UNREAD_SUBJECT = re.compile(r"^(?P<subject>[^,.;:]{3,80}?)\s+(?:chu tri|chiu trach nhiem|co trach nhiem)(?![a-z])")
_NO_SUBJECT = re.compile(
    r"^(?:chu dong|tiep tuc|phan cong|xac dinh|nang cao|giu vai tro|thuc hien|theo|can cu|truc tiep|duoc giao)"
)


def _is_clause(text: Text, node: Node) -> bool:
    """Say whether a leaf of the tree is a clause, not a heading without items, an introduction or a remark."""
    words = one_line(node.item.words(text))
    folded = text.folded[node.item.start : node.item.end].replace("\n", " ")
    if (
        len(words.split()) < _FEWEST - (node.item.mark is not Mark.NONE and ends_sentence(words))
        or _FORMULA.match(folded)
        or words.startswith("(")
        or words.isupper()
    ):
        return False
    if _INTRODUCES.search(words) or is_roll(text, node):
        return False
    if stands_among_targets(text, node) and _NUMBER.search(words):
        return False
    if _is_matter(text, node):
        return False
    return not (node.item.mark <= Mark.ROMAN and not ends_sentence(words))


def _is_matter(text: Text, node: Node) -> bool:
    """Say whether a clause only names what is to be told: "Ý nghĩa của Ngày Tổng tuyển cử", not "Phổ biến luật"."""
    if opens_duty(text, node.item.start):
        return False
    is_below = any(tells_matter(text.flat, above.item.start) for above in node.ancestors())
    return is_below and not own_subject(text, node.item.start, node.item.end)


def _is_bare_heading(text: Text, node: Node) -> bool:
    """Say whether a numbered item without items is a heading whose paragraphs stand beside it."""
    words = one_line(node.item.words(text))
    return (
        node.item.mark <= Mark.NUMBER
        and not ends_sentence(words)
        and len(words.split()) < 12
        and words[:1].isupper()
        and words.isupper()
    )


def _beside(parties: tuple[Party, ...], lead: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return parties without those words that name the lead; the lead named once more is a finding of the audit."""
    taken = {party.span for party in lead if party.span is not None}
    return tuple(party for party in parties if party.span not in taken)


def _without(parties: tuple[Party, ...], others: tuple[Party, ...]) -> tuple[Party, ...]:
    named = {other.name.casefold() for other in others}
    return tuple(party for party in parties if party.name.casefold() not in named)


def _yearly(due: tuple[Deadline, ...]) -> tuple[Recurrence, ...]:
    """Return the yearly rhythm that a day of every year implies."""
    return tuple(Recurrence(every="P1Y", span=deadline.span) for deadline in due if deadline.due.startswith("--"))[:1]


def _unique(due: Iterable[Deadline]) -> tuple[Deadline, ...]:
    by_day = {deadline.due: deadline for deadline in due}
    return tuple(sorted(by_day.values(), key=lambda deadline: deadline.span))


def _confidence(task: Task) -> float:
    """Return how sure the reading of a clause is: a clause's own words say more than a heading's."""
    if not task.lead:
        return 0.8 if task.unread_lead is None else 0.5
    return 0.95 if task.section == ASSIGNMENT else 0.85


def _partners(text: Text, node: Node) -> tuple[Party, ...]:
    """Return those a clause, or the line that opens its list, says the lead works with."""
    own = coordinating(text, node.item.start, node.item.end)
    introduction = node.introduction
    opened = coordinating(text, introduction.item.start, introduction.item.end) if introduction else ()
    heading = node.parent.item if node.parent else node.item
    if not opened and one_line(heading.words(text)).endswith(":"):
        opened = coordinating(text, heading.start, heading.end)
    return own + _without(opened, own)


def _task(text: Text, node: Node, addressed: tuple[Party, ...], issued: str | None) -> Task:
    start, end = node.item.start, node.item.end
    lead = lead_of(text, node) or addressed
    report_to, via = recipients(text, start, end)
    folded = text.folded[start:end].replace("\n", " ")
    stated = stated_times(text, start, end) or Times()
    due = _unique((*deadlines_in(text, start, end), *stated.due))
    every = recurrences_in(text, start, end) or stated.every or _yearly(due)
    if not due:
        due = (() if every else yearless_deadlines(text, start, end, issued)) or stage_deadlines(text, node)
    unread = None if lead else _UNREAD_SUBJECT.match(folded)
    if unread and _NO_SUBJECT.match(folded):
        unread = None
    task = Task(
        span=text.span(start, end),
        path=node.path,
        section=node.part if node.part == CONTENT else ASSIGNMENT,
        text=one_line(text.restored[start:end]),
        lead=lead,
        coordinate=_beside(_partners(text, node), lead),
        report_to=_beside(report_to, lead),
        via=via,
        due=due,
        every=every,
        continuous=is_continuous(text, start, end),
        is_report="bao cao" in folded,
        unread_lead=text.span(start + unread.start("subject"), start + unread.end("subject")) if unread else None,
        method=METHOD,
    )
    return replace(task, confidence=_confidence(task))


# A paragraph that closes a document, whatever part stands above it: "Quá trình thực hiện, nếu có vướng mắc, …".
_CLOSES = re.compile(
    r"(?P<in_doubt>(?:trong )?qua trinh (?:to chuc |trien khai|thuc hien)[^.;:]{0,60}?(?:neu|co|truong hop|phat sinh))|"
    r"(?:(?:sau khi |khi |ngay khi )?nhan duoc [^.,;:]{3,60}, )?(?:yeu cau|de nghi) (?:cac|thu truong|giam doc|"
    r"chu tich|truong|uy ban|so|bo|nguoi dung dau|thanh vien)\b[^:]*$|"
    r"(?:dinh ky|h[aà]ng (?:nam|quy|thang|tuan)|cham nhat|truoc ngay|ket qua thuc hien)[^.;:]{0,60}, "
    r"(?:de nghi |yeu cau )?(?:cac|nhung|thu truong|uy ban|ubnd|so|phong|ban)\b[^.:]{0,90} (?:bao cao|gui)\b|"
    r"(?:giao|phan cong)(?: cho)? (?:van phong|chanh|so|bo|phong|ban|uy ban|ubnd|thanh tra|cong an|thu truong|giam doc|"
    r"hoi|trung tam|co quan|truong)\b[^:]*$"
)


def _is_assigning(text: Text, node: Node, *, has_parts: bool) -> bool:
    """Say whether an item outside the parts on tasks gives somebody a duty.

    An article does, or an item of one: "Điều 2. Giao Sở Nội vụ …". So does a directive that has no parts at all
    and says agency by agency what to do: "1. Bộ Y tế chịu trách nhiệm: a) …".
    """
    in_article = node.item.mark is Mark.ARTICLE or (node.parent is not None and node.parent.item.mark is Mark.ARTICLE)
    is_paragraph = node.item.mark is Mark.NONE
    if is_paragraph and (closing := _CLOSES.match(text.folded, node.item.start, node.item.end)):
        return closing["in_doubt"] is not None or bool(lead_of(text, node))
    if not in_article and (has_parts or is_paragraph):
        return False
    if (is_paragraph or not in_article) and _is_told_apart(text, node):
        return False
    return bool(lead_of(text, node))


def _is_told_apart(text: Text, node: Node) -> bool:
    """Say whether a heading above says that what stands below asks nobody for anything."""
    return any(part_of(heading_of(text, above)) == OTHER for above in node.ancestors())


def tasks_in(
    text: Text, root: Node, addressees: tuple[int, int] | None = None, issued: str | None = None
) -> Iterator[Task]:
    """Yield the tasks of a document in their order; a letter asks its addressees where it names nobody else.

    `issued` is the document's ISO date, from which "sau 30 ngày kể từ ngày ban hành" counts.
    """
    addressed = parties_at(text, *addressees) if addressees else ()
    nodes = list(walk(root))
    has_parts = any(node.part in (ASSIGNMENT, CONTENT) for node in nodes)
    for node in nodes:
        if node.is_heading or node.item.mark is Mark.DIVISION:
            continue
        if node.part not in (ASSIGNMENT, CONTENT) and not _is_assigning(text, node, has_parts=has_parts):
            continue
        if _is_clause(text, node) and not _is_bare_heading(text, node):
            task = _task(text, node, addressed, issued)
            yield with_counted_days(text, task, (node.item.start, node.item.end), issued)
