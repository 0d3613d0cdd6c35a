"""Whom to call first: the donors against whom nothing stands, in one explainable order.

The order is lexicographic: blood group identical before compatible, on tonight's roster, band of distance, fewest calls in
365 days, longest since the last call (never called first), number. No score: nobody is called more for saying yes.

A `Muster` lays out all donors once. What does not depend on the request (the first day on which health lets a donor give)
is worked out then; donors lie by blood group in cells of the map, so that a request looks at groups that suit and at cells
within reach, in a few comparisons each; who comes out first is looked at again by every rule.
"""

import heapq
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from math import asin, cos, degrees, floor, pi, radians, sin, sqrt
from typing import NamedTuple

from .calling import CallDonor, CallPolicy, CallRequest, call_reasons, is_night, is_reserved
from .compatibility import BloodGroup, Table, match_rank, rhd_suits
from .eligibility import free_on
from .kinds import ExclusionReason, Product
from .rulesets import DonorRules

EARTH_KM = 6371.0
CELL = 0.1  # degrees: about 11 km of latitude
Place = tuple[float, float]  # latitude, longitude in degrees
Cell = tuple[int, int]
Wanted = Callable[[int], bool]
_Key = tuple[bool, int, int, int, int]  # not on the roster, band, calls, day of the last call, number
_APHERESIS = (Product.PLASMA, Product.PLATELETS)
_NEVER = date.max.toordinal() + 1


@dataclass(frozen=True, slots=True)
class DonorCard:
    """A donor in the muster: a number, where the donor lives (None: not known), and what the call-out looks at.

    `donor.km` and `donor.on_roster` belong to the request, and are set when it is asked.
    """

    number: int
    donor: CallDonor
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class RankedDonor:
    """A donor to call, and what the order compared: rank of the group, roster, band, calls, day of the last (None: never)."""

    number: int
    match_rank: int
    on_roster: bool
    band: int
    calls_365: int
    last_called_on: date | None
    km: float | None


class _Row(NamedTuple):
    """What of a donor is compared for every request; days as ordinals, the place as a point of the unit sphere."""

    number: int
    free: int  # for whole blood and red cells
    free_parts: int  # for apheresis
    calls: int
    last: int
    x: float
    y: float
    z: float
    at_night: bool


