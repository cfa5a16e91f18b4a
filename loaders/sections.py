"""Items to a tree: which item is a heading, which a clause, under what path, in what part of the document.

The parts of a directive are told by their headings: purposes and objectives ask nobody for anything, tasks
and solutions do (`content`), and the part on organising the work says who does what (`assignment`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.layout import Item, Mark, capitals, ends_sentence
from loaders.text import Text, one_line
from ontology.folding import fold

LETTERS = "abcdđeghiklmnopqrstuvxy"  # the order of lettered items in Vietnamese documents
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")

ASSIGNMENT, CONTENT, OTHER = "assignment", "content", "other"

_PARTS = (
    (ASSIGNMENT, re.compile(
        r"to chuc (?:trien khai )?(?:va )?thuc hien|phan cong|trach nhiem (?:thi hanh|thuc hien|cua)|"
        r"to chuc thi hanh|to chuc trien khai|dieu khoan thi hanh|co che thong tin|che do (?:thong tin|bao cao)")),
    (OTHER, re.compile(
        r"muc dich|yeu cau|quan diem|muc tieu|tieu chi|tieu chuan|(?:cac |mot so )?chi tieu|hinh thuc khen|khen thuong|doi tuong|tinh hinh|"
        r"nguyen tac|pham vi|thuc trang|ket qua dat duoc|han che|nguyen nhan|boi canh|su can thiet|du bao|bai hoc|"
        r"tam nhin|dinh huong(?! nhiem vu)|dac diem|danh gia chung|can cu|co so phap ly|giai thich tu ngu|khai niem|"
        r"dat van de|uu diem|khuyet diem|thoi gian (?:thuc hien|trien khai)?$|dia diem|thanh phan")),
    (CONTENT, re.compile(
        r"nhiem vu|giai phap|bien phap|noi dung|kinh phi|nguon luc|cong viec|hoat dong|lo trinh|tien do")),
)  # fmt: skip
_LOOKS_BACK = re.compile(r"tinh hinh|ket qua|thuc trang|han che|nguyen nhan|danh gia|kiem diem")


# A closing paragraph speaks for the whole part, not for the item it happens to stand under.
_CLOSES = re.compile(
    r"trong qua trinh|tren day la|(?:ban thuong vu|thuong truc|uy ban nhan dan|ubnd|chu tich|ban chi dao|bo|so)\s[^.;:,]{0,60}?\s"
    r"(?:yeu cau|de nghi)\s|yeu cau (?:cac|thu truong|giam doc|chu tich)|de nghi (?:cac|thu truong|giam doc|uy ban)|"
    r"cac co quan, don vi|can cu (?:ke hoach|nghi quyet|chuong trinh|noi dung)|nhan duoc (?:ke hoach|cong van)|"
    r"(?:ke hoach|nghi quyet|chi thi|ket luan|quyet dinh|chuong trinh) nay"
)


_BARE_NUMBER = re.compile(r"(\d{1,2})\s+(?=[A-ZÀ-ỸĐ])")


@dataclass(slots=True)
class Node:
    """An item in the tree; `heading` where other items stand under it."""

    item: Item
    label: str
    path: str
    parent: "Node | None"
    children: list["Node"] = field(default_factory=list["Node"])
    part: str = OTHER

    @property
    def is_heading(self) -> bool:
        return bool(self.children)

    def ancestors(self) -> Iterator["Node"]:
        """Yield the headings above, the nearest first."""
        above = self.parent
        while above is not None and above.parent is not None:
            yield above
            above = above.parent


def part_of(heading: str, *, is_part: bool = True) -> str | None:
    """Return the part that a heading opens: `assignment`, `content`, `other`; `None` where it does not say.

    A heading inside a part opens objectives or criteria only where it begins with them: "2. Mục tiêu cụ thể".

    >>> part_of("III. TỔ CHỨC THỰC HIỆN"), part_of("Mục tiêu cụ thể"), part_of("Sở Nội vụ")
    ('assignment', 'other', None)
    """
    folded = fold(heading)
    found = [(match.start(), part) for part, pattern in _PARTS if (match := pattern.search(folded))]
    if not is_part:
        found = [(at, part) for at, part in found if part != OTHER or at == 0]
    if not found:
        return None
    named = {part for _, part in found}
    if ASSIGNMENT not in named and CONTENT in named and not _LOOKS_BACK.search(folded):
        return CONTENT  # "Chỉ tiêu và nội dung": its headings say which is which
    return min(found)[1]


def _letter_after(previous: str | None, printed: str) -> str:
    """Return the letter that an OCR-bent letter mark stands for, given the one before it.

    >>> _letter_after("k", "1"), _letter_after("n", "0"), _letter_after("d", "d"), _letter_after("b", "¢")
    ('l', 'o', 'đ', 'c')
    """
    expected = LETTERS[LETTERS.index(previous) + 1] if previous and previous in LETTERS[:-1] else "a"
    bent = {"1": "il", "0": "o", "¢": "c", "d": "dđ", "l": "il", "i": "il"}
    if expected in bent.get(printed, printed):
        return expected
    return bent.get(printed, printed)[0]


def _roman_after(previous: str | None, printed: str) -> str:
    """Return the Roman number that a bent one stands for: the next one, unless what is printed says otherwise."""
    following = ROMANS[ROMANS.index(previous) + 1] if previous in ROMANS[:-1] else ROMANS[0]
    straight = re.sub(r"[l1|]", "I", printed)
    if printed == straight and printed in ROMANS and previous is not None:
        here, there = ROMANS.index(printed), ROMANS.index(following)
        return printed if here >= there or here == 0 else following
    if previous is None and straight in ROMANS:
        return straight
    return following


class _Tree:
    """Builds the tree item by item."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.root = Node(Item(Mark.DIVISION, "", 0, 0), "", "", None)
        self.last = self.root

    def add(self, item: Item) -> None:
        item = self._numbered(item)
        if item.mark is Mark.NONE:
            parent = self._parent_of_paragraph(item)
            self._hang(item, parent, "")
            return
        item = self._straightened(item)
        parent = self._parent_of(item)
        self._hang(item, parent, self._label(item, parent))

    def _numbered(self, item: Item) -> Item:
        """Return a paragraph that begins with the number that is due ("4 Phát triển …" after "3.") as a number."""
        bare = _BARE_NUMBER.match(self.text.restored, item.start)
        if item.mark is not Mark.NONE or not item.after_gap or bare is None:
            return item
        for node in (self.last, *self.last.ancestors()):
            if node.item.mark is Mark.NUMBER and node.label.isdigit():
                if int(bare[1]) == int(node.label) + 1:
                    return Item(Mark.NUMBER, bare[1], bare.end(), item.end, item.after_gap)
                return item
        return item

    def _straightened(self, item: Item) -> Item:
        """Return a number that stands where a part is due ("1. MỤC TIÊU" after "II.") as the part it is."""
        words = item.words(self.text)
        shouted = capitals(words) > 0.7 and len(words) > 3
        parts = [node for node in self.root.children if node.item.mark is Mark.ROMAN]
        if item.mark is Mark.NUMBER and shouted and parts and item.label in {"1", "11", "111"}:
            return Item(Mark.ROMAN, item.label, item.start, item.end, item.after_gap)
        above = self.last
        in_letters = any(node.item.mark is Mark.LETTER for node in (above, *above.ancestors()))
        if item.mark is Mark.NUMBER and item.label in {"1", "0"} and in_letters and self._is_parenthesised(item):
            return Item(Mark.LETTER, item.label, item.start, item.end, item.after_gap)
        return item

    def _is_parenthesised(self, item: Item) -> bool:
        return self.text.restored[max(0, item.start - 4) : item.start].rstrip().endswith(")")

    def _parent_of(self, item: Item) -> Node:
        """Return the node that an item with a mark stands under: the nearest with a higher mark."""
        node = self.last
        while node.parent is not None:
            if node.item.mark < item.mark and node.item.mark is not Mark.NONE:
                return node
            if node.item.mark is Mark.NUMBER and item.mark is Mark.NUMBER and _is_under(item.label, node.label):
                return node
            node = node.parent
        return node

    def _parent_of_paragraph(self, item: Item) -> Node:
        """Return the node that a paragraph stands under: the heading right before it, or the parent of the clause."""
        node = self.last
        words = one_line(node.item.words(self.text))
        if node.parent is None:
            return node
        opens = not ends_sentence(words) or words.endswith(":")
        if node.item.mark is not Mark.NONE and node.item.mark <= Mark.LETTER and opens and len(words.split()) <= 90:
            return node
        if node.item.mark is Mark.DIVISION:
            return node
        if item.after_gap and _CLOSES.match(self.text.folded, item.start):
            return next((above for above in node.ancestors() if above.item.mark <= Mark.ROMAN), node.parent)
        return node.parent

    def _label(self, item: Item, parent: Node) -> str:
        before = [child.label for child in parent.children if child.item.mark is item.mark]
        previous = before[-1] if before else None
        if item.mark is Mark.ROMAN:
            return _roman_after(previous, item.label)
        if item.mark is Mark.LETTER:
            return _letter_after(previous, item.label)
        if item.mark is Mark.ARTICLE:
            return f"Điều {item.label}"
        return "" if item.mark in (Mark.DASH, Mark.PLUS, Mark.STAR) else item.label

    def _hang(self, item: Item, parent: Node, label: str) -> None:
        short = label.removeprefix(f"{parent.label}.") if parent.item.mark is Mark.NUMBER else label
        path = ".".join(part for part in (parent.path, short) if part)
        node = Node(item, label, path, parent)
        parent.children.append(node)
        self.last = node


