"""When which unit did what: the wholes of the plan fall apart into occasions that sum to them, whatever the seed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chungtay.kernel.months import month_first, month_index, month_last

from .chance import Chance, split
from .plan import Member, Part, Plan, Stream, Stretch

MONEY_STEP = 50_000  # đồng: nobody hands out less


@dataclass(frozen=True, slots=True)
class Occasion:
    """A piece of work of a member on a day; `number` is its place in its stream and stretch."""

    part: str
    stream: Stream
    stretch: Stretch
    member: Member
    day: date
    number: int
    measures: Mapping[str, int]

    @property
    def span(self) -> tuple[int, int] | None:
        """The months (running numbers) that its member declares with it, where such a span lies in the stretch."""
        year = self.day.year * 12
        inside = range(month_index(self.stretch.first), month_index(self.stretch.last) + 1)
        for first, last in self.member.style.spans:
            if first <= self.day.month <= last and year + first - 1 in inside and year + last - 1 in inside:
                return year + first - 1, year + last - 1
        return None


def occasions(plan: Plan, seed: int) -> list[Occasion]:
    """Every occasion, in the order of days."""
    found = [
        occasion
        for part in plan.parts
        for stretch in part.stretches
        for stream in plan.streams
        for occasion in _of_stream(plan, part, stretch, stream, Chance(seed, part.name, str(stretch.first), stream.key))
    ]
    return sorted(found, key=lambda o: (o.day, o.part, o.stream.key, o.number))


def _of_stream(plan: Plan, part: Part, stretch: Stretch, stream: Stream, chance: Chance) -> Iterator[Occasion]:
    share, base = _share(stream, stretch), _share(stream, Stretch(plan.first, plan.last, 0, 0, {}))
    if not share:
        return
    level = stretch.level + chance.within(-stretch.spread, stretch.spread)
    fixed = stretch.fixed.get(stream.key)
    wholes = fixed or {m: _levelled(m, whole, level * share, 1000 * base) for m, whole in stream.measures.items()}
    leading = wholes[stream.leading]
    many = max(1, stream.occasions * level * share // (1000 * base))
    places = list(_places(part, stretch, stream, min(many, leading), chance)) if leading else []
    if not places:
        return
    shares = _shares(stream, wholes, places, chance)
    for number, (member, day, _) in enumerate(places):
        if shares[stream.leading][number]:
            measures = {m: shares[m][number] for m in wholes}
            yield Occasion(part.name, stream, stretch, member, day, number, measures)


def _levelled(measure: str, whole: int, numerator: int, denominator: int) -> int:
    value = whole * numerator // denominator
    return value if measure != "value" or numerator == denominator else value - value % MONEY_STEP


def _shares(
    stream: Stream, wholes: Mapping[str, int], places: Sequence[tuple[Member, date, int]], chance: Chance
) -> dict[str, list[int]]:
    """Each whole over the places: the leading one by their weights, the others as the leading one fell."""
    steps = {m: MONEY_STEP if m == "value" else 1 for m in wholes}
    weights = [weight for _, _, weight in places]
    leading = split(wholes[stream.leading], weights, steps[stream.leading])
    found = {stream.leading: leading}
    for measure in wholes:
        if measure not in found:
            near = [part * chance.within(90, 110) for part in leading]
            found[measure] = split(wholes[measure], near, steps[measure])
    return found


def _places(
    part: Part, stretch: Stretch, stream: Stream, many: int, chance: Chance
) -> Iterator[tuple[Member, date, int]]:
    """Who, when, and how heavy."""
    members = [m for m in part.members if m.weight(stream.key)]
    weights = [m.weight(stream.key) * chance.within(85, 115) for m in members]
    months = list(_months(stream, stretch))
    if stream.every_month:
        for member, weight in zip(members, weights, strict=True):
            for month, heavy in months:
                yield member, month_last(month), weight * heavy
        return
    numbers = split(many, [weight for _, weight in months])
    left = [month for (month, _), number in zip(months, numbers, strict=True) for _ in range(number)]
    for member, number, weight in zip(members, split(many, weights), weights, strict=True):
        for _ in range(number):
            month = left.pop(chance.below(len(left)))
            yield member, _day(stream, month, chance), max(1, weight // number) * chance.within(70, 130)


def _day(stream: Stream, month: int, chance: Chance) -> date:
    first, last = month_first(month), month_last(month)
    for start, end in stream.seasons.values():
        if month_index(start) <= month <= month_index(end):
            first, last = max(first, start), min(last, end)
    return date.fromordinal(chance.within(first.toordinal(), last.toordinal()))


def _months(stream: Stream, stretch: Stretch) -> Iterator[tuple[int, int]]:
    """Months of the stretch in which the work falls, with their weights (of a season: its days)."""
    for month in range(month_index(stretch.first), month_index(stretch.last) + 1):
        weight = stream.months.get(month % 12 + 1, 0)
        for start, end in stream.seasons.values():
            weight += max(0, (min(end, month_last(month)) - max(start, month_first(month))).days + 1)
        if weight:
            yield month, weight


def _share(stream: Stream, stretch: Stretch) -> int:
    """How much of the work falls into the stretch: a season whole, else by the weights of its months."""
    weights = [weight for _, weight in _months(stream, stretch)]
    return min(len(weights), 1) if stream.seasons else sum(weights)
