"""A network as one interactive HTML file that asks nothing of any other machine, made with pyvis.

pyvis as it comes would load style sheets from elsewhere, write its heading unescaped, and run HTML in titles
once one of them holds "href": so ids are digests, there is no heading and no menu, foreign tags are taken
out, and a policy in the page forbids every request.
"""

import hashlib
import re
from html import escape
from typing import Any

from viz.network import BAND, ROW, Network, Point

POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
COLOURS = {
    "party": "#a3233a",
    "state": "#1f56a0",
    "front": "#7a5600",
    "unknown": "#5c646d",
    "task": "#e3f0f2",
    "agency": "#f4e3c1",
}
ROUNDED = {"party": 14, "task": 0, "agency": 14}  # radius of a box's corners in CSS pixels
LETTERS = 16  # height in CSS pixels at scale 1
SMALLEST = 0.8  # the scale below which the page does not open: letters stay above 12 pixels (LETTERS * SMALLEST)
OPENING = """
const show = () => {
  const boxes = nodes.getIds().map((id) => network.getBoundingBox(id));
  const canvas = document.querySelector("#mynetwork canvas").getBoundingClientRect();
  const root = network.getPosition(ROOT);
  const all = (side) => boxes.map((box) => box[side]);
  const ends = (low, high) => [Math.min(...all(low)) - 8, Math.max(...all(high)) + 8];
  const [left, right] = ends("left", "right");
  const [top, bottom] = ends("top", "bottom");
  const scale = Math.max(SMALLEST, Math.min(1, canvas.width / (right - left), canvas.height / (bottom - top)));
  const place = (low, high, seen, wanted) =>
    high - low <= seen ? (low + high) / 2 : Math.min(Math.max(wanted, low + seen / 2), high - seen / 2);
  const x = place(left, right, canvas.width / scale, root.x);
  const y = place(top, bottom, canvas.height / scale, root.y);
  network.moveTo({ position: { x, y }, scale, animation: false });
};
// A window that is narrower than the picture gets rows of fewer boxes, so that there is one way to go: down.
const fold = () => {
  const places = nodes.getIds().map((id) => ({ id, ...network.getPosition(id), ...network.getBoundingBox(id) }));
  const room = document.querySelector("#mynetwork canvas").getBoundingClientRect().width / SMALLEST - 16;
  if (Math.max(...places.map((one) => one.right)) - Math.min(...places.map((one) => one.left)) <= room) return;
  const bands = [];
  let last = -Infinity;
  for (const one of places.sort((a, b) => a.y - b.y || a.x - b.x)) {
    if (one.y - last > BAND) bands.push([]);
    bands.at(-1).push(one);
    last = one.y;
  }
  let top = 0;
  for (const band of bands) {
    const column = Math.max(...band.map(({ left, right }) => right - left)) + 12;
    const columns = Math.max(1, Math.floor(room / column));
    const swing = columns === 1 ? Math.max(0, room - column) / 2 : 0;  // so that lines are seen beside the boxes
    band.forEach(({ id }, at) => {
      const row = Math.floor(at / columns);
      const members = Math.min(columns, band.length - row * columns);
      const x = ((at % columns) - (members - 1) / 2) * column + (row % 2 ? swing : -swing);
      network.moveNode(id, x, top + row * ROW);
    });
    top += Math.ceil(band.length / columns) * ROW + BAND - ROW;
  }
};
network.redraw();  // boxes have a size once they are drawn
fold();
network.redraw();
show();
"""
_FOREIGN = re.compile(r"<link\b[^>]*>|<script\b[^>]*\bsrc\s*=[^>]*>\s*</script>|<center>.*?</center>", re.DOTALL)
_HEAD = '<meta charset="utf-8">'
_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'


class UnexpectedPageError(RuntimeError):
    """pyvis wrote a page of another shape than the one that is made safe here."""


def write_interactive(network: Network, title: str, note: str, language: str) -> str:
    """Return the page; drag, zoom and point work, nothing moves by itself, `note` says how much is shown."""
    # Imported late: it brings IPython, a second that no other page needs.
    from pyvis.network import Network as Page  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]

    page: Any = Page(height="calc(100vh - 6rem)", width="100%", directed=True, cdn_resources="in_line")
    for point in network.points:
        page.add_node(_digest(point.key), **_look(point))
    for line in network.lines:
        page.add_edge(_digest(line.source), _digest(line.target), title=_harmless(line.label), color="#c3c8cd")
    page.set_options(
        '{"physics": {"enabled": false}, "edges": {"smooth": false, "arrows": {"to": {"enabled": true}}}, '
        '"interaction": {"hover": true, "keyboard": true, "navigationButtons": false}}'
    )
    html = _sealed(page.generate_html(), title, note, language)
    return _opened_at(html, network.points[0].key) if network.points else html


def _opened_at(html: str, key: str) -> str:
    """Put in what shows all of it when the page opens, or where letters would be too small, the part round a node."""
    script = OPENING.replace("ROOT", f'"{_digest(key)}"').replace("SMALLEST", str(SMALLEST))
    script = script.replace("BAND", f"{ROW + BAND / 2:g}").replace("ROW", f"{ROW:g}")
    body, end, rest = html.rpartition("</body>")
    return f"{body}<script>{script}</script>\n{end}{rest}"


def _look(point: Point) -> dict[str, object]:
    document = point.group not in {"task", "agency"}
    return {
        "label": _harmless(point.label),
        "title": _harmless(point.title),
        "x": point.x,
        "y": point.y,
        "physics": False,
        "shape": "box",
        "color": {
            "background": "#ffffff" if point.faint else COLOURS.get(point.group, "#5c646d"),
            "border": "#444444",
        },
        "shapeProperties": {
            "borderDashes": [5, 4] if point.faint else False,
            "borderRadius": ROUNDED.get(point.group, 2),
        },
        "font": {"color": "#ffffff" if document and not point.faint else "#1b1f23", "size": LETTERS},
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
    head = f"{_HEAD}\n{_VIEWPORT}\n{policy}\n<title>{escape(title)}</title>"
    style = "<style>h1, p { font: 1rem sans-serif; margin: 0.2rem 0 } h1 { font-weight: bold }</style>"
    shown = f"<body>\n{style}\n<h1>{escape(title)}</h1><p>{escape(note)}</p>"
    return own.replace(_HEAD, head).replace("<body>", shown).replace("<html>", f'<html lang="{escape(language)}">', 1)
