"""A chapter's donors laid out for asking, kept by each process until a donor, consent, donation, call or rule changes."""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet

from chungtay.blood.models import Donation, Donor
from chungtay.blood.queries.donors import cards_of
from chungtay.blood.queries.layers import layer_set, national_rules, rule_book
from chungtay.bloodrules.formats.rulesets import BloodBook, blood_book, committed
from chungtay.bloodrules.rules.calling import CallPolicy
from chungtay.bloodrules.rules.ranking import DonorCard, Muster
from chungtay.bloodrules.rules.rulesets import RuleSet, donor_rules
from chungtay.callout.models import Call, CallStep
from chungtay.callout.queries.duties import local_time
from chungtay.callout.rules.states import CAME, ON_THE_WAY, YES, CallState, RequestState, Tier
from chungtay.callout.rules.tiers import chance_kind, learned_rate
from chungtay.organizations.queries import Structure, structure
from chungtay.organizations.rules import UnitKind, stands
from chungtay.people.models import Consent

KEPT: Final = 2  # chapters
FEW: Final = 400  # donors: more that changed are not looked up one by one
OVERLAP: Final = timedelta(minutes=2)  # a change that began before another may be seen after it
_STAMP_SQL: Final = (
    'SELECT stamp.*, roster.donor_id, roster.unit_id, roster."on" FROM'
    " (SELECT (SELECT MAX(id) FROM blood_rulelayer), (SELECT MAX(changed_at) FROM blood_donor),"
    " (SELECT MAX(id) FROM blood_donation), (SELECT MAX(id) FROM people_consent),"
    " (SELECT COUNT(*) FROM people_consent WHERE withdrawn_at IS NULL), (SELECT MAX(id) FROM callout_callstep)) stamp"
    ' LEFT JOIN callout_rosterplace roster ON roster."on" IN (%s, %s)'
)


@dataclass(frozen=True, slots=True)
class Roll:
    """A muster, the rules it was made by, to which unit each donor belongs, the chance that a call gives a unit by tier;
    `roster`: donor, unit, day of today's and yesterday's rosters; `tree`: where units stand."""

    muster: Muster
    rules: RuleSet
    units: Mapping[int, int]
    chances: Mapping[Tier, float]
    roster: tuple[tuple[int, int, str], ...] = ()
    tree: Structure | None = None


class _Stamp(NamedTuple):
    """Changes whenever the muster would; the first two: everything is read anew.

    Whoever corrects a donor's person, ends a consent or takes a donation back, says so in `Donor.changed_at`; every call
    and answer is a step.
    """

    on: date
    layer: int | None
    changed: datetime
    donation: int
    consent: int
    standing: int
    step: int


@lru_cache(maxsize=1)
def book() -> BloodBook:
    """The committed rules, table and policy."""
    return blood_book(committed("rules.json"))


def roll_of(unit_id: int, at: datetime, tree: Structure | None = None) -> Roll:
    """The donors of the province in which the unit lies (of the unit and all below, where it lies in none).

    `tree`: where units stand, if the caller knows. Inside of a transaction without it nothing is kept.
    """
    on, tree = local_time(at).date(), tree or structure()
    chapter = _province(tree, unit_id, on)
    stamp, roster = _stamp(on)
    rolls: OrderedDict[int, tuple[_Stamp, Roll]] = tree.derived.setdefault(Roll, OrderedDict())
    kept = rolls.pop(chapter, None)
    if kept is None or kept[0][:2] != stamp[:2]:
        kept = (stamp, _read(tree, chapter, on, at))
    elif kept[0] != stamp:
        kept = (stamp, _caught_up(*kept, stamp, tree, chapter, at))
    rolls[chapter] = kept
    while len(rolls) > KEPT:
        rolls.popitem(last=False)
    return replace(kept[1], roster=roster, tree=tree)


def called_before(cards: list[DonorCard], at: datetime) -> list[DonorCard]:
    """The cards with how often and when each donor was called, and whether one is on the way to a request now.

    Who was stood down was not needed: that call is not counted.
    """
    rows = Call.objects.order_by()
    if len(cards) <= FEW:
        rows = rows.filter(donor__in=[card.number for card in cards])
    recent = Q(wave__called_at__gt=at - timedelta(days=365))
    counted = rows.exclude(state=CallState.STOOD_DOWN).values_list("donor")
    calls = {
        donor: (last, count)
        for donor, last, count in counted.annotate(last=Max("wave__called_at"), count=Count("pk", filter=recent))
    }
    busy = set(rows.filter(state__in=ON_THE_WAY, request__state=RequestState.OPEN).values_list("donor", flat=True))
    found = []
    for card in cards:
        if card.number in calls:
            last, count = calls[card.number]
            donor = replace(
                card.donor, last_called_on=local_time(last).date(), calls_365=count, busy=card.number in busy
            )
            card = replace(card, donor=donor)
        found.append(card)
    return found


