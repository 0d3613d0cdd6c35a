"""Targets assigned, shared out among the units below, withdrawn."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.figures.queries.tags import known_tags
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc
from chungtay.ledger.queries.catalogue import catalogue, tag_key, tags_of
from chungtay.ledger.rules import IndicatorKind
from chungtay.organizations.queries import Structure, structure
from chungtay.organizations.rules import stands
from chungtay.plans.models import Target
from chungtay.plans.rules import TargetBasis, TargetDraft, check_shares

_NOTHING = gettext_noop("Chỉ tiêu phải lớn hơn 0.")
_UPSIDE_DOWN = gettext_noop("Ngày đầu phải trước hoặc trùng ngày cuối.")
_SHARED_ANEW = gettext_noop("Phân bổ lại")
_UNKNOWN_UNIT = gettext_noop("Không có đơn vị này.")
_CLOSED = gettext_noop("%(name)s không còn hoặc chưa hoạt động suốt kỳ này; hãy giao cho đơn vị đang hoạt động.")
_NOT_COUNTED = gettext_noop("“%(name)s” chưa đếm được bằng sổ, nên không giao chỉ tiêu.")
_GONE = gettext_noop("Chỉ tiêu này đã được thay hoặc đã rút.")
_NOT_BELOW = gettext_noop("%(name)s không nằm ngay dưới đơn vị được giao tổng.")
_NO_REASON = gettext_noop("Cần ghi lý do rút chỉ tiêu.")


@transaction.atomic
def assign_target(*, by: User | None, at: datetime, draft: TargetDraft, share_of: Target | None = None) -> Target:
    """Set a target; one that stands for the same unit, indicator, days, tags and basis is replaced and kept.

    The same again is left alone. Raises Refusal for a unit that does not stand throughout, an indicator that has ended or
    that the book cannot count, a value of 0.
    """
    _check(draft, structure())
    indicator = catalogue()[draft.indicator]
    fields = {
        "unit_id": draft.unit_id,
        "indicator_id": indicator.id,
        "first_on": draft.first,
        "last_on": draft.last,
        "tags": tag_key(known_tags(draft.tags, draft.last)),
        "basis": draft.basis.value,
    }
    before = Target.objects.select_for_update().filter(**fields, ended_at=None).first()
    said = {"value": draft.value, "set_by_id": draft.set_by_id, "reason": nfc(draft.reason.strip()),
            "paper": nfc(draft.paper.strip()), "share_of_id": share_of.pk if share_of else None}  # fmt: skip
    if before and all(getattr(before, name) == value for name, value in said.items()):
        return before
    if before:
        Target.objects.filter(pk=before.pk).update(ended_at=at)
    target = Target.objects.create(**fields, **said, entered_at=at, entered_by=by)
    if before:
        Target.objects.filter(pk=before.pk).update(replaced_by=target)
        before.shares.filter(ended_at=None).update(share_of=target)
    text = f"{draft.indicator} {draft.value}" + (f"; {before.value}" if before else "")
    note(by=by, at=at, action="assign_target", object_type="target", object_id=target.pk, text=text)
    return target


def _check(draft: TargetDraft, known: Structure) -> None:
    if draft.value <= 0:
        raise Refusal(_NOTHING)
    if draft.first > draft.last:
        raise Refusal(_UPSIDE_DOWN)
    views = catalogue()
    views.check_day([draft.indicator], draft.last)
    if views[draft.indicator].kind == IndicatorKind.DISTINCT:
        raise Refusal(_NOT_COUNTED, name=views[draft.indicator].name_vi)
    life = known.life(draft.unit_id)
    if not life:
        raise Refusal(_UNKNOWN_UNIT)
    if life[0].valid_from > draft.first or not (life[-1].valid_to is None or life[-1].valid_to > draft.last):
        raise Refusal(_CLOSED, name=life[-1].name)


@transaction.atomic
def allocate_target(*, by: User | None, at: datetime, target_id: int, shares: Mapping[int, int]) -> list[Target]:
    """Share a target out among units right below: by unit id, whole numbers that sum to it exactly.

    Shares of an earlier allocation that are not among these are withdrawn; a share of 0 is none; one that says the same is
    left alone, so a unit that ended inside the span keeps what it was given. Raises Refusal for another sum, a unit that
    does not stand right below on the first day, or throughout the span where it is given another share, a target that
    stands no more.
    """
    total = Target.objects.select_for_update().select_related("indicator").filter(pk=target_id, ended_at=None).first()
    if total is None:
        raise Refusal(_GONE)
    known = structure()
    names = known.units_of(shares, total.first_on)
    below = {stay[0] for stay in known.directly_below(total.unit_id) if stands(stay[1], stay[2], total.first_on)}
    for unit in shares:
        if unit not in below:
            raise Refusal(_NOT_BELOW, name=names[unit].name if unit in names else str(unit))
    check_shares(total.value, {names[unit].code: value for unit, value in shares.items()})
    standing = {share.unit_id: share for share in total.shares.filter(ended_at=None)}
    for unit, old in standing.items():
        if not shares.get(unit):
            _withdraw(old, by, at, _SHARED_ANEW)
    draft = TargetDraft(
        0, total.indicator.code, total.first_on, total.last_on, 0, TargetBasis(total.basis), tags_of(total.tags),
        total.unit_id, total.reason, total.paper,
    )  # fmt: skip
    return [
        standing[unit]
        if unit in standing and standing[unit].value == value
        else assign_target(by=by, at=at, draft=replace(draft, unit_id=unit, value=value), share_of=total)
        for unit, value in shares.items()
        if value
    ]


@transaction.atomic
def withdraw_target(*, by: User | None, at: datetime, target_id: int, reason: str) -> Target:
    """Take a target back, with a reason; its shares stay as targets of their units. Raises Refusal without a reason."""
    target = Target.objects.select_for_update().filter(pk=target_id, ended_at=None).first()
    if target is None:
        raise Refusal(_GONE)
    if not reason.strip():
        raise Refusal(_NO_REASON)
    target.shares.filter(ended_at=None).update(share_of=None)
    _withdraw(target, by, at, nfc(reason.strip()))
    return target


def _withdraw(target: Target, by: User | None, at: datetime, reason: str) -> None:
    target.ended_at, target.withdrawn_because = at, reason
    target.save(update_fields=["ended_at", "withdrawn_because"])
    note(by=by, at=at, action="withdraw_target", object_type="target", object_id=target.pk, text=reason)
