"""What signing up needs to know: places that are left, whether the day suits, who signed, drives nearby."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from chungtay.blood.models import Donor, Drive, SignUp
from chungtay.blood.queries import DonorsAsked, donors_of, donors_page, health_of, rule_book
from chungtay.blood.queries.pages import DonorsPage
from chungtay.blood.rules.signing import slot_places, slots_left, slots_over
from chungtay.blood.rules.states import DriveState, SignUpState
from chungtay.bloodrules.rules.eligibility import eligibility, free_on
from chungtay.bloodrules.rules.kinds import ExclusionReason, Product
from chungtay.bloodrules.rules.ranking import km_between
from chungtay.bloodrules.rules.rulesets import DonorRules, RuleSet
from chungtay.kernel.days import clock_of, day_of
from chungtay.kernel.text import printable
from chungtay.organizations.queries import Everyone, Look, look_of, structure
from chungtay.people.models import Consent
from chungtay.people.queries import person_by_phone
from chungtay.people.rules.consents import ConsentPurpose
from chungtay.places.models import Area

NEARBY, LOOKED_AT = 10, 200


@dataclass(frozen=True, slots=True)
class DayLook:
    """A donor on the drive's day by the rules of its unit and collecting site: all reasons against, the first free day."""

    reasons: tuple[ExclusionReason, ...]
    from_on: date | None
    most_ml: int | None
    rules: RuleSet


@dataclass(frozen=True, slots=True)
class SlotLook:
    """A slot: when it begins, its places, how many are left; `over`: its hour has passed."""

    start: str
    places: int
    left: int
    over: bool


@dataclass(frozen=True, slots=True)
class NearDrive:
    """A drive that takes sign-ups; how far it is from the donor's commune (None: not known)."""

    drive: Drive
    km: int | None


def day_look(donor: Donor, drive: Drive) -> DayLook:
    """Whether anything stands against giving whole blood on the drive's day, as far as is known."""
    book = rule_book(drive.held_on)
    rules, health = book.rules(drive.unit_id, drive.centre), health_of([donor])[donor.pk]
    found = eligibility(health, rules, drive.held_on, Product.WHOLE_BLOOD)
    first = free_on(health, rules, Product.WHOLE_BLOOD)
    return DayLook(found.reasons, first, found.most_bag_ml, book.rule_set(drive.unit_id, drive.centre))


def drive_rules(drive: Drive) -> DonorRules:
    """The rules that hold at the drive."""
    return rule_book(drive.held_on).rules(drive.unit_id, drive.centre)


def look_above(drive: Drive) -> Look:
    """How the nearest chapter at or above the drive's unit shows itself."""
    for path in reversed(structure().above(drive.unit_id)):
        look = look_of(path.ancestor_id)
        if look != Look():
            return look
    return Look()


def public_drive(token: str) -> Drive | None:
    """The drive of a public address."""
    return Drive.objects.filter(token=printable(token)).first()


def drive_by_number(pk: int) -> Drive | None:
    """The drive of a number."""
    return Drive.objects.filter(pk=pk).first()


def slots_of(drive: Drive, at: datetime) -> list[SlotLook]:
    """The drive's slots in their order at a moment."""
    rows = drive.sign_ups.exclude(state=SignUpState.WITHDRAWN).values_list("slot").annotate(people=Count("pk"))
    left = slots_left(drive.slots, dict(rows.order_by()))
    over = slots_over(drive.slots, clock_of(at)) if drive.held_on == day_of(at) else frozenset()
    return [SlotLook(start, places, left[start], start in over) for start, places in slot_places(drive.slots).items()]


def own_sign_up(donor: Donor, drive: Drive) -> SignUp | None:
    """The donor's row at the drive, withdrawn or not."""
    return donor.sign_ups.filter(drive=drive).first()


def own_sign_ups(donor: Donor, on: date) -> list[SignUp]:
    """Where the donor signed up for today or later, also what was called off."""
    rows = donor.sign_ups.filter(drive__held_on__gte=on).exclude(state=SignUpState.WITHDRAWN)
    return list(rows.select_related("drive").order_by("drive__held_on", "pk"))