def _is_under(label: str, above: str) -> bool:
    return label.startswith(f"{above}.")


def _name_parts(text: Text, node: Node, inherited: str) -> None:
    """Give each node its part: the one its own heading opens, else the one it inherits."""
    node.part = inherited
    if node.is_heading and node.parent is not None:
        heading = heading_of(text, node)
        own = part_of(heading, is_part=inherited == OTHER) if len(heading.split()) <= 60 else None
        if own is not None and not (inherited == ASSIGNMENT and own == CONTENT):
            node.part = own
    for child in node.children:
        if child.item.mark is Mark.NONE and node.parent is None:
            opened = part_opened_by(one_line(child.item.words(text)))
            inherited = opened or (inherited if not ends_sentence(one_line(child.item.words(text))) else OTHER)
        _name_parts(text, child, inherited if node.parent is None else node.part)


_OPENS = re.compile(r"(?:nhiem vu|giai phap|noi dung|cong viec|viec|yeu cau|chi thi|quyet nghi|de nghi|thuc hien|trien khai)[^.;]*:$")


def part_opened_by(words: str) -> str | None:
    """Return `content` where a paragraph without a heading opens a list of tasks: "… yêu cầu thực hiện các nhiệm vụ sau:"."""
    return CONTENT if _OPENS.search(fold(words)) else None


def heading_of(text: Text, node: Node) -> str:
    """Return the words of a heading as one line."""
    return one_line(node.item.words(text))


def tree_of(text: Text, items: Sequence[Item]) -> Node:
    """Return the root of the tree that the items of a document's body make up."""
    tree = _Tree(text)
    for item in items:
        tree.add(item)
    _name_parts(text, tree.root, OTHER)
    return tree.root


def walk(node: Node) -> Iterator[Node]:
    """Yield the nodes below, in the order of the text."""
    for child in node.children:
        yield child
        yield from walk(child)
