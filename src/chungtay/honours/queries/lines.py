"""Who reached a new tier in a span of days. Names sort the list here; whoever shows them leaves a line first."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from chungtay.blood.models import Donation, Donor, HonourGiven
from chungtay.blood.queries import HonourBook, donors_of, honour_book
from chungtay.bloodrules.rules.honours import HonourTier, honour
from chungtay.honours.rules.states import HonourState
from chungtay.kernel.text import sort_key
from chungtay.organizations.queries import Structure
from chungtay.people.models import Consent
from chungtay.people.queries import profiles
from chungtay.people.rules.consents import ConsentPurpose

PAGE = 100
BORROWED = "bảng tham khảo (%s)"


@dataclass(frozen=True, slots=True)
class HonoursAsked:
    """A span of days; `unit_id`: a unit with all below, None: all own units; `late`: also who reached the tier before and was handed nothing."""

    first: date
    last: date
    unit_id: int | None = None
    state: HonourState = HonourState.ALL
    late: bool = False


@dataclass(frozen=True, slots=True)
class HonourLine:
    """A donor with the tier reached by the last day: how often by then, since when, how often in an emergency of the span.

    `doubtful`: a donation inside the interval is among them; `named`: agreed to be named; `handed_on`:
    this tier or a higher one was handed over then.
    """

    donor: Donor
    tier: HonourTier
    times: int
    reached_on: date
    urgent: int
    doubtful: bool
    named: bool
    handed_on: date | None


@dataclass(frozen=True, slots=True)
class HonoursFound:
    """The lines by unit, the higher tier first; `tiers`: how many by tier, and how many of them were handed nothing yet;
    `sources`: the texts that set the tiers; `borrowed`: for some unit no province's own table."""

    lines: tuple[HonourLine, ...]
    tiers: tuple[tuple[HonourTier, int, int], ...]
    sources: tuple[str, ...]
    borrowed: bool


@dataclass(frozen=True, slots=True)
class _Given:
    """What a donor gave by the last day: the days in order, how often in an emergency since the first, a flagged one."""

    unit_id: int
    days: list[date] = field(default_factory=list)
    urgent: list[date] = field(default_factory=list)
    flagged: list[date] = field(default_factory=list)


def honour_lines(units: Collection[int], asked: HonoursAsked, known: Structure) -> HonoursFound:
    """Whom the list names, and how many reached which tier. Three queries, whatever it lists."""
    own = known.descendant_ids([asked.unit_id]) & set(units) if asked.unit_id else units
    book, given = honour_book(asked.last), _given(own, asked)
    reached = {pk: tier for pk, one in given.items() if (tier := _new_tier(one, book, asked))}
    found = list(_lines(_donors(list(reached)), reached, given, asked))
    names = {pk: told.name for pk, told in profiles(line.donor.person for line in found).items()}
    codes = {unit: known.code_of(unit) for unit in {line.donor.unit_id for line in found}}
    found.sort(key=lambda line: (
        codes[line.donor.unit_id], -line.tier.least, sort_key(names.get(line.donor.person_id, "")), line.donor.pk,
    ))  # fmt: skip
    kept = tuple(line for line in found if _fits(line, asked.state))
    scales = [book.scale(unit) for unit in codes]
    sources = dict.fromkeys(one.source if one.table else BORROWED % one.source for one in scales)
    return HonoursFound(kept, _by_tier(found), tuple(sources), any(one.table is None for one in scales))


def _given(units: Collection[int], asked: HonoursAsked) -> dict[int, _Given]:
    """By donor, of those who gave in the span (`late`: of all)."""
    stand = Donation.objects.filter(withdrawn_because="", given_on__lte=asked.last)
    rows = stand.filter(donor__in=donors_of(units).order_by().values("pk"))
    if not asked.late:
        recent = stand.filter(given_on__gte=asked.first).exclude(donor=None)
        rows = rows.filter(donor__in=recent.order_by().values("donor"))
    found: dict[int, _Given] = {}
    columns = ("donor", "donor__unit", "given_on", "emergency", "flagged")
    for donor, unit, day, emergency, flagged in rows.order_by("given_on", "pk").values_list(*columns):
        one = found.setdefault(donor, _Given(unit))
        one.days.append(day)
        if emergency and day >= asked.first:
            one.urgent.append(day)
        if flagged:
            one.flagged.append(day)
    return found


def _new_tier(given: _Given, book: HonourBook, asked: HonoursAsked) -> HonourTier | None:
    tiers, before = book.scale(given.unit_id).tiers, bisect_left(given.days, asked.first)
    now, then = honour(len(given.days), tiers), honour(before, tiers)
    return now if now and (asked.late or then is None or then.least < now.least) else None


def _donors(ids: list[int]) -> list[Any]:
    """Donors (of standing persons) with what they agreed to and the highest honour that was handed to them."""
    marks = HonourGiven.objects.filter(donor=OuterRef("pk"), withdrawn_because="").order_by("-least")
    agreed = Consent.objects.filter(person=OuterRef("person"), purpose=ConsentPurpose.HONOURS, withdrawn_at=None)
    rows = Donor.objects.filter(pk__in=ids).select_related("person")
    return list(rows.annotate(
        handed=Subquery(marks.values("least")[:1]), handed_on=Subquery(marks.values("given_on")[:1]), named=Exists(agreed)
    ))  # fmt: skip


def _lines(
    donors: list[Any], reached: dict[int, HonourTier], given: dict[int, _Given], asked: HonoursAsked
) -> Iterator[HonourLine]:
    for donor in donors:
        tier, one = reached[donor.pk], given[donor.pk]
        reached_on = one.days[tier.least - 1]
        handed_on = donor.handed_on if donor.handed and donor.handed >= tier.least else None
        if reached_on >= asked.first or handed_on is None:
            yield HonourLine(
                donor, tier, len(one.days), reached_on, len(one.urgent), bool(one.flagged), donor.named, handed_on
            )


def _fits(line: HonourLine, state: HonourState) -> bool:
    return state == HonourState.ALL or (line.handed_on is not None) == (state == HonourState.GIVEN)


def _by_tier(lines: Iterable[HonourLine]) -> tuple[tuple[HonourTier, int, int], ...]:
    counts: dict[HonourTier, list[int]] = defaultdict(lambda: [0, 0])
    for line in lines:
        counts[line.tier][0] += 1
        counts[line.tier][1] += line.handed_on is None
    return tuple(
        (tier, counts[tier][0], counts[tier][1]) for tier in sorted(counts, key=lambda tier: (-tier.least, tier.code))
    )
