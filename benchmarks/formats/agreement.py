"""Whether one text says the same in every format: our examples as Word files, as PDFs, scanned, and torn.

    python -m benchmarks.formats.agreement [--only scan torn] [--examples 6 7]

A Word file has the paragraphs of the example. LibreOffice makes the PDF of it, so that its lines run otherwise. A scan
is the pages of `examples/tear.py`, blurred and crooked, as a PDF of pictures; torn text is what Tesseract with English
reads on the same pages. What each says is held against the plain text: the head, citations with their relations, links
between others, and tasks. Fields that are sentences, and clauses, are the same where nine of ten words are.
"""

import argparse
import io
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "examples")]

import tear  # noqa: E402

from benchmarks.formats.samples import word  # noqa: E402
from loaders.formats import docx, pdf, txt  # noqa: E402
from loaders.pipeline import document_of, restored_text  # noqa: E402
from ontology.folding import fold  # noqa: E402
from ontology.model import Document, SourceText, Task  # noqa: E402

EXAMPLES = sorted((ROOT / "examples" / "corpus").glob("*.txt"))
ALIKE = 0.9  # of the words
LEAST = 0.95  # F1 of the tasks
_FULL = 75  # letters: a longer line goes on in the next
_STOPS = (".", ";", ":")
_MARK = re.compile(r"\s|[-+*•]|\d+(?:\.\d+)*[.)]|[a-zđ]\)|[IVX]+\.|Điều \d")
_EXACT = ("symbol", "kind", "issued", "issuer", "area", "level", "branch")
_SENTENCES = ("title", "signer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two readings agree: names of fields of the head that differ, and F1 of the rest."""

    head: tuple[str, ...]
    citations: float
    links: float
    tasks: float
    leads: float

    @property
    def holds(self) -> bool:
        """Say whether both say the same."""
        return not self.head and self.citations == self.links == 1 and self.tasks >= LEAST


def paragraphs(raw: str) -> str:
    """Return a text whose wrapped lines are joined, as a person types paragraphs."""
    lines: list[str] = []
    was_full = False
    for line in raw.split("\n"):
        ended = bool(lines) and lines[-1].endswith(_STOPS) and line[:1].isupper()
        goes_on = was_full and not ended and bool(line) and not _MARK.match(line)
        lines[-1:] = [f"{lines[-1]} {line}"] if goes_on else [*lines[-1:], line]
        was_full = len(line) >= _FULL
    return "\n".join(lines)


def as_word(raw: str) -> SourceText:
    """Return the text as a Word file says it."""
    return docx.read(word(paragraphs(raw), table=False), "a.docx")


def as_pdf(raw: str) -> SourceText:
    """Return the text as a PDF says it that LibreOffice makes of the Word file."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.docx").write_bytes(word(paragraphs(raw), table=False))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, f"{folder}/a.docx"]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return pdf.read((Path(folder) / "a.pdf").read_bytes(), "a.pdf")


def as_scan(raw: str) -> SourceText:
    """Return the text as a PDF of pictures says it."""
    first, *rest = _sheets(raw)
    file = io.BytesIO()
    first.save(file, "PDF", save_all=True, append_images=rest, resolution=tear.DPI)
    return pdf.read(file.getvalue(), "a.pdf")


def as_torn(raw: str) -> SourceText:
    """Return the text as an OCR without Vietnamese says it."""
    with tempfile.TemporaryDirectory() as folder:
        torn = "\n".join(tear.read_page(sheet, Path(folder)) for sheet in _sheets(raw))
    return txt.read(torn.encode(), "a.txt")


def _sheets(raw: str) -> list[tear.Image.Image]:
    lines = raw.strip("\n").split("\n")
    font = tear.fitting_font(lines, tear.find_font())
    rows = int(tear.pixels(tear.PAGE_MM[1] - tear.TOP_MM - tear.BOTTOM_MM) // (font.size * tear.LEADING))
    columns = max(map(len, lines))
    pages = (lines[top : top + rows] for top in range(0, len(lines), rows))
    return [tear.spoil(tear.draw_page(page, font, columns), tear.Scan()) for page in pages]


FORMS: Mapping[str, Callable[[str], SourceText]] = {
    "docx": as_word, "pdf": as_pdf, "scan": as_scan, "torn": as_torn,
}  # fmt: skip


def said(source: SourceText) -> Document:
    """Return what a source says, its broken words restored."""
    return document_of(source, restored_text(source.raw))


def agreement(one: Document, other: Document) -> Agreement:
    """Return how far another reading agrees with the one of the plain text."""
    pairs = list(_paired(one.tasks, other.tasks))
    total = len(one.tasks) + len(other.tasks)
    same = sum(_leads(first) == _leads(second) for first, second in pairs)
    return Agreement(
        head=tuple(_differing(one, other)),
        citations=_f1(_cited(one), _cited(other)),
        links=_f1(_links(one), _links(other)),
        tasks=2 * len(pairs) / total if total else 1.0,
        leads=same / len(pairs) if pairs else 1.0,
    )


def _differing(one: Document, other: Document) -> Iterator[str]:
    for name in _EXACT:
        if getattr(one.header, name) != getattr(other.header, name):
            yield f"{name}: {getattr(other.header, name)}"
    for name in _SENTENCES:
        if not _are_alike(getattr(one.header, name) or "", getattr(other.header, name) or ""):
            yield f"{name}: {getattr(other.header, name)}"


def _words(text: str) -> Counter[str]:
    return Counter(fold(text).split())


def _are_alike(one: str, other: str) -> bool:
    return _f1(_words(one), _words(other)) >= ALIKE


def _f1(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _cited(document: Document) -> Counter[str]:
    return Counter(f"{each.symbol or fold(each.title or '')} {each.relation}" for each in document.citations)


def _links(document: Document) -> Counter[str]:
    return Counter(f"{each.source} {each.relation} {each.target}" for each in document.links)


def _leads(task: Task) -> list[str]:
    return sorted(party.name for party in task.lead)


def _paired(one: Sequence[Task], other: Sequence[Task]) -> Iterator[tuple[Task, Task]]:
    """Yield the tasks that are one clause in both, each once."""
    left = list(other)
    for task in one:
        same = next((each for each in left if each.section == task.section and _are_alike(task.text, each.text)), None)
        if same is not None:
            left.remove(same)
            yield task, same


def main() -> int:
    """Print a line an example and form; return 1 where one does not say the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", choices=sorted(FORMS), default=sorted(FORMS))
    parser.add_argument("--examples", nargs="*", type=int, default=range(1, len(EXAMPLES) + 1))
    arguments = parser.parse_args()
    faults = 0
    print(f"{'example':32} {'form':5} {'citations':>9} {'links':>6} {'tasks':>6} {'leads':>6}  head")
    for path in (EXAMPLES[number - 1] for number in arguments.examples):
        plain = txt.read(path.read_bytes(), path.name)
        for form in arguments.only:
            found = agreement(said(plain), said(FORMS[form](plain.raw)))
            print(
                f"{path.stem:32} {form:5} {found.citations:9.2f} {found.links:6.2f} {found.tasks:6.2f} "
                f"{found.leads:6.2f}  {'; '.join(found.head) or 'same'}",
                flush=True,
            )
            faults += not found.holds
    print(f"\n{faults} do not say the same")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
