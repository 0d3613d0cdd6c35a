"""Programmes by any of their names, what they are called on a day, and their days in a year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from chungtay.programmes.models import Programme, ProgrammeName, ProgrammeWindow
from chungtay.programmes.rules import Name, Season, Window, codes_named, one_code
from chungtay.programmes.rules import name_on as called_on


@dataclass(frozen=True, slots=True)
class ProgrammeOn:
    """A programme as it is called on a day."""

    id: int
    code: str
    name: str
    definition: str
    source: str


def programme_by(text: str, day: date) -> ProgrammeOn | None:
    """The programme that `text` names (its code, or any name of any time), as it is called on `day`; None if unknown.

    Raises Refusal if the name belongs to several.
    """
    names = _names()
    code = one_code(text, codes_named(text, names.items()))
    return next((p for p in _programmes(day, names) if p.code == code), None) if code else None


def name_on(code: str, day: date) -> str:
    """What the programme is called on a day; the code itself if there is no such programme or name."""
    return called_on(_names(code).get(code, ()), day) or code


def names_on(day: date) -> dict[str, str]:
    """What every programme is called on a day, by its code."""
    return {code: called_on(names, day) or code for code, names in _names().items()}


def programmes(day: date) -> list[ProgrammeOn]:
    """The whole catalogue as it is called on a day, in the order of entry."""
    return _programmes(day, _names())


def window(code: str, year: int) -> Window | None:
    """The programme's days in the year it is called after, or None where nobody gave any."""
    row = ProgrammeWindow.objects.filter(programme__code=code, year=year).first()
    if row:
        return Window(row.first_on, row.last_on, row.source)
    programme = Programme.objects.filter(code=code, season_since__isnull=False).first()
    if programme is None or programme.season_since is None:
        return None
    days = Season(programme.season_first, programme.season_last, programme.season_since).in_year(year)
    return Window(*days, programme.source) if days else None


@dataclass(frozen=True, slots=True)
class ProgrammeLife:
    """A programme with every name and every window it has had, the latest first."""

    code: str
    definition: str
    source: str
    names: tuple[Name, ...]
    windows: tuple[tuple[int, Window], ...]
    season: Season | None


def programme_life(code: str) -> ProgrammeLife | None:
    """The programme of that code, or None."""
    row = Programme.objects.filter(code=code).first()
    if row is None:
        return None
    names = sorted(_names(code)[code], key=lambda name: name.valid_from or date.min, reverse=True)
    windows = ProgrammeWindow.objects.filter(programme=row).order_by("-year")
    opened = tuple((w.year, Window(w.first_on, w.last_on, w.source)) for w in windows)
    return ProgrammeLife(row.code, row.definition, row.source, tuple(names), opened, _season(row))


def programme_lives() -> list[ProgrammeLife]:
    """Every programme with all its names and windows, in the order of entry."""
    names, windows = _names(), defaultdict(list)
    for row in ProgrammeWindow.objects.order_by("-year"):
        windows[row.programme_id].append((row.year, Window(row.first_on, row.last_on, row.source)))
    return [
        ProgrammeLife(
            row.code, row.definition, row.source, tuple(names[row.code]), tuple(windows[row.pk]), _season(row)
        )
        for row in Programme.objects.order_by("pk")
    ]


def _season(row: Programme) -> Season | None:
    return Season(row.season_first, row.season_last, row.season_since) if row.season_since else None


def _names(code: str | None = None) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = defaultdict(list)
    rows = ProgrammeName.objects.order_by("pk") if code is None else ProgrammeName.objects.filter(programme__code=code)
    for row in rows.select_related("programme"):
        found[row.programme.code].append(Name(row.name, row.valid_from, row.valid_to, row.alias))
    return found


def _programmes(day: date, names: dict[str, list[Name]]) -> list[ProgrammeOn]:
    return [
        ProgrammeOn(row.pk, row.code, called_on(names.get(row.code, ()), day) or row.code, row.definition, row.source)
        for row in Programme.objects.order_by("pk")
    ]
