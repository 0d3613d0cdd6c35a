"""A recorded list taken back as a whole."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.blood import actions as blood
from chungtay.blood.queries import donors_of, facts_of
from chungtay.blood.rules.given import list_source
from chungtay.bloodlists.models import BloodList
from chungtay.bloodlists.rules.states import ListedWhy, ListState
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations.queries import Everyone

from .health import give_health_back
from .keeping import check_reach
from .posting import tell_results

NOT_POSTED: Final = gettext_noop("Danh sách này chưa ghi hoặc đã hoàn tác.")


@transaction.atomic
def undo_list(*, by: User | None, at: datetime, on: date, list_id: int, reason: str) -> tuple[int, int]:
    """Withdraw every donation that a list made, also those that were linked since, and what it said of health where that
    still stands; results of drives and the ledger follow. Who was enrolled stays.

    Returns how many donations were withdrawn, and of how many donors the health stays as it is by now. Raises Refusal
    without a reason, for a unit of others, and for a list that is not recorded.
    """
    audit.note(by=by, at=at, action="undo_list", object_type="blood_list", object_id=list_id)
    row = BloodList.objects.select_for_update().filter(pk=list_id, state=ListState.POSTED).first()
    if row is None:
        raise Refusal(NOT_POSTED)
    check_reach(by, row.unit_id, on)
    gone = blood.withdraw_donations(by=by, at=at, source=list_source(row.pk), reason=reason)
    blood.assign_donation_numbers(by=by, at=at, numbers=dict.fromkeys(row.filled, ""))
    stays, standing = 0, donors_of(Everyone())
    for listed in row.listed.filter(why=ListedWhy.CHANGED).order_by("-pk"):
        facts = facts_of(standing.filter(pk=listed.donor_id or 0))
        back = bool(facts) and give_health_back(by=by, at=at, listed=listed, facts=next(iter(facts.values())))
        stays += not back
    row.listed.all().delete()
    days = {donation.given_on for donation in gone} | {date.fromisoformat(day) for day in row.deferred}
    row.state, row.undone_at, row.undone_because = ListState.UNDONE, at, reason.strip()[:300]
    row.save()
    tell_results(by=by, at=at, on=on, row=row, days=days)
    return len(gone), stays
