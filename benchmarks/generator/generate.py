"""Write a corpus of a made-up country, with its gold and its truth; the same arguments give the same bytes.

python benchmarks/generator/generate.py OUT --seed 7 --documents 200 --faults --torn 0.1
"""

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cascade import plan_corpus
from country import Country, make_country
from desks import open_desk
from drafting import write
from drawing import chance, seeded
from faults import plant
from gold import annotate, annotate_torn
from layouts import Layout, set_document
from plan_faults import plant_in_plans
from records import Draft, Plan
from registry import outside_documents
from tearing import TearingError, tear
from truth import ancestors, tell

RESCANNED = 0.015
OUTSIDE = 60


@dataclass(slots=True, kw_only=True)
class Corpus:
    """A corpus being written: its folder, its arguments, its files by document, and their digests."""

    out: Path
    asked: argparse.Namespace
    sources: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    digests: dict[str, str] = field(default_factory=dict[str, str])
    torn: list[str] = field(default_factory=list[str])

    def write_text(self, name: str, text: str) -> None:
        """Write one document file and keep its digest."""
        data = text.encode()
        (self.out / name).write_bytes(data)
        self.digests[name] = hashlib.sha256(data).hexdigest()

    def add(self, draft: Draft, *, leaf: bool, is_torn: bool) -> None:
        """Set a draft, tear it if asked, and write file and gold."""
        copy = len(self.sources[draft.plan.id])
        rng = seeded(self.asked.seed, draft.plan.id, "layout", copy)
        layout = Layout.draw(rng, leaf=leaf, printed=is_torn)
        sheet = set_document(rng, draft, replace(layout, spaced=layout.spaced or draft.lost_bullets()))
        name = f"{draft.plan.id}{f'-{copy}' if copy else ''}.txt"
        self.sources[draft.plan.id].append(name)
        gold, text = annotate(draft, sheet, name), sheet.text()
        if is_torn:
            torn = tear(text, self.asked.cache or self.out.parent / "torn-pages")
            gold, text = annotate_torn(gold, draft, sheet, torn), torn.text
            (self.out / "gold" / "restored" / name).write_text(torn.restored, encoding="utf-8")
            self.torn.append(name)
        self.write_text(name, text)
        write_json(self.out / "gold" / f"{Path(name).stem}.json", gold)


def write_json(path: Path, value: object) -> None:
    """Write JSON in one form."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def draw_country(seed: int, documents: int) -> Country:
    """Make a country large enough for so many documents."""
    rng = seeded(seed, "country")
    return make_country(
        rng,
        provinces=max(2, min(34, documents // 25)),
        communes=max(6, min(110, documents // 20)),
        districts=max(2, min(8, documents // 100)),
    )


def draft_one(plan: Plan, written: dict[str, Draft], others: list[Plan], seed: str, length: float) -> Draft:
    """Write one document below those that are written."""
    rng = seeded(seed, plan.id)
    above = [written[one.id] for one in dict.fromkeys((*plan.parents, *ancestors(plan))) if one.id in written]
    return write(open_desk(rng, plan, above, tuple(rng.sample(others, 2)), length))


def draft_all(plans: list[Plan], others: list[Plan], asked: argparse.Namespace) -> dict[str, Draft]:
    """Write every planned document, parents first, and plant faults where asked."""
    written: dict[str, Draft] = {}
    for plan in plans:
        draft = draft_one(plan, written, others, str(asked.seed), asked.length)
        if asked.faults:
            above = written.get(plan.parents[0].id) if plan.parents else None
            plant(seeded(asked.seed, plan.id, "faults"), draft, above)
        written[plan.id] = draft
    return written


def make_corpus(out: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Make the corpus under `out` and give its manifest."""
    rng = seeded(asked.seed, "plan")
    country = draw_country(asked.seed, asked.documents)
    copies = round(asked.documents * asked.rescanned)
    plans = plan_corpus(country, rng, asked.documents - copies, asked.levels)
    planted = plant_in_plans(rng, plans) if asked.faults else []
    others = outside_documents(country, seeded(asked.seed, "outside"), OUTSIDE)
    written = draft_all(plans, others, asked)
    corpus = Corpus(out=out, asked=asked)
    write_files(corpus, written, others, rng.sample([plan for plan in plans if plan.has_symbol], copies))
    versions = {plan.id for plan in plans if "conflicting-versions" in plan.faults}
    truth = tell(country, list(written.values()), corpus.sources, others)
    truth["faults"] = [one | {"sources": corpus.sources[one["document"]]} for one in planted] + truth["faults"]
    truth["rescans"] = [one for one in truth["rescans"] if one["document"] not in versions]
    truth["torn"] = corpus.torn
    write_json(out / "truth.json", truth)
    arguments = {key: getattr(asked, key) for key in ("seed", "documents", "levels", "torn", "faults", "rescanned")}
    if asked.length != 1:
        arguments["length"] = asked.length
    digest = hashlib.sha256((out / "truth.json").read_bytes()).hexdigest()
    return {"arguments": arguments, "truth": digest, "torn": corpus.torn, "files": corpus.digests}


