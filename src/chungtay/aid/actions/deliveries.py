"""Deliveries recorded, corrected and withdrawn."""

import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from chungtay.accounts.models import User
from chungtay.aid.models import Delivery, DeliveryLine
from chungtay.aid.queries import corrected_since, reversed_by, says_the_same, withdrawn
from chungtay.aid.rules import (
    Delivered,
    DeliveryDraft,
    DeliveryState,
    Line,
    besides,
    checked,
    delivered_of,
    keeps,
    kept_digest,
    worth,
)
from chungtay.audit import actions as audit
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger import actions as ledger
from chungtay.ledger.actions.records import MANY
from chungtay.ledger.queries import catalogue
from chungtay.ledger.rules import Outcome, OutcomeState, RecordDraft

CHUNK = 2000
NONE = gettext_noop("Không có hoạt động nào mang mã “%(key)s” để sửa.")
TAKEN = gettext_noop("Mã “%(key)s” đã dùng cho hoạt động khác; hãy sửa hoạt động ấy hoặc dùng mã mới.")

GONE = gettext_noop("Việc này đã ghi rồi và đã được rút; muốn ghi lại thì mở một lần ghi mới.")
STALE = gettext_noop("Bản ghi này vừa được người khác sửa.")


class Stale(Refusal):
    """Somebody else has corrected or withdrawn the version that was read."""


def record_delivery(
    *, by: User | None, at: datetime, on: date, delivery: DeliveryDraft, once: bool = False
) -> Outcome:  # fmt: skip
    """Record what was given; `on` is today in Viet Nam.

    The same content again is *already there*. `once`, for what may be sent a second time: also when it was corrected
    since; and a key that was withdrawn is not taken again. Raises Refusal for a key that stands with other content, and for what
    `rules.checked` and the ledger refuse.
    """
    with transaction.atomic():
        stands = corrected_since(delivered_of(checked(delivery, on), catalogue())) if once else None
        if stands is not None:
            return Outcome(0, stands, OutcomeState.ALREADY)
        outcome = _one(by=by, at=at, on=on, delivery=delivery)
        if outcome.state == OutcomeState.CORRECTED:
            raise Refusal(TAKEN, key=delivery.key)
        if once and outcome.state == OutcomeState.ACCEPTED and withdrawn(delivery.unit_id, delivery.key):
            raise Refusal(GONE)
        audit.note(by=by, at=at, action="record_delivery", object_type="delivery", object_id=delivery.key[:100])
    return outcome


def correct_delivery(
    *, by: User | None, at: datetime, on: date, delivery: DeliveryDraft, reason: str = "", version: int | None = None
) -> Outcome:  # fmt: skip
    """Replace the delivery that stands under the draft's unit and key; the old version stays readable.

    `reason` is kept beside the old version. `version`: the entry that was read before; raises Stale when another one
    stands by now, Refusal when none does.
    """
    with transaction.atomic():
        outcome = _one(by=by, at=at, on=on, delivery=delivery, reason=reason)
        if outcome.state == OutcomeState.ACCEPTED:
            raise Refusal(NONE, key=delivery.key)
        if outcome.state == OutcomeState.ALREADY and not says_the_same(
            outcome.seq, delivered_of(delivery, catalogue())
        ):
            outcome = _one(by=by, at=at, on=on, delivery=delivery, anew=True, reason=reason)
        _check_version(version, outcome.replaced)
        audit.note(
            by=by, at=at, action="correct_delivery", object_type="delivery", object_id=delivery.key[:100], text=reason
        )
    return outcome


def withdraw_delivery(
    *, by: User | None, at: datetime, unit_id: int, key: str, reason: str, version: int | None = None
) -> int:  # fmt: skip
    """Take a delivery back: it counts no more, its key is free. Returns the number of the reversing entry.

    `version`: the entry that was read before; raises Stale when another one stands by now.
    """
    with transaction.atomic():
        seq = ledger.withdraw(by=by, at=at, unit_id=unit_id, key=key, reason=reason)
        _check_version(version, reversed_by(seq))
        _standing().filter(unit_id=unit_id, key=key).update(state=DeliveryState.WITHDRAWN)
        audit.note(by=by, at=at, action="withdraw_delivery", object_type="delivery", object_id=key[:100], text=reason)
    return seq


