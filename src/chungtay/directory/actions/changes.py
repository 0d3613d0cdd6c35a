"""Changes of units and clusters from the desk: the organization's own actions, followed by the book in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.directory.queries.touched import records_beyond, touched_by
from chungtay.directory.rules import Step
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.actions import post_tree
from chungtay.organizations import actions as organizations
from chungtay.organizations.queries import latest_revision
from chungtay.submissions.actions import post_obligations

_RECORDED = gettext_noop(
    "Đơn vị %(unit)s còn %(number)s bản ghi hoặc số tổng hợp có ngày từ %(day)s trở đi: hãy chọn ngày sau ngày"
    " %(last)s, hoặc rút những bản ghi ấy trước"
)
ACTIONS = {
    "add_unit": organizations.add_unit,
    "rename_unit": organizations.rename_unit,
    "move_unit": organizations.move_unit,
    "end_unit": organizations.end_unit,
    "record_succession": organizations.record_succession,
    "assign_appointment": organizations.assign_appointment,
    "end_appointment": organizations.end_appointment,
    "assign_issuing_body": organizations.assign_issuing_body,
    "open_cluster": organizations.open_cluster,
    "assign_member": organizations.assign_member,
    "end_member": organizations.end_member,
    "assign_office": organizations.assign_office,
    "end_office": organizations.end_office,
}


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change touched: units (those below included), records of theirs, remainders that were reckoned anew.

    `seq` is the book's entry; None for what the book does not hold (posts, headings, offices).
    """

    units: int
    records: int
    remainders: int
    seq: int | None


@transaction.atomic
def post_change(*, by: User, at: datetime, steps: Sequence[Step], note: str, is_trial: bool = False) -> Changed:
    """Do the steps in their order and have the book follow; with `is_trial` everything is undone before it returns.

    Raises Refusal for what the organization refuses, and when a unit would end before its last record.
    """
    before = latest_revision()

    def change() -> None:
        for step in steps:
            ACTIONS[step.action](by=by, at=at, **step.values)  # type: ignore[operator]

    seq = post_tree(by=by, at=at, note=note, change=change)
    left = records_beyond(before)
    if left is not None:
        raise Refusal(
            _RECORDED,
            unit=left.unit,
            number=left.number,
            day=f"{left.ends_on:%d/%m/%Y}",
            last=f"{left.last_on:%d/%m/%Y}",
        )
    touched = touched_by(before, seq)
    if seq is not None:
        post_obligations(by=by, at=at)
    if is_trial:
        transaction.set_rollback(True)
    return Changed(touched.units, touched.records, touched.remainders, seq)
