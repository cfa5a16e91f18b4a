"""Which of several forms of an answer a client prefers, as HTTP's `Accept` says it."""

from collections.abc import Mapping
from typing import TypeVar

Form = TypeVar("Form")


def preferred(accept: str, offered: Mapping[str, Form], otherwise: Form) -> Form:
    """Return the form that an `Accept` header (or a short name) ranks first, `otherwise` where it names none.

    >>> preferred("text/html;q=0.5, text/turtle", {"text/html": "page", "text/turtle": "data"}, "page")
    'data'
    """
    ranked: list[tuple[float, int, Form]] = []
    for place, part in enumerate(accept.lower().split(",")):
        name, *options = (piece.strip() for piece in part.split(";"))
        weight = next((option[2:] for option in options if option.startswith("q=")), "1")
        if name in offered and _number(weight) > 0:
            ranked.append((-_number(weight), place, offered[name]))
    return min(ranked, key=lambda each: each[:2])[2] if ranked else otherwise


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
