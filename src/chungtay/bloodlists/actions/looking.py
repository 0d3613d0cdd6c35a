"""Those on a recorded list whom somebody looks at: linked to a donor, enrolled, or put away."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.blood import actions as blood
from chungtay.blood.actions import Registration
from chungtay.blood.models import Donor
from chungtay.blood.queries import donors_of
from chungtay.bloodlists.formats.sealed import person_of
from chungtay.bloodlists.models import ListedDonor
from chungtay.bloodlists.queries.lists import told_in
from chungtay.bloodlists.queries.matching import Register
from chungtay.bloodlists.rules.rows import ListedPerson
from chungtay.bloodlists.rules.states import ListedWhy, ListState
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.people.actions import open_profiles
from chungtay.people.rules.profiles import Profile

from .health import Told, take_health
from .keeping import check_reach

GONE: Final = gettext_noop("Dòng này đã được gắn, hoặc danh sách đã hoàn tác.")
NOT_THERE: Final = gettext_noop("Không có người hiến mã %(id)s trong các đơn vị được điều phối.")
WHY: Final = gettext_noop("gắn danh sách hiến máu")


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody on a list, opened (None: thrown away), with who it may be, by donor."""

    listed: ListedDonor
    person: ListedPerson | None
    candidates: dict[int, Profile]


def open_listed(
    *, by: User | None, at: datetime, listed: Sequence[ListedDonor], units: Collection[int]
) -> list[Looked]:  # fmt: skip
    """People on a list for somebody who looks at them, with who of the units' donors they may be; lines say so."""
    if not listed:
        return []
    rows = ", ".join(str(one.row) for one in listed)
    audit.note(by=by, at=at, action="open_listed", object_type="blood_list", object_id=listed[0].of_id, text=rows)
    told = {one.pk: person_of(data) if (data := told_in(one)) else None for one in listed}
    register = Register(units)
    likely = {
        one.pk: [one.donor_id] if one.donor_id else register.candidates(person) if (person := told[one.pk]) else []
        for one in listed
    }
    asked = {donor for donors in likely.values() for donor in donors}
    donors = {row.pk: row.person for row in donors_of(units).filter(pk__in=asked)}
    opened = open_profiles(by=by, at=at, persons=donors.values(), why=WHY)
    return [
        Looked(one, told[one.pk], {d: opened[donors[d].pk] for d in likely[one.pk] if d in donors}) for one in listed
    ]


@transaction.atomic
def link_listed(
    *, by: User | None, at: datetime, on: date, listed_id: int, donor_id: int, units: Collection[int]
) -> None:
    """Say which donor of the units gave; what the list says of the group follows.

    Raises Refusal for a donor of others, and as `blood.actions.link_donation`.
    """
    listed = _waiting(by, on, listed_id, ListedWhy.UNLINKED)
    donor = donors_of(units).filter(pk=donor_id).first()
    if donor is None:
        raise Refusal(NOT_THERE, id=donor_id)
    _link(by, at, listed, donor)


@transaction.atomic
def add_listed_donor(
    *, by: User | None, at: datetime, on: date, listed_id: int, told: Registration, within: Collection[int]
) -> Donor:
    """Enrol somebody of a list, with the consents that were asked for, and link. Raises Refusal as `record_registration`."""
    listed = _waiting(by, on, listed_id, ListedWhy.UNLINKED)
    donor, _new = blood.record_registration(by=by, at=at, on=on, told=told, within=within)
    if donor is None:
        raise Refusal(GONE)
    _link(by, at, listed, donor)
    return donor


@transaction.atomic
def close_listed(*, by: User | None, at: datetime, on: date, listed_id: int) -> None:
    """Put a contradiction away that somebody looked at; the group that is kept stays."""
    listed = _waiting(by, on, listed_id, ListedWhy.GROUP)
    audit.note(by=by, at=at, action="close_listed", object_type="donor", object_id=listed.donor_id or 0)
    listed.delete()


def _link(by: User | None, at: datetime, listed: ListedDonor, donor: Donor) -> None:
    if listed.donation_id is None:
        raise Refusal(GONE)
    blood.link_donation(by=by, at=at, donation_id=listed.donation_id, donor_id=donor.pk)
    data = told_in(listed)
    if data is not None:
        told = Told(listed.of, listed.row, person_of(data), None, listed.donation_id)
        take_health(by=by, at=at, told=told, donor_id=donor.pk)
    listed.delete()


def _waiting(by: User | None, on: date, listed_id: int, why: ListedWhy) -> ListedDonor:
    rows = ListedDonor.objects.select_for_update(of=("self",)).select_related("of")
    listed = rows.filter(pk=listed_id, why=why, of__state=ListState.POSTED).first()
    if listed is None:
        raise Refusal(GONE)
    check_reach(by, listed.of.unit_id, on)
    return listed
