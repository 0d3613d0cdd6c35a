"""The forms of one donor."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.blood import actions, queries
from chungtay.blood.actions.enrolling import GONE
from chungtay.blood.forms import CorrectDonor, GiveReason, MergeDonors, PauseDonor, RecordConsent, RecordHealth
from chungtay.blood.queries.places import communes
from chungtay.kernel.errors import Refusal
from chungtay.people.rules.consents import PURPOSE_NAMES, ConsentProof, ConsentPurpose

from .asking import sent, shown
from .donors import OPENED, coordinated, named, own_choices, place

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@_FORM
def correct_donor(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, number, birthday, club."""
    seen, units, row = coordinated(request, pk)
    known = named(request, [row], OPENED)[row.person_id]
    first = {
        "name": known.name, "born_on": known.born_on, "sex": known.sex, "address": known.address, "email": known.email,
        "unit": row.unit_id, "area": row.person.area_id, "night_ok": row.night_ok,
    }  # fmt: skip
    form = CorrectDonor(request.POST or None, units=own_choices(seen, units), areas=communes(seen.on), initial=first)

    def save(by: Any, at: Any) -> object:
        told = form.cleaned_data
        return actions.correct_donor(
            by=by, at=at, on=seen.on, donor_id=pk, profile=form.profile, unit_id=int(told["unit"]), area_id=form.area_id,
            night_ok=told["night_ok"],
        )  # fmt: skip

    return _page(request, pk, form, save, _("Sửa thông tin"))


@_FORM
def record_health(request: HttpRequest, pk: int) -> HttpResponse:
    """Group, weight, haemoglobin, deferrals."""
    seen, _units, row = coordinated(request, pk)
    named(request, [row], OPENED)
    form = RecordHealth(request.POST or None, facts=queries.facts_of([row])[pk], on=seen.on)

    def save(by: Any, at: Any) -> object:
        return actions.record_health(by=by, at=at, donor_id=pk, health=form.told(), reason=form.cleaned_data["reason"])

    return _page(request, pk, form, save, _("Ghi sức khỏe, nhóm máu"))


@_FORM
def pause_donor(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody asks before a day."""
    coordinated(request, pk)
    form = PauseDonor(request.POST or None)
    return _page(
        request, pk, form,
        lambda by, at: actions.pause_donor(by=by, at=at, donor_id=pk, until_on=form.cleaned_data["until"]),
        _("Tạm nghỉ"),
    )  # fmt: skip


@_FORM
def end_donor(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes part no longer."""
    coordinated(request, pk)
    form = GiveReason(request.POST or None)
    return _page(
        request, pk, form,
        lambda by, at: actions.end_donor(by=by, at=at, donor_id=pk, reason=form.cleaned_data["reason"]),
        _("Thôi tham gia"),
    )  # fmt: skip


@_FORM
def merge_donors(request: HttpRequest, pk: int) -> HttpResponse:
    """Another row is the same person."""
    _seen, units, row = coordinated(request, pk)
    alike = queries.donors_alike(row, units)
    form = MergeDonors(request.POST or None, initial={"other": request.GET.get("voi") or next(iter(alike), None)})
    lead = _("Lần hiến, lượt đăng ký của hồ sơ trùng chuyển về hồ sơ này. Sự đồng ý của hồ sơ trùng không chuyển theo.")
    if alike:
        same = _("Trùng họ tên và ngày sinh: hồ sơ %s.") % ", ".join(map(str, alike))
        lead = f"{same} {lead}"

    def save(by: Any, at: Any) -> object:
        other = form.cleaned_data["other"]
        if not queries.donors_of(units).filter(pk=other).exists():
            raise Refusal(GONE, id=other)
        return actions.merge_donors(by=by, at=at, kept_id=pk, other_id=other, reason=form.cleaned_data["reason"])

    return _page(request, pk, form, save, _("Gộp hồ sơ trùng"), lead=lead)


@_FORM
def erase_donor(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything personal goes."""
    coordinated(request, pk)
    form = GiveReason(request.POST or None)
    lead = _("Họ tên, số điện thoại, sức khỏe mất hẳn, không lấy lại được. Số lần hiến đã tính vẫn còn, không của ai.")
    return _page(
        request, pk, form,
        lambda by, at: actions.erase_donor(by=by, at=at, donor_id=pk, reason=form.cleaned_data["reason"]),
        _("Xóa thông tin"), lead=lead, then=reverse("donors"), button=_("Xóa hẳn"),
    )  # fmt: skip


@_FORM
def record_donor_consent(request: HttpRequest, pk: int) -> HttpResponse:
    """A yes that was signed or heard."""
    coordinated(request, pk)
    form = RecordConsent(request.POST or None)

    def save(by: Any, at: Any) -> object:
        told = form.cleaned_data
        purpose = ConsentPurpose(told["purpose"])
        return actions.record_donor_consent(
            by=by, at=at, donor_id=pk, purpose=purpose, proof=ConsentProof(told["proof"]),
            text=_(PURPOSE_NAMES[purpose]), note=told["note"],
        )  # fmt: skip

    return _page(request, pk, form, save, _("Ghi sự đồng ý"))


def _page(
    request: HttpRequest,
    pk: int,
    form: Any,
    save: Callable[[Any, Any], object],
    title: str,
    *,
    then: str = "",
    **more: Any,
) -> HttpResponse:
    back = place(pk)
    done = sent(request, form, save, _("Đã lưu."), lambda _made: then or back)
    return done or shown(request, form, title, back, about=_("Hồ sơ hiến máu %s") % pk, **more)
