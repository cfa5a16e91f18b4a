"""Targets of a document beside those of the documents below, as a table for people or rows for programs."""

from collections.abc import Iterator

from cli.rows import print_json, print_rows
from queries.find import describe
from queries.parent_targets import Beside, SideBySide

_SAID = {
    "weaker": "thấp hơn / weaker",
    "later": "muộn hơn / later",
    "not-comparable": "không so được / not comparable",
    "step": "mốc trên đường / a step on the way",
    "same": "bằng / the same",
    "stronger": "cao hơn hoặc sớm hơn / higher or earlier",
    "missing": "chưa ai nêu lại / restated nowhere",
}
_SIGNS = {"weaker": "✗", "later": "✗", "not-comparable": "?", "missing": "·"}
_COLUMNS = ("path", "name", "amount", "year", "verdict", "why", "document", "lower_path", "lower_name", "lower_amount")
_WIDTH = 70


def print_targets(found: SideBySide, form: str) -> None:
    """Print the pairs in one of the forms table, json, csv."""
    if form == "json":
        print_json(found.as_json())
    elif form == "csv":
        print_rows((*_COLUMNS, "lower_year"), map(_row, found.pairs), "csv")
    else:
        print("\n".join(_lines(found)))


def _row(each: Beside) -> list[object]:
    upper, lower = each.upper, each.lower
    below = [lower.path, lower.name, lower.amount, lower.year] if lower else [None] * 4
    label = each.document and each.document.label
    return [upper.path, upper.name, upper.amount, upper.year, each.verdict, each.why.vi, label, *below]


def _lines(found: SideBySide) -> Iterator[str]:
    yield describe(found.root)
    yield from (f"  {count:4} {_SAID[verdict]}" for verdict, count in found.counts().items() if count)
    last = None
    for each in found.pairs:
        if each.upper.iri != last:
            last = each.upper.iri
            yield f"{each.upper.path}  {_short(each.upper.name)}  {each.upper.amount} ({each.upper.year or '-'})"
        sign = _SIGNS.get(each.verdict, "✓")
        if each.lower is None or each.document is None:
            yield f"    {sign} {each.why.vi} / {each.why.en}"
            continue
        lower = each.lower
        year = lower.year or "-"
        yield f"    {sign} {each.document.label} {lower.path}  {_short(lower.name)}  {lower.amount} ({year})"
        yield f"      {_SAID[each.verdict]}: {each.why.vi}"


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1].rstrip()}…"
