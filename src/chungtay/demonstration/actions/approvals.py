"""What the leader of the demonstration has approved: everything but the last few; one was sent back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from chungtay.accounts.models import User
from chungtay.demonstration.queries import people_of
from chungtay.organizations.queries import Everyone
from chungtay.organizations.rules import Role
from chungtay.records.actions import approve_records, return_record
from chungtay.records.queries.lines import lines_of
from chungtay.records.queries.waiting import waiting

from .chapter import unit_id
from .people import REFORM

STILL_WAITING = 6
REASON = "Số suất ghi chưa khớp danh sách ký nhận, đề nghị kiểm tra lại rồi sửa."


def approve_work(*, by: User | None, at: datetime, people: Sequence[Mapping[str, Any]], through: date) -> None:
    """Approve as the leader of the plan; return the latest gift of the recorder's unit. `by` None: the loading."""
    role_of = {given["role"]: given for given in people}
    leader = people_of([role_of[Role.APPROVER]["login"]])[0]
    recorder = role_of[Role.RECORDER]
    unit = unit_id(recorder["then"] if through >= REFORM else recorder["unit"], through)
    lines = sorted(waiting(Everyone(), date.min, date.max), key=lambda line: (line.day, line.seq))
    seqs = [line.seq for line in lines]
    latest = lines_of([line.seq for line in reversed(lines) if line.unit_id == unit][:50])
    back = next((line.seq for line in latest if "quà" in line.title), None)
    approve_records(by=leader, at=at, seqs=[seq for seq in seqs[:-STILL_WAITING] if seq != back])
    if back is not None:
        return_record(by=leader, at=at, seq=back, reason=REASON)
