"""Print a text on pages, scan them with an English OCR engine, and keep what it misread.

The damage of a scan cannot be made with a table of letter swaps: it depends on the font, the
grid, the blur and the engine. So the text is set in a Times-like font on A4 pages, each page is
blurred and turned a little, and tesseract reads it with the wrong language, as happens in offices
where only English is installed. The same text, font and tesseract give the same bytes.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

DPI = 200
PAGE_MM = (210, 297)
LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM = 30, 15, 20, 20  # margins of Guide 36-HD/VPTW, part II, 4.3
LARGEST_PT, SMALLEST_PT = 14.0, 8.0
LEADING = 1.35
FAMILIES = ("TeX Gyre Termes", "Liberation Serif", "Times New Roman")
COLUMN = re.compile(r"\S+(?: {1,2}\S+)*")  # three blanks or more, or a tab, part the columns of a letterhead
SECOND, APART_MM = 0.45, 6  # where a column behind a tab begins, as a share of the line; least room between columns


class ToolMissingError(Exception):
    """Something that this script needs is not installed; the message says what to install."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """How the pages are spoilt: turn in degrees, blur as a radius in pixels."""

    skew: float = 0.25
    blur: float = 0.7


def pixels(millimetres: float) -> int:
    """Turn millimetres into pixels at the resolution of the pages."""
    return round(millimetres / 25.4 * DPI)


def find_font() -> Path:
    """Find a Times-like font with Vietnamese letters through fontconfig, or raise ToolMissingError."""
    if shutil.which("fc-match") is None:
        raise ToolMissingError(
            "Không có fc-match: hãy cài fontconfig, hoặc dùng --font. / "
            "fc-match is missing: install fontconfig or pass --font."
        )
    for family in FAMILIES:
        command = ["fc-match", "-f", "%{family}|%{file}", f"{family}:lang=vi"]
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found, _, file = answer.partition("|")
        if family in found:
            return Path(file)
    raise ToolMissingError(
        "Không tìm thấy phông kiểu Times có chữ Việt: hãy cài fonts-texgyre hoặc fonts-liberation. / "
        "No Times-like font with Vietnamese letters: install fonts-texgyre or fonts-liberation."
    )


def fitting_font(lines: list[str], file: Path) -> ImageFont.FreeTypeFont:
    """Choose the largest size, 14 pt at most, at which the longest line stays between the margins."""
    room = pixels(PAGE_MM[0] - LEFT_MM - RIGHT_MM)
    size = LARGEST_PT
    while size > SMALLEST_PT:
        font = ImageFont.truetype(str(file), round(size / 72 * DPI))
        if max((font.getlength(line) for line in lines), default=0.0) <= room:
            return font
        size -= 0.25
    return ImageFont.truetype(str(file), round(SMALLEST_PT / 72 * DPI))


def draw_page(lines: list[str], font: ImageFont.FreeTypeFont, columns: int) -> Image.Image:
    """Set the lines on one page; what stands after three blanks keeps its column."""
    page = Image.new("L", (pixels(PAGE_MM[0]), pixels(PAGE_MM[1])), color=255)
    pen = ImageDraw.Draw(page)
    room = pixels(PAGE_MM[0] - LEFT_MM - RIGHT_MM)
    for row, line in enumerate(lines):
        y = pixels(TOP_MM) + round(row * font.size * LEADING)
        least = 0.0
        for part in COLUMN.finditer(line):
            share = SECOND if "\t" in line[: part.start()] else part.start() / columns
            left = max(round(share * room), round(least))
            pen.text((pixels(LEFT_MM) + left, y), part.group(), font=font, fill=0)
            least = left + font.getlength(part.group()) + pixels(APART_MM)
    return page


def spoil(page: Image.Image, scan: Scan) -> Image.Image:
    """Turn the page and blur it, as a scanner does."""
    turned = page.rotate(scan.skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return turned.filter(ImageFilter.GaussianBlur(scan.blur))


def read_page(page: Image.Image, folder: Path) -> str:
    """Read one page with tesseract in English; ToolMissingError where tesseract is not installed."""
    if shutil.which("tesseract") is None:
        raise ToolMissingError(
            "Không có tesseract: hãy cài tesseract-ocr. / tesseract is missing: install tesseract-ocr."
        )
    image = folder / "page.png"
    page.save(image)
    command = ["tesseract", str(image), "stdout", "-l", "eng", "--dpi", str(DPI)]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
    return text.replace("\f", "").strip("\n") + "\n"


def tear(text: str, font_file: Path, scan: Scan) -> str:
    """Give back the text as an English OCR engine reads it from spoilt pages, an empty line between pages."""
    lines = text.strip("\n").split("\n")
    font = fitting_font(lines, font_file)
    rows = int(pixels(PAGE_MM[1] - TOP_MM - BOTTOM_MM) // (font.size * LEADING))
    columns = max(len(line) for line in lines) or 1
    sheets = [lines[at : at + rows] for at in range(0, len(lines), rows)]
    with tempfile.TemporaryDirectory() as folder:
        pages = [read_page(spoil(draw_page(sheet, font, columns), scan), Path(folder)) for sheet in sheets]
    return "\n".join(pages)


def main() -> int:
    """Tear one file; exit 3 where something is missing."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n", maxsplit=1)[0],
        epilog="example: python examples/tear.py examples/corpus/04-ke-hoach-916-kh-du.txt --out torn",
    )
    parser.add_argument("source", type=Path, help="UTF-8 text, its lines as they shall stand on the page")
    parser.add_argument("--out", type=Path, default=Path(), help="folder for the torn text (default: here)")
    parser.add_argument("--font", type=Path, help="font file (default: asked of fontconfig)")
    parser.add_argument("--skew", type=float, default=Scan().skew, help="degrees (default: %(default)s)")
    parser.add_argument("--blur", type=float, default=Scan().blur, help="pixels (default: %(default)s)")
    asked = parser.parse_args()
    try:
        text = asked.source.read_text(encoding="utf-8")
        torn = tear(text, asked.font or find_font(), Scan(skew=asked.skew, blur=asked.blur))
    except ToolMissingError as missing:
        print(missing, file=sys.stderr)
        return 3
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / asked.source.name).write_text(torn, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
