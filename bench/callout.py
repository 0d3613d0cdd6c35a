"""Whom to call out of 10,000 donors, beside a plain ORM query, and out of a million in memory.

    python bench/callout.py small|1m|10m

A request from the muster that the process keeps: is it still the newest, roster, who was called already, order by every
rule, wave, and why each donor of the list stands at the place. The ORM query asks what can be asked of columns in the open
(consent, rest between calls, a square of the map, fewest calls first): health, group and age are sealed, so it knows less.
"""

import json
import os
import random
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from homes import SOURCE, fingerprint, made
from measure import Line, ms, must, p50, p95, say, table

HERE = Path(__file__).resolve()
DONORS, REQUESTS, ROUNDS, LIMIT = 10_000, 24, 10, 0.010
LARGE = {"small": 100_000, "1m": 1_000_000, "10m": 1_000_000}
NOW, TODAY = datetime(2026, 6, 15, 3, tzinfo=UTC), date(2026, 6, 15)  # ten in the morning in Viet Nam
HOSPITAL = (20.95, 107.08)
GROUPS = [(abo, rhd) for abo, rhd in zip("OOOBBAA", "++++++-", strict=True)] + [("AB", "+"), ("O", "-")]


def health_of(chance: random.Random):
    """A donor's health as a province has them, most of them fit."""
    from chungtay.blood.formats.health import HealthFacts
    from chungtay.bloodrules.rules.compatibility import BloodGroup
    from chungtay.bloodrules.rules.eligibility import Deferral, Haemoglobin

    group = BloodGroup(
        chance.choices(["O", "B", "A", "AB"], [45, 30, 20, 5])[0], "-" if chance.random() < 0.01 else "+"
    )
    deferred = (Deferral("TATTOO", TODAY - timedelta(chance.randrange(300))),) if chance.random() < 0.05 else ()
    measured = Haemoglobin(chance.uniform(115, 150), TODAY - timedelta(chance.randrange(200)))
    return HealthFacts(group, True, chance.uniform(43, 85), haemoglobin=measured, deferrals=deferred)


