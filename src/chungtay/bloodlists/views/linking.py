"""People on a recorded list of whom nobody was found, or whose group contradicts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.accounts.views.doors import person
from chungtay.blood.actions import Registration
from chungtay.blood.queries.places import communes
from chungtay.blood.views.asking import sent, shown
from chungtay.blood.views.donors import own_choices
from chungtay.bloodlists import actions, queries
from chungtay.bloodlists.forms import AddListedDonor, numbers_said
from chungtay.bloodlists.rules.states import ListedWhy
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.organizations.queries import Sight

from .lists import own_list

PER_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def link_listed(request: HttpRequest, pk: int) -> HttpResponse:
    """Who of the donors each of them may be; a POST says who, or that a contradiction was looked at."""
    seen, units, row = own_list(request, pk, posted=True)
    if request.method == "POST":
        _say_who(request, seen, units)
        return redirect("link_listed", pk)
    waiting = queries.listed_of(row)
    people = actions.open_listed(
        by=person(request), at=timezone.now(), listed=list(waiting[:PER_PAGE]), units=units
    )  # fmt: skip
    context = {"list": row, "people": people, "count": waiting.count(), "group_why": ListedWhy.GROUP}
    return render(request, "bloodlists/link_listed.html", context)


def _say_who(request: HttpRequest, seen: Sight, units: frozenset[int]) -> None:
    by, at = person(request), timezone.now()
    listed = next(iter(numbers_said(request.POST.getlist("listed"))), 0)
    try:
        if request.POST.get("do") == "close":
            actions.close_listed(by=by, at=at, on=seen.on, listed_id=listed)
            messages.success(request, _("Đã xem; nhóm máu đã xác nhận trước đây giữ nguyên."))
            return
        typed = request.POST.get("other", "").strip() or request.POST.get("donor", "")
        donor = next(iter(numbers_said([typed])), 0)
        actions.link_listed(by=by, at=at, on=seen.on, listed_id=listed, donor_id=donor, units=units)
        messages.success(request, _("Đã gắn lần hiến với hồ sơ %(id)s.") % {"id": donor})
    except Refusal as refusal:
        messages.error(request, say(refusal))


@require_http_methods(["GET", "HEAD", "POST"])
def add_listed_donor(request: HttpRequest, pk: int, listed: int) -> HttpResponse:
    """Enrol somebody of a list who was asked and agreed to be kept; not to be called."""
    seen, units, row = own_list(request, pk, posted=True)
    waiting = queries.listed_of(row).filter(pk=listed, why=ListedWhy.UNLINKED).first()
    if waiting is None:
        raise Http404
    [looked] = actions.open_listed(by=person(request), at=timezone.now(), listed=[waiting], units=frozenset())
    if looked.person is None:
        raise Http404
    form = AddListedDonor(
        request.POST or None, person=looked.person, centre=row.centre, units=own_choices(seen, units),
        areas=communes(seen.on),
    )  # fmt: skip

    def save(by: Any, at: Any) -> Any:
        told = form.cleaned_data
        registration = Registration(
            form.profile, int(told["unit"]), form.consents, form.heard_by, form.health, form.area_id, note=told["note"]
        )
        return actions.add_listed_donor(by=by, at=at, on=seen.on, listed_id=listed, told=registration, within=units)

    back = reverse("link_listed", args=[pk])
    done = sent(request, form, save, _("Đã ghi người hiến và gắn lần hiến."), lambda _made: back)
    more = {"template": "bloodlists/add_listed_donor.html", "list": row}
    return done or shown(request, form, _("Thêm người hiến"), back, **more)
