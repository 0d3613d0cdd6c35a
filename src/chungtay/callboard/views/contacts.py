"""Who may ask in a hospital's name: recorded, called back, ended."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.blood.views.asking import sent, shown
from chungtay.blood.views.donors import own_choices
from chungtay.callboard.forms import RecordContact
from chungtay.callout import actions
from chungtay.callout.queries import standing_contacts
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal

from .asking import coordinator, person


@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """Hospitals of one's units, verified or not; names and numbers of their people are not shown in the list."""
    seen, units = coordinator(request)
    return render(request, "callboard/contacts.html", {"contacts": standing_contacts(units, seen.on)})


@require_http_methods(["GET", "HEAD", "POST"])
def record_contact(request: HttpRequest) -> HttpResponse:
    """A hospital's contact, to be called back before it may ask."""
    seen, units = coordinator(request)
    form = RecordContact(request.POST or None, units=own_choices(seen, units))

    def save(by: Any, at: Any) -> object:
        told = form.cleaned_data
        return actions.record_contact(
            by=by, at=at, on=seen.on, unit_id=int(told["unit"]), hospital=told["hospital"], name=told["name"],
            phone=told["phone"], latitude=told["latitude"], longitude=told["longitude"], remote=told["remote"],
        )  # fmt: skip

    back = reverse("contacts")
    done = sent(request, form, save, _("Đã ghi. Gọi lại theo số này rồi ghi xác minh."), lambda _made: back)
    return done or shown(request, form, _("Ghi đầu mối bệnh viện"), back)


@require_POST
def change_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Called back and found right; or asks no more."""
    seen, units = coordinator(request)
    if not standing_contacts(units, seen.on).filter(pk=pk).exists():
        raise PermissionDenied
    by, at = person(request), timezone.now()
    try:
        if request.POST.get("do") == "verify":
            actions.verify_contact(by=by, at=at, contact_id=pk)
        elif request.POST.get("do") == "end":
            actions.end_contact(by=by, at=at, contact_id=pk, on=seen.on)
    except Refusal as refusal:
        messages.error(request, say(refusal))
    return redirect("contacts")
