"""Programmes and disasters as their pages show them: names over time, days by year, and how much was done under each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import F, QuerySet

from chungtay.directory.queries.beside import MAIN
from chungtay.disasters.models import Disaster
from chungtay.disasters.queries import DisasterView, disasters
from chungtay.disasters.rules import KIND_NAMES, DisasterKind
from chungtay.figures.queries.figures import answered
from chungtay.figures.queries.pages import asked_again, opened
from chungtay.figures.rules.figures import By, Figure, Question
from chungtay.organizations.queries import Sight
from chungtay.programmes.models import Programme
from chungtay.programmes.rules import Name, Season, Window, name_on

# Of a programme's names and windows, so that all come in one question.
BESIDE = {
    "name_id": "names__pk", "called": "names__name", "called_from": "names__valid_from", "called_to": "names__valid_to",
    "is_alias": "names__alias", "year": "windows__year", "first_on": "windows__first_on", "last_on": "windows__last_on",
    "told_by": "windows__source",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cause:
    """A programme or a disaster: what a fact's tag names.

    `names` are those that it bore or bears, with their days; `aliases` are understood only. `windows` by year, the newest
    first; a programme without any goes on all the year.
    """

    kind: By
    code: str
    name: str
    definition: str
    source: str
    names: tuple[Name, ...]
    aliases: tuple[str, ...]
    windows: tuple[tuple[int, Window], ...]
    running: Window | None
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def tag(self) -> str:
        """The tag that its facts carry."""
        return f"{self.kind}:{self.code}"

    def window_of(self, year: int) -> Window | None:
        """Its days in the year that they are called after."""
        return dict(self.windows).get(year)


def programme_causes(on: date, code: str | None = None) -> list[Cause]:
    """The catalogue (or the one of that code) as it is called on a day, in the order of entry."""
    rows: QuerySet[Any] = Programme.objects.annotate(**{name: F(path) for name, path in BESIDE.items()})
    programmes: dict[int, Programme] = {}
    names: dict[int, dict[int, Name]] = defaultdict(dict)
    entered: dict[int, dict[int, Window]] = defaultdict(dict)
    for row in (rows if code is None else rows.filter(code=code)).order_by(
        "pk", "names__pk"
    ):  # a row for each name in each window
        programmes[row.pk] = row
        if row.name_id is not None:
            names[row.pk][row.name_id] = Name(row.called, row.called_from, row.called_to, row.is_alias)
        if row.year is not None:
            entered[row.pk][row.year] = Window(row.first_on, row.last_on, row.told_by)
    return [_programme(row, list(names[row.pk].values()), entered[row.pk], on) for row in programmes.values()]


def _programme(row: Programme, names: list[Name], entered: dict[int, Window], on: date) -> Cause:
    windows = dict(entered)
    if row.season_since is not None:
        season = Season(row.season_first, row.season_last, row.season_since)
        for year in range(row.season_since, on.year + 1):
            if (days := season.in_year(year)) is not None:
                windows.setdefault(year, Window(*days, row.source))
    printed = [name for name in names if not name.alias]
    return Cause(
        By.PROGRAMME, row.code, name_on(names, on) or row.code, row.definition, row.source,
        tuple(sorted(printed, key=lambda name: name.valid_from or date.min, reverse=True)),
        tuple(name.text for name in names if name.alias),
        tuple(sorted(windows.items(), reverse=True)),
        next((w for w in windows.values() if w.first <= on <= w.last), None),
    )  # fmt: skip


def disaster_causes(on: date) -> list[Cause]:
    """All disasters, the latest first."""
    return [_disaster(view, (), on) for view in reversed(disasters())]


def disaster_cause(code: str, on: date) -> Cause | None:
    """The disaster of that code with its other names, or None."""
    rows = list(Disaster.objects.filter(code=code).annotate(alias=F("names__name")).order_by("names__pk"))
    if not rows:
        return None
    row = rows[0]
    view = DisasterView(
        row.pk, row.code, row.name_vi, row.name_en, row.kind, row.area, row.first_on, row.last_on, row.glide, row.source
    )
    return _disaster(view, [one.alias for one in rows if one.alias], on)


def _disaster(view: DisasterView, aliases: Iterable[str], on: date) -> Cause:
    window = Window(view.first_on, view.last_on or max(on, view.first_on), view.source)
    facts = (("kind", KIND_NAMES[DisasterKind(view.kind)]), ("area", view.area), ("glide", view.glide))
    return Cause(
        By.DISASTER, view.code, view.name_vi, "", view.source, (Name(view.name_vi),), tuple(aliases),
        ((view.first_on.year, window),), window if window.first <= on <= window.last else None,
        tuple((name, words) for name, words in facts if words),
    )  # fmt: skip


def done_under(view: Sight, question: Question, by: By) -> dict[str, dict[str, Figure]]:
    """The main figures of a scope under each programme (or disaster), by its code, those of MAIN first that have entries.

    They overlap, so they have no sum.
    """
    answer = opened(replace(question, indicators=()), view.structure)
    asked = tuple(code for code in MAIN if code in answer.catalogue.indicators)
    if not asked:
        return {}
    answer = asked_again(answer, by, asked)
    answer.reads.ahead(lambda: answered(answer.again()))
    found = answered(answer)
    done: dict[str, dict[str, Figure]] = defaultdict(dict)
    for figure in found:
        if figure.key is not None and figure.entries:
            done[figure.key][figure.indicator] = figure
    return dict(done)


def year_of(last: date, year: int | None) -> tuple[date, date]:
    """The days that a page is about: the asked year, or the latest one with entries; never past its latest month."""
    chosen = year or last.year
    ends = last if chosen == last.year else date(chosen + 1, 1, 1) - timedelta(days=1)
    return date(chosen, 1, 1), ends
