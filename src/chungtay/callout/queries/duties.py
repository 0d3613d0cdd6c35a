"""Who is on duty, who is on the roster, which contacts may ask."""

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.timezone import get_default_timezone

from chungtay.accounts.models import User
from chungtay.blood.models import Donor
from chungtay.callout.models import Duty, HospitalContact
from chungtay.kernel.sealing import Key, keys_for, opened
from chungtay.organizations.queries import Structure, structure
from chungtay.organizations.rules import stands
from chungtay.people.formats import profile_of
from chungtay.people.rules.profiles import Profile


def sealing_keys() -> tuple[Key, ...]:
    """The keys of what call-outs keep sealed: contacts and snapshots."""
    return keys_for("callout", settings.CHUNGTAY_DATA_KEYS)


def local_time(at: datetime) -> datetime:
    """The moment in the chapter's own time: its day, and whether it is night."""
    return at.astimezone(get_default_timezone())


def units_above(unit_id: int, on: date, tree: Structure | None = None) -> list[int]:
    """The unit and all above it on a day, the highest first."""
    return [p.ancestor_id for p in (tree or structure()).above(unit_id) if stands(p.valid_from, p.valid_to, on)]


def on_duty(user: User | None, unit_id: int, at: datetime, tree: Structure | None = None) -> bool:
    """Is the person on duty now for the unit, or for one above it?"""
    if user is None:
        return False
    above = units_above(unit_id, local_time(at).date(), tree)
    return Duty.objects.filter(user=user, unit__in=above, from_at__lte=at, until_at__gt=at).exists()


def duties_at(unit_ids: Collection[int], at: datetime) -> QuerySet[Duty]:
    """Who is on duty for these units now."""
    rows = Duty.objects.filter(unit__in=unit_ids, from_at__lte=at, until_at__gt=at)
    return rows.select_related("user", "unit").order_by("until_at")


def units_of_donors(donor_ids: Collection[int]) -> dict[int, int]:
    """To which unit each of these donors belongs."""
    return dict(Donor.objects.filter(pk__in=donor_ids).values_list("pk", "unit"))


def standing_contacts(unit_ids: Collection[int] | None, on: date) -> QuerySet[HospitalContact]:
    """Contacts of these units (None: of all) that have not ended, verified or not."""
    rows = HospitalContact.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on))
    rows = rows if unit_ids is None else rows.filter(unit__in=unit_ids)
    return rows.select_related("area").order_by("hospital", "pk")


def contact_profile(contact: HospitalContact) -> Profile:
    """Name and phone of a contact; whoever shows them leaves a line. Raises Unopenable."""
    if contact.contact is None:
        return Profile("")
    return profile_of(opened(bytes(contact.contact), keys=sealing_keys(), bound_to=f"contact:{contact.pk}"))