def fill() -> None:
    """Donors in twenty clubs and a hundred communes, what they gave, whom requests of the past called, open requests."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        _fill(random.Random(1))


def _fill(chance: random.Random) -> None:
    from chungtay.blood.formats.health import health_bytes
    from chungtay.blood.models import Donation, Donor
    from chungtay.blood.queries.donors import health_keys
    from chungtay.kernel.sealing import sealed
    from chungtay.organizations.actions import add_units
    from chungtay.organizations.rules import UnitDraft, UnitKind, VersionDraft
    from chungtay.people.formats import profile_bytes
    from chungtay.people.models import Consent, Person
    from chungtay.people.queries.persons import profile_keys
    from chungtay.people.rules.profiles import PersonSex, Profile
    from chungtay.places.models import Area

    def unit(code, parent, kind):
        version = VersionDraft(name=code, kind=kind, parent_code=parent, valid_from=date(2008, 1, 1))
        return UnitDraft(code=code, versions=(version,))

    drafts = [unit("vn", None, UnitKind.NATION), unit("22", "vn", UnitKind.PROVINCE)]
    drafts += [unit(f"22.clb{n}", "22", UnitKind.CLUB) for n in range(20)]
    units = {row.code: row for row in add_units(by=None, at=NOW, units=drafts, note="bench")}
    areas = Area.objects.bulk_create(
        Area(name=str(n), kind="commune", tier="commune", valid_from=date(2008, 1, 1),
             latitude=HOSPITAL[0] + chance.gauss(0, 0.2), longitude=HOSPITAL[1] + chance.gauss(0, 0.25))
        for n in range(100)
    )  # fmt: skip
    people = Person.objects.bulk_create(Person(area=chance.choice(areas), entered_at=NOW) for _ in range(DONORS))
    for row in people:
        born = date(chance.randrange(1964, 2009), chance.randrange(1, 13), 1)
        profile = Profile("Minh Họa", born_on=born, sex=chance.choice([*PersonSex]))
        row.profile = sealed(profile_bytes(profile), keys=profile_keys(), bound_to=f"person:{row.pk}")
    Person.objects.bulk_update(people, ["profile"], batch_size=500)
    Consent.objects.bulk_create(
        Consent(person=row, purpose="emergency", proof="paper", text="-", given_at=NOW)
        for row in people if chance.random() < 0.9
    )  # fmt: skip
    clubs = [units[f"22.clb{n}"] for n in range(20)]
    donors = Donor.objects.bulk_create(
        Donor(person=row, unit=chance.choice(clubs), token=f"{row.pk:022}", entered_at=NOW,
              changed_at=NOW - timedelta(hours=chance.randrange(1, 9000)))
        for row in people
    )  # fmt: skip
    for row in donors:
        row.health = sealed(health_bytes(health_of(chance)), keys=health_keys(), bound_to=f"donor:{row.pk}")
    Donor.objects.bulk_update(donors, ["health"], batch_size=500)
    Donation.objects.bulk_create(
        Donation(donor=row, unit_id=row.unit_id, given_on=TODAY - timedelta(chance.randrange(1, 900)), component="WB",
                 ml=350, entered_at=NOW)
        for row in donors for _ in range(chance.randrange(4))
    )  # fmt: skip
    _requests(chance, units["22"], donors)


def _requests(chance: random.Random, unit, donors) -> None:
    from chungtay.callout.models import BloodRequest, Call, CallWave, HospitalContact
    from chungtay.callout.rules.needs import checked_need

    for number in range(REQUESTS + 30):
        abo, rhd = GROUPS[number % len(GROUPS)]
        near = [HOSPITAL[axis] + chance.gauss(0, 0.1) for axis in range(2)]
        contact = HospitalContact.objects.create(unit=unit, hospital=f"{number}", latitude=near[0], longitude=near[1])
        past = number >= REQUESTS
        at = NOW - timedelta(days=chance.randrange(2, 360)) if past else NOW
        row = BloodRequest.objects.create(
            unit=unit, contact=contact, units=3, urgency="critical", tier="club", opened_at=at,
            needed_at=at + timedelta(hours=6), state="expired" if past else "open", closed_at=at if past else None,
            need=checked_need({"product": "rbc", "abo": abo, "rhd": rhd}),
        )  # fmt: skip
        if past:
            wave = CallWave.objects.create(request=row, number=1, tier="club", seen={}, called_at=at)
            Call.objects.bulk_create(
                Call(
                    wave=wave,
                    request=row,
                    donor=one,
                    token_digest=os.urandom(32),
                    changed_at=at,
                    state=chance.choices(["called", "declined", "stood_down", "donated", "no_show"], [5, 2, 1, 1, 1])[
                        0
                    ],
                )
                for one in chance.sample(donors, 200)
            )


def measure() -> None:
    """Print [seconds of ours], [seconds of the query] by tier, seconds to lay out the muster, whether all lists are right."""
    import django

    django.setup()
    from chungtay.callout.formats.snapshots import order_row
    from chungtay.callout.models import BloodRequest
    from chungtay.callout.queries import roll_of, shortlist_of
    from chungtay.callout.rules.states import Tier

    requests = list(BloodRequest.objects.filter(state="open").select_related("contact"))
    began = time.perf_counter()
    roll = roll_of(requests[0].unit_id, NOW)
    laid_out = time.perf_counter() - began
    told: dict[str, object] = {"laid_out": laid_out, "listed": 0, "alike": True}
    for tier in (Tier.CLUB, Tier.PROVINCE):
        ours, theirs = [], []
        for turn in range(ROUNDS):
            for request in requests:
                began = time.perf_counter()
                found = shortlist_of(request, roll_of(request.unit_id, NOW), NOW, tier)
                [order_row(one) for one in found.order]  # why at this place; every rule was asked of each before
                middle = time.perf_counter()
                _plainly(request, len(found.order))
                ours.append(middle - began)
                theirs.append(time.perf_counter() - middle)
                if turn == 0:
                    muster = roll.muster.under(found.reach.policy)
                    right = _by_hand(muster, found)[: len(found.order)]
                    told["alike"] &= right == [one.number for one in found.order]
                    told["listed"] += len(found.order)
        told[tier.value] = [ours, theirs]
    print(json.dumps(told))


def _plainly(request, most: int) -> list[int]:
    """What an ORM query can find of the same: consent, not called within a fortnight, in the square, fewest calls first."""
    from django.db.models import Count, Exists, OuterRef, Q

    from chungtay.blood.models import Donor
    from chungtay.callout.models import Call
    from chungtay.people.models import Consent

    place, degrees = request.contact, 20 / 111.2
    willing = Consent.objects.filter(person=OuterRef("person"), purpose="emergency", withdrawn_at=None)
    lately = Call.objects.filter(donor=OuterRef("pk"), wave__called_at__gt=NOW - timedelta(days=14))
    rows = Donor.objects.filter(Exists(willing), ~Exists(lately), active=True).filter(
        person__area__latitude__range=(place.latitude - degrees, place.latitude + degrees),
        person__area__longitude__range=(place.longitude - degrees, place.longitude + degrees),
    )
    within = Count("calls", filter=Q(calls__wave__called_at__gt=NOW - timedelta(days=365)))
    return list(rows.annotate(within=within).order_by("within", "pk").values_list("pk", flat=True)[:most])


def _by_hand(muster, found) -> list[int]:
    """Every donor looked at by every rule, and sorted: numbers in the order of calling."""
    from chungtay.bloodrules.rules.compatibility import match_rank
    from chungtay.bloodrules.rules.ranking import band_of, km_between

    keys = []
    for number, card in muster.cards.items():
        if muster.reasons(number, found.asked, found.place, found.reach.roster):
            continue
        donor, km = card.donor, km_between(card.place, found.place)
        last = donor.last_called_on.toordinal() if donor.last_called_on else 0
        rank = match_rank(donor.group, found.asked.need, muster.table)
        keys.append((rank, number not in found.reach.roster, band_of(km, muster.policy), donor.calls_365, last, number))
    return [key[-1] for key in sorted(keys)]


def large(count: int) -> None:
    """Print the seconds of lists out of so many donors in memory, and of laying them out."""
    from chungtay.bloodrules.formats.rulesets import blood_book, committed
    from chungtay.bloodrules.rules.calling import CallDonor
    from chungtay.bloodrules.rules.eligibility import DonorHealth
    from chungtay.bloodrules.rules.kinds import Sex
    from chungtay.bloodrules.rules.ranking import DonorCard, Muster
    from chungtay.bloodrules.rules.rulesets import donor_rules
    from chungtay.callout.formats.snapshots import asked
    from chungtay.callout.queries.lists import CallReach, shortlist
    from chungtay.callout.queries.muster import Roll
    from chungtay.callout.rules.needs import checked_need
    from chungtay.callout.rules.states import Tier

    chance, book = random.Random(2), blood_book(committed("rules.json"))
    kinds = [health_of(chance) for _ in range(5000)]

    def card(number: int) -> DonorCard:
        kind = chance.choice(kinds)
        health = DonorHealth(
            chance.choice([*Sex]), date(1990, 1, 1), kind.kg, deferrals=kind.deferrals, haemoglobin=kind.haemoglobin
        )
        donor = CallDonor(health, kind.group, consents=chance.random() < 0.9, calls_365=chance.randrange(4))
        return DonorCard(number, donor, (chance.uniform(20.5, 21.7), chance.uniform(106.4, 108.1)))

    cards = [card(number) for number in range(count)]
    began = time.perf_counter()
    muster = Muster(cards, donor_rules(book.sets["VN"]), book.policy, book.table)
    laid_out = time.perf_counter() - began
    roll, seconds = Roll(muster, book.sets["VN"], {}, {}), []
    for number in range(20):
        abo, rhd = GROUPS[number % len(GROUPS)]
        request = asked(checked_need({"product": "rbc", "abo": abo, "rhd": rhd}), NOW, 3, critical=True)
        began = time.perf_counter()
        found = shortlist(
            roll, request, HOSPITAL, Tier.NEIGHBOURS, CallReach(book.policy, frozenset(), lambda _: True), 0.1
        )
        seconds.append(time.perf_counter() - began)
        assert found.order and not any(muster.reasons(one.number, request, HOSPITAL) for one in found.order)
    print(json.dumps({"seconds": seconds, "laid_out": laid_out}))


def lines(size: str) -> list[Line]:
    """The lines of the table."""
    tables = [path for app in ("people", "blood", "callout") for path in (SOURCE / app).glob("migrations/0*.py")]
    home = made(
        "callout", fingerprint(HERE, *tables),
        lambda home: must([sys.executable, str(HERE), "fill"], home, CHUNGTAY_SYNCHRONOUS="OFF"),
    )  # fmt: skip
    told = json.loads(must([sys.executable, str(HERE), "measure"], home).output.splitlines()[-1])
    found = []
    for tier, name in (("club", "within 20 km"), ("province", "the whole province")):
        ours, theirs = told[tier]
        found.append(
            Line(f"call-out of 10,000 donors, {name}: p95", ms(p95(ours)), f"plain ORM query {ms(p95(theirs))}",
                 f"{p50(theirs) / p50(ours):.1f} x", f"<= {ms(LIMIT)}", p95(ours) <= LIMIT)
        )  # fmt: skip
    alike = f"{told['listed']} places in {2 * REQUESTS} lists"
    found.append(Line(f"  the same as every donor looked at ({alike})", "alike" if told["alike"] else "DIFFERENT",
                      met=told["alike"]))  # fmt: skip
    found.append(Line("  laying the muster out anew", f"{told['laid_out']:.2f} s"))
    say(f"{LARGE[size]} donors in memory")
    big = json.loads(must([sys.executable, str(HERE), "large", str(LARGE[size])], home).output.splitlines()[-1])
    laid_out = f"laid out in {big['laid_out']:.0f} s"
    found.append(Line(f"call-out of {LARGE[size]:,} donors in memory: p50", ms(p50(big["seconds"])), laid_out))
    return found


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fill"]:
            fill()
        case ["measure"]:
            measure()
        case ["large", count]:
            import django

            django.setup()
            large(int(count))
        case rest:
            print(table(lines(rest[0] if rest else "1m")))
