"""One document's extraction against its labels, kind by kind; `trienkhai evaluate` and the benchmarks share it."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from loaders.comparison import Comparison, Record, is_same_name, of_names, of_values, paired, start_of

INDICATOR_NEAR = 400  # a target's name may open its sentence or follow its number
KINDS = (
    "document", "citations", "citation.relation", "citation.type", "citation.issued", "citation.issuer", "relations",
    "tasks", "unassigned", "lead", "coordinate", "report_to", "due", "every",
    "indicators", "indicator.comparator", "indicator.year",
)  # fmt: skip
_FIELDS = ("symbol", "type", "issued", "issuer", "level", "signer")
_NAMED = ("lead", "coordinate", "report_to")
_CITED = ("relation", "type", "issued", "issuer")

Scores = Mapping[str, Comparison]  # by kind


def _document(gold: Record, found: Record) -> Comparison:
    compared = Comparison()
    for field in _FIELDS:
        if gold.get(field) is not None:
            compared += _field(field, field, gold[field], found.get(field) or "")
    return compared


def _citations(gold: Record, found: Record) -> dict[str, Comparison]:
    want = {item["symbol"]: item for item in gold["citations"] if item["symbol"]}
    got = {item["symbol"]: item for item in found["citations"] if item["symbol"]}
    compared = {"citations": of_values("", list(want), list(got))}
    for field in _CITED:
        both = [symbol for symbol in sorted(want.keys() & got.keys()) if want[symbol].get(field)]
        pairs = [(symbol, want[symbol][field], got[symbol].get(field) or "") for symbol in both]
        compared[f"citation.{field}"] = sum((_field(field, *pair) for pair in pairs), Comparison())
    return compared


def _field(field: str, label: str, want: str, got: str) -> Comparison:
    """Compare one field of which the labels say something."""
    told = want if field == "issuer" and is_same_name(want, got) else got
    return of_values(f"{label} ", [want], [told] if told else [])


def _relations(record: Record) -> list[str]:
    return [f"{relation['from']} {relation['relation']} {relation['to']}" for relation in record["relations"]]


def _tasks(gold: Record, found: Record, raw: str) -> dict[str, Comparison]:
    want, got = gold["tasks"], found["tasks"]
    starts = [start_of(item, raw) for item in want]
    pairs = paired(starts, [item["start"] for item in got])
    at = {j: starts[i] for i, j in pairs}  # the start by which a found clause is called
    called = [at.get(j, item["start"]) for j, item in enumerate(got)]
    compared = {
        "tasks": of_values("@", map(str, starts), map(str, called)),
        "unassigned": of_values(
            "@",
            [str(start) for start, item in zip(starts, want, strict=True) if not item.get("lead")],
            [str(start) for start, item in zip(called, got, strict=True) if not item["lead"]],
        ),
    } | {kind: Comparison() for kind in (*_NAMED, "due", "every")}
    for i, j in pairs:
        for kind in _NAMED:
            if kind in want[i]:
                compared[kind] += of_names(f"@{starts[i]} ", want[i][kind], got[j][kind])
        for kind in ("due", "every"):
            if kind in want[i]:
                compared[kind] += of_values(f"@{starts[i]} ", want[i][kind], got[j][kind])
    return compared


def _by_bounds(items: Sequence[Record], labelled: Sequence[tuple[float, int]]) -> list[Record]:
    """Return targets, the upper end of a range as one of its own where the labels have it so.

    "4 - 5%" is one target with two ends here; labels count it as one, or as at least 4 and at most 5.
    """
    ends = [
        {**item, "value": item["upper"], "comparator": "<="}
        for item in items
        if any(item.get("upper") == value and abs(item["start"] - at) <= INDICATOR_NEAR for value, at in labelled)
    ]
    return sorted([*items, *ends], key=lambda item: item["start"])


def _indicators(gold: Record, found: Record, raw: str) -> dict[str, Comparison]:
    want = gold["indicators"]
    starts = [start_of(item, raw) for item in want]
    labelled = [(each["value"], at) for each, at in zip(want, starts, strict=True) if each["comparator"] == "<="]
    got = _by_bounds(found["indicators"], labelled)
    values = sorted({item["value"] for item in (*want, *got)})
    compared = {kind: Comparison() for kind in ("indicators", "indicator.comparator", "indicator.year")}
    for value in values:
        ours = [i for i, item in enumerate(want) if item["value"] == value]
        theirs = [j for j, item in enumerate(got) if item["value"] == value]
        pairs = paired([starts[i] for i in ours], [got[j]["start"] for j in theirs], INDICATOR_NEAR)
        called = {theirs[b]: starts[ours[a]] for a, b in pairs}
        compared["indicators"] += of_values(
            f"{value:g} @",
            [str(starts[i]) for i in ours],
            [str(called.get(j, got[j]["start"])) for j in theirs],
        )
        for a, b in pairs:
            label, one, other = f"{value:g} @{starts[ours[a]]} ", want[ours[a]], got[theirs[b]]
            compared["indicator.comparator"] += of_values(label, [one["comparator"]], [other["comparator"]])
            compared["indicator.year"] += of_values(label, [str(one["year"])], [str(other["year"])])
    return compared


def compare(gold: Record, found: Record, raw: str) -> dict[str, Comparison]:
    """Return the comparison of an extraction with its labels, by kind of fact; offsets count in `raw`.

    What the labels do not have at all, a part or a field of a task, is not compared. Raise `ValueError` where a
    quote of the labels is not in the source.
    """
    parts: dict[str, Callable[[], dict[str, Comparison]]] = {
        "document": lambda: {"document": _document(gold["document"], found["document"])},
        "citations": lambda: _citations(gold, found),
        "relations": lambda: {"relations": of_values("", _relations(gold), _relations(found))},
        "tasks": lambda: _tasks(gold, found, raw),
        "indicators": lambda: _indicators(gold, found, raw),
    }
    compared = {kind: Comparison() for kind in KINDS}
    for part, comparing in parts.items():
        if part in gold:
            compared |= comparing()
    return compared


def together(scores: Iterable[Scores]) -> dict[str, Comparison]:
    """Return the comparisons of several documents as one, by kind."""
    listed = list(scores)
    return {kind: sum((one[kind] for one in listed), Comparison()) for kind in KINDS}


def figures(score: Comparison) -> dict[str, float | int]:
    """Return the figures of a comparison."""
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "right": len(score.right),
        "spurious": len(score.spurious),
        "missed": len(score.missed),
    }
