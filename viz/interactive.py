"""A network as one interactive HTML file that asks nothing of any other machine, made with pyvis.

pyvis as it comes would load style sheets from elsewhere, write its heading unescaped, and run HTML in titles
once one of them holds "href": so ids are digests, there is no heading and no menu, foreign tags are taken
out, and a policy in the page forbids every request.
"""

import hashlib
import re
from html import escape
from typing import Any

from viz.network import Network, Point

POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
COLOURS = {
    "party": "#a3233a",
    "state": "#1f56a0",
    "front": "#7a5600",
    "unknown": "#5c646d",
    "task": "#e3f0f2",
    "agency": "#f4e3c1",
}
SHAPES = {"party": "ellipse", "task": "dot", "agency": "diamond"}
_FOREIGN = re.compile(r"<link\b[^>]*>|<script\b[^>]*\bsrc\s*=[^>]*>\s*</script>|<center>.*?</center>", re.DOTALL)
_HEAD = '<meta charset="utf-8">'


class UnexpectedPageError(RuntimeError):
    """pyvis wrote a page of another shape than the one that is made safe here."""


def write_interactive(network: Network, title: str, note: str, language: str) -> str:
    """Return the page; drag, zoom and point work, nothing moves by itself, `note` says how much is shown."""
    # Imported late: it brings IPython, a second that no other page needs.
    from pyvis.network import Network as Page  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]

    page: Any = Page(height="85vh", width="100%", directed=True, cdn_resources="in_line")
    for point in network.points:
        page.add_node(_digest(point.key), **_look(point))
    for line in network.lines:
        page.add_edge(_digest(line.source), _digest(line.target), title=_harmless(line.label), color="#8a929b")
    page.set_options(
        '{"physics": {"enabled": false}, "edges": {"smooth": false, "arrows": {"to": {"enabled": true}}}, '
        '"interaction": {"hover": true, "keyboard": true, "navigationButtons": false}}'
    )
    return _sealed(page.generate_html(), title, note, language)


def _look(point: Point) -> dict[str, object]:
    document = point.group not in {"task", "agency"}
    return {
        "label": _harmless(point.label),
        "title": _harmless(point.title),
        "x": point.x,
        "y": point.y,
        "physics": False,
        "shape": SHAPES.get(point.group, "box"),
        "size": 12,
        "color": {
            "background": "#ffffff" if point.faint else COLOURS.get(point.group, "#5c646d"),
            "border": "#444444",
        },
        "shapeProperties": {"borderDashes": [5, 4] if point.faint else False},
        "font": {"color": "#ffffff" if document and not point.faint else "#1b1f23", "size": 16},
    }


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _harmless(text: str) -> str:
    """Return a text that reads the same without "href" in it, which makes pyvis run titles as HTML."""
    return text.replace("href", "hr\u2060ef")


def _sealed(html: str, title: str, note: str, language: str) -> str:
    """Take foreign tags out and put the policy, the title and the note in."""
    own = _FOREIGN.sub("", html)
    if own.count(_HEAD) != 1 or own.count("<body>") != 1 or "http-equiv" in own:
        raise UnexpectedPageError(
            "trang của pyvis khác dự kiến / pyvis wrote an unexpected page: version 0.3.2 is known"
        )
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    head = f"{_HEAD}\n{policy}\n<title>{escape(title)}</title>"
    style = "<style>h1, p { font: 1rem sans-serif; margin: 0.2rem 0 } h1 { font-weight: bold }</style>"
    shown = f"<body>\n{style}\n<h1>{escape(title)}</h1><p>{escape(note)}</p>"
    return own.replace(_HEAD, head).replace("<body>", shown).replace("<html>", f'<html lang="{escape(language)}">', 1)
