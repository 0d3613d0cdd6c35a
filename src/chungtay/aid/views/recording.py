"""Recording a delivery: a unit, a form that carries its own key, one action."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chungtay.accounts.models import User
from chungtay.accounts.views.doors import person
from chungtay.aid import actions
from chungtay.aid.forms import RecordDelivery
from chungtay.aid.forms.delivery import Shown, first_line
from chungtay.aid.forms.lines import KIND, changed_lines
from chungtay.aid.queries import (
    Offered,
    check_pace,
    evidence_of,
    last_day,
    likely_same,
    offered,
    recording_unit,
    standing_entry,
    unit_choice,
)
from chungtay.aid.rules import DeliveryDraft, Work
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.ledger.queries import catalogue

from .queued import kept
from .sending import (
    accepted,
    doubts,
    keep_photos,
    new_key,
    record_address,
    refused,
    sent_key,
    typed,
    wants_json,
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def record_delivery(request: HttpRequest) -> HttpResponse:
    """A delivery of a unit for which the person may record; `of` names it where there are several."""
    user, today = person(request), timezone.localdate()
    code = request.GET.get("of") or request.POST.get("of") or ""
    if not code:
        return _choose(request, user, today)
    unit = recording_unit(user, today, code)
    if unit is None:
        raise PermissionDenied
    what = offered(unit, user, last_day(unit, today))
    if request.method == "POST":
        return _sent(request, what, today)
    return kept(request, _page(request, _form(None, what, today, _asked(request.GET)), new_key()))


def _choose(request: HttpRequest, user: User, today: date) -> HttpResponse:
    search = request.GET.get("q", "")[:100]
    choice = unit_choice(user, today, search)
    if not (choice.own or choice.others or choice.ended or search):
        raise PermissionDenied
    at_work = [unit for unit in choice.own if unit.stands_on(today)] or choice.own
    if len(at_work) == 1 and not choice.others and "q" not in request.GET:  # an ended unit is asked for, not offered
        return redirect(f"{reverse('record_delivery')}?{urlencode({'of': at_work[0].code})}")
    return render(request, "aid/choose_unit.html", {"choice": choice, "search": search, "today": today})


def _asked(data: QueryDict) -> dict[str, object]:
    """What another page knows of the delivery already: its day, kind and place."""
    found: dict[str, object] = {"place": data["place"]} if data.get("place") else {}
    with suppress(KeyError, ValueError):
        found["work"] = Work(str(data["work"]))
    with suppress(KeyError, ValueError):
        found["occurred_on"] = date.fromisoformat(str(data["on"]))
    return found


def _form(
    data: QueryDict | None, what: Offered, today: date, asked: Mapping[str, object] | None = None
) -> RecordDelivery:
    """What was typed; a new form begins with what was asked for, else what the last delivery was, its numbers left out."""
    last = what.last
    values: dict[str, Any] = {"occurred_on": last_day(what.unit, today)}
    if last:
        place = last.place.name if last.place else ""
        work = {} if last.work == Work.OTHER else {"work": last.work}
        values |= work | {"groups": last.groups.split("|"), "place": place}
    values |= asked or {}
    shown = Shown(values=values, lines=first_line(what.last_kind))
    return RecordDelivery(data, offered=what, catalogue=catalogue(), shown=shown)


def _sent(request: HttpRequest, what: Offered, today: date) -> HttpResponse:
    key = sent_key(request.POST)
    do = request.POST.get("do", "")
    form = _form(filled(changed_lines(request.POST, do), what) if do else request.POST, what, today)
    keep_photos(request, form, what.unit.id, key)
    if do:
        form.unjudged()
        return _page(request, form, key)
    draft = typed(form, key) if form.is_valid() else None
    if draft is None:
        return refused(form) if wants_json(request) else _page(request, form, key)
    if not request.POST.get("anyway"):
        times = settings.CHUNGTAY_PRICE_TIMES
        likely, warnings = likely_same(draft), doubts(what, draft, form.catalogue, times)
        if likely or warnings:
            return _asked_again(request, form, key, likely=likely, warnings=warnings)
    return _recorded(request, form, draft, today)


def _asked_again(request: HttpRequest, form: RecordDelivery, key: str, **why: Any) -> HttpResponse:
    if wants_json(request):
        address = record_address(why["likely"][0].seq) if why["likely"] else ""
        told = [_("Có thể việc này đã được ghi.")] if why["likely"] else []
        return refused(form, address, [*told, *why["warnings"]], ask=True)
    found = [(one, record_address(one.seq)) for one in why["likely"]]
    return _page(request, form, key, likely=found, warnings=why["warnings"], anyway=True)


def _recorded(request: HttpRequest, form: RecordDelivery, draft: DeliveryDraft, today: date) -> HttpResponse:
    user, at = person(request), timezone.now()
    try:
        check_pace(user, at)
        outcome = actions.record_delivery(by=user, at=at, on=today, delivery=draft, once=True)
    except Refusal as refusal:
        form.add_error(None, say(refusal))
        stands = standing_entry(draft.unit_id, draft.key)
        address = record_address(stands) if stands else ""
        if wants_json(request):
            return refused(form, address)
        return _page(request, form, draft.key, stands=address)
    words = _("Đã ghi: %(title)s.") if outcome.state == "accepted" else _("Việc này đã được ghi từ trước: %(title)s.")
    return accepted(request, outcome.state, outcome.seq, words % {"title": draft.title})


def filled(data: QueryDict, what: Offered) -> QueryDict:
    """Goods that were given before get their unit, price and source where these were left empty."""
    for number in [found[1] for name in data if (found := KIND.match(name))]:
        known = what.remembered(data.get(f"line-{number}-item", ""))
        for name in ("unit_word", "unit_price", "price_source", "counts_as") if known else ():
            data[f"line-{number}-{name}"] = data.get(f"line-{number}-{name}") or str(getattr(known, name) or "")
    return data


def _page(request: HttpRequest, form: RecordDelivery, key: str, **more: Any) -> HttpResponse:
    photos = evidence_of(form.offered.unit.id, key) if request.method == "POST" else ()
    shown = {"form": form, "unit": form.offered.unit, "key": key, "photos": photos, "offered": form.offered}
    return render(request, "aid/record_delivery.html", shown | more)
