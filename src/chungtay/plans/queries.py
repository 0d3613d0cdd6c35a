"""Reads of targets: those of a unit and year with how far each has come, and shares to propose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet, Sum

from chungtay.figures.queries.figures import Answer, answered, figures
from chungtay.figures.queries.pages import tag_names
from chungtay.figures.queries.reads import Reads
from chungtay.figures.rules.figures import By, Figure, Question
from chungtay.kernel.periods import Period
from chungtay.ledger.queries.catalogue import catalogue, tags_of
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.organizations.queries import Sight, Structure, UnitOn
from chungtay.organizations.rules import Permission, stands
from chungtay.plans.models import Target
from chungtay.plans.rules import TargetProgress, allocated, progress


class ShareBy(StrEnum):
    """In what proportion a total is proposed to go down."""

    EQUAL = "equal"
    LAST_YEAR = "last_year"


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A standing target, the figure beside it up to the day, and how far that is; `shared`: what its shares sum to."""

    target: Target
    indicator: IndicatorView
    figure: Figure
    progress: TargetProgress
    tags: dict[str, str]
    shared: int | None

    @property
    def period(self) -> Period:
        """The days it is for."""
        return Period(self.target.first_on, self.target.last_on)

    @property
    def unshared(self) -> int:
        """What its shares leave over, or go beyond (below 0)."""
        return 0 if self.shared is None else self.target.value - self.shared


def standing_targets() -> QuerySet[Target]:
    """Targets that were neither replaced nor withdrawn."""
    return Target.objects.filter(ended_at=None)


def target(pk: int) -> Target | None:
    """A standing target by its key."""
    return standing_targets().select_related("indicator", "unit").filter(pk=pk).first()


def target_lines(unit: UnitOn, year: Period, on: date, known: Structure | None = None) -> list[TargetLine]:
    """The unit's targets that end in the year, by field of work, with their figures up to day `on`."""
    rows = list(
        standing_targets()
        .filter(unit=unit.id, last_on__range=(year.first, year.last))
        .select_related("indicator", "set_by")
        .annotate(shared=Sum("shares__value", filter=Q(shares__ended_at=None)))
    )
    tags = {tag for row in rows for tag in tags_of(row.tags)}
    named = tag_names(tags, on) if tags else {}
    found = _answered(unit.code, rows, on, known)
    lines = [
        TargetLine(
            row, view, figure, progress(figure.value, row.value, row.first_on, row.last_on, on),
            {tag: named.get(tag, tag) for tag in sorted(tags_of(row.tags))}, row.shared,
        )
        for row, (figure, view) in ((row, found[row.pk]) for row in rows)
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (line.indicator.field, line.indicator.id, line.target.first_on))


def _answered(
    code: str, rows: Iterable[Target], on: date, known: Structure | None
) -> dict[int, tuple[Figure, IndicatorView]]:
    """By target: its figure up to the day; one question for all targets of the same days and tags."""
    asked: dict[tuple[date, date, str], list[Target]] = {}
    for row in rows:
        asked.setdefault((row.first_on, max(row.first_on, min(row.last_on, on)), row.tags), []).append(row)
    found, reads = dict[int, tuple[Figure, IndicatorView]](), Reads()
    for (first, last, tags), group in asked.items():
        codes = tuple(dict.fromkeys(row.indicator.code for row in group))
        answer = Answer(Question((code,), first, last, codes, tags_of(tags)), known, reads)
        figures_of = {figure.indicator: figure for figure in answered(answer)}
        for row in group:
            found[row.pk] = (figures_of[row.indicator.code], answer.catalogue[row.indicator.code])
    return found


def units_below(unit_id: int, day: date, known: Structure) -> list[UnitOn]:
    """The units that stand right below on the day, by code."""
    ids = {unit for unit, since, end in known.directly_below(unit_id) if stands(since, end, day)}
    return sorted(known.units_of(ids, day).values(), key=lambda unit: unit.code)


def proposed_shares(row: Target, by: ShareBy, known: Structure) -> dict[int, int]:
    """By id of the units right below: whole shares that sum to the target, equally or as the year before had it.

    A unit without a figure of the year before is given none by that; where no unit has one, all are given the same.
    """
    below = units_below(row.unit_id, row.first_on, known)
    if not below:
        return {}
    weights = [1] * len(below)
    if by == ShareBy.LAST_YEAR:
        before = Period(row.first_on, row.last_on).year_before()
        asked = Question(
            (known.code_of(row.unit_id),), before.first, before.last, (row.indicator.code,), tags_of(row.tags), By.UNIT
        )
        values = {figure.key: max(figure.value or 0, 0) for figure in figures(asked)}
        weights = [values.get(unit.code, 0) for unit in below]
    return {unit.id: share for unit, share in zip(below, allocated(row.value, weights), strict=True)}


def choices(seen: Sight, unit: UnitOn | None = None) -> list[UnitOn]:
    """The units that the person works for, by code, with the one that is looked at."""
    found = seen.own_units()
    return sorted((found | ({unit.id: unit} if unit else {})).values(), key=lambda one: one.code)


def givers(seen: Sight, unit: UnitOn) -> list[UnitOn]:
    """On whose word the person may set a target of the unit: the unit itself and those above, nearest first.

    Of a unit that has ended: those that stood above it on its last day.
    """
    day = min(seen.on, unit.valid_to - timedelta(1)) if unit.valid_to else seen.on
    paths = [path for path in seen.structure.above(unit.id) if stands(path.valid_from, path.valid_to, day)]
    allowed = seen.units(Permission.APPROVE, [path.ancestor_id for path in paths])
    above = [path.ancestor_id for path in sorted(paths, key=lambda path: path.depth) if path.ancestor_id in allowed]
    names = seen.structure.units_of(above, day)
    return [names[unit_id] for unit_id in above]


def targetable() -> dict[str, list[IndicatorView]]:
    """Indicators that a target may be set for, by field of work: what the book can count."""
    found: dict[str, list[IndicatorView]] = {}
    for view in catalogue().indicators.values():
        if view.kind != IndicatorKind.DISTINCT and not view.ended_on:
            found.setdefault(view.field, []).append(view)
    return found
