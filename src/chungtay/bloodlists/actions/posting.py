"""A list recorded, all or nothing: donations, numbers, what it says of health, results of drives, control totals."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.blood import actions as blood
from chungtay.blood.models import Drive
from chungtay.blood.queries.drives import kept_funnel
from chungtay.blood.rules.given import GivenBag, list_source
from chungtay.bloodlists.formats.sealed import person_bytes
from chungtay.bloodlists.models import BloodList, ListedDonor
from chungtay.bloodlists.queries.checking import JudgedRow, Totals, Verdict, totals_of, verdict
from chungtay.bloodlists.queries.lists import staged_in
from chungtay.bloodlists.rules.states import GroupFate, ListedWhy, ListState, RowFate
from chungtay.bloodrules.rules.funnel import Funnel
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations.queries import structure

from .health import Told, deferral_from, take_health
from .keeping import check_reach, open_one, seal_told

NOT_READY: Final = gettext_noop("Chưa ghi: còn %(rows)s dòng sai. Sửa hoặc bỏ các dòng ấy, cả danh sách mới được ghi.")
NO_COLUMNS: Final = gettext_noop("Chưa ghi: còn cột chưa rõ.")
NO_ROWS: Final = gettext_noop("Chưa ghi: danh sách không có dòng nào.")
BROKEN: Final = gettext_noop("Tổng kiểm soát không khớp nên chưa ghi gì: hãy báo người quản trị.")
UNDONE: Final = gettext_noop("danh sách đã hoàn tác")


class BrokenTotals(Refusal):
    """What was recorded is not what was told before."""


@transaction.atomic
def import_list(*, by: User | None, at: datetime, on: date, list_id: int) -> BloodList:
    """Record a list on a day, all of it or nothing; what is there already stays as it is.

    A row that names nobody for certain is a donation of nobody yet. Raises Refusal while a column or a cell is wrong, for a
    unit of others, and where the totals afterwards are not those told before.
    """
    audit.note(by=by, at=at, action="import_list", object_type="blood_list", object_id=list_id)
    row = open_one(by, list_id)
    check_reach(by, row.unit_id, on)
    told = verdict(row, staged_in(row), on, structure().descendant_ids([row.unit_id]))
    if not told.ready:
        what = NO_COLUMNS if told.columns else NOT_READY if told.problems else NO_ROWS
        raise Refusal(what, **({"rows": len(told.wrong_rows)} if what == NOT_READY else {}))
    new = [judged for judged in told.rows if judged.fate == RowFate.NEW]
    made = blood.record_donations(
        by=by, at=at, on=on, unit_id=row.unit_id, given=[_bag(judged) for judged in new], source=list_source(row.pk)
    )
    fills = {judged.donation_id: judged.row.number for judged in told.rows if judged.fills and judged.donation_id}
    blood.assign_donation_numbers(by=by, at=at, numbers=fills)
    after = totals_of(row.unit_id, told.days)
    if after != told.before.plus(told.change):
        raise BrokenTotals(BROKEN)
    donations = {judged.row.row: donation.pk for judged, donation in zip(new, made, strict=True)}
    contradicting = _keep_people(by, at, row, told, donations)
    row.state, row.content, row.posted_at, row.filled = ListState.POSTED, None, at, list(fills)
    row.outcome = _outcome(told, after) | {"contradicting": contradicting}
    row.deferred = dict(Counter(j.row.given_on.isoformat() for j in told.rows if j.fate == RowFate.DEFERRED))
    row.save()
    tell_results(by=by, at=at, on=on, row=row, days=told.days)
    return row


def _bag(judged: JudgedRow) -> GivenBag:
    row = judged.row
    return GivenBag(row.given_on, row.component, row.ml, row.number, judged.link.donor_id)


def _outcome(told: Verdict, after: Totals) -> dict[str, object]:
    counts: dict[str, object] = {fate.value: told.count(fate) for fate in RowFate}
    new = [judged for judged in told.rows if judged.fate == RowFate.NEW]
    return counts | {
        "linked": sum(judged.link.donor_id is not None for judged in new),
        "near": sum(judged.near_on is not None for judged in new),
        "before": _written(told.before),
        "after": _written(after),
    }


def _written(totals: Totals) -> dict[str, int]:
    return {str(ml): bags for ml, bags in sorted(totals.bags.items())}


def _keep_people(by: User | None, at: datetime, of: BloodList, told: Verdict, donations: dict[int, int]) -> int:
    """Seal whom nobody was found for; keep what the rows say of the health of the others. Returns how many contradict."""
    contradicting = 0
    for judged in told.rows:
        row, donor_id = judged.row, judged.link.donor_id
        donation_id = donations.get(row.row)
        if donor_id is not None:
            deferral = deferral_from(row.deferral, row.given_on)
            if judged.group != GroupFate.SAME or deferral:
                said = Told(of, row.row, row.person, deferral, donation_id or judged.donation_id)
                fate = take_health(by=by, at=at, told=said, donor_id=donor_id)
                contradicting += fate == GroupFate.CONTRADICTS
        elif donation_id is not None:
            listed = ListedDonor.objects.create(of=of, row=row.row, why=ListedWhy.UNLINKED, donation_id=donation_id)
            seal_told(listed, person_bytes(row.person))
    return contradicting


def tell_results(*, by: User | None, at: datetime, on: date, row: BloodList, days: Collection[date]) -> None:
    """Let a drive of one of the days have the result that lists give it, where nobody told another; the ledger follows."""
    drives = blood.post_listed(by=by, at=at, unit_id=row.unit_id, days=days)
    lists = BloodList.objects.filter(unit=row.unit_id)
    ours = {result for results in lists.values_list("results", flat=True) for result in results}
    for day, drive in drives.items():
        latest = drive.results.last() if drive else None
        if drive is None or (latest and latest.pk not in ours):
            continue
        posted = lists.filter(state=ListState.POSTED).values_list("deferred", flat=True)
        told = _funnel(drive, sum(deferred.get(day.isoformat(), 0) for deferred in posted))
        if told is not None:
            made = blood.record_result(by=by, at=at, on=on, drive_id=drive.pk, told=told)
            row.results = sorted({*row.results, made.pk})
        elif latest:
            blood.withdraw_result(by=by, at=at, drive_id=drive.pk, reason=UNDONE)
    row.save(update_fields=["results"])


def _funnel(drive: Drive, deferred: int) -> Funnel | None:
    """What came of a drive by those who were kept one by one and those whom lists say were deferred; None: nothing."""
    kept = kept_funnel(drive)
    listed = drive.donations.filter(withdrawn_because="", source__startswith=list_source(0)[:-1]).exists()
    if not listed and not deferred:
        return None
    came = max(kept.came, kept.donated + deferred)
    return Funnel(max(kept.registered, came), came, max(kept.eligible, kept.donated), kept.donated, kept.bags)
