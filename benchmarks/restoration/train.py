"""Build the model files of loaders/restoration; the same data give the same bytes.

    python -m benchmarks.restoration.train SHARED_DATA [--channel-only]

SHARED_DATA holds lm/corpus.txt.xz and ocr_pairs/; texts/ beside this file holds our own texts. Documents that
`measure` keeps apart are not learnt from, nor are the written documents that are measured.
`rendered_pairs.tsv.xz` beside this file is what `rendering` counted; it is read, not made, here.
"""

from __future__ import annotations

import argparse
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from benchmarks.restoration import channel_counts
from benchmarks.restoration.known_phrases import known_phrases
from benchmarks.restoration.language_counts import (
    casing,
    count_casing,
    encode,
    estimate,
    limit_vocabulary,
    modernise,
    pack,
    paragraphs,
)
from benchmarks.restoration.measure import HELD_OUT
from benchmarks.restoration.pairs import collect

HERE = Path(__file__).resolve().parent
# A blank line, the end of a sentence at a line's end, or the mark of a list before a line.
_PARAGRAPH = re.compile(r"\n\s*\n|(?<=[.;:])\n|\n(?=\s*(?:[-+•*]|\d+\.|[a-zđ]\)|[IVX]+\.))")
PACKAGE = HERE.parents[1] / "loaders" / "restoration"
LEAST_WORD, LEAST_TRIGRAM = 5, 2
OWN_TEXTS = ("restoration/texts/*.txt", "gold/written/[ab]*.txt")  # under benchmarks; sets that nothing is measured on
OWN_WEIGHT = 2  # how often they count beside the corpus: triples seen once are kept
SCANNED_WEIGHT = 1  # how often a pair of the scanned documents counts beside one of rendered pages


def rendered_pairs() -> Counter[tuple[str, str]]:
    """Return the counts of pairs of the rendered pages."""
    pairs: Counter[tuple[str, str]] = Counter()
    for line in lzma.decompress((HERE / "rendered_pairs.tsv.xz").read_bytes()).decode().splitlines():
        torn, true, count = line.split("\t")
        pairs[torn, true] = int(count)
    return pairs


def write(path: Path, data: bytes) -> None:
    """Write a file whole: under another name first."""
    fresh = path.with_suffix(".new")
    fresh.write_bytes(data)
    fresh.replace(path)
    print(f"{path.name}: {len(data)} bytes")


def train_channel(folder: Path, held_out: tuple[str, ...] = HELD_OUT) -> bytes:
    """Return the packed channel, learnt from the documents that are not held out and rendered pages."""
    documents = [path for path in sorted(folder.iterdir()) if not any(name in path.name for name in held_out)]
    pairs = rendered_pairs()
    for pair, count in collect(documents).items():
        pairs[pair] += count * SCANNED_WEIGHT
    print(f"channel: {len(documents)} documents and rendered pages, {pairs.total()} pairs")
    channel = channel_counts.learn(pairs)
    return channel_counts.pack(channel, channel_counts.whole_words(channel, pairs))


def own_paragraphs() -> Iterator[str]:
    """Yield the paragraphs of our own texts as often as they count; lines wrapped as on paper are put together."""
    files = [path for pattern in OWN_TEXTS for path in sorted(HERE.parent.glob(pattern))]
    for path in files * OWN_WEIGHT:
        for paragraph in _PARAGRAPH.split(path.read_text(encoding="utf-8")):
            yield " ".join(paragraph.split())


def train_language(corpus: Path) -> bytes:
    """Return the packed language model of the corpus, our own texts, the registers' names and people's."""
    text, words = encode(chain(paragraphs(corpus), own_paragraphs(), known_phrases()))
    text, words, counts = limit_vocabulary(modernise(text, words), words, LEAST_WORD)
    model = estimate(text, words, counts, LEAST_TRIGRAM)
    titled, small = casing(words, *count_casing(chain(paragraphs(corpus), own_paragraphs(), known_phrases())))
    print(f"language: {len(text)} words, {len(words)} kinds")
    print(f"{len(model.bigrams)} pairs, {len(model.trigrams)} triples kept")
    return pack(model, titled, small)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--channel-only", action="store_true")
    parser.add_argument("--hold-out", action="append", help="part of the name of a further document to keep apart")
    arguments = parser.parse_args()
    held_out = (*HELD_OUT, *(arguments.hold_out or ()))
    write(PACKAGE / "channel.model", train_channel(arguments.shared / "ocr_pairs", held_out))
    if not arguments.channel_only:
        write(PACKAGE / "language.model", train_language(arguments.shared / "lm" / "corpus.txt.xz"))


if __name__ == "__main__":
    main()
