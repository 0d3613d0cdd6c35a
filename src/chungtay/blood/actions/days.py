"""What the ledger holds of a unit's day by lists of blood centres, where no drive's result counts in their place."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.blood.models import Donation, Drive
from chungtay.blood.queries.drives import WHOLE_BLOOD, drive_on
from chungtay.blood.queries.layers import rules_for
from chungtay.blood.rules.given import LIST_SOURCE
from chungtay.blood.rules.results import PROGRAMME, day_key, result_amounts
from chungtay.bloodrules.rules.funnel import Funnel
from chungtay.kernel.errors import gettext_noop
from chungtay.ledger import actions as ledger
from chungtay.ledger.queries.keys import standings
from chungtay.ledger.rules import Amount, RecordDraft

TITLE = "Hiến máu theo danh sách của cơ sở tiếp nhận máu"


@transaction.atomic
def post_listed(*, by: User | None, at: datetime, unit_id: int, days: Collection[date]) -> dict[date, Drive | None]:
    """Let the ledger hold, for each day, what lists say of a day without a drive: one record, none where nothing stands.

    Donations of a day that has a drive become the drive's, whose result counts in their place. Returns the drives.
    """
    drives = {day: drive_on(unit_id, day) for day in sorted(days)}
    listed = Donation.objects.filter(unit=unit_id, withdrawn_because="", source__startswith=f"{LIST_SOURCE}:")
    for day, drive in drives.items():
        rows = listed.filter(given_on=day, drive=None)
        if drive is not None:
            rows.update(drive=drive)
        given = [] if drive else list(rows.values_list("component", "ml"))
        if given:
            amounts = _amounts(unit_id, day, given)
            record = RecordDraft(unit_id, day_key(day), day, amounts, title=TITLE, source=LIST_SOURCE)
            ledger.record(by=by, at=at, records=[record])
        elif (drive is None or drive.results.exists()) and standings([(unit_id, day_key(day))]):
            ledger.withdraw(by=by, at=at, unit_id=unit_id, key=day_key(day), reason=gettext_noop("danh sách đã đổi"))
    return drives


def _amounts(unit_id: int, day: date, given: Sequence[tuple[str, int]]) -> tuple[Amount, ...]:
    bags = Counter(ml for component, ml in given if component == WHOLE_BLOOD)
    funnel = Funnel(donated=len(given), bags=bags)
    return result_amounts(funnel, rules_for(unit_id, day).counts_as, drives=0, programme=PROGRAMME)
