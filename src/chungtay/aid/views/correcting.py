"""Correcting and withdrawing a record, each with a reason; who was overtaken by somebody else is told, nothing lost."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chungtay.accounts.views.doors import person
from chungtay.aid import actions
from chungtay.aid.actions import Stale
from chungtay.aid.forms import CorrectDelivery, Withdraw
from chungtay.aid.forms.delivery import Shown
from chungtay.aid.forms.lines import changed_lines
from chungtay.aid.queries import (
    HandedIn,
    Offered,
    check_pace,
    offered_again,
    other_version,
    standing_entry,
    words_of,
)
from chungtay.aid.rules import GROUP_NAMES, VALUE_NAMES, DeliveryDraft, differences
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.ledger.rules.keys import KEPT_ELSEWHERE
from chungtay.organizations.queries import UnitOn, units_of

from .recording import filled
from .sending import accepted, permitted, permitted_draft, record_address, refused, typed, wants_json


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct_delivery(request: HttpRequest, seq: int) -> HttpResponse:
    """The version `seq` of a record, to be replaced by what is typed here."""
    found = permitted_draft(request, seq)
    if found.draft.key.startswith(KEPT_ELSEWHERE):
        raise PermissionDenied
    if request.method != "POST":
        if found.stands == seq:
            return _page(request, _form(None, found), found)
        return _elsewhere(request, found)
    do = request.POST.get("do", "")
    typed_here = changed_lines(request.POST, do) if do else request.POST
    form = _form(typed_here, found)
    if do:
        filled(typed_here, form.offered)
        form.unjudged()
        return _page(request, form, found)
    draft = typed(form, found.draft.key, found) if form.is_valid() else None
    if draft is None:
        return refused(form) if wants_json(request) else _page(request, form, found)
    return _corrected(request, form, found, draft)


def _elsewhere(request: HttpRequest, found: HandedIn) -> HttpResponse:
    """A version that stands no more is not corrected: on to the one that does, or to its page where none does."""
    if found.stands is None:
        messages.warning(request, _("Bản ghi này đã được rút."))
        return redirect(record_address(found.seq))
    messages.info(request, _("Bản ghi này đã có bản mới hơn; đây là bản đang có hiệu lực."))
    return redirect("correct_delivery", found.stands)


def _corrected(request: HttpRequest, form: CorrectDelivery, found: HandedIn, draft: DeliveryDraft) -> HttpResponse:
    user, at, reason = person(request), timezone.now(), form.cleaned_data["reason"]
    try:
        check_pace(user, at)
        outcome = actions.correct_delivery(
            by=user, at=at, on=timezone.localdate(), delivery=draft, reason=reason, version=found.seq
        )
    except Stale:
        return _overtaken(request, form, found, draft)
    except Refusal as refusal:
        form.add_error(None, say(refusal))
        return refused(form) if wants_json(request) else _page(request, form, found)
    if outcome.state == "already":
        return accepted(request, "already", outcome.seq, _("Không có gì khác bản đang có: %s.") % draft.title)
    return accepted(request, "accepted", outcome.seq, _("Đã sửa: %(title)s.") % {"title": draft.title})


def _overtaken(request: HttpRequest, form: CorrectDelivery, found: HandedIn, draft: DeliveryDraft) -> HttpResponse:
    """What the other changed, beside what was typed; the form goes on with the version that stands now."""
    stands = standing_entry(draft.unit_id, draft.key)
    told = other_version(stands) if stands else None
    if told is None:
        form.add_error(None, _("Bản ghi này vừa được người khác rút; những gì vừa nhập chưa được ghi."))
        return refused(form) if wants_json(request) else _page(request, form, found)
    other, who = told
    changes = differences(found.draft, other.draft, draft, words_of(found.draft, other.draft, draft))
    if wants_json(request):
        form.add_error(None, _("Bản ghi này vừa được người khác sửa."))
        return refused(form, record_address(other.seq))
    return _page(request, form, replace(found, seq=other.seq), changes=changes, who=who)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_delivery(request: HttpRequest, seq: int) -> HttpResponse:
    """Take the version `seq` back, with a reason."""
    found = permitted(request, seq)
    if found.key.startswith(KEPT_ELSEWHERE):
        raise PermissionDenied
    form = Withdraw(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_delivery(
                by=person(request), at=timezone.now(), unit_id=found.unit_id, key=found.key,
                reason=form.cleaned_data["reason"], version=seq,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            return accepted(request, "accepted", seq, _("Đã rút: %(title)s.") % {"title": found.title})
    shown = {"form": form, "found": found, "address": record_address(seq)}
    return render(request, "aid/withdraw_delivery.html", shown)


def _form(data: QueryDict | None, found: HandedIn) -> CorrectDelivery:
    draft, day = found.draft, found.draft.occurred_on
    units = units_of({draft.unit_id, *draft.partners}, day)
    what = offered_again(units[draft.unit_id], day)
    words = _words(what, units)
    shown = Shown(values=_values(found, words), lines=draft.lines, also=draft.also)
    return CorrectDelivery(data, bare=found.bare, offered=what, catalogue=found.views, shown=shown, words=words)


def _words(what: Offered, units: Mapping[int, UnitOn]) -> dict[str, str]:
    """Names of tags and partners, from what has been read already."""
    return {
        **{f"unit:{unit.id}": unit.name for unit in units.values()},
        **{f"programme:{because.code}": because.name for because in what.programmes},
        **{f"disaster:{because.code}": because.name for because in what.disasters},
        **{f"group:{group}": _(name) for group, name in GROUP_NAMES.items()},
        **{f"value:{kind}": _(name) for kind, name in VALUE_NAMES.items()},
    }


def _values(found: HandedIn, words: Mapping[str, str]) -> dict[str, Any]:
    draft = found.draft
    names = ("work", "groups", "count", "households", "turns", "programmes", "disasters", "occurred_on", "title",
             "since", "giver", "note")  # fmt: skip
    partners = "; ".join(words.get(f"unit:{unit}", str(unit)) for unit in draft.partners)
    return {name: getattr(draft, name) for name in names} | {"place": found.place, "partners": partners}


def _page(request: HttpRequest, form: CorrectDelivery, found: HandedIn, **more: Any) -> HttpResponse:
    shown = {
        "form": form,
        "unit": form.offered.unit,
        "found": found,
        "offered": form.offered,
        "address": record_address(found.seq),
    }
    return render(request, "aid/correct_delivery.html", shown | more)
