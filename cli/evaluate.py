"""Measures how well your documents are read: precision, recall and F1 for each kind of fact on labels of your own.

Example: trienkhai evaluate labels/ --sources documents/
         trienkhai evaluate labels/plan.json --misses

A label file is JSON in the shape of `trienkhai extract`, made by a person: `source` names the document, a clause has
its first words as `quote` or its place as `start`. What a file leaves out altogether (say, `indicators`) is not
measured. The document lies beside the label file, in the folder above, or in a folder of --sources.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cli.main import EXIT_DONE, EXIT_FAULTS, EXIT_WRONG_USE, add_format_argument

if TYPE_CHECKING:  # the reader's models take a second that --help spares
    from loaders.evaluation import Scores

Record = Mapping[str, Any]

_PLACE = re.compile(r"@(\d+)")
_SHOWN = 60  # characters of the source


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A document against its labels."""

    name: str
    raw: str
    scores: "Scores"


class LabelsError(ValueError):
    """Labels that cannot be compared with a document; the message says why and what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the label files and where the documents lie."""
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD", help="label file or folder / tệp, thư mục nhãn")
    parser.add_argument(
        "--sources", action="append", default=[], type=Path, metavar="DIR", help="the documents / thư mục văn bản"
    )
    parser.add_argument("--misses", action="store_true", help="every fact missed or made up / từng điểm sai, thiếu")
    add_format_argument(parser, "table", "json")


def run(arguments: argparse.Namespace) -> int:
    """Print the figures; 1 where a label file could not be measured, 2 where there is none."""
    files = list(_label_files(arguments.gold))
    if not files:
        print("không có tệp nhãn .json nào / there is no .json file of labels here", file=sys.stderr)
        return EXIT_WRONG_USE
    measured: list[Measured] = []
    for path in files:
        try:
            measured.append(_measure(path, arguments.sources))
        except (LabelsError, OSError) as error:
            print(f"{path}: {error}", file=sys.stderr)
    if arguments.format == "json":
        print(json.dumps(_as_json(measured), ensure_ascii=False, indent=1))
    elif measured:
        _print(measured, with_misses=arguments.misses)
    return EXIT_DONE if len(measured) == len(files) else EXIT_FAULTS


def _label_files(named: Sequence[Path]) -> Iterator[Path]:
    for path in named:
        yield from sorted(path.glob("*.json")) if path.is_dir() else (path,)


def _measure(path: Path, folders: Sequence[Path]) -> Measured:
    from graph.resolve import own_id  # noqa: PLC0415 - as above
    from loaders.evaluation import compare  # noqa: PLC0415
    from loaders.extraction import extraction  # noqa: PLC0415
    from loaders.pipeline import load  # noqa: PLC0415

    gold = _labels(path)
    source = _source(path, gold, folders)
    try:
        document = load(source)
    except ValueError as error:  # a format that is refused says why
        raise LabelsError(str(error)) from error
    found = extraction(document, own_id(document))
    try:
        scores = compare(gold, found, document.source.raw)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise LabelsError(
            f"nhãn không đúng khuôn dạng, hoặc câu trích không có trong văn bản / the labels have not the shape of "
            f"`trienkhai extract`, or quote what the document does not have: {error!r}"
        ) from error
    return Measured(name=path.stem, raw=document.source.raw, scores=scores)


def _labels(path: Path) -> Record:
    try:
        gold = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise LabelsError(f"không phải JSON / is not JSON: {error}") from error
    if not isinstance(gold, dict) or not isinstance(cast("Record", gold).get("source"), str):
        raise LabelsError('thiếu "source", tên tệp của văn bản / lacks "source", the name of the document\'s file')
    return cast("Record", gold)


def _source(path: Path, gold: Record, folders: Sequence[Path]) -> Path:
    name = str(gold["source"])
    places = [folder / name for folder in (*folders, path.parent, path.parent.parent)]
    source = next((place for place in places if place.is_file()), None)
    if source is None:
        raise LabelsError(f"không thấy {name}; nêu thư mục bằng --sources / cannot find it; name its folder: --sources")
    wanted = gold.get("sha256")
    if wanted and hashlib.sha256(source.read_bytes()).hexdigest() != wanted:
        raise LabelsError(f"{source} không phải bản đã được gán nhãn / is not the text that was labelled")
    return source


def _as_json(measured: Sequence[Measured]) -> dict[str, Any]:
    from loaders.evaluation import figures, together  # noqa: PLC0415 - as above

    def table(scores: "Scores", told: Measured | None = None) -> dict[str, Any]:
        rows: dict[str, Any] = {}
        for kind, score in scores.items():
            if score.right or score.spurious or score.missed:
                rows[kind] = figures(score)
                if told is not None:
                    facts = {"missed_facts": score.missed, "spurious_facts": score.spurious}
                    rows[kind] |= {name: [_shown(each, told.raw) for each in own] for name, own in facts.items()}
        return rows

    return {
        "documents": {each.name: table(each.scores, each) for each in measured},
        "together": table(together(each.scores for each in measured)),
    }


def _print(measured: Sequence[Measured], *, with_misses: bool) -> None:
    from cli.rows import print_rows  # noqa: PLC0415 - as above
    from loaders.evaluation import figures, together  # noqa: PLC0415

    whole = ("=", together(each.scores for each in measured))
    tables = [*((each.name, each.scores) for each in measured), *([whole] if len(measured) > 1 else [])]
    heads = ("precision", "recall", "f1", "right", "spurious", "missed")
    rows = [
        (name, kind, *(f"{told[head]:.3f}" for head in heads[:3]), *(told[head] for head in heads[3:]))
        for name, scores in tables
        for kind, told in ((kind, figures(score)) for kind, score in scores.items())
        if any(told[head] for head in heads[3:])
    ]
    print_rows(("document", "kind", *heads), rows, "table")
    if with_misses:
        for each in measured:
            for kind, score in each.scores.items():
                for sign, facts in (("-", score.missed), ("+", score.spurious)):
                    for fact in facts:
                        print(f"{sign} {each.name} {kind}: {_shown(fact, each.raw)}")


def _shown(fact: str, raw: str) -> str:
    """Return a fact with the line and the words of the source at its place."""
    place = _PLACE.search(fact)
    if place is None:
        return fact
    start = int(place[1])
    words = " ".join(raw[start : start + _SHOWN].split())
    return f"{fact} [{raw.count(chr(10), 0, start) + 1}: {words}…]"
