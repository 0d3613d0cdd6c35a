"""Of which months units have said nothing: one's own unit, and those below a unit or in a cluster."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from chungtay.desk.rules import Silence, SilenceBelow, period_of, silent_months, standing_months, whole_months_before
from chungtay.figures.queries.reads import Reads, Statement
from chungtay.kernel.months import month_index, month_last
from chungtay.organizations.queries import Sight, Structure, UnitOn
from chungtay.organizations.rules import PERMISSIONS, Permission, Role, stands
from chungtay.records.queries.silence import Spans, owed_words, spans_said, words_said


@dataclass(frozen=True, slots=True)
class Group:
    """A unit or cluster and who owes a word in it, unless obligations say otherwise."""

    code: str
    name: str
    root: int | None
    owing: tuple[UnitOn, ...]


@dataclass(frozen=True, slots=True)
class SilenceAsked:
    """What the first page asks for one person: the year of own units without any below, the last month of others'."""

    known: Structure
    months: range
    leaves: tuple[UnitOn, ...]
    groups: tuple[Group, ...]
    own_ids: frozenset[int]

    def statements(self) -> list[Statement]:
        """What must be read."""
        year, last = period_of(self.months), period_of(self.months[-1:])
        found = [words_said(year.first, year.last, [unit.id for unit in self.leaves])] if self.leaves else []
        found += [words_said(last.first, last.last)] if self.groups else []
        return [*found, owed_words(year.first, year.last)] if found else []

    def own(self, reads: Reads) -> list[Silence]:
        """The months of each own unit, where there are any."""
        if not self.leaves:
            return []
        said, owed = self._answered(reads, 0), _owed(reads, self.statements()[-1])
        found = [_silence(unit, _due(unit, self.months, owed), said.get(unit.id, set())) for unit in self.leaves]
        return [one for one in found if one.months]

    def below(self, reads: Reads) -> list[SilenceBelow]:
        """Who below has said nothing of the last month, where there is anybody."""
        if not self.groups:
            return []
        said, owed = self._answered(reads, -2), _owed(reads, self.statements()[-1])
        found = [_below(self.known, group, self.months[-1:], said, owed) for group in self.groups]
        return [one for one in found if one.silent]

    def _answered(self, reads: Reads, place: int) -> Spans:
        return spans_said(reads.rows(*self.statements()[place]))


Owed = dict[int, set[int]]  # month to the units that owe a word of exactly it


def silence_asked(seen: Sight) -> SilenceAsked:
    """Of the units for which the person records by a role of their own."""
    known, months = seen.structure, whole_months_before(month_index(seen.on))
    last = month_last(months[-1])
    units = known.units_of(_recorded_for(seen), last)
    groups = [group for unit in units.values() if (group := _children(known, unit, last)).owing]
    with_below = {group.root for group in groups}
    leaves = tuple(unit for unit in units.values() if unit.id not in with_below)
    return SilenceAsked(known, months, leaves, tuple(groups), frozenset(units))


def silence_below(known: Structure, code: str, on: date) -> SilenceBelow | None:
    """Who below a unit, or in a cluster, has said nothing of which months of the year; None for an unknown code."""
    months = whole_months_before(month_index(on))
    group = group_of(known, code, month_last(months[-1]))
    if group is None:
        return None
    period, reads = period_of(months), Reads()
    words, owed = words_said(period.first, period.last), owed_words(period.first, period.last)
    reads.together([words, owed])
    return _below(known, group, months, spans_said(reads.rows(*words)), _owed(reads, owed))


def group_of(known: Structure, code: str, day: date) -> Group | None:
    """The unit's children, or the cluster's members, on a day."""
    if cluster := known.cluster(code):
        members = known.units_of((member.unit_id for member in known.members_within(code, day, day)), day)
        return Group(code, cluster.name, None, _by_code(members.values()))
    unit = known.unit_within(code, day, day)
    return _children(known, unit, day) if unit else None


def _recorded_for(seen: Sight) -> set[int]:
    held = [(role.unit_id, PERMISSIONS[Role(role.role)]) for role in seen.roles]
    return {unit for unit, may in held if unit and Permission.RECORD in may}


def _children(known: Structure, unit: UnitOn, day: date) -> Group:
    below = [one for one, since, until in known.directly_below(unit.id) if stands(since, until, day)]
    return Group(unit.code, unit.name, unit.id, _by_code(known.units_of(below, day).values()))


def _by_code(units: Iterable[UnitOn]) -> tuple[UnitOn, ...]:
    return tuple(sorted(units, key=lambda unit: unit.code))


def _owed(reads: Reads, statement: Statement) -> Owed:
    found: Owed = {}
    for unit, first, last in reads.rows(*statement):
        since, until = date.fromordinal(first), date.fromordinal(last)
        if since.day == 1 and until == month_last(month_index(since)):
            found.setdefault(month_index(since), set()).add(unit)
    return found


def _due(unit: UnitOn, months: Sequence[int], owed: Owed) -> list[int]:
    """The months of which the unit owes a word: those in which it stood, unless obligations name others."""
    first = month_index(unit.valid_from) + (unit.valid_from.day > 1)
    last = month_index(unit.valid_to) - 1 if unit.valid_to else None
    return [m for m in standing_months(months, first, last) if m not in owed or unit.id in owed[m]]


def _silence(unit: UnitOn, due: Iterable[int], spans: set[tuple[int, int]]) -> Silence:
    return Silence(unit.code, unit.name, silent_months(due, spans))


def _below(known: Structure, group: Group, months: Sequence[int], said: Spans, owed: Owed) -> SilenceBelow:
    """Each owing unit with what it or any unit below it has said."""
    wanted, day = {unit.id for unit in group.owing}, month_last(months[-1])
    whole: Spans = {}
    for unit_id, spans in said.items():
        for path in known.above(unit_id):
            if path.ancestor_id in wanted and stands(path.valid_from, path.valid_to, day):
                whole.setdefault(path.ancestor_id, set()).update(spans)
    owing = [unit for unit in group.owing if _due(unit, months, owed)]
    told = [_silence(unit, _due(unit, months, owed), whole.get(unit.id, set())) for unit in owing]
    return SilenceBelow(group.code, group.name, len(owing), tuple(one for one in told if one.months))
