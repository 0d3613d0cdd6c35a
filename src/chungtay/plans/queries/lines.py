"""The page of targets: those of a unit or cluster and year, what their shares say, and what each one replaced."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chungtay.figures.queries.pages import tag_names
from chungtay.kernel.periods import Period
from chungtay.organizations.models import Succession
from chungtay.organizations.queries import Structure, UnitOn
from chungtay.organizations.rules import SuccessionKind
from chungtay.plans.models import Target
from chungtay.plans.rules import ShareBalance, StandingTarget, share_balance

from .beside import TargetBeside, scope_targets, standing_targets, told_of, with_figures
from .sharing import ends_within


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A row of the page: the target beside its figure, names of its tags.

    `target` is the row of the book (None: a cluster's sum); `shares` what its shares say, `parts` which unit was given
    how much, `ended_names` those of them that ended inside its span; `former` the unit before, whose target it is;
    `without` members that have none.
    """

    beside: TargetBeside
    tags: tuple[str, ...]
    target: Target | None = None
    shares: ShareBalance | None = None
    parts: tuple[tuple[UnitOn, int], ...] = ()
    ended_names: tuple[str, ...] = ()
    former: UnitOn | None = None
    without: tuple[str, ...] = ()

    @property
    def told(self) -> StandingTarget:
        """What is to be reached."""
        return self.beside.target


def target(pk: int) -> Target | None:
    """A standing target by its key."""
    return standing_targets().select_related("indicator", "unit").filter(pk=pk).first()


def target_lines(unit: UnitOn, year: Period, on: date, known: Structure) -> list[TargetLine]:
    """The unit's targets that end in the year, by field of work, with their figures up to day `on`; after them those of
    the units that it follows, which ended inside their targets' span: what was asked of them is nobody else's now."""
    before = _before(unit, year, known)
    whose = [unit.id, *(one.id for one in before)]
    found = standing_targets().filter(unit__in=whose, last_on__range=(year.first, year.last))
    rows = list(found.select_related("indicator"))
    rows = [row for row in rows if row.unit_id == unit.id or ends_within(row.unit_id, row.last_on, known)]
    former, shares = {one.id: one for one in before}, _shares(rows, known)
    codes = {unit.id: unit.code} | {one.id: one.code for one in before}
    asked = [(codes[row.unit_id], told_of(row), on) for row in rows]
    lines = []
    for row, (beside, tags) in zip(rows, _named(with_figures(asked, known), on), strict=True):
        balance, parts, ended = shares.get(row.pk, (None, (), ()))
        lines.append(TargetLine(beside, tags, row, balance, parts, ended, former.get(row.unit_id)))
    return sorted(lines, key=lambda line: (line.former is not None, *_place(line)))


def cluster_lines(code: str, year: Period, on: date, known: Structure) -> list[TargetLine]:
    """A cluster's targets that end in the year: the sums of its members', and who of them has none."""
    units = {row.unit_id for row in known.memberships(code)}
    found = standing_targets().filter(unit__in=units, last_on__range=(year.first, year.last))
    rows = found.select_related("indicator")
    asked = [(code, told, on) for told in scope_targets(code, rows, min(on, year.last), known)]
    lines = [
        TargetLine(beside, tags, without=_without(code, beside.target, min(on, year.last), known))
        for beside, tags in _named(with_figures(asked, known), on)
    ]
    return sorted(lines, key=_place)


def _place(line: TargetLine) -> tuple[str, int, date, str]:
    view = line.beside.indicator
    return view.field, view.id, line.told.period.first, line.told.basis


def _named(besides: list[TargetBeside], on: date) -> list[tuple[TargetBeside, tuple[str, ...]]]:
    tags = {tag for one in besides for tag in one.target.tags}
    names = tag_names(tags, on) if tags else {}
    return [(one, tuple(names.get(tag, tag) for tag in sorted(one.target.tags))) for one in besides]


def _without(code: str, told: StandingTarget, on: date, known: Structure) -> tuple[str, ...]:
    first = told.period.first
    members = known.members_within(code, first, max(first, on))
    return tuple(member.short_name for member in members if member.unit_id not in told.units)


def _before(unit: UnitOn, year: Period, known: Structure) -> list[UnitOn]:
    """The units that became this one inside the year."""
    edges = Succession.objects.filter(new=unit.id, on__range=(year.first, year.last)).exclude(kind=SuccessionKind.PART)
    ids = set(edges.values_list("old_id", flat=True)) - {unit.id}
    return sorted(known.units_of(ids, year.first).values(), key=lambda one: one.code)


Shared = tuple[ShareBalance, tuple[tuple[UnitOn, int], ...], tuple[str, ...]]


def _shares(rows: Iterable[Target], known: Structure) -> dict[int, Shared]:
    """By target that was shared out: what its shares say, which unit was given how much (by code), and which of them
    ended inside the span."""
    totals = {row.pk: row for row in rows}
    given = defaultdict[int, dict[int, int]](dict)
    found = standing_targets().filter(share_of__in=totals)
    for total, unit, value in found.values_list("share_of_id", "unit_id", "value"):
        given[total][unit] = value
    told = {}
    for pk, shares in given.items():
        row = totals[pk]
        units = sorted(known.units_of(shares, row.first_on).values(), key=lambda unit: unit.code)
        ended = [unit for unit in units if ends_within(unit.id, row.last_on, known)]
        balance = share_balance(row.value, [(shares[unit.id], unit in ended) for unit in units])
        parts = tuple((unit, shares[unit.id]) for unit in units)
        told[pk] = balance, parts, tuple(unit.short_name for unit in ended)
    return told


@dataclass(frozen=True, slots=True)
class TargetStep:
    """What a target once said, and what ended it: a row of its history; `giver`: whose word it was."""

    target: Target
    giver: str
    by: str
    replaced: bool


def target_history(pk: int, known: Structure) -> list[TargetStep]:
    """Everything that was ever said of the same unit, indicator, days, tags and basis, the newest first."""
    row = Target.objects.filter(pk=pk).first()
    if row is None:
        return []
    same = {name: getattr(row, name) for name in ("unit_id", "indicator_id", "first_on", "last_on", "tags", "basis")}
    steps = Target.objects.filter(**same).select_related("entered_by").order_by("-entered_at", "-pk")
    givers = known.units_of({one.set_by_id for one in steps if one.set_by_id}, row.last_on)
    names = {unit.id: unit.name for unit in givers.values()}
    return [
        TargetStep(one, names.get(one.set_by_id or 0, ""), str(one.entered_by or ""), one.replaced_by_id is not None)
        for one in steps
    ]
