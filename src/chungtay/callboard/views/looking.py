"""What is looked at afterwards: who is not called and why, what happened, whether the list comes out again, fairness."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chungtay.blood.views.asking import number_in
from chungtay.blood.views.donors import own_choices
from chungtay.bloodrules.rules.kinds import ExclusionReason
from chungtay.callboard import queries
from chungtay.callboard.forms import FindFairness
from chungtay.callout.models import CallWave
from chungtay.callout.queries import chain_fault, fairness_report, replay
from chungtay.callout.rules.states import RequestState
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.people.actions import open_profiles

from .asking import asked, coordinator, person

EXCLUDED = gettext_noop("danh sách chưa gọi của một yêu cầu máu")
A_YEAR = 365


@never_cache
@require_safe
def excluded_donors(request: HttpRequest, pk: int) -> HttpResponse:
    """Why donors are not called, in words: counts for everybody, names to the coordinator on duty."""
    (seen, row), at, user = asked(request, pk), timezone.now(), person(request)
    units, code, page = coordinator(request)[1], request.GET.get("reason", ""), request.GET.get("page", "")
    reason = ExclusionReason(code) if code in set(ExclusionReason) else None
    found = queries.excluded_page(row, user, at, seen.structure, units, reason, number_in(page))
    names: dict[int, Any] = {}
    if found.on_duty:
        people = [donor.person for donor in found.donors.values()]
        profiles = open_profiles(by=user, at=at, persons=people, why=EXCLUDED)
        names = {number: profiles.get(donor.person_id) for number, donor in found.donors.items()}
    return render(request, "callboard/excluded_donors.html", {
        "asked": row, "found": found, "reason": reason, "lines": [(one, names.get(one.number)) for one in found.lines],
    })  # fmt: skip


@require_safe
def call_steps(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that happened; whether the chain holds; of a request that is over, whether its lists come out again."""
    _seen, row = asked(request, pk)
    fault = chain_fault(row)
    waves = [] if row.state == RequestState.OPEN else list(row.waves.all())
    return render(request, "callboard/call_steps.html", {
        "asked": row, "steps": row.steps.select_related("by").order_by("-place"), "fault": fault and say(fault),
        "replays": [(wave, *_again(wave)) for wave in waves],
    })  # fmt: skip


@require_safe
def call_fairness(request: HttpRequest) -> HttpResponse:
    """How the calls of a period are spread; nobody is named."""
    seen, units = coordinator(request)
    choices = own_choices(seen, units)
    if not choices:  # what they coordinated has ended
        raise PermissionDenied
    initial = {"first": seen.on - timedelta(days=A_YEAR), "last": seen.on}
    form = FindFairness(request.GET or None, units=choices, initial=initial)
    told: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    last = told.get("last") or seen.on
    first = told.get("first") or last - timedelta(days=A_YEAR)
    unit = int(told.get("unit") or choices[0][0])
    report = fairness_report(unit, first, last, timezone.now(), seen.structure)
    return render(request, "callboard/call_fairness.html", {
        "form": form, "report": report, "first": first, "last": last, "unit": dict(choices)[str(unit)],
    })  # fmt: skip


def _again(wave: CallWave) -> tuple[str, bool]:
    """Made again from its snapshot: what is wrong in words, and whether it is the same."""
    try:
        return "", replay(wave).same
    except Refusal as refusal:  # kept no longer, or its key is gone
        return say(refusal), False
