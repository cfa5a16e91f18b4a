"""Whether one text says the same in every format: our examples as Word files, as PDFs, scanned, and torn.

    python -m benchmarks.formats.agreement [--only scan torn] [--examples 6 7]

A Word file has the paragraphs of the example, its letterhead as a table. LibreOffice makes a PDF of it, so that lines
run otherwise. A scan is the pages of that as pictures, a little crooked and blurred; torn text
is what Tesseract with English reads on the same pages. What each says is held against the plain text: the head,
citations with their relations, links between others, and tasks. Fields that are sentences, and clauses, are the same
where nine of ten words are.
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

from PIL import Image, ImageFilter

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.formats.samples import paragraph, word_file  # noqa: E402
from loaders.formats import docx, pdf, txt  # noqa: E402
from loaders.formats.pdfium import pages_of, picture_of  # noqa: E402
from loaders.formats.pixels import DPI  # noqa: E402
from loaders.pipeline import document_of, restored_text  # noqa: E402
from ontology.folding import fold  # noqa: E402
from ontology.model import Document, SourceText, Task  # noqa: E402

EXAMPLES = sorted((ROOT / "examples" / "corpus").glob("*.txt"))
ALIKE = 0.9  # of the words
LEAST = 0.95  # F1 of the tasks
_FULL = 75  # letters: a longer line goes on in the next
_STOPS = (".", ";", ":")
_MARK = re.compile(r"\s|[-+*•]|\d+(?:\.\d+)*[.)]|[a-zđ]\)|[IVX]+\.|Điều \d")
_SCANNED, _SKEW, _BLUR = 200, 0.25, 0.7  # dots an inch, degrees, dots
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_FAR = 15  # blanks before a line that stands on the right
_WIDTHS = (3600, 6000)  # of the two columns of a letterhead, in twentieths of a point
_EXACT = ("symbol", "kind", "issued", "issuer", "area", "level", "branch")
_SENTENCES = ("title",)


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


def word_of(raw: str) -> bytes:
    """Return a Word file of a text; what stands side by side in it does so in a table, as letterheads are made."""
    return word_file("".join(_block(block) for block in paragraphs(raw).split("\n\n")))


def _block(block: str) -> str:
    lines = block.split("\n")
    if not any(_GAP.search(line) for line in lines):
        return paragraph(block)
    halves = [_halves(line) for line in lines]
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{''.join(paragraph(line) for line in column if line) or paragraph('')}</w:tc>"
        for width, column in zip(_WIDTHS, zip(*halves, strict=True), strict=True)
    )
    return f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>{paragraph('')}"


def _halves(line: str) -> tuple[str, str]:
    """Return what stands on the left of a line and what on the right."""
    gap = _GAP.search(line)
    if gap:
        return line[: gap.start()].strip(), line[gap.end() :].strip()
    is_right = len(line) - len(line.lstrip()) >= _FAR
    return ("", line.strip()) if is_right else (line.strip(), "")


def pdf_of(raw: str) -> bytes:
    """Return the PDF that LibreOffice makes of the Word file."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.docx").write_bytes(word_of(raw))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, f"{folder}/a.docx"]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return (Path(folder) / "a.pdf").read_bytes()


def sheets_of(printed: bytes) -> list[Image.Image]:
    """Return the pages of a PDF as a scanner sees them: at its dots an inch, a little crooked and blurred."""
    drawn = [_sheet(printed, index) for index, _ in enumerate(pages_of(printed))]
    return [
        sheet.rotate(_SKEW, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(_BLUR))
        for sheet in drawn
    ]


def _sheet(printed: bytes, index: int) -> Image.Image:
    page = Image.fromarray(picture_of(printed, index)).convert("L")
    return page.resize((page.width * _SCANNED // DPI, page.height * _SCANNED // DPI), Image.Resampling.LANCZOS)


def as_word(raw: str) -> SourceText:
    """Return the text as a Word file says it."""
    return docx.read(word_of(raw), "a.docx")


def as_pdf(raw: str) -> SourceText:
    """Return the text as a PDF with letters says it."""
    return pdf.read(pdf_of(raw), "a.pdf")


def as_scan(raw: str) -> SourceText:
    """Return the text as a PDF of pictures says it."""
    first, *rest = sheets_of(pdf_of(raw))
    file = io.BytesIO()
    first.save(file, "PDF", save_all=True, append_images=rest, resolution=_SCANNED)
    return pdf.read(file.getvalue(), "a.pdf")


def as_torn(raw: str) -> SourceText:
    """Return the text as an OCR without Vietnamese says it."""
    torn = "\n".join(map(_torn, sheets_of(pdf_of(raw))))
    return txt.read(torn.encode(), "a.txt")


def _torn(sheet: Image.Image) -> str:
    file = io.BytesIO()
    sheet.save(file, "PNG")
    command = ["tesseract", "stdin", "stdout", "-l", "eng", "--dpi", str(_SCANNED)]
    return subprocess.run(command, input=file.getvalue(), check=True, capture_output=True).stdout.decode()


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
    chosen: list[int] = list(arguments.examples)
    print(f"{'example':32} {'form':5} {'citations':>9} {'links':>6} {'tasks':>6} {'leads':>6}  head")
    for path in [EXAMPLES[number - 1] for number in chosen]:
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