def _read(tree: Structure, chapter: int, on: date, at: datetime) -> Roll:
    below = tree.descendant_ids([chapter])
    units = {donor: unit for donor, unit in Donor.objects.values_list("pk", "unit") if unit in below}
    donors = Donor.objects.filter(pk__in=units) if len(units) <= FEW else Donor.objects.all()
    cards = [card for card in cards_of(donors, on) if card.number in units]
    rules = national_rules().under(*map(layer_set, rule_book(on).layers(chapter)))
    muster = Muster(called_before(cards, at), donor_rules(rules), book().policy, book().table)
    return Roll(muster, rules, units, _chances(book().policy))


def _caught_up(since: _Stamp, roll: Roll, now: _Stamp, tree: Structure, chapter: int, at: datetime) -> Roll:
    """The roll with the donors laid out anew of whom something may have changed since a stamp."""
    changed = dict(_changed(since, now).values_list("pk", "unit")[: FEW + 1])
    if len(changed) > FEW:
        return _read(tree, chapter, since.on, at)
    below = tree.descendant_ids([chapter])
    ours = {donor: unit for donor, unit in changed.items() if unit in below}
    units = {donor: unit for donor, unit in roll.units.items() if donor not in changed} | ours
    cards = called_before(cards_of(Donor.objects.filter(pk__in=ours), since.on), at)
    return Roll(roll.muster.changed(changed, cards), roll.rules, units, _chances(book().policy))


def _changed(since: _Stamp, now: _Stamp) -> QuerySet[Donor]:
    moment = since.changed - OVERLAP
    said = Consent.objects.filter(Q(pk__gt=since.consent) | Q(withdrawn_at__gte=moment)).order_by()
    steps = CallStep.objects.filter(pk__gt=since.step).order_by()
    called = Call.objects.filter(request__in=steps.values("request")).order_by()
    gave = Donation.objects.filter(pk__gt=since.donation, donor__isnull=False).order_by()
    among = Q(person__in=said.values("person")) | Q(pk__in=called.values("donor")) | Q(pk__in=gave.values("donor"))
    return Donor.objects.filter(among | Q(changed_at__gte=moment) if now.changed > since.changed else among)


def _province(tree: Structure, unit_id: int, on: date) -> int:
    standing = [p.ancestor_id for p in tree.above(unit_id) if stands(p.valid_from, p.valid_to, on)]
    above = tree.units_of(standing, on)
    return next((unit.id for unit in above.values() if unit.kind == UnitKind.PROVINCE), unit_id)


def _stamp(on: date) -> tuple[_Stamp, tuple[tuple[int, int, str], ...]]:
    """The stamp, and the rosters of the day and the day before, in one statement that scans nothing but standing consents;
    asked for every list: the ORM would take longer to write it than it takes."""
    with connection.cursor() as cursor:
        cursor.execute(_STAMP_SQL, [on.isoformat(), (on - timedelta(days=1)).isoformat()])
        rows = cursor.fetchall()
    layer, changed, donation, consent, standing, step = rows[0][:6]
    if isinstance(changed, str):  # SQLite keeps moments as text, in UTC
        changed = datetime.fromisoformat(changed).replace(tzinfo=UTC)
    stamp = _Stamp(
        on,
        layer,
        changed or datetime.min.replace(tzinfo=UTC) + OVERLAP,
        donation or 0,
        consent or 0,
        standing,
        step or 0,
    )
    return stamp, tuple((donor, unit, str(day)) for *_stamp, donor, unit, day in rows if donor is not None)


def _chances(policy: CallPolicy) -> dict[Tier, float]:
    """By tier, the chance that a call gives a unit, learned from requests that are over."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    over = Call.objects.exclude(request__state=RequestState.OPEN).values_list("wave__tier", "state")
    for tier, state, count in over.annotate(Count("pk")):
        kind = counts[chance_kind(Tier(tier))]
        kind["called"] += count
        kind["yes"] += count if state in YES else 0
        kind["came"] += count if state in CAME else 0
        kind["gave"] += count if state == CallState.DONATED else 0
    found = {}
    for tier in Tier:
        seen, prior = counts[chance_kind(tier)], policy.accept[chance_kind(tier)]
        found[tier] = learned_rate(prior, seen["called"], seen["yes"], seen["came"], seen["gave"])
    return found
