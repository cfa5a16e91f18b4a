"""Pages of corpus text drawn, worn and read by Tesseract without Vietnamese: pairs of torn and true words.

    rendering.py CORPUS.txt.xz PAIRS.tsv.xz [--pages 160]

Needs Pillow, Tesseract with its English model, and fonts with every Vietnamese letter.
Writes counts of pairs only.
"""

from __future__ import annotations

import argparse
import lzma
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from benchmarks.restoration.language_counts import paragraphs
from benchmarks.restoration.pairs import align, page_words

FONTS = (
    "LiberationSerif-Regular.ttf",
    "LiberationSerif-Regular.ttf",
    "LiberationSerif-Bold.ttf",
    "LiberationSerif-Italic.ttf",
    "texgyretermes-regular.otf",
    "texgyretermes-regular.otf",
    "texgyretermes-bold.otf",
    "LiberationSans-Regular.ttf",
)
FOLDERS = (
    Path("/usr/share/fonts/truetype/liberation"),
    Path("/usr/share/texmf/fonts/opentype/public/tex-gyre"),
)
RESOLUTIONS = (150, 200, 200, 300)
LINES = 34
EVERY = 997  # every so many paragraphs of the corpus one is drawn
SEED = 20250701


@dataclass(frozen=True, slots=True, kw_only=True)
class Wear:
    """How a page is printed and scanned: dots an inch, degrees, pixels of blur, specks."""

    font: str
    resolution: int
    skew: float
    blur: float
    specks: int


def draw(lines: list[str], wear: Wear, chance: random.Random) -> bytes:
    """Return a page with the lines as a PNG."""
    path = next(folder / wear.font for folder in FOLDERS if (folder / wear.font).is_file())
    dot = wear.resolution / 72
    font = ImageFont.truetype(str(path), round(14 * dot))
    page = Image.new("L", (round(595 * dot), round(842 * dot)), 255)
    pen = ImageDraw.Draw(page)
    for row, line in enumerate(lines):
        pen.text((60 * dot, (50 + row * 22) * dot), line, font=font, fill=10)
    page = page.rotate(wear.skew, fillcolor=255, resample=Image.Resampling.BICUBIC)
    page = page.filter(ImageFilter.GaussianBlur(wear.blur * dot / 2.8))
    for _ in range(wear.specks):
        page.putpixel((chance.randrange(page.width), chance.randrange(page.height)), 0)
    stored = BytesIO()
    page.save(stored, "PNG", dpi=(wear.resolution, wear.resolution))
    return stored.getvalue()


def read(page: bytes) -> str:
    """Return what Tesseract with its English model reads."""
    command = ["tesseract", "stdin", "stdout", "-l", "eng", "--psm", "6"]
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    return subprocess.run(command, input=page, capture_output=True, check=True, env=environment).stdout.decode()


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the words of a paragraph in lines of at most `width` characters."""
    line = ""
    for word in text.split():
        if line and len(line) + len(word) >= width:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def pages(corpus: Path, chance: random.Random) -> Iterator[list[str]]:
    """Yield pages of lines: paragraphs far apart in the corpus, short ones sometimes in capitals."""
    lines: list[str] = []
    for paragraph in islice(paragraphs(corpus), 0, None, EVERY):
        text = paragraph.strip()
        if not text or len(text) > 1200:  # noqa: PLR2004 - half a page
            continue
        if len(text) < 160 and chance.random() < 0.35:  # noqa: PLR2004 - a title is short
            text = text.upper()
        lines += wrapped(text, 56 if text.isupper() else 74)
        while len(lines) >= LINES:
            yield lines[:LINES]
            lines = lines[LINES:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--pages", type=int, default=160)
    arguments = parser.parse_args()
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    counts: Counter[tuple[str, str]] = Counter()
    for lines in islice(pages(arguments.corpus, chance), arguments.pages):
        wear = Wear(
            font=chance.choice(FONTS), resolution=chance.choice(RESOLUTIONS), skew=chance.uniform(-0.6, 0.6),
            blur=chance.uniform(0.2, 1.6), specks=chance.randrange(0, 1500),
        )  # fmt: skip
        torn, true = page_words(read(draw(lines, wear, chance))), page_words("\n".join(lines))
        counts.update((torn[i], true[j]) for i, j in align(torn, true))
        table = "".join(f"{a}\t{b}\t{n}\n" for (a, b), n in sorted(counts.items()))
        arguments.pairs.write_bytes(lzma.compress(table.encode(), check=lzma.CHECK_CRC32, preset=9))


if __name__ == "__main__":
    main()
