"""Items to a tree: which item is a heading, which a clause, under what path, in what part of the document.

The parts of a directive are told by their headings: purposes and objectives ask nobody for anything, tasks
and solutions do (`content`), and the part on organising the work says who does what (`assignment`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from loaders.layout import OPENS_CLOSING, Item, Mark, capitals, ends_sentence
from loaders.letters import UPPER
from loaders.numbering import DIGITS_FOR, letter_after, roman_after
from loaders.parts import ASSIGNMENT, CONTENT, OTHER, part_of, part_opened_by
from loaders.text import Text, one_line
from ontology.folding import fold
from ontology.model import Party

_IN_BRACKETS = re.compile(r"(?:^|\s)\(\d{1,2}\)\s*$")
_BARE_NUMBER = re.compile(rf"(\d{{1,2}})\s+(?=[{UPPER}])")


@dataclass(slots=True)
class Node:
    """An item in the tree; `heading` where other items stand under it."""

    item: Item
    label: str
    path: str
    parent: "Node | None"
    children: list["Node"] = field(default_factory=list["Node"])
    part: str = OTHER
    before: "Node | None" = None  # the item before it under the same heading
    introduction: "Node | None" = None  # the paragraph that opens the list it stands in: "Giao Bộ …:"
    named: tuple[Party, ...] | None = None  # whom it names for what stands below it; None till somebody asks

    @property
    def is_heading(self) -> bool:
        return bool(self.children)

    def ancestors(self) -> Iterator["Node"]:
        """Yield the headings above, the nearest first."""
        above = self.parent
        while above is not None and above.parent is not None:
            yield above
            above = above.parent


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
        if item.mark is Mark.NUMBER and shouted and self._has_numbers() and item.label in {"1", "11", "111"}:
            return Item(Mark.ROMAN, item.label, item.start, item.end, item.after_gap)
        above = self.last
        in_letters = any(node.item.mark is Mark.LETTER for node in (above, *above.ancestors()))
        if item.mark is not Mark.NUMBER or not self._is_parenthesised(item):
            return item
        if (item.label in {"1", "0"} and in_letters) or self._is_bent_letter(item):
            return Item(Mark.LETTER, item.label, item.start, item.end, item.after_gap)
        return item

    def _is_bent_letter(self, item: Item) -> bool:
        """Say whether a digit in brackets stands where a letter that looks like it is due: "4)" behind "d)"."""
        nearest = next(
            (node for node in (self.last, *self.last.ancestors()) if node.item.mark in (Mark.NUMBER, Mark.LETTER)), None
        )
        if nearest is None or nearest.item.mark is not Mark.LETTER:
            return False
        return item.label == DIGITS_FOR.get(letter_after(nearest.label, ""))

    def _has_numbers(self) -> bool:
        """Say whether the part at hand has numbered items already, so that another "1." is no first one."""
        part = next((node for node in (self.last, *self.last.ancestors()) if node.item.mark is Mark.ROMAN), None)
        return part is not None and any(child.item.mark is Mark.NUMBER for child in part.children[:2])

    def _is_parenthesised(self, item: Item) -> bool:
        return self.text.restored[max(0, item.start - 4) : item.start].rstrip().endswith(")")

    def _parent_of(self, item: Item) -> Node:
        """Return the node that an item with a mark stands under: the nearest with a higher mark."""
        if (article := self._article(item)) is not None:
            return article
        node = self.last
        while node.parent is not None:
            if node.item.mark < item.mark and node.item.mark is not Mark.NONE:
                return node
            if node.item.mark is Mark.NUMBER and item.mark is Mark.NUMBER and self._is_under(item, node):
                return node
            node = node.parent
        return node

    def _is_under(self, item: Item, node: Node) -> bool:
        """Say whether a number stands under another: "2.1." under "2.", "(1)" under any without brackets."""
        in_brackets = self._is_in_brackets(item) and not self._is_in_brackets(node.item)
        return item.label.startswith(f"{node.label}.") or in_brackets

    def _is_in_brackets(self, item: Item) -> bool:
        return _IN_BRACKETS.search(self.text.restored[max(0, item.start - 8) : item.start]) is not None

    def _article(self, item: Item) -> Node | None:
        """Return where an article, or a part inside one, stands: "Điều 1." may hold I., II. of its own."""
        if item.mark not in (Mark.ARTICLE, Mark.ROMAN):
            return None
        article = next((node for node in (self.last, *self.last.ancestors()) if node.item.mark is Mark.ARTICLE), None)
        if article is None:
            return None
        return article.parent if item.mark is Mark.ARTICLE else article

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
        if OPENS_CLOSING.match(self.text.folded, item.start):
            return next((above for above in node.ancestors() if above.item.mark <= Mark.ROMAN), node.parent)
        return node.parent

    def _label(self, item: Item, parent: Node) -> str:
        previous = next((child.label for child in reversed(parent.children) if child.item.mark is item.mark), None)
        if item.mark is Mark.ROMAN:
            return roman_after(previous, item.label)
        if item.mark is Mark.LETTER:
            return letter_after(previous, item.label if self._is_printed(item) else "")
        if item.mark is Mark.ARTICLE:
            return f"Điều {item.label}"
        return "" if item.mark in (Mark.DASH, Mark.PLUS, Mark.STAR) else item.label

    def _is_printed(self, item: Item) -> bool:
        """Say whether the letter of an item's mark is printed so; what OCR tore was restored to some letter."""
        start = self.text.restored.rfind("\n", 0, item.start) + 1
        return fold(item.label) in fold(self.text.printed(start, item.start))

    def _hang(self, item: Item, parent: Node, label: str) -> None:
        short = label.removeprefix(f"{parent.label}.") if parent.item.mark is Mark.NUMBER else label
        path = ".".join(part for part in (parent.path, short) if part)
        before = parent.children[-1] if parent.children else None
        node = Node(item, label, path, parent, before=before, introduction=self._introduction(item, before))
        parent.children.append(node)
        self.last = node

    def _introduction(self, item: Item, before: Node | None) -> Node | None:
        if before is None:
            return None
        if before.item.mark is Mark.NONE and before.item.words(self.text).rstrip().endswith(":"):
            return before
        return before.introduction if before.item.mark is item.mark else None


