"""The generations of a collection by their names, and going back to an earlier one."""

from pathlib import Path

from graph.generations import (
    DamagedGenerationError,
    Generation,
    NoGenerationError,
    find_generation,
    generation_paths,
    number_of,
    verify,
)
from graph.lock import building
from graph.publication import make_current


class UnknownGenerationError(LookupError):
    """No generation is called so; the message names those that are kept."""


def generation_named(kg: Path, name: str) -> Generation:
    """Return a generation by its folder's name or number: "gen-000003", "3"."""
    digits = name.removeprefix("gen-")
    for path in generation_paths(kg):
        if digits.isdigit() and number_of(path) == int(digits):
            return _sound(path)
    kept = ", ".join(sorted(path.name for path in generation_paths(kg))) or "-"
    raise UnknownGenerationError(
        f"Không có thế hệ {name!r}; đang giữ: {kept}. / There is no generation {name!r}; kept are: {kept}."
    )


def generation_before(kg: Path, number: int) -> Generation:
    """Return the newest sound generation with a smaller number."""
    for path in generation_paths(kg):
        found = find_generation(path) if number_of(path) < number else None
        if found is not None:
            return found
    raise NoGenerationError(
        f"không còn thế hệ nào trước thế hệ {number} ở {kg}; mỗi lần `trienkhai build` có thay đổi tạo một thế hệ / "
        f"no generation before {number} is kept at {kg}; each `trienkhai build` that changes something makes one"
    )


def roll_back(kg: Path, name: str | None = None) -> Generation:
    """Make an earlier generation, or the one of this name, the current one; it is read and verified first."""
    with building(kg):
        chosen = generation_before(kg, _current_number(kg)) if name is None else generation_named(kg, name)
        faults = verify(chosen)
        if faults:
            raise DamagedGenerationError(f"{chosen.path.name}: {faults[0]}")
        make_current(kg, chosen.path)
    return chosen


def _current_number(kg: Path) -> int:
    link = kg / "current"
    if link.is_symlink():
        return number_of(kg / link.readlink())
    return max(map(number_of, generation_paths(kg)), default=0) + 1


def _sound(path: Path) -> Generation:
    found = find_generation(path)
    if found is None:
        raise DamagedGenerationError(
            f"{path.name} hỏng hoặc thiếu; hãy chọn thế hệ khác / is damaged or incomplete; choose another one"
        )
    return found