def drives_near(donor: Donor, on: date) -> list[NearDrive]:
    """Drives that take sign-ups: the nearest ones (where distances are known), by day."""
    rows = Drive.objects.filter(state=DriveState.OPEN, held_on__gte=on).order_by("held_on", "pk").select_related("area")
    home = _point(donor.person.area)
    found = [NearDrive(row, _km(home, _point(row.area))) for row in rows[:LOOKED_AT]]
    nearest = sorted(found, key=lambda one: (one.km is None, one.km or 0, one.drive.held_on, one.drive.pk))[:NEARBY]
    return sorted(nearest, key=lambda one: (one.drive.held_on, one.km is None, one.km or 0, one.drive.pk))


def signed(drive: Drive) -> QuerySet[SignUp]:
    """Who signed up and did not withdraw, by slot; who has none last."""
    rows = drive.sign_ups.exclude(state=SignUpState.WITHDRAWN).select_related("donor__person")
    return rows.order_by("slot", "signed_at", "pk")


def sign_up_of(units: Collection[int], pk: int) -> SignUp | None:
    """A sign-up at a drive of these units."""
    rows = SignUp.objects.select_related("drive", "donor__person")
    rows = rows if isinstance(units, Everyone) else rows.filter(drive__unit__in=units)
    return rows.filter(pk=pk, donor__person__erased_at=None).first()


def sign_up_by(drive: Drive, *, number: int | None = None, token: str = "", phone: str = "") -> SignUp | None:
    """The sign-up at the drive of a number, of an own page, of a phone (as dialled inside Viet Nam)."""
    if number is not None:
        return signed(drive).filter(pk=number).first()
    if token:
        return signed(drive).filter(donor__token=token).first()
    known = person_by_phone(phone)
    return signed(drive).filter(donor__person=known).first() if known else None


def donors_to_sign(units: Collection[int], drive: Drive, words: str) -> DonorsPage:
    """Donors of the drive's unit and below by name or phone number, as they are on the drive's day."""
    below = structure().descendant_ids([drive.unit_id])
    return donors_page(frozenset(below & set(units)), DonorsAsked(words), drive.held_on)


def may_be_signed(units: Collection[int], drive: Drive, donor_id: int) -> bool:
    """Is it one of the donors whom `donors_to_sign` finds?"""
    below = structure().descendant_ids([drive.unit_id])
    return donors_of(frozenset(below & set(units))).filter(pk=donor_id).exists()


@dataclass(frozen=True, slots=True)
class WrittenTo:
    """Who allows messages about drives: signed up and not come yet, with the slot; free on the day and not in the list."""

    signed: tuple[tuple[Donor, str], ...]
    free: tuple[Donor, ...]


def to_write(below: Collection[int], drive: Drive, *, invites: bool) -> WrittenTo:
    """Whom the drive's page of texts is about; `below`: the units whose donors are invited, by the rules of the drive. Who
    has been in its list, also as withdrawn, is not invited. One read of donors."""
    mine = SignUp.objects.filter(drive=drive, donor=OuterRef("pk"))
    allowed = Consent.objects.filter(person=OuterRef("person"), purpose=ConsentPurpose.DRIVES, withdrawn_at=None)
    rows = donors_of(Everyone()).filter(Exists(allowed), active=True, erasure_asked_at=None).annotate(
        sign_up=Subquery(mine.values("pk")), slot=Subquery(mine.values("slot")), came=Subquery(mine.values("state")),
    )  # fmt: skip
    coming, free = Q(came=SignUpState.REGISTERED), Q(unit__in=below, sign_up=None)
    found = [(row, vars(row)) for row in rows.filter(coming | free if invites else coming).order_by("pk")]
    signed = sorted((told["slot"], told["sign_up"], row) for row, told in found if told["sign_up"])
    asked = [row for row, told in found if not told["sign_up"]]
    rested = [row for row in asked if row.returns_on is None or row.returns_on <= drive.held_on]
    health, rules = (health_of(rested), drive_rules(drive)) if rested else ({}, None)
    return WrittenTo(
        tuple((row, slot) for slot, _pk, row in signed),
        tuple(row for row in rested if rules and not eligibility(
            health[row.pk], rules, drive.held_on, Product.WHOLE_BLOOD
        ).reasons),
    )  # fmt: skip


def _point(area: Area | None) -> tuple[float, float] | None:
    return (area.latitude, area.longitude) if area and area.latitude and area.longitude else None


def _km(one: tuple[float, float] | None, other: tuple[float, float] | None) -> int | None:
    return round(km_between(one, other)) if one and other else None
