"""A report as one HTML page that needs nothing else and prints on A4, with its pages numbered."""

from collections.abc import Iterator
from html import escape

from viz.language import day
from viz.reports.content import Line, Part, Report

_STYLE = """
body{font:11.5pt/1.3 "Times New Roman","Tinos","Liberation Serif",serif;color:#111;max-width:19cm;margin:1.5cm auto}
header{text-align:center}h1{font-size:15pt;margin:0}header p{margin:.2em 0}.small,small{color:#555;font-size:8pt}
h2{font-size:12.5pt;margin:1.3em 0 .4em;break-after:avoid}
table{border-collapse:collapse;width:100%;table-layout:fixed;font-size:10pt;line-height:1.25}
th,td{border:.5pt solid #888;padding:2pt 4pt;vertical-align:top;text-align:left;overflow-wrap:anywhere}
th{background:#eef2f6}thead{display:table-header-group}tr{break-inside:avoid}small{display:block;margin-top:1pt}
.sign{margin:2em 0 0 auto;width:7cm;text-align:center;break-inside:avoid}.sign p{margin:.2em 0}
.facts th{width:20%;background:none}
@page{size:A4;margin:2cm 1.8cm 2cm 2.5cm;
@bottom-left{content:"FOOT";font:8pt "Liberation Serif",serif;color:#555}
@bottom-right{content:counter(page) "/" counter(pages);font:9pt "Liberation Serif",serif}}
@media print{body{margin:0;max-width:none}thead th{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""


def write_page(report: Report) -> bytes:
    """Return the page."""
    return "".join(_lines(report)).encode()


def _lines(report: Report) -> Iterator[str]:
    say, language = report.say, report.language
    style = _STYLE.replace("FOOT", report.made_of.replace("\\", "").replace('"', "").replace("<", ""))
    yield f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(report.title)}</title>'
    yield f"<style>{style}</style></head><body><header><h1>{say('report.heading')}</h1>"
    yield f"<p><b>{escape(say('report.subtitle', document=report.document.label))}</b></p>"
    yield f"<p>{say('report.as_of', day=day(language, report.day))}</p>"
    yield f'<p class="small">{escape(report.made_of)}</p></header>'
    for number, part in enumerate(report.parts, start=1):
        yield f"<section><h2>{number}. {escape(part.heading)}</h2>"
        yield f"<p>{escape(part.note)}</p>" if part.note else ""
        yield from _table(report, part)
        yield "</section>"
    yield f"<section><h2>{len(report.parts) + 1}. {say('report.sources')}</h2><table><thead><tr>"
    yield f'<th style="width:34%">{say("report.file")}</th><th>{say("report.sha256")}</th></tr></thead><tbody>'
    yield from (f"<tr><td>{escape(file)}</td><td>{sha256}</td></tr>" for file, sha256, _ in report.sources)
    yield "</tbody></table></section>"
    yield f'<div class="sign"><p><b>{say("report.prepared")}</b></p><p><i>{say("report.sign")}</i></p></div>'
    yield "</body></html>\n"


def _table(report: Report, part: Part) -> Iterator[str]:
    if not part.heads:
        yield '<table class="facts"><tbody>'
        for line in part.lines:
            yield f"<tr><th>{escape(line.cells[0])}</th><td>{escape(line.cells[1])}</td></tr>"
        yield "</tbody></table>"
        return
    shares = [100 * share / sum(part.shares) for share in part.shares]
    heads = (
        f'<th style="width:{share:.1f}%">{escape(head)}</th>' for head, share in zip(part.heads, shares, strict=True)
    )
    yield f"<table><thead><tr>{''.join(heads)}</tr></thead><tbody>"
    widest = part.shares.index(max(part.shares))
    for line in part.lines:
        cells = (
            f"<td>{escape(cell)}{_places(report, line) if at == widest else ''}</td>"
            for at, cell in enumerate(line.cells)
        )
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"


def _places(report: Report, line: Line) -> str:
    return "".join(f"<small>{escape(told)}</small>" for told in line.sources(report.say))
