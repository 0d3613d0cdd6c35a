"""Targets assigned, shared out among the units below, withdrawn."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.figures.queries.tags import known_tags
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc
from chungtay.ledger.queries import head
from chungtay.ledger.queries.catalogue import catalogue, tag_key
from chungtay.ledger.rules import IndicatorKind
from chungtay.organizations.queries import Structure, structure
from chungtay.organizations.rules import stands
from chungtay.plans.models import Target
from chungtay.plans.rules import TargetDraft, check_shares

_NOTHING = gettext_noop("Chỉ tiêu phải lớn hơn 0.")
_UPSIDE_DOWN = gettext_noop("Ngày đầu phải trước hoặc trùng ngày cuối.")
_SHARED_ANEW = gettext_noop("Phân bổ lại")
_UNKNOWN_UNIT = gettext_noop("Không có đơn vị này.")
_CLOSED = gettext_noop("%(name)s không còn hoặc chưa hoạt động suốt kỳ này; hãy giao cho đơn vị đang hoạt động.")
_NOT_COUNTED = gettext_noop("“%(name)s” chưa đếm được bằng sổ, nên không giao chỉ tiêu.")
_NOT_SHARED = gettext_noop("“%(name)s” là mức, tỷ lệ, không chia thành phần được; hãy giao riêng cho từng đơn vị.")
_GONE = gettext_noop("Chỉ tiêu này đã được thay hoặc đã rút.")
_NOT_BELOW = gettext_noop("%(name)s không nằm ngay dưới đơn vị được giao tổng.")
_NO_REASON = gettext_noop("Cần ghi lý do rút chỉ tiêu.")


@transaction.atomic
def assign_target(*, by: User | None, at: datetime, draft: TargetDraft) -> Target:
    """Set a target; one that stands for the same unit, indicator, days, tags and basis is replaced and kept.

    The same again is left alone. Raises Refusal for a unit that does not stand throughout, an indicator that has ended or
    that the book cannot count, a value of 0.
    """
    head(hold=True)  # one writer at a time: pressed twice it is told once
    _check(draft)
    _check_stands(structure(), [draft.unit_id], draft.first, draft.last)
    cell = {
        "indicator_id": catalogue()[draft.indicator].id, "first_on": draft.first, "last_on": draft.last,
        "tags": tag_key(known_tags(draft.tags, draft.last)), "basis": draft.basis.value,
    }  # fmt: skip
    said = {"set_by_id": draft.set_by_id, "reason": nfc(draft.reason.strip()), "paper": nfc(draft.paper.strip()),
            "share_of_id": None}  # fmt: skip
    standing, replaced = _put(by, at, cell, said, {draft.unit_id: draft.value})
    target = standing[draft.unit_id]
    for before in replaced.values():
        text = f"{draft.indicator} {draft.value}" + (f"; {before}" if before else "")
        note(by=by, at=at, action="assign_target", object_type="target", object_id=target.pk, text=text)
    return target


def _check(draft: TargetDraft) -> None:
    if draft.value <= 0:
        raise Refusal(_NOTHING)
    if draft.first > draft.last:
        raise Refusal(_UPSIDE_DOWN)
    views = catalogue()
    views.check_day([draft.indicator], draft.last)
    if views[draft.indicator].kind == IndicatorKind.DISTINCT:
        raise Refusal(_NOT_COUNTED, name=views[draft.indicator].name_vi)


def _check_stands(known: Structure, units: Iterable[int], first: date, last: date) -> None:
    for life in map(known.life, units):
        if not life:
            raise Refusal(_UNKNOWN_UNIT)
        if life[0].valid_from > first or not (life[-1].valid_to is None or life[-1].valid_to > last):
            raise Refusal(_CLOSED, name=life[-1].name)


def _put(
    by: User | None, at: datetime, cell: Mapping[str, Any], said: Mapping[str, Any], values: Mapping[int, int]
) -> tuple[dict[int, Target], dict[int, int | None]]:
    """What stands by unit for these values afterwards, and by unit that was told anew the value before (None: none).

    Shares of a target that is replaced become those of what takes its place.
    """
    rows = Target.objects.select_for_update().filter(**cell, unit__in=values, ended_at=None)
    before = {row.unit_id: row for row in rows}
    kept = {
        unit: row for unit, row in before.items()
        if row.value == values[unit] and all(getattr(row, name) == value for name, value in said.items())
    }  # fmt: skip
    gone = [row for unit, row in before.items() if unit not in kept]
    Target.objects.filter(pk__in=[row.pk for row in gone]).update(ended_at=at)
    made = Target.objects.bulk_create(
        Target(**cell, **said, unit_id=unit, value=value, entered_at=at, entered_by=by)
        for unit, value in values.items()
        if unit not in kept
    )
    new = {row.unit_id: row for row in made}
    for row in gone:
        row.replaced_by = new[row.unit_id]
    Target.objects.bulk_update(gone, ["replaced_by"])
    heirs = {row.pk: new[row.unit_id] for row in gone}
    shares = list(Target.objects.filter(share_of__in=heirs, ended_at=None))
    for share in shares:
        share.share_of = heirs[share.share_of_id or 0]
    Target.objects.bulk_update(shares, ["share_of"])
    return kept | new, {unit: before[unit].value if unit in before else None for unit in new}


@transaction.atomic
def allocate_target(*, by: User | None, at: datetime, target_id: int, shares: Mapping[int, int]) -> list[Target]:
    """Share a target out among units right below: by unit id, whole numbers that sum to it exactly.

    Shares of an earlier allocation that are not among these are withdrawn; a share of 0 is none; one that says the same is
    left alone, so a unit that ended inside the span keeps what it was given. Raises Refusal for another sum, a unit that
    does not stand right below on the first day, or throughout the span where it is given another share, a rate, a target
    that stands no more.
    """
    head(hold=True)
    total = Target.objects.select_for_update().select_related("indicator").filter(pk=target_id, ended_at=None).first()
    if total is None:
        raise Refusal(_GONE)
    if total.indicator.kind == IndicatorKind.RATE:
        raise Refusal(_NOT_SHARED, name=catalogue().by_id[total.indicator_id].name_vi)
    known = structure()
    codes = _codes_below(known, total, shares)
    check_shares(total.value, {codes[unit]: value for unit, value in shares.items()})
    standing = {share.unit_id: share for share in total.shares.filter(ended_at=None)}
    same = {unit: row for unit, row in standing.items() if row.value == shares.get(unit)}
    dropped = [row.pk for unit, row in standing.items() if not shares.get(unit)]
    Target.objects.filter(pk__in=dropped).update(ended_at=at, withdrawn_because=_SHARED_ANEW)
    anew = {unit: value for unit, value in shares.items() if value and unit not in same}
    _check_stands(known, anew, total.first_on, total.last_on)
    cell = {name: getattr(total, name) for name in ("indicator_id", "first_on", "last_on", "tags", "basis")}
    said = {"set_by_id": total.unit_id, "reason": total.reason, "paper": total.paper, "share_of_id": total.pk}
    found = same | _put(by, at, cell, said, anew)[0]
    text = f"{total.indicator.code} {total.value}: " + ", ".join(
        f"{codes[unit]} {row.value}" for unit, row in found.items()
    )
    note(by=by, at=at, action="allocate_target", object_type="target", object_id=total.pk, text=text)
    return [found[unit] for unit, value in shares.items() if value]


def _codes_below(known: Structure, total: Target, units: Iterable[int]) -> dict[int, str]:
    """Codes by id of these units. Raises Refusal for one that does not stand right below on the target's first day."""
    below = {stay[0] for stay in known.directly_below(total.unit_id) if stands(stay[1], stay[2], total.first_on)}
    names = known.units_of(units, total.first_on)
    for unit in units:
        if unit not in below:
            raise Refusal(_NOT_BELOW, name=names[unit].name if unit in names else str(unit))
    return {unit: names[unit].code for unit in units}


@transaction.atomic
def withdraw_target(*, by: User | None, at: datetime, target_id: int, reason: str) -> Target:
    """Take a target back, with a reason; its shares stay as targets of their units. Raises Refusal without a reason."""
    target = Target.objects.select_for_update().filter(pk=target_id, ended_at=None).first()
    if target is None:
        raise Refusal(_GONE)
    if not reason.strip():
        raise Refusal(_NO_REASON)
    target.shares.filter(ended_at=None).update(share_of=None)
    target.ended_at, target.withdrawn_because = at, nfc(reason.strip())
    target.save(update_fields=["ended_at", "withdrawn_because"])
    note(
        by=by, at=at, action="withdraw_target", object_type="target", object_id=target.pk, text=target.withdrawn_because
    )
    return target
