"""Recurring reports: how often, about what, to whom, through whom."""

from assigning import joined, stopped
from casting import Cast
from records import Duty
from timing import recurrence
from wording import upper_first

REPORTS = ("báo cáo kết quả", "báo cáo tình hình thực hiện", "báo cáo tiến độ", "báo cáo kết quả thực hiện")


DIRECT = (
    "{report} với {to}",
    "{report} về {to}",
    "báo cáo {to} kết quả thực hiện",
    "gửi báo cáo về {to}",
    "báo cáo {to}",
)


THROUGH = (
    "báo cáo {to} (qua {relay})",
    "báo cáo {to} thông qua {relay}",
    "{report} với {to} (thông qua {relay})",
    "báo cáo {to} (qua {relay}) kết quả thực hiện",
)


BOTH = ("báo cáo {to}, đồng thời gửi {relay}", "{report} với {to} và gửi về {relay}")


PASSED_ON = (
    "{report} về {relay} để tổng hợp, báo cáo {to}",
    "gửi báo cáo về {relay} để tổng hợp, báo cáo {to}",
    "{report} về {relay} tổng hợp, trình {to}",
    "gửi {relay} kết quả thực hiện để tổng hợp, báo cáo {to}",
)


def report_words(cast: Cast) -> tuple[str, tuple[str, ...]]:
    """Draw whom a report is handed to: directly, through an office, or to an office that passes it on."""
    rng, (authority, _) = cast.rng, cast.authority()
    relay = cast.relay()
    forms, to = rng.choice(
        (
            (DIRECT, (authority,)),
            (THROUGH, (authority,)),
            (BOTH, (authority, relay)),
            (PASSED_ON, (relay,)),
        )
    )
    if relay == authority:
        forms, to = DIRECT, (authority,)
    return rng.choice(forms).format(report=rng.choice(REPORTS), to=authority, relay=relay), to


def make_report(cast: Cast, *, leads: tuple[str, ...], named: bool) -> Duty:
    """Make a recurring report of the bodies `leads`, who are named in it or stand in the heading."""
    rng = cast.rng
    term, behind = recurrence(rng)
    words, to = report_words(cast)
    parts = [joined(leads) if named else "", term.words, words, behind]
    text = upper_first(" ".join(part for part in parts if part))
    duty = Duty(text=text, core=words, lead=leads, due=term.due, every=term.every, report_to=to)
    return stopped(duty, rng)
