"""What was handed over: listed by day and decision, a mark taken back with a reason."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.blood import actions
from chungtay.blood.forms import GiveReason
from chungtay.blood.views.asking import coordinator, number_in, sent, shown
from chungtay.blood.views.donors import named
from chungtay.honours import queries

from .asking import HANDED


@require_safe
def honours_given(request: HttpRequest) -> HttpResponse:
    """Honours that were handed over, the newest first; marks that were taken back with their reason."""
    seen, units = coordinator(request)
    asked = number_in(request.GET.get("page", ""))
    page = queries.marks_page(units, asked if 0 < asked < 10_000 else 1)
    names = named(request, [mark.donor for mark in page.marks], HANDED)
    called = seen.structure.units_of({mark.unit_id for mark in page.marks}, seen.on)
    rows = [
        (mark, names.get(mark.donor.person_id), (mark.given_on, mark.paper, called[mark.unit_id]))
        for mark in page.marks
    ]
    return render(request, "honours/honours_given.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_honour(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a mark back."""
    _seen, units = coordinator(request)
    mark = queries.own_mark(units, pk)
    if mark is None:
        raise PermissionDenied
    form = GiveReason(request.POST or None)

    def save(by: Any, at: Any) -> None:
        actions.withdraw_honour(by=by, at=at, honour_id=pk, reason=form.cleaned_data["reason"])

    back = reverse("honours_given")
    done = sent(request, form, save, _("Đã rút."), lambda _made: back)
    lead = _("Người này lại là chưa trao; số liệu tôn vinh của đơn vị bớt một. Không ghi họ tên vào lý do.")
    about = _("Hồ sơ hiến máu %s") % mark.donor_id
    return done or shown(request, form, _("Rút ghi nhận đã trao"), back, about=about, lead=lead, button=_("Rút"))
