"""What a paragraph inherits from its style: its list, its place in it, and whether it is centred."""

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from loaders.formats.wordnumbers import W, integer

_LONGEST_CHAIN = 20  # styles that inherit from one another


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What the style of a paragraph says; `None` where it says nothing."""

    number_id: str | None = None
    depth: int | None = None
    is_centred: bool | None = None
    is_hidden: bool | None = None
    above: str | None = None


def is_on(element: ET.Element | None) -> bool | None:
    """Return whether a switch such as w:vanish is on, `None` where it is not there."""
    if element is None:
        return None
    return element.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def settings_of(properties: ET.Element | None) -> Style:
    """Return what the properties of a paragraph or a style set."""
    if properties is None:
        return Style()
    numbers = properties.find(f"{W}numPr")
    depth = None if numbers is None else numbers.find(f"{W}ilvl")
    number_id = None if numbers is None else numbers.find(f"{W}numId")
    justified = properties.find(f"{W}jc")
    return Style(
        number_id=None if number_id is None else number_id.get(f"{W}val"),
        depth=None if depth is None else integer(depth.get(f"{W}val", ""), 0),
        is_centred=None if justified is None else justified.get(f"{W}val") == "center",
    )


def styles_of(root: ET.Element | None) -> dict[str, Style]:
    """Return the paragraph and character styles of word/styles.xml by their ids, what they inherit filled in."""
    own: dict[str, Style] = {}
    for each in () if root is None else root.findall(f"{W}style"):
        set_here = settings_of(each.find(f"{W}pPr"))
        above = each.find(f"{W}basedOn")
        own[each.get(f"{W}styleId", "")] = Style(
            number_id=set_here.number_id, depth=set_here.depth, is_centred=set_here.is_centred,
            is_hidden=is_on(each.find(f"{W}rPr/{W}vanish")), above=None if above is None else above.get(f"{W}val"),
        )  # fmt: skip
    return {name: _inherited(own, name) for name in own}


def merged(first: Style, second: Style) -> Style:
    """Return what the first says, and the second where the first says nothing."""
    return Style(
        number_id=second.number_id if first.number_id is None else first.number_id,
        depth=second.depth if first.depth is None else first.depth,
        is_centred=second.is_centred if first.is_centred is None else first.is_centred,
        is_hidden=second.is_hidden if first.is_hidden is None else first.is_hidden,
    )


def _inherited(own: dict[str, Style], name: str) -> Style:
    style = Style()
    here: str | None = name
    for _ in range(_LONGEST_CHAIN):
        if here is None or here not in own:
            break
        style = merged(style, own[here])
        here = own[here].above
    return style
