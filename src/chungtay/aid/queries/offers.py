"""What the form of a delivery offers: units, programmes and disasters of the day, goods and places given before."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery

from chungtay.accounts.models import User
from chungtay.aid.models import Delivery, DeliveryLine
from chungtay.aid.rules import USUAL_PROGRAMMES, DeliveryState, ValueKind, Work
from chungtay.disasters.queries import disasters
from chungtay.kernel.text import folded, sort_key
from chungtay.ledger.models import Entry
from chungtay.organizations.models import UnitPath, UnitVersion
from chungtay.organizations.queries import UnitOn, roles_of, units_of, units_visible_to
from chungtay.organizations.rules import PERMISSIONS, Permission, Role, UnitKind
from chungtay.programmes.models import ProgrammeName, ProgrammeWindow
from chungtay.programmes.rules import Name, Season, name_on

LATEST = 30  # deliveries that defaults and places come from
ITEMS = 300  # lines that the memory of prices is made of
SHARED = 3  # what so many units of a chapter gave is no longer about anybody: their prices are shown to all
MOST_UNITS = 60  # that a page lists; more are searched by name


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """The units for which a person may record: the own ones, and those below that match what is searched.

    `ended`: those below that stand no more, for what is recorded late.
    """

    own: tuple[UnitOn, ...]
    others: tuple[UnitOn, ...]
    ended: tuple[UnitOn, ...] = ()
    more: int = 0  # that match and are not listed


@dataclass(frozen=True, slots=True)
class Because:
    """A programme or disaster by code and name; `is_likely` that day."""

    code: str
    name: str
    is_likely: bool


@dataclass(frozen=True, slots=True)
class Remembered:
    """Goods, services or labour given before: the last unit word, price in đồng and where the price came from.

    `prices`: what it cost each time, the latest first.
    """

    kind: str
    item: str
    unit_word: str
    unit_price: int
    price_source: str
    counts_as: str
    prices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """All that the form of one unit offers; `last` is the person's latest delivery there, else the unit's."""

    unit: UnitOn
    programmes: tuple[Because, ...]
    disasters: tuple[Because, ...]
    items: tuple[Remembered, ...]
    places: tuple[str, ...]
    last: Delivery | None = None
    last_kind: str | None = None  # of the last delivery's first line

    def remembered(self, item: str) -> Remembered | None:
        """What is known of an item of that name, in whatever spelling."""
        name = folded(item)
        return next((known for known in self.items if folded(known.item) == name), None)


def unit_choice(user: User, on: date, search: str = "") -> UnitChoice:
    """The units for which the person may record on that day, those that stand first."""
    ids = set(units_visible_to(user, on, Permission.RECORD).values_list("pk", flat=True))
    recording = {role.unit_id for role in roles_of(user, on) if Permission.RECORD in PERMISSIONS[Role(role.role)]}
    units = sorted(units_of(ids, on).values(), key=lambda unit: (not unit.stands_on(on), sort_key(unit.short_name)))
    own = tuple(unit for unit in units if unit.id in recording)
    wanted = folded(search)
    others = [unit for unit in units if unit.id not in recording and wanted in folded(f"{unit.code} {unit.name}")]
    listed = others[:MOST_UNITS]
    return UnitChoice(
        own=own,
        others=tuple(unit for unit in listed if unit.stands_on(on)),
        ended=tuple(unit for unit in listed if not unit.stands_on(on)),
        more=len(others) - len(listed),
    )


def recording_unit(user: User, on: date, code: str) -> UnitOn | None:
    """The unit of that code for which the person may record, the one that stands on the day before an ended one."""
    ids = units_visible_to(user, on, Permission.RECORD).filter(code=code).values_list("pk", flat=True)
    units = units_of(ids, on).values()
    return max(units, key=lambda unit: (unit.stands_on(on), unit.valid_from), default=None)


def offered(unit: UnitOn, user: User, on: date) -> Offered:
    """What the unit's form offers for work done on a day."""
    latest = _latest(unit.id)
    mine = (row for row in latest if getattr(row, "by_id", None) == user.pk)
    last = next(mine, latest[0] if latest else None)
    return Offered(
        unit=unit,
        programmes=_programmes(on, Work(last.work) if last else None),
        disasters=_disasters(on),
        items=_items(unit.id),
        places=tuple(dict.fromkeys(row.place.name for row in latest if row.place)),
        last=last,
        last_kind=getattr(last, "first_kind", None),
    )


def offered_again(unit: UnitOn, on: date) -> Offered:
    """What the form of a correction offers: the same, without a word on what is likely."""
    programmes = tuple(Because(code, name_on(names, on) or code, False) for code, (names, _) in _named().items())
    return Offered(unit, programmes, _disasters(on), _items(unit.id, own=True), ())


