"""A chapter's donors laid out for asking, kept by each process until a donor, consent, donation, call or rule changes."""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Max, Q, Subquery

from chungtay.audit.models import AuditHead
from chungtay.blood.models import Donation, Donor, RuleLayer
from chungtay.blood.queries.donors import cards_of
from chungtay.blood.queries.layers import layer_set, national_rules, rule_book
from chungtay.bloodrules.formats.rulesets import blood_book, committed
from chungtay.bloodrules.rules.calling import CallPolicy
from chungtay.bloodrules.rules.ranking import DonorCard, Muster
from chungtay.bloodrules.rules.rulesets import RuleSet, donor_rules
from chungtay.callout.models import Call, CallStep
from chungtay.callout.queries.duties import local_time
from chungtay.callout.rules.states import CAME, HOLDS_PLACE, YES, CallState, RequestState, Tier
from chungtay.callout.rules.tiers import chance_kind, learned_rate
from chungtay.organizations.queries import Structure, structure
from chungtay.organizations.rules import UnitKind, stands
from chungtay.people.models import Consent
from chungtay.people.rules.consents import ConsentPurpose

KEPT: Final = 2  # chapters
_ON_THE_WAY: Final = [state.value for state in HOLDS_PLACE - {CallState.DONATED}]


@dataclass(frozen=True, slots=True)
class Roll:
    """A muster, the rules it was made by, to which unit each donor belongs, the chance that a call gives a unit by tier."""

    muster: Muster
    rules: RuleSet
    units: Mapping[int, int]
    chances: Mapping[Tier, float]


def roll_of(unit_id: int, at: datetime) -> Roll:
    """The donors of the province in which the unit lies (of the unit and all below, where it lies in none)."""
    on = local_time(at).date()
    tree = structure()
    chapter = _province(tree, unit_id, on)
    stamp = (on, *_stamp())
    rolls: OrderedDict[int, tuple[tuple[Any, ...], Roll]] = tree.derived.setdefault(Roll, OrderedDict())
    kept = rolls.pop(chapter, None)
    if kept is None or kept[0] != stamp:
        kept = (stamp, _read(chapter, on, at))
    rolls[chapter] = kept
    while len(rolls) > KEPT:
        rolls.popitem(last=False)
    return kept[1]


def called_before(cards: Iterable[DonorCard], on: date, at: datetime) -> list[DonorCard]:
    """The cards with how often and when each donor was called, and whether one is on the way to a request now.

    Who was stood down was not needed: that call is not counted.
    """
    rows = Call.objects.exclude(state=CallState.STOOD_DOWN).values_list("donor")
    recent = Q(wave__called_at__gt=at - timedelta(days=365))
    counted = rows.annotate(last=Max("wave__called_at"), count=Count("pk", filter=recent))
    calls = {donor: (last, count) for donor, last, count in counted}
    busy = set(
        Call.objects.filter(state__in=_ON_THE_WAY, request__state=RequestState.OPEN).values_list("donor", flat=True)
    )
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


def _read(chapter: int, on: date, at: datetime) -> Roll:
    below = structure().descendant_ids([chapter])
    units = {donor: unit for donor, unit in Donor.objects.values_list("pk", "unit") if unit in below}
    donors = Donor.objects.filter(pk__in=units) if len(units) <= 400 else Donor.objects.all()
    cards = called_before((card for card in cards_of(donors, on) if card.number in units), on, at)
    rules = national_rules().under(*map(layer_set, rule_book(on).layers(chapter)))
    book = blood_book(committed("rules.json"))
    muster = Muster(cards, donor_rules(rules), book.policy, book.table)
    return Roll(muster, rules, units, _chances(book.policy))


def _province(tree: Structure, unit_id: int, on: date) -> int:
    standing = [p.ancestor_id for p in tree.above(unit_id) if stands(p.valid_from, p.valid_to, on)]
    above = tree.units_of(standing, on)
    return next((unit.id for unit in above.values() if unit.kind == UnitKind.PROVINCE), unit_id)


def _stamp() -> tuple[Any, ...]:
    """Changes whenever the muster would, in one statement that scans nothing but standing consents.

    Whoever corrects a donor's person, or takes a donation back, says so in `Donor.changed_at`; every call and answer is a
    step.
    """
    standing = Consent.objects.order_by().filter(purpose=ConsentPurpose.EMERGENCY, withdrawn_at=None)
    counted = standing.values("purpose").annotate(count=Count("pk")).values("count")
    latest = [
        Subquery(rows.order_by(f"-{column}").values(column)[:1])
        for rows, column in (
            (Donor.objects, "changed_at"), (Donation.objects, "pk"), (Consent.objects, "pk"), (RuleLayer.objects, "pk"),
            (CallStep.objects, "pk"),
        )
    ]  # fmt: skip
    return tuple(AuditHead.objects.values_list(*latest, Subquery(counted)).get(pk=1))


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
