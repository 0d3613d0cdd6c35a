"""Programmes and disasters as their pages show them: names over time, days by year, and how much was done under each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chungtay.directory.queries.beside import MAIN
from chungtay.disasters.models import Disaster
from chungtay.disasters.queries import DisasterView, disasters
from chungtay.disasters.rules import KIND_NAMES, DisasterKind
from chungtay.figures.queries.figures import answered
from chungtay.figures.queries.pages import opened
from chungtay.figures.rules.figures import By, Figure, Question
from chungtay.ledger.queries.catalogue import catalogue
from chungtay.organizations.queries import Sight
from chungtay.programmes.models import Programme, ProgrammeWindow
from chungtay.programmes.rules import Name, Season, Window, name_on


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
    rows = Programme.objects.prefetch_related("names").order_by("pk")
    entered: dict[int, dict[int, Window]] = defaultdict(dict)
    for row in ProgrammeWindow.objects.all() if code is None else ProgrammeWindow.objects.filter(programme__code=code):
        entered[row.programme_id][row.year] = Window(row.first_on, row.last_on, row.source)
    found = rows if code is None else rows.filter(code=code)
    return [_programme(row, entered[row.pk], on) for row in found]


def _programme(row: Programme, entered: dict[int, Window], on: date) -> Cause:
    names = [Name(n.name, n.valid_from, n.valid_to, n.alias) for n in sorted(row.names.all(), key=lambda n: n.pk)]
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
    row = Disaster.objects.prefetch_related("names").filter(code=code).first()
    if row is None:
        return None
    view = DisasterView(
        row.pk, row.code, row.name_vi, row.name_en, row.kind, row.area, row.first_on, row.last_on, row.glide, row.source
    )
    return _disaster(view, [name.name for name in row.names.all()], on)


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
    known = catalogue().indicators
    asked = tuple(code for code in MAIN if code in known)
    if not asked:
        return {}
    answer = opened(replace(question, indicators=asked, by=by), view.structure)
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
