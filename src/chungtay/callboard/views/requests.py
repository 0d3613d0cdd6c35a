"""Requests that are open and past, the shift, and a request opened."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.blood.views.asking import number_in, sent, shown
from chungtay.blood.views.donors import own_choices
from chungtay.callboard.forms import OpenRequest, TakeDuty
from chungtay.callboard.queries import past_requests
from chungtay.callout import actions
from chungtay.callout.models import BloodRequest
from chungtay.callout.queries import duties_at, open_requests, standing_contacts
from chungtay.callout.rules.states import Urgency
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal

from .asking import coordinator, person


@require_safe
def call_outs(request: HttpRequest) -> HttpResponse:
    """What is asked now, by when; what was asked; who is on duty."""
    seen, units = coordinator(request)
    user, at = person(request), timezone.now()
    duties = list(duties_at(units, at))
    mine = next((one for one in duties if one.user_id == user.pk), None)
    return render(request, "callboard/call_outs.html", {
        "open": open_requests(units), "past": past_requests(units), "mine": mine,
        "others": [one for one in duties if one is not mine], "form": TakeDuty(units=own_choices(seen, units)),
    })  # fmt: skip


@require_POST
def take_duty(request: HttpRequest) -> HttpResponse:
    """Take the shift for so many hours, or end it."""
    seen, units = coordinator(request)
    user, at = person(request), timezone.now()
    try:
        if (ended := number_in(request.POST.get("end", ""))) in units:
            actions.end_duty(by=user, at=at, unit_id=ended)
            messages.success(request, _("Đã hết ca trực."))
            return redirect("call_outs")
        form = TakeDuty(request.POST, units=own_choices(seen, units))
        if not form.is_valid():
            raise PermissionDenied
        until = at + timedelta(hours=int(form.cleaned_data["hours"]))
        actions.take_duty(by=user, at=at, unit_id=int(form.cleaned_data["unit"]), until_at=until)
        messages.success(request, _("Đã nhận trực. Số điện thoại hiện trên bảng gọi máu cho đến hết ca."))
    except Refusal as refusal:
        messages.error(request, say(refusal))
    return redirect("call_outs")


@require_http_methods(["GET", "HEAD", "POST"])
def open_request(request: HttpRequest) -> HttpResponse:
    """What the hospital asks for; the first wave is called at once."""
    seen, units = coordinator(request)
    rows = standing_contacts(units, seen.on).exclude(verified_at=None)
    form = OpenRequest(
        request.POST or None, contacts=[(str(row.pk), row.hospital) for row in rows], now=timezone.localtime()
    )

    def save(by: Any, at: Any) -> BloodRequest:
        told = form.cleaned_data
        row = actions.open_request(
            by=by, at=at, contact_id=int(told["contact"]), need=form.need, units=told["units"],
            urgency=Urgency(told["urgency"]), needed_at=form.needed_at, basis=form.basis_held, boxes=form.boxes,
        )  # fmt: skip
        if row.merged_into is None:
            actions.take_next_step(by=by, at=at, request_id=row.pk)
        return row.merged_into or row

    done = sent(request, form, save, _("Đã mở yêu cầu."), lambda row: reverse("call_board", args=[row.pk]))
    lead = _("Không ghi tên người bệnh. Mở xong là gọi ngay đợt đầu.")
    if not rows:
        lead = _("Chưa có đầu mối bệnh viện nào đã xác minh: ghi đầu mối, gọi lại theo số đã lưu rồi ghi xác minh.")
    title, back = _("Mở yêu cầu máu"), reverse("call_outs")
    return done or shown(request, form, title, back, lead=lead, button=_("Mở yêu cầu"))
