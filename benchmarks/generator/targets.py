"""Indicators: names, comparators, values and years in several wordings."""

import random

from records import Block, Plan, Target
from wording import themes, upper_first

HORIZON = 2030  # the year that most resolutions aim at
AT_LEAST = (
    "đạt ít nhất {}",
    "đạt tối thiểu {}",
    "đạt trên {}",
    "đạt từ {} trở lên",
    "đạt {} trở lên",
    "không thấp hơn {}",
    "đạt hơn {}",
)
AT_MOST = ("giảm xuống dưới {}", "không quá {}", "tối đa {}", "dưới {}", "không vượt quá {}")
EXACTLY = ("đạt {}", "bằng {}", "là {}")
FORMS = {">=": AT_LEAST, "<=": AT_MOST, "=": EXACTLY}


def number_words(value: float) -> str:
    """Write a number the Vietnamese way: a comma for decimals, a point between thousands."""
    if value != int(value):
        return f"{value:g}".replace(".", ",")
    return f"{int(value):,}".replace(",", ".")


def amount(value: float, unit: str) -> str:
    """Write a value with its unit."""
    return number_words(value) + (unit if unit == "%" else f" {unit}")


def new_target(rng: random.Random, plan: Plan, name: str, unit: str) -> Target:
    """Draw a value, a comparator and a year for a named quantity; `%-` is a share that shall shrink."""
    shrinks = unit == "%-"
    if unit in {"%", "%-"}:
        value = (
            rng.choice((2, 3, 5, 7.5, 10, 12))
            if shrinks
            else rng.choice((40, 45, 50, 55, 60, 65, 70, 75, 80, 82.5, 85, 90, 95))
        )
    elif unit == "m2":
        value = rng.choice((6, 8, 10, 12.5, 15))
    else:
        value = rng.choice((5, 12, 20, 25, 30, 40, 60, 120, 250, 1200, 1500, 4000))
    comparator = "<=" if shrinks else rng.choice((">=", ">=", ">=", "="))
    horizon = HORIZON if plan.issued.year < HORIZON - 1 else HORIZON + 5
    year = rng.choice((plan.issued.year + rng.randint(1, 6), horizon))
    return Target(name=name, comparator=comparator, value=value, unit="%" if shrinks else unit, year=year)


def restated(rng: random.Random, target: Target, *, weaker: bool) -> Target:
    """Restate a target of the document above: as it is, stronger, or weaker."""
    up = target.comparator != "<="
    step = -1 if weaker else rng.choice((0, 0, 1))
    size = max(1, round(abs(target.value) * 0.12))
    value = target.value + step * size * (1 if up else -1)
    if target.unit == "%":
        value = min(max(value, 1), 100)
    return Target(name=target.name, comparator=target.comparator, value=value, unit=target.unit, year=target.year)


def target_block(rng: random.Random, targets: list[Target], marker: str) -> Block:
    """Write one or two targets as one item; each begins at its name or at the words before it."""
    parts: list[str] = []
    length = 0
    for at, target in enumerate(targets):
        words = rng.choice(FORMS[target.comparator]).format(amount(target.value, target.unit))
        said = f"{target.name} {words}"
        if target.year:
            said = rng.choice(
                (
                    f"đến năm {target.year}, {said}",
                    f"{said} vào năm {target.year}",
                    f"đến hết năm {target.year}, {said}",
                    f"phấn đấu đến năm {target.year} {said}",
                )
            )
        part = upper_first(said) if at == 0 else said
        target.offset = length + part.casefold().find(target.name.casefold())
        parts.append(part)
        length += len(part) + 2
    return Block(text="; ".join(parts) + ".", role="item", marker=marker, targets=targets)


def theme_targets(rng: random.Random, plan: Plan, count: int) -> list[Target]:
    """Draw targets of the theme, no quantity twice."""
    rows = themes()[plan.theme]["indicators"]
    return [new_target(rng, plan, name, unit) for name, unit in rng.sample(rows, min(count, len(rows)))]
