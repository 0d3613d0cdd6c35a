"""Shares to propose, and who may set a target of whom."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from chungtay.figures.queries.figures import figures
from chungtay.figures.rules.figures import By, Question
from chungtay.kernel.periods import Period
from chungtay.ledger.queries.catalogue import catalogue, tag_key, tags_of
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.organizations.queries import Sight, Structure, UnitOn, structure
from chungtay.organizations.rules import Permission, stands
from chungtay.plans.models import Target
from chungtay.plans.rules import TargetDraft, allocated

from .beside import standing_targets


class ShareBy(StrEnum):
    """In what proportion a total is proposed to go down."""

    AS_NOW = "as_now"
    EQUAL = "equal"
    LAST_YEAR = "last_year"


def units_below(unit_id: int, day: date, known: Structure) -> list[UnitOn]:
    """The units that stand right below on the day, by code."""
    ids = {unit for unit, since, end in known.directly_below(unit_id) if stands(since, end, day)}
    return sorted(known.units_of(ids, day).values(), key=lambda unit: unit.code)


def kept_shares(row: Target) -> dict[int, int]:
    """What the shares of a target say now, by unit id."""
    return dict(row.shares.filter(ended_at=None).values_list("unit_id", "value"))


def proposed_shares(row: Target, by: ShareBy, known: Structure) -> dict[int, int]:
    """By id of the units right below on the first day: whole shares that sum to the target.

    Equally; as the year before had it (a unit without a figure then is given none, where no unit has one all are given the
    same); or in proportion to what is shared out now, which follows a total that was replaced. What a unit was given that
    ended inside the span stays as it is: it can reach no more, nor be asked for it again.
    """
    below, kept = units_below(row.unit_id, row.first_on, known), kept_shares(row)
    ended = {unit.id for unit in below if ends_within(unit.id, row.last_on, known)}
    fixed = {unit: kept.get(unit, 0) for unit in ended}
    open_units = [unit for unit in below if unit.id not in ended]
    left = row.value - sum(fixed.values())
    if not open_units or left < 0:
        return kept
    weights = _weights(row, by, open_units, kept, known)
    return fixed | {unit.id: part for unit, part in zip(open_units, allocated(left, weights), strict=True)}


def _weights(row: Target, by: ShareBy, units: list[UnitOn], kept: dict[int, int], known: Structure) -> list[int]:
    if by == ShareBy.AS_NOW:
        return [kept.get(unit.id, 0) for unit in units]
    if by == ShareBy.EQUAL:
        return [1] * len(units)
    before = Period(row.first_on, row.last_on).year_before()
    asked = Question(
        (known.code_of(row.unit_id),), before.first, before.last, (row.indicator.code,), tags_of(row.tags), By.UNIT
    )
    values = {figure.key: max(figure.value or 0, 0) for figure in figures(asked)}
    return [values.get(unit.code, 0) for unit in units]


def ends_within(unit_id: int, last: date, known: Structure) -> date | None:
    """The first day on which the unit stands no more, where that is not after `last`."""
    life = known.life(unit_id)
    end = life[-1].valid_to if life else None
    return end if end is not None and end <= last else None


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


def set_by_another(draft: TargetDraft, givers: Iterable[UnitOn]) -> str | None:
    """The name of the unit on whose word a target stands that this one would replace, where that is none of these."""
    row = (
        standing_targets()
        .filter(unit=draft.unit_id, indicator__code=draft.indicator, first_on=draft.first, last_on=draft.last,
                basis=draft.basis, tags=tag_key(draft.tags))
        .exclude(set_by=None).exclude(set_by__in=[unit.id for unit in givers]).first()
    )  # fmt: skip
    unit = structure().unit_by_id(row.set_by_id, draft.last) if row and row.set_by_id else None
    return unit.name if unit else None


def targetable() -> dict[str, list[IndicatorView]]:
    """Indicators that a target may be set for, by field of work: what the book can count."""
    found: dict[str, list[IndicatorView]] = {}
    for view in catalogue().indicators.values():
        if view.kind != IndicatorKind.DISTINCT and not view.ended_on:
            found.setdefault(view.field, []).append(view)
    return found