def write_files(corpus: Corpus, written: dict[str, Draft], others: list[Plan], twice: list[Plan]) -> None:
    """Write every document, a few of them a second time in another layout, some torn."""
    asked = corpus.asked
    (corpus.out / "gold" / "restored").mkdir(parents=True, exist_ok=True)
    named = {parent.id for draft in written.values() for parent in draft.plan.parents}
    again = {plan.id for plan in twice}
    rng = seeded(asked.seed, "torn")
    for key, draft in written.items():
        leaf = key not in named and key not in again and not draft.plan.faults
        corpus.add(draft, leaf=leaf, is_torn=chance(rng, asked.torn))
        if key in again:
            corpus.add(draft, leaf=False, is_torn=chance(rng, asked.torn))
        if "conflicting-versions" in draft.plan.faults:
            other = draft_one(draft.plan, written, others, f"{asked.seed}:other", asked.length)
            corpus.add(other, leaf=False, is_torn=False)


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n", maxsplit=1)[0],
        epilog="example: python benchmarks/generator/generate.py corpus --seed 7 --documents 200 --faults",
    )
    parser.add_argument(
        "out", type=Path, help="folder for the corpus: OUT/*.txt, OUT/gold, OUT/truth.json, OUT/manifest.json"
    )
    parser.add_argument("--seed", type=int, default=7, help="default: %(default)s")
    parser.add_argument("--documents", type=int, default=200, help="documents to write (default: %(default)s)")
    parser.add_argument(
        "--torn",
        type=float,
        default=0.0,
        help="share of files printed and read by an English OCR engine, slow (default: none)",
    )
    parser.add_argument(
        "--rescanned",
        type=float,
        default=RESCANNED,
        help="share of documents that lie in a second file, set differently (default: %(default)s)",
    )
    parser.add_argument(
        "--length",
        type=float,
        default=1.0,
        help="how many clauses, headings and targets a paper has against a full plan (default: %(default)s)",
    )
    parser.add_argument("--cache", type=Path, help="folder that keeps torn pages (default: torn-pages beside OUT)")
    parser.add_argument("--faults", action="store_true", help="plant faults and list them in truth.json")
    parser.add_argument(
        "--levels",
        type=int,
        choices=(1, 2, 3, 4),
        default=4,
        help="1 centre, 2 and provinces, 3 and communes, 4 and districts",
    )
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Make a corpus; exit 2 where OUT is in use, 3 where pages cannot be torn."""
    asked = parse(arguments)
    if asked.out.exists() and any(asked.out.iterdir()):
        print(
            f"{asked.out} không trống: hãy chọn thư mục mới. / is not empty: choose a new folder.",
            file=sys.stderr,
        )
        return 2
    asked.out.mkdir(parents=True, exist_ok=True)
    try:
        manifest = make_corpus(asked.out, asked)
    except TearingError as missing:
        print(missing, file=sys.stderr)
        return 3
    write_json(asked.out / "manifest.json", manifest)
    print(f"{len(manifest['files'])} văn bản trong {asked.out} / documents in {asked.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
