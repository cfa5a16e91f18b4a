"""Deadlines and recurrences: words with what they mean by the rules of the gold."""

import calendar
import random
from dataclasses import dataclass
from datetime import date, timedelta

from drawing import chance
from wording import day_words

SHORTEST = 8  # days that a deadline leaves at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words about time, with due dates (ISO, `--MM-DD` for a day of every year) and durations."""

    words: str
    due: tuple[str, ...] = ()
    every: tuple[str, ...] = ()


def month_end(year: int, month: int) -> date:
    """Give the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def quarter_end(year: int, quarter: int) -> date:
    """Give the last day of a quarter."""
    return month_end(year, quarter * 3)


def exact_term(rng: random.Random, day: date) -> Term:
    """Name a day that is the deadline itself."""
    words = rng.choice(
        (
            "hoàn thành trước ngày {}",
            "xong trước ngày {}",
            "hoàn thành chậm nhất ngày {}",
            "chậm nhất là ngày {}",
            "thời hạn hoàn thành: trước ngày {}",
            "trước ngày {}",
            "hoàn thành trong ngày {}",
            "kết thúc trước ngày {}",
        )
    )
    return Term(words=words.format(day_words(rng, day)), due=(day.isoformat(),))


def month_term(rng: random.Random, day: date) -> Term:
    """Name a month: its last day counts."""
    form = rng.choice(
        (
            "trong tháng {0}/{1}",
            "trong tháng {0} năm {1}",
            "xong trong tháng {0:02d}/{1}",
            "đến hết tháng {0} năm {1}",
            "đến cuối tháng {0}/{1}",
        )
    )
    return Term(
        words="hoàn thành " * rng.choice((0, 1)) + form.format(day.month, day.year),
        due=(month_end(day.year, day.month).isoformat(),),
    )


def quarter_term(rng: random.Random, day: date) -> Term:
    """Name a quarter: its last day counts."""
    quarter = (day.month + 2) // 3
    roman = ("I", "II", "III", "IV")[quarter - 1]
    form = rng.choice(
        (
            "hoàn thành trong quý {0}/{1}",
            "xong trong quý {0} năm {1}",
            "trong quý {0}/{1}",
            "chậm nhất trong quý {0}/{1}",
            "hoàn thành quý {0}/{1}",
        )
    )
    return Term(words=form.format(roman, day.year), due=(quarter_end(day.year, quarter).isoformat(),))


def year_term(rng: random.Random, day: date) -> Term:
    """Name a year: its last day counts."""
    form = rng.choice(
        (
            "hoàn thành trong năm {0}",
            "trong năm {0}",
            "đến hết năm {0}",
            "hoàn thành vào cuối năm {0}",
            "đến năm {0}",
        )
    )
    return Term(words=form.format(day.year), due=(f"{day.year}-12-31",))


def half_year_term(rng: random.Random, day: date) -> Term:
    """Name the first six months of a year."""
    form = rng.choice(("hoàn thành trong 6 tháng đầu năm {}", "xong trong sáu tháng đầu năm {}"))
    return Term(words=form.format(day.year), due=(f"{day.year}-06-30",))


def no_term(rng: random.Random, day: date) -> Term:
    """Name a start, an open end or no end at all: no deadline."""
    form = rng.choice(
        (
            "thực hiện từ quý I/{}",
            "bắt đầu từ năm {}",
            "đến năm {} và những năm tiếp theo",
            "thực hiện thường xuyên",
            "thực hiện từ tháng 3 năm {}",
        )
    )
    return Term(words=form.format(day.year))


def later(rng: random.Random, issued: date, *, longest: int = 900) -> date:
    """Draw a day after the issue date."""
    return issued + timedelta(days=rng.randint(25, longest))


def deadline(rng: random.Random, issued: date, *, limit: date | None = None) -> Term:
    """Draw a deadline after the issue date; with a limit, a day up to it, or none where that is past."""
    if limit:
        room = (limit - issued).days
        return (
            exact_term(rng, issued + timedelta(days=rng.randint(SHORTEST, room))) if room > SHORTEST else Term(words="")
        )
    day = later(rng, issued)
    if chance(rng, 0.08):
        form = rng.choice((half_year_term, no_term, no_term, no_term))
        return form(rng, date(issued.year + 1, 1, 1))
    return rng.choice((exact_term, exact_term, month_term, quarter_term, year_term))(rng, day)


PERIODS = (
    ("hằng tuần", ("P1W",)),
    ("hằng tháng", ("P1M",)),
    ("hàng tháng", ("P1M",)),
    ("định kỳ hằng tháng", ("P1M",)),
    ("hằng quý", ("P3M",)),
    ("định kỳ hằng quý", ("P3M",)),
    ("3 tháng một lần", ("P3M",)),
    ("định kỳ 6 tháng", ("P6M",)),
    ("sáu tháng một lần", ("P6M",)),
    ("hằng năm", ("P1Y",)),
    ("mỗi năm một lần", ("P1Y",)),
    ("định kỳ 6 tháng, 1 năm", ("P6M", "P1Y")),
    ("định kỳ 6 tháng, hằng năm", ("P6M", "P1Y")),
    ("định kỳ quý, 6 tháng, năm", ("P3M", "P6M", "P1Y")),
    ("định kỳ hằng tháng, quý", ("P1M", "P3M")),
    ("mỗi quý một lần", ("P3M",)),
    ("định kỳ 3 tháng, 6 tháng, 1 năm", ("P3M", "P6M", "P1Y")),
    ("vào cuối mỗi năm", ("P1Y",)),
)


def recurrence(rng: random.Random) -> tuple[Term, str]:
    """Draw a recurrence for a report: words before the report and behind it, one of which may be empty."""
    if chance(rng, 0.7):
        words, every = rng.choice(PERIODS)
        return Term(words=words, every=every), ""
    month, day = rng.choice((5, 6, 11, 12)), rng.choice((5, 10, 15, 20, 25))
    if chance(rng, 0.5):
        words = rng.choice(
            (
                "trước ngày {0:02d}/{1} hằng năm",
                "trước ngày {0} tháng {1} hằng năm",
                "chậm nhất ngày {0:02d}/{1} hàng năm",
            )
        )
        return Term(words="", due=(f"--{month:02d}-{day:02d}",), every=("P1Y",)), words.format(day, month)
    words = rng.choice(
        (
            "trước ngày {0:02d}/6 và trước ngày {0:02d}/12 hằng năm",
            "(trước ngày {0:02d}/6 và ngày {0:02d}/12)",
        )
    )
    return Term(words="định kỳ 6 tháng", due=(f"--06-{day:02d}", f"--12-{day:02d}"), every=("P6M",)), words.format(day)