def _check_version(read: int | None, replaced: int | None) -> None:
    """What was replaced is what was read; nothing was replaced where the same stands already."""
    if read is not None and replaced is not None and replaced != read:
        raise Stale(STALE)


def record_deliveries(
    *, by: User | None, at: datetime, deliveries: Sequence[Delivered | RecordDraft], anew: bool = False, reason: str = ""
) -> list[Outcome]:  # fmt: skip
    """Record many at once (an import): new keys accepted, changed ones corrected, the same left alone.

    `anew`: what the ledger has of them is the same, what `aid` keeps is not. A record of which `aid` has nothing to keep
    beside the ledger gets no row here (`rules.keeps`); it may be given as the record that it is.
    All or nothing. Raises Refusal with `index`, the place of the delivery that the ledger refuses. Leaves no audit
    line: who calls says once what the whole was.
    """
    with transaction.atomic(savepoint=len(deliveries) < MANY):
        records = [d if isinstance(d, RecordDraft) else _record(d) for d in deliveries]
        outcomes = ledger.record(by=by, at=at, records=records, anew=anew, reason=reason)
        _replace([o.replaced for o in outcomes if o.replaced is not None])
        made = [o for o in outcomes if o.state != OutcomeState.ALREADY]
        _keep([(d, o.seq) for o in made if isinstance(d := deliveries[o.index], Delivered) and keeps(d)])
    return outcomes


def withdraw_deliveries(*, by: User | None, at: datetime, seqs: Sequence[int]) -> int:
    """Mark the deliveries of these ledger entries withdrawn, after their entries were; returns how many."""
    changed = 0
    with transaction.atomic():
        for start in range(0, len(seqs), CHUNK):
            rows = _standing().filter(entry_seq__in=seqs[start : start + CHUNK])
            changed += rows.update(state=DeliveryState.WITHDRAWN)
    return changed


def _one(
    *, by: User | None, at: datetime, on: date, delivery: DeliveryDraft, anew: bool = False, reason: str = ""
) -> Outcome:  # fmt: skip
    delivered = delivered_of(checked(delivery, on), catalogue())
    return record_deliveries(by=by, at=at, deliveries=[delivered], anew=anew, reason=reason)[0]


def _record(delivered: Delivered) -> RecordDraft:
    """The record with what is said beside its numbers."""
    if not keeps(delivered):
        return delivered.record
    return delivered.record._replace(besides=besides(delivered), kept=kept_digest(delivered, os.urandom(8).hex()))


def _standing() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=DeliveryState.STANDING)


def _replace(seqs: Sequence[int]) -> None:
    """The deliveries of these entries stand no more."""
    for start in range(0, len(seqs), CHUNK):
        _standing().filter(entry_seq__in=seqs[start : start + CHUNK]).update(state=DeliveryState.REPLACED)


def _keep(kept: Sequence[tuple[Delivered, int]]) -> None:
    """Rows of deliveries, each with its entry."""
    rows = Delivery.objects.bulk_create((_row(d, seq) for d, seq in kept), batch_size=CHUNK)
    through = Delivery.partners.through
    through.objects.bulk_create(
        (
            through(delivery_id=row.pk, unit_id=unit)
            for row, (d, _) in zip(rows, kept, strict=True)
            for unit in d.partners
        ),
        batch_size=CHUNK,
    )
    DeliveryLine.objects.bulk_create(
        (_line(row, line) for row, (d, _) in zip(rows, kept, strict=True) for line in d.lines), batch_size=CHUNK
    )


def _row(delivered: Delivered, seq: int) -> Delivery:
    record = delivered.record
    return Delivery(
        unit_id=record.unit_id,
        key=record.key,
        since_on=record.since,
        occurred_on=record.occurred_on,
        work=delivered.work,
        place_id=delivered.place_id,
        giver=delivered.giver,
        turns=delivered.turns,
        households=delivered.households,
        count=delivered.count,
        groups="|".join(sorted(delivered.groups)),
        entry_seq=seq,
        state=DeliveryState.STANDING,
    )


def _line(row: Delivery, line: Line) -> DeliveryLine:
    return DeliveryLine(delivery=row, value=worth(line), **asdict(line))