_CALLS_ITSELF = re.compile(
    r"phu luc|phan |chuong "
)  # a division with a name of its own; else a document that is issued


def _name_parts(text: Text, node: Node, inherited: str) -> None:
    """Give each node its part: the one its own heading opens, else the one it inherits."""
    node.part = inherited
    if node.is_heading and node.parent is not None:
        heading = heading_of(text, node)
        is_annex = node.item.mark is Mark.DIVISION and not _CALLS_ITSELF.match(fold(heading))
        own = None if is_annex else part_of(heading, is_part=inherited == OTHER) if len(heading.split()) <= 60 else None
        if own is not None and not (inherited == ASSIGNMENT and own == CONTENT):
            node.part = own
    for child in node.children:
        if child.item.mark is Mark.DIVISION:
            inherited = OTHER
        if child.item.mark is Mark.NONE and node.parent is None:
            opened = part_opened_by(one_line(child.item.words(text)))
            inherited = opened or (inherited if not ends_sentence(one_line(child.item.words(text))) else OTHER)
        _name_parts(text, child, inherited if node.parent is None else node.part)


def heading_of(text: Text, node: Node) -> str:
    """Return the words of a heading as one line."""
    return one_line(node.item.words(text))


# What a column of a table would say, on a line of its own below the clause that it is about.
# A task on numbered lines of its own: "1. Tên nhiệm vụ: …", "2. Cơ quan chủ trì: …".
_CARD = re.compile(r"ten (?:nhiem vu|noi dung|cong viec|de an|chuong trinh|du an)\s*:")
_STATED_BELOW = re.compile(
    r"(?:(?:co quan|don vi|bo phan|phong)(?:,? (?:co quan|don vi))? (?:chu tri|thuc hien|phoi hop|dau moi|tham muu)"
    r"(?: thuc hien)?|chu tri(?: thuc hien)?|phoi hop(?: thuc hien)?|lanh dao phu trach|nguoi (?:thuc hien|phu trach)|"
    r"(?:thoi gian|thoi han|tien do)(?: (?:thuc hien|hoan thanh|trien khai|bao cao))?|"
    r"(?:san pham|ket qua)(?: (?:dau ra|du kien|thuc hien))?|nguon kinh phi)\s*:\s*\S"
)


def _whole(text: Text, items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items, joined to the clause before where they end it: "b) … ¶ … c) …", "… ¶ Cơ quan chủ trì: …"."""
    held: Item | None = None
    for item, after in zip_longest(items, items[1:]):
        goes_on = (
            held is not None
            and held.mark is Mark.LETTER
            and item.mark is Mark.NONE
            and after is not None
            and after.mark is Mark.LETTER
            and letter_after(held.label, after.label) == after.label == letter_after(held.label, "")
            and _is_sentence(held.words(text))
            and _is_sentence(item.words(text))
            and not OPENS_CLOSING.match(text.folded, item.start)
        )
        if held is not None and (goes_on or _is_stated_below(text, held, item)):
            held = replace(held, end=item.end)
            continue
        if held is not None:
            yield held
        held = item
    if held is not None:
        yield held


# "(Chủ trì: Phòng Kinh tế; thời gian: tháng 5)", "(Hội Nông dân xã chủ trì; …)" in a paragraph of its own.
_BRACKETED_BELOW = re.compile(
    r"\((?:(?:co quan |don vi |giao )?(?:chu tri|thuc hien|phoi hop)(?: thuc hien)?\s*:|thoi (?:gian|han)\s*:|"
    r"[^():;]{4,160}? (?:chu tri|thuc hien|phu trach|dam nhiem)\s*[;,)])"
)


def _is_stated_below(text: Text, held: Item, item: Item) -> bool:
    """Say whether an item only says who does the clause before it, or when."""
    is_card = _CARD.match(text.folded, held.start, held.end) is not None
    below = (item.mark >= Mark.STAR or is_card) and held.mark is not Mark.DIVISION
    flat = text.folded[item.start : item.end].replace("\n", " ")
    return below and (_STATED_BELOW.match(flat) or _BRACKETED_BELOW.match(flat)) is not None


def _is_sentence(words: str) -> bool:
    """Say whether some words are a whole sentence, and open no list."""
    return ends_sentence(words) and not words.rstrip().endswith(":")


def tree_of(text: Text, items: Sequence[Item]) -> Node:
    """Return the root of the tree that the items of a document's body make up."""
    tree = _Tree(text)
    for item in _whole(text, items):
        tree.add(item)
    _name_parts(text, tree.root, OTHER)
    return tree.root


def walk(node: Node) -> Iterator[Node]:
    """Yield the nodes below, in the order of the text."""
    for child in node.children:
        yield child
        yield from walk(child)