class Muster:
    """All donors of a chapter laid out for asking; made anew when donors, rules or policy change."""

    def __init__(self, cards: Iterable[DonorCard], rules: DonorRules, policy: CallPolicy, table: Table) -> None:
        self.rules, self.policy, self.table = rules, policy, table
        self.cards = {card.number: card for card in cards}
        self._groups: dict[BloodGroup, dict[Cell, list[_Row]]] = {}
        for card in self.cards.values():
            if card.place and _is_callable(card.donor):
                cells = self._groups.setdefault(card.donor.group, {})
                cells.setdefault(_cell(card.place), []).append(self._row(card, card.place))

    def under(self, policy: CallPolicy) -> "Muster":
        """The same donors under another policy (a wider radius, a reason set aside)."""
        other = copy(self)
        other.policy = policy
        return other

    def changed(self, numbers: Iterable[int], cards: Iterable[DonorCard]) -> "Muster":
        """The same with these donors laid out anew, from `cards`; of whom there is none, the donor is gone."""
        other = copy(self)
        other.cards = dict(self.cards)
        other._groups = {group: dict(cells) for group, cells in self._groups.items()}
        for number in numbers:
            card = other.cards.pop(number, None)
            if card and card.place and (cells := other._groups.get(card.donor.group)):
                inside = [row for row in cells.pop(_cell(card.place), ()) if row.number != number]
                cells.update({_cell(card.place): inside} if inside else {})
        for card in cards:
            other.cards[card.number] = card
            if card.place and _is_callable(card.donor):
                cells = other._groups.setdefault(card.donor.group, {})
                cells[_cell(card.place)] = [*cells.get(_cell(card.place), ()), self._row(card, card.place)]
        return other

    def ranked(
        self, request: CallRequest, at: Place, most: int, roster: Collection[int] = (), among: Wanted | None = None
    ) -> list[RankedDonor]:
        """The first `most` to call for a request at a place, in order; nothing stands against any of them."""
        return list(islice(self.in_order(request, at, roster, among), most))

    def in_order(
        self, request: CallRequest, at: Place, roster: Collection[int] = (), among: Wanted | None = None
    ) -> Iterator[RankedDonor]:
        """Whom to call, one after the other, as long as somebody asks; `among` says of a number whether it is looked at."""
        roster = frozenset(number for number in roster if among is None or among(number))
        by_rank: dict[int, list[BloodGroup]] = {}
        for group in {self.cards[number].donor.group for number in roster} | self._groups.keys():
            rank = match_rank(group, request.need, self.table)
            if (
                rank is not None
                and rhd_suits(group, request.need)
                and not is_reserved(group, request.need, self.policy)
            ):
                by_rank.setdefault(rank, []).append(group)
        for rank, groups in sorted(by_rank.items()):  # no group of a later rank comes before one of this
            yield from self._in_order(request, at, rank, groups, roster, among)

    def reasons(
        self, number: int, request: CallRequest, at: Place, roster: Collection[int] = ()
    ) -> tuple[ExclusionReason, ...]:
        """Everything that stands against calling this donor for the request; empty: is called."""
        return call_reasons(self._asked(number, at, roster), request, self.rules, self.policy, self.table)

    def _in_order(
        self, request: CallRequest, at: Place, rank: int, groups: list[BloodGroup], roster: Collection[int],
        among: Wanted | None,
    ) -> Iterator[RankedDonor]:  # fmt: skip
        waiting = [*self._on_roster(groups, at, roster), *self._within_reach(request, groups, at, roster, among)]
        heapq.heapify(waiting)
        while waiting:
            elsewhere, band, calls, _last, number = heapq.heappop(waiting)
            one = self._asked(number, at, roster)
            if not call_reasons(one, request, self.rules, self.policy, self.table):
                yield RankedDonor(number, rank, not elsewhere, band, calls, one.last_called_on, one.km)

    def _on_roster(self, groups: Collection[BloodGroup], at: Place, roster: Collection[int]) -> Iterator[_Key]:
        """Who is on tonight's roster comes from wherever the donor lives."""
        for number in roster:
            one = self._asked(number, at, roster)
            if one.group in groups:
                yield False, band_of(one.km, self.policy), one.calls_365, _ordinal(one.last_called_on), number

    def _within_reach(
        self, request: CallRequest, groups: Iterable[BloodGroup], at: Place, roster: Collection[int],
        among: Wanted | None,
    ) -> Iterator[_Key]:  # fmt: skip
        today, policy = request.at.date().toordinal(), self.policy
        by_night = is_night(request.at.time(), policy) and not request.critical
        rested, cap, (x, y, z) = today - policy.cooldown_days, policy.cap_365, _point(at)
        bands = [_chord(km) for km in policy.bands_km]
        reach = _chord(policy.radius_km)
        in_parts = request.need.product in _APHERESIS
        rows = chain.from_iterable(self._cells(groups, at))
        for number, free, free_parts, calls, last, there_x, there_y, there_z, at_night in rows:
            if (
                (free_parts if in_parts else free) > today
                or calls >= cap
                or last > rested
                or (by_night and not at_night)
            ):
                continue
            dx, dy, dz = there_x - x, there_y - y, there_z - z
            away = dx * dx + dy * dy + dz * dz
            if away <= reach and number not in roster and (among is None or among(number)):
                yield True, bisect_left(bands, away), calls, last, number

    def _cells(self, groups: Iterable[BloodGroup], at: Place) -> Iterator[list[_Row]]:
        """Those of the groups, by cells that the radius may touch; near a pole by all of them."""
        high = degrees(self.policy.radius_km / EARTH_KM)
        wide = high / max(cos(radians(min(abs(at[0]) + high, 90))), 1e-3)
        south, north, west, east = at[0] - high - CELL, at[0] + high, at[1] - wide - CELL, at[1] + wide
        for group in groups:
            for (row, column), inside in self._groups.get(group, {}).items():
                if south <= row * CELL <= north and west <= column * CELL <= east:
                    yield inside

    def _row(self, card: DonorCard, place: Place) -> _Row:
        donor, free = card.donor, []
        for product in (Product.RBC, Product.PLATELETS):
            first = free_on(donor.health, self.rules, product, self.policy.hb_days)
            free.append(first.toordinal() if first else _NEVER)
        last = _ordinal(donor.last_called_on)
        return _Row(card.number, free[0], free[1], donor.calls_365, last, *_point(place), donor.called_at_night)

    def _asked(self, number: int, at: Place, roster: Collection[int]) -> CallDonor:
        card = self.cards[number]
        km = km_between(card.place, at) if card.place else None
        return replace(card.donor, km=km, on_roster=number in roster)


def km_between(one: Place, other: Place) -> float:
    """Distance on the sphere, in km."""
    (lat, lon), (lat2, lon2) = map(radians, one), map(radians, other)
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(half, 1)))


def band_of(km: float | None, policy: CallPolicy) -> int:
    """The place of the first band that reaches so far; one more where none does, or the distance is not known."""
    return len(policy.bands_km) if km is None else bisect_left(policy.bands_km, km)


def _is_callable(donor: CallDonor) -> bool:
    return donor.active and donor.consents and not donor.busy


def _point(place: Place) -> tuple[float, float, float]:
    lat, lon = map(radians, place)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def _chord(km: float) -> float:
    """The square of the straight line, on a sphere of radius 1, between two points so many km apart."""
    return (2 * sin(min(km / EARTH_KM, pi) / 2)) ** 2


def _cell(place: Place) -> Cell:
    return floor(place[0] / CELL), floor(place[1] / CELL)


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0
