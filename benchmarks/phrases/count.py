"""Count the three-word phrases of official Vietnamese, for the weights of graph/phrases.tsv.

Reads the corpus of legal and administrative text (one paragraph a line, xz) and writes the commonest
folded phrases with their counts a million phrases. Counts only: no sentence of the corpus can be told from them.

    python benchmarks/phrases/count.py ../shared/data/lm/corpus.txt.xz graph/phrases.tsv --top 9000
"""

import argparse
import lzma
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ontology.folding import compose, fold

WORD = re.compile(r"[a-z0-9]+")
PRUNE_AT = 6_000_000  # phrases held before those seen once are dropped: bounds memory at about 1 GB


def count_phrases(lines: Iterable[str]) -> tuple[Counter[str], int]:
    """Return how often each phrase of three words without digits occurs, and the number of all phrases."""
    counts: Counter[str] = Counter()
    total = 0
    for line in lines:
        words = WORD.findall(fold(compose(line)))
        total += max(0, len(words) - 2)
        counts.update(" ".join(three) for three in zip(words, words[1:], words[2:], strict=False))
        if len(counts) > PRUNE_AT:
            counts = Counter({phrase: count for phrase, count in counts.items() if count > 1})
    return counts, total


def main() -> None:
    """Write the commonest phrases, commonest first, with their counts a million."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--top", type=int, default=9_000)
    options = parser.parse_args()
    with lzma.open(options.corpus, "rt", encoding="utf-8") as lines:
        counts, total = count_phrases(lines)
    readable = ((phrase, count) for phrase, count in counts.items() if not any(map(str.isdigit, phrase)))
    commonest = sorted(readable, key=lambda item: (-item[1], item[0]))[: options.top]
    rows = (f"{phrase}\t{count / total * 1e6:.1f}\n" for phrase, count in commonest)
    options.out.write_text("".join(rows), encoding="utf-8")
    print(f"{total} phrases, {len(counts)} kept, written {len(commonest)}, rarest {commonest[-1][1] / total * 1e6:.2f}")


if __name__ == "__main__":
    main()
