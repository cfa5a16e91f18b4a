"""Write a corpus of a made-up country, with its gold and its truth; the same arguments give the same bytes.

python benchmarks/generator/generate.py OUT --seed 7 --documents 200 --faults --torn 0.1
"""

import argparse
import hashlib
import json
import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from cascade import outside_documents, plan_corpus
from country import Country, make_country
from drafting import open_desk, write
from gold import annotate
from layouts import Layout, set_document
from records import Draft, Plan
from truth import tell

RESCANNED = 0.015


def draft_all(plans: list[Plan], country: Country, seed: int) -> list[Draft]:
    """Write every planned document, parents first."""
    others = outside_documents(country, random.Random(f"{seed}:outside"), 40)
    written: dict[str, Draft] = {}
    for plan in plans:
        rng = random.Random(f"{seed}:{plan.id}")
        above = written.get(plan.parents[0].id) if plan.parents else None
        written[plan.id] = write(open_desk(rng, plan, above, tuple(rng.sample(others, 2))))
    return list(written.values())


def file_name(plan: Plan, copy: int) -> str:
    """Name a file after its document's id, which tells nothing of the content."""
    return f"{plan.id}{'' if copy == 0 else f'-{copy}'}.txt"


def lay_out(draft: Draft, seed: int, copy: int, *, leaf: bool) -> tuple[str, str, dict[str, Any]]:
    """Set one file and annotate it: name, text, gold."""
    rng = random.Random(f"{seed}:{draft.plan.id}:layout:{copy}")
    sheet = set_document(rng, draft, Layout.draw(rng, leaf=leaf))
    name = file_name(draft.plan, copy)
    return name, sheet.text(), annotate(draft, sheet, name)


def write_json(path: Path, value: object) -> None:
    """Write JSON in one form."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def make_corpus(out: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Make the corpus under `out` and give its manifest."""
    rng = random.Random(f"{asked.seed}:plan")
    count = asked.documents
    country = make_country(
        random.Random(f"{asked.seed}:country"), provinces=max(2, min(34, count // 25)), communes=max(6, min(110, count // 20)), districts=max(2, min(8, count // 100)),
    )
    copies = round(count * RESCANNED)
    plans = plan_corpus(country, rng, count - copies, asked.levels)
    drafts = draft_all(plans, country, asked.seed)
    named = {parent.id for plan in plans for parent in plan.parents}
    (out / "gold").mkdir(parents=True, exist_ok=True)
    sources: dict[str, list[str]] = defaultdict(list)
    digests: dict[str, str] = {}
    twice = {draft.plan.id for draft in rng.sample(drafts, copies)}
    for draft in drafts:
        for copy in range(2 if draft.plan.id in twice else 1):
            name, text, gold = lay_out(draft, asked.seed, copy, leaf=draft.plan.id not in named and draft.plan.id not in twice)
            data = text.encode()
            (out / name).write_bytes(data)
            write_json(out / "gold" / f"{Path(name).stem}.json", gold)
            sources[draft.plan.id].append(name)
            digests[name] = hashlib.sha256(data).hexdigest()
    cited = outside_documents(country, random.Random(f"{asked.seed}:outside"), 40)
    write_json(out / "truth.json", tell(country, drafts, sources, cited))
    return {"arguments": {"seed": asked.seed, "documents": count, "levels": asked.levels, "torn": asked.torn, "faults": asked.faults}, "files": digests}


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("out", type=Path, help="folder for the corpus: OUT/*.txt, OUT/gold, OUT/truth.json, OUT/manifest.json")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--documents", type=int, default=200, help="files to write")
    parser.add_argument("--torn", type=float, default=0.0, help="share of files printed and read by an English OCR engine")
    parser.add_argument("--cache", type=Path, help="folder that keeps torn pages (default: OUT/../torn-pages)")
    parser.add_argument("--faults", action="store_true", help="plant faults")
    parser.add_argument("--levels", type=int, choices=(1, 2, 3, 4), default=4, help="centre, province, commune, district")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Make a corpus."""
    asked = parse(arguments)
    manifest = make_corpus(asked.out, asked)
    write_json(asked.out / "manifest.json", manifest)
    print(f"{len(manifest['files'])} văn bản trong {asked.out} / documents in {asked.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
