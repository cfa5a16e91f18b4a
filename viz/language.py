"""The desk's own words, in Vietnamese and English: one file a language, the same keys in each."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files

from queries.rhythms import OnDay

LANGUAGES = ("vi", "en")

Translate = Callable[..., str]


@cache
def words(language: str) -> Mapping[str, str]:
    """Return every text of a language by its dotted key, such as `nav.audit`."""
    table = tomllib.loads((files("viz") / "texts" / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{group}.{key}": text for group, texts in table.items() for key, text in texts.items()}


def translator(language: str) -> Translate:
    """Return a function from a key (and values for its places) to the text; an unknown key is an error."""
    table = words(language)

    def translate(key: str, /, **values: object) -> str:
        return table[key].format(**values) if values else table[key]

    return translate


def term(language: str, scheme: str, concept: str | None) -> str:
    """Return the word for a concept of a scheme; a concept without one is shown by its own name.

    >>> term("en", "level", "commune")
    'Commune'
    """
    if concept is None:
        return words(language)[f"{scheme}.unknown"]
    return words(language).get(f"{scheme}.{concept}", concept)


def day(language: str, date: str | None) -> str:
    """Return an ISO date, year and month, year, or `--MM-DD` as people write it.

    >>> day("vi", "2025-09-30"), day("vi", "--12-15"), day("en", "2025-07")
    ('30/9/2025', '15/12 hằng năm', '7/2025')
    """
    if not date:
        return "—"
    if date.startswith("--"):
        month, number = date[2:].split("-")
        return words(language)["date.yearly"].format(day=f"{int(number)}/{int(month)}")
    return "/".join(str(int(part)) for part in reversed(date.split("T")[0].split("-")))


def rhythm(language: str, every: str, days: Iterable[OnDay]) -> str:
    """Return a frequency with the days on which it falls.

    >>> rhythm("vi", "P1M", [OnDay(every="P1M", day=25)])
    'hằng tháng, ngày 25'
    """
    said = words(language)
    given = (
        said["recurs.day" if on.month is None else "recurs.day_of_month"].format(day=on.day, month=on.month)
        for on in days
        if on.every == every
    )
    return ", ".join((period(language, every), *given))


def period(language: str, duration: str) -> str:
    """Return an ISO 8601 duration as a frequency; one that has no word is shown as it is.

    >>> period("vi", "P6M")
    '6 tháng một lần'
    """
    return words(language).get(f"period.{duration}", duration)