def last_day(unit: UnitOn, on: date) -> date:
    """Today, or the last day on which an ended unit stood."""
    return min(on, unit.valid_to - timedelta(days=1)) if unit.valid_to else on


def _latest(unit_id: int) -> Sequence[Delivery]:
    by = Entry.objects.filter(pk=OuterRef("entry_seq")).values("by_id")
    kind = DeliveryLine.objects.filter(delivery=OuterRef("pk")).order_by("pk").values("kind")[:1]
    rows = Delivery.objects.filter(unit_id=unit_id, state=DeliveryState.STANDING)
    rows = rows.annotate(by_id=Subquery(by), first_kind=Subquery(kind))
    return list(rows.select_related("place").order_by("-pk")[:LATEST])


def _programmes(on: date, work: Work | None) -> tuple[Because, ...]:
    """By name on the day: those whose days these are, then the usual one of the work, then those without days."""
    named = _named()
    windows: dict[str, list[tuple[int, date, date]]] = defaultdict(list)
    rows = ProgrammeWindow.objects.values_list("programme__code", "year", "first_on", "last_on")
    for code, year, first, last in rows:
        windows[code].append((year, first, last))
    usual = USUAL_PROGRAMMES.get(work) if work else None
    running = {code for code, (_, season) in named.items() if _runs(on, windows.get(code, ()), season)}
    seasonal = windows.keys() | {code for code, (_, season) in named.items() if season}
    order = sorted(named, key=lambda code: (code not in running, code != usual, code in seasonal))
    return tuple(Because(code, name_on(named[code][0], on) or code, code in running or code == usual) for code in order)


def _named() -> dict[str, tuple[list[Name], Season | None]]:
    """Names and season of each programme, in the order of entry."""
    found: dict[str, tuple[list[Name], Season | None]] = {}
    for row in ProgrammeName.objects.order_by("programme", "pk").select_related("programme"):
        of, since = row.programme, row.programme.season_since
        season = None if since is None else Season(of.season_first, of.season_last, since)
        found.setdefault(of.code, ([], season))[0].append(Name(row.name, row.valid_from, row.valid_to, row.alias))
    return found


def _runs(on: date, windows: Collection[tuple[int, date, date]], season: Season | None) -> bool:
    """Is the day inside an entered window, or inside the season of a year for which none was entered?"""
    if any(first <= on <= last for _, first, last in windows):
        return True
    days = season.in_year(on.year) if season and on.year not in {year for year, _, _ in windows} else None
    return days is not None and days[0] <= on <= days[1]


def _disasters(on: date) -> tuple[Because, ...]:
    """Those that had begun by the day, the latest first; likely for some time after they ended."""
    begun = [row for row in disasters() if row.first_on <= on]
    reach = timedelta(days=settings.CHUNGTAY_RELIEF_DAYS)
    return tuple(
        Because(row.code, row.name_vi, row.last_on is None or on <= row.last_on + reach)
        for row in sorted(begun, key=lambda row: row.first_on, reverse=True)
    )


def _items(unit_id: int, *, own: bool = False) -> tuple[Remembered, ...]:
    """What the unit gave, then (unless only its own) what several others of its chapter gave, each by its latest line."""
    fields = ("kind", "item", "unit_word", "unit_price", "price_source", "counts_as")
    rows = DeliveryLine.objects.exclude(kind=ValueKind.CASH).exclude(item="").order_by("-pk")
    rows = rows.filter(delivery__state=DeliveryState.STANDING)
    ours = list(rows.filter(delivery__unit=unit_id).values_list("pk", *fields)[:ITEMS])
    theirs = rows.filter(delivery__unit__in=_chapter(unit_id)).values_list("delivery__unit", "pk", *fields)[:ITEMS]
    givers: dict[str, set[int]] = defaultdict(set)
    seen: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in ours:
        seen[folded(row[2])].append(row)
    for giver, *line in () if own else theirs:
        givers[folded(line[2])].add(giver)
        seen[folded(line[2])].append(tuple(line))
    mine = {folded(row[2]) for row in ours}
    return tuple(_remembered(found) for item, found in seen.items() if item in mine or len(givers[item]) >= SHARED)


def _remembered(lines: list[tuple[Any, ...]]) -> Remembered:
    _, kind, item, word, price, source, counts_as = lines[0]
    prices = {pk: cost for pk, _, _, _, cost, _, _ in lines}
    return Remembered(kind, item, word, price, source, counts_as, tuple(prices.values()))


def _chapter(unit_id: int) -> QuerySet[UnitPath, Any]:
    """The units of the province to which the unit belongs or belonged."""
    above = UnitPath.objects.filter(descendant=unit_id).values("ancestor")
    provinces = UnitVersion.objects.filter(unit__in=above, kind=UnitKind.PROVINCE, superseded_in__isnull=True)
    return UnitPath.objects.filter(ancestor__in=provinces.values("unit")).values("descendant")
