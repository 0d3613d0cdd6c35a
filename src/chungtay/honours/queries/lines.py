"""Who reached a new tier in a span of days. Names sort the list here; whoever shows them leaves a line first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

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


def honour_lines(units: Collection[int], asked: HonoursAsked, known: Structure) -> HonoursFound:
    """Whom the list names, and how many reached which tier. Four queries, whatever it lists."""
    own = known.descendant_ids([asked.unit_id]) & set(units) if asked.unit_id else units
    book = honour_book(asked.last)
    reached: dict[int, tuple[dict[str, Any], HonourTier]] = {}
    for row in _counted(own, asked):
        tier = _new_tier(row, book, asked)
        if tier:
            reached[row["donor"]] = row, tier
    found = list(_lines(_donors(own, reached), reached, asked))
    names = {pk: told.name for pk, told in profiles(line.donor.person for line in found).items()}
    codes = {unit: known.code_of(unit) for unit in {line.donor.unit_id for line in found}}
    found.sort(key=lambda line: (
        codes[line.donor.unit_id], -line.tier.least, sort_key(names.get(line.donor.person_id, "")), line.donor.pk,
    ))  # fmt: skip
    kept = tuple(line for line in found if _fits(line, asked.state))
    scales = [book.scale(unit) for unit in codes]
    sources = dict.fromkeys(one.source if one.table else BORROWED % one.source for one in scales)
    return HonoursFound(kept, _by_tier(found), tuple(sources), any(one.table is None for one in scales))


def _counted(units: Collection[int], asked: HonoursAsked) -> Iterable[Any]:
    """By donor: how often up to the last day, how often before the first, in emergencies between, flagged ones."""
    rows = Donation.objects.filter(
        withdrawn_because="", given_on__lte=asked.last, donor__in=donors_of(units).order_by().values("pk")
    )
    counted = rows.order_by().values("donor", "donor__unit").annotate(
        times=Count("pk"), before=Count("pk", filter=Q(given_on__lt=asked.first)),
        urgent=Count("pk", filter=Q(emergency=True, given_on__gte=asked.first)),
        doubtful=Count("pk", filter=Q(flagged=True)),
    )  # fmt: skip
    return counted if asked.late else counted.filter(times__gt=F("before"))


def _new_tier(row: dict[str, Any], book: HonourBook, asked: HonoursAsked) -> HonourTier | None:
    tiers = book.scale(row["donor__unit"]).tiers
    now, before = honour(row["times"], tiers), honour(row["before"], tiers)
    return now if now and (asked.late or before is None or before.least < now.least) else None


def _donors(units: Collection[int], ids: Collection[int]) -> list[Any]:
    """Donors with what they agreed to and the highest honour that was handed to them."""
    marks = HonourGiven.objects.filter(donor=OuterRef("pk"), withdrawn_because="").order_by("-least")
    agreed = Consent.objects.filter(person=OuterRef("person"), purpose=ConsentPurpose.HONOURS, withdrawn_at=None)
    rows = donors_of(units).filter(pk__in=list(ids))
    return list(rows.annotate(
        handed=Subquery(marks.values("least")[:1]), handed_on=Subquery(marks.values("given_on")[:1]), named=Exists(agreed)
    ))  # fmt: skip


def _lines(
    donors: list[Any], reached: dict[int, tuple[dict[str, Any], HonourTier]], asked: HonoursAsked
) -> Iterator[HonourLine]:
    days = _days([donor.pk for donor in donors], asked.last)
    for donor in donors:
        row, tier = reached[donor.pk]
        reached_on = days[donor.pk][tier.least - 1]
        handed_on = donor.handed_on if donor.handed and donor.handed >= tier.least else None
        if reached_on >= asked.first or handed_on is None:
            yield HonourLine(
                donor, tier, row["times"], reached_on, row["urgent"], bool(row["doubtful"]), donor.named, handed_on
            )


def _days(donor_ids: list[int], last: date) -> dict[int, list[date]]:
    """By donor, the days of giving in order."""
    rows = Donation.objects.filter(donor__in=donor_ids, withdrawn_because="", given_on__lte=last)
    found: dict[int, list[date]] = defaultdict(list)
    for donor_id, day in rows.order_by("given_on", "pk").values_list("donor", "given_on"):
        found[donor_id].append(day)
    return found


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
