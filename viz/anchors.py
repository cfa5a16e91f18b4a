"""Links inside the file that holds the whole desk: from an address of the desk to a section, or a line in one."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from viz.passages import line_number
from viz.shelf import Shelf

# states of one picture
_ONE_CASCADE = ("focus", "relations", "from", "branch", "level", "year", "area", "open", "only", "zoom")


def anchor(value: str, own: str, shelf: Shelf, places: Mapping[str, str]) -> str:
    """Return the attribute for a link of a page; one that leads out of the file becomes plain words."""
    if value.startswith("#"):
        return f' href="#{own}-{value[1:]}"'
    target = _target(value.replace("&amp;", "&"), shelf, places)
    return f' href="#{target}"' if target else ""


def _target(address: str, shelf: Shelf, places: Mapping[str, str]) -> str:
    parts = urlsplit(address)
    path = parts.path.split("/", 2)[-1]
    state = {name: value for name, value in parse_qsl(parts.query) if name not in _ONE_CASCADE}
    if path.endswith("/text") and "start" in state:
        return _line(path, int(state["start"]), shelf, places)
    exact = f"{path}?{urlencode(state)}" if state else path
    for candidate in (exact, path, path.split("/task/")[0]):
        if candidate in places:
            inside = f"-{parts.fragment}" if parts.fragment and candidate == path else ""
            return places[candidate] + inside
    return ""


def _line(path: str, start: int, shelf: Shelf, places: Mapping[str, str]) -> str:
    """Return the line of a text where a passage begins."""
    identity = unquote(path.split("/")[1])
    text = shelf.text(identity)
    if text is None or path not in places:
        return ""
    return f"{places[path]}-L{line_number(text.raw, start)}"
