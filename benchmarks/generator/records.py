"""What the parts of the generator hand to each other: planned documents, clauses, blocks, gold facts."""

from dataclasses import dataclass, field
from datetime import date

from bodies import Body, Unit


@dataclass(slots=True, kw_only=True, eq=False)
class Plan:
    """A document to be written: who issues it when, under which symbol, and what it carries out."""

    id: str
    kind: str
    code: str
    number: int
    issuer: Body
    unit: Unit
    issued: date
    theme: str
    signer: str
    unit_letters: str = ""
    parents: "tuple[Plan, ...]" = ()
    in_collection: bool = True
    has_symbol: bool = True
    annexed_to: "Plan | None" = None
    loops: "tuple[Plan, ...]" = ()
    bare: bool = False
    faults: tuple[str, ...] = ()
    period: str = ""

    @property
    def symbol(self) -> str | None:
        """Print the normalised symbol, Party or State fashion; None for one that bears none."""
        if not self.has_symbol:
            return None
        if self.issuer.branch == "party":
            return f"{self.number:02d}-{self.code}/{self.issuer.letters}"
        if self.code == "CV":
            return f"{self.number}/{self.issuer.letters}-{self.unit_letters}"
        return f"{self.number}/{self.code}-{self.issuer.letters}"

    @property
    def level(self) -> str:
        """Name the level of the issuer."""
        return self.unit.area.level


@dataclass(slots=True, kw_only=True)
class Citation:
    """One cited document in the gold's shape, filled as the text tells more of it."""

    symbol: str
    type: str
    relation: str
    issued: str | None = None
    issuer: str | None = None


@dataclass(slots=True, kw_only=True)
class Duty:
    """The facts of one task; `text` is the clause as written, `core` what is asked without the trimmings."""

    text: str
    core: str = ""
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    report_to: tuple[str, ...] = ()
    section: str = "content"
    path: str = ""
    template: str = ""
    fixed: bool = False


@dataclass(slots=True, kw_only=True)
class Target:
    """The facts of one indicator; `offset` is where it begins in its block's text."""

    name: str
    comparator: str
    value: float
    unit: str
    year: int | None
    offset: int = 0
    path: str = ""


@dataclass(slots=True, kw_only=True)
class Block:
    """A paragraph: its marker, its words, and the facts that begin in it."""

    text: str
    role: str = "paragraph"
    marker: str = ""
    duty: Duty | None = None
    targets: list[Target] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Draft:
    """A document written but not laid out."""

    plan: Plan
    title: str
    preamble: list[Block]
    body: list[Block]
    citations: dict[str, Citation]
    relations: set[tuple[str, str, str]]
    mentions: set[tuple[str, str]]
    recipients: list[str]
    faults: list[dict[str, object]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    articles: list[Block] = field(default_factory=list)
    annexed: str = ""

    def duties(self) -> list[Duty]:
        """List the tasks in the order of the text."""
        return [block.duty for block in self.body if block.duty]

    def lost_bullets(self) -> bool:
        """Say whether items bear no marker, so that only blank lines part them."""
        return any(block.role == "item" and not block.marker for block in self.body)

    def targets(self) -> list[Target]:
        """List the indicators in the order of the text."""
        return [target for block in self.body for target in block.targets]
