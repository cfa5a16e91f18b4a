"""The generations of a collection by their names, and going back to an earlier one."""

from pathlib import Path

from graph.generations import (
    DamagedGenerationError,
    Generation,
    NoGenerationError,
    OtherFormatError,
    find_generation,
    generation_paths,
    is_of_this_format,
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
    """Make an earlier generation, or the one of this name, the current one; it is read and verified first.

    Raise `OtherFormatError` for one of another version: it may lack what this one asks for.
    """
    with building(kg):
        chosen = generation_before(kg, _current_number(kg)) if name is None else generation_named(kg, name)
        if not is_of_this_format(chosen):
            raise OtherFormatError(
                f"{chosen.path.name} do phiên bản khác của chương trình dựng: hãy quay lại bằng chính phiên bản ấy, "
                f"hoặc đưa các tệp nguồn về như lúc đó rồi chạy `trienkhai build` / {chosen.path.name} was built by "
                "another version of the program: go back with that version, or put the sources back as they were and "
                "run `trienkhai build`"
            )
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
