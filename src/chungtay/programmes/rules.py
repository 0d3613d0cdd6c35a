"""Programmes in plain Python: names that change, windows that differ by year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import same_spelling

_QUOTES = "“”\"'‘’«»"
_MANY = gettext_noop("“%(name)s” là tên của nhiều chương trình: %(codes)s")
_BAD_SEASON = gettext_noop("Thời gian hằng năm phải viết tháng-ngày, ví dụ 05-01")


@dataclass(frozen=True, slots=True)
class Name:
    """What a programme is called from `valid_from` until `valid_to` (half-open, None: open).

    An `alias` is understood but never printed: a local name, a short form.
    """

    text: str
    valid_from: date | None = None
    valid_to: date | None = None
    alias: bool = False

    def holds_on(self, day: date) -> bool:
        """Is it the name on that day?"""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a programme in one year, both inclusive, with the source that says so."""

    first: date
    last: date
    source: str


@dataclass(frozen=True, slots=True)
class Season:
    """The days that hold every year from `since` on, where no window is entered: "05-01" to "05-31"."""

    first: str
    last: str
    since: int

    def in_year(self, year: int) -> tuple[date, date] | None:
        """First and last day of that year's season, or None before the first year."""
        if year < self.since:
            return None
        return _day(year, self.first), _day(year, self.last)


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """A programme of the committed catalogue; `windows` by the year they are called after."""

    code: str
    definition: str
    names: tuple[Name, ...]
    season: Season | None
    windows: dict[int, Window]
    source: str


def _day(year: int, month_day: str) -> date:
    try:
        month, day = month_day.split("-")
        return date(year, int(month), int(day))
    except ValueError:
        raise Refusal(_BAD_SEASON) from None


def name_on(names: Iterable[Name], day: date) -> str | None:
    """The printed name on a day, or None if it bears none (then aliases stand aside)."""
    return next((name.text for name in names if not name.alias and name.holds_on(day)), None)


def codes_named(text: str, catalogue: Iterable[tuple[str, Iterable[Name]]]) -> list[str]:
    """Codes of the programmes that `text` names: by code, or by any name of any time; quotes and case do not count."""
    bare = text.strip().strip(_QUOTES).strip()
    return [
        code
        for code, names in catalogue
        if code == bare or any(same_spelling(bare, name.text.strip(_QUOTES)) for name in names)
    ]


def one_code(text: str, codes: list[str]) -> str | None:
    """The only code, or None. Raises Refusal if there are several."""
    if len(codes) > 1:
        raise Refusal(_MANY, name=text, codes=", ".join(codes))
    return codes[0] if codes else None
