"""Markers of parts, headings and items, and the paths that they make."""

import random
from dataclasses import dataclass, field

from records import Block, Duty

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
LETTERS = "abcdđeghiklmnopq"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How one document numbers: forms with `{}` for the number; an item form without it is a bullet."""

    part: str
    heading: str
    item: str

    @classmethod
    def draw(cls, rng: random.Random) -> "Style":
        """Draw a style as offices use them; bullets get lost now and then."""
        return cls(
            part=rng.choice(("{}. ", "{}. ", "{}- ", "{}-", "{}.")),
            heading=rng.choice(("{}. ", "{}. ", "{}. ", "{}- ")),
            item=rng.choice(("- ", "- ", "- ", "-", "{}) ", "{}) ", "{}. ", "+ ", "")),
        )


@dataclass(slots=True, kw_only=True)
class Outline:
    """A body being numbered; `blocks` are its paragraphs so far."""

    style: Style
    blocks: list[Block] = field(default_factory=list)
    parts: int = 0
    headings: int = 0
    items: int = 0

    def part(self, title: str) -> None:
        """Open a part with a Roman number."""
        self.parts += 1
        self.headings = self.items = 0
        marker = self.style.part.format(ROMAN[self.parts - 1])
        self.blocks.append(Block(text=title.upper(), role="part", marker=marker))

    def heading(self, title: str, duty: Duty | None = None) -> None:
        """Open a heading with an Arabic number; with a duty the heading's line is a clause itself."""
        self.headings += 1
        self.items = 0
        if duty:
            duty.path = self.path()
        marker = self.style.heading.format(self.headings)
        self.blocks.append(Block(text=title, role="item" if duty else "heading", marker=marker, duty=duty))

    def path(self) -> str:
        """Give the path of the open heading or part."""
        parts = [ROMAN[self.parts - 1]] if self.parts else []
        return ".".join(parts + ([str(self.headings)] if self.headings else []))

    def numbered(self) -> bool:
        """Say whether items bear letters or numbers; below a part without headings they are bullets."""
        return "{}" in self.style.item and self.headings > 0

    def item_marker(self) -> tuple[str, str]:
        """Give the next item's marker and path."""
        self.items += 1
        if not self.numbered():
            return ("- " if "{}" in self.style.item else self.style.item), self.path()
        if self.style.item.startswith("{})") and self.items <= len(LETTERS):
            letter = LETTERS[self.items - 1]
            return self.style.item.format(letter), f"{self.path()}.{letter}"
        number = f"{self.headings}.{self.items}"
        return f"{number}. ", f"{self.path()}.{self.items}"

    def item(self, text: str, duty: Duty | None = None) -> Block:
        """Add an item, with its duty if it asks for something."""
        marker, path = self.item_marker()
        if duty:
            duty.path = path
        block = Block(text=text, role="item", marker=marker, duty=duty)
        self.blocks.append(block)
        return block

    def clause(self, duty: Duty, section: str) -> Duty:
        """Add a task as an item of a section."""
        duty.section = section
        self.item(duty.text, duty)
        return duty

    def numbered_clause(self, duty: Duty, section: str) -> Duty:
        """Add a task that bears a heading's number."""
        duty.section = section
        self.heading(duty.text, duty)
        return duty

    def paragraph(self, text: str, duty: Duty | None = None) -> None:
        """Add a paragraph without a marker, at the level of the open part."""
        if duty:
            duty.path = ROMAN[self.parts - 1] if self.parts else ""
        self.blocks.append(Block(text=text, duty=duty))
