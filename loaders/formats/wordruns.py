"""The words of a paragraph of a Word file: its runs, without deletions, hidden words, field codes and boxes."""

from collections.abc import Collection, Iterator
from xml.etree import ElementTree as ET

from loaders.formats.wordnumbers import W
from loaders.formats.wordstyles import is_on

_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GAP = "    "  # a tab sets two things side by side, as in a letterhead
_SIGNS = {
    f"{W}tab": _GAP, f"{W}ptab": _GAP, f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-",
}  # fmt: skip
# Not words of the paragraph: what was deleted or moved away, properties, pictures, and boxes read after it.
_SILENT = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "drawing", "pict", "object", "txbxContent")
)


def words_of(element: ET.Element, hidden: Collection[str] = ()) -> str:
    """Return the words of a paragraph; `hidden` are the ids of character styles whose words do not show."""
    return "".join(_words(element, hidden)).replace("\xa0", " ").replace("\xad", "")


def _words(element: ET.Element, hidden: Collection[str]) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield (child.text or "").replace("\n", " ").replace("\t", " ")
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_CHOICES}AlternateContent":
            yield from _words(_chosen(child), hidden)
        elif child.tag not in _SILENT and not (child.tag == f"{W}r" and _is_hidden(child, hidden)):
            yield from _words(child, hidden)


def _chosen(alternatives: ET.Element) -> ET.Element:
    """Return the first of several forms of one thing: reading them all would double it."""
    return next((each for each in alternatives if len(each)), ET.Element("none"))


def _is_hidden(run: ET.Element, hidden: Collection[str]) -> bool:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return False
    own = is_on(properties.find(f"{W}vanish"))
    style = properties.find(f"{W}rStyle")
    return own if own is not None else style is not None and style.get(f"{W}val") in hidden


def boxes_in(element: ET.Element) -> Iterator[ET.Element]:
    """Yield the text boxes that hang on a paragraph, each once, those in deletions not."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_CHOICES}AlternateContent":
            yield from boxes_in(_chosen(child))
        elif child.tag not in (f"{W}del", f"{W}moveFrom"):
            yield from boxes_in(child)
