"""What a laid-out cascade is: boxes, routes, bands of levels, lanes of branches. Lengths are CSS pixels."""

from dataclasses import dataclass

BOX_WIDTH, BOX_HEIGHT = 204.0, 84.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A document to be placed: its key, and the level and branch of its issuer (`None` where nobody says)."""

    key: str
    level: str | None = None
    branch: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edge:
    """A relation to be drawn from the document above to the one that carries it out."""

    upper: str
    lower: str
    relation: str = "implements"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A placed node; x and y are of its upper left corner."""

    key: str
    x: float
    y: float
    width: float = BOX_WIDTH
    height: float = BOX_HEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A placed edge: points that it passes from the upper box's border to the lower one's."""

    edge: Edge
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A band (level) or a lane (branch): where it starts and how long it is, across the whole picture."""

    name: str
    start: float
    length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A laid-out cascade."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]
    bands: tuple[Strip, ...]
    lanes: tuple[Strip, ...]
