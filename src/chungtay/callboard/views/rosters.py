"""Who is on tonight's roster, and the hours of coordinators."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from chungtay.blood.queries import facts_of
from chungtay.blood.views.donors import own_choices
from chungtay.callboard import queries
from chungtay.callboard.forms import AssignRoster, FindRoster
from chungtay.callout import actions
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.people.actions import open_profiles

from .asking import coordinator, person

ROSTER = gettext_noop("lịch trực hiến máu")


@require_safe
def call_roster(request: HttpRequest) -> HttpResponse:
    """The donors on the roster of a day, whom of a club one could add, and who coordinates when."""
    seen, units = coordinator(request)
    at, user = timezone.now(), person(request)
    own = queries.units_with_donors(units)
    choices = own_choices(seen, frozenset(own))
    form = FindRoster(request.GET or None, units=choices, initial={"day": seen.on})
    told: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    unit = int(told.get("unit") or (choices[0][0] if choices else 0))
    day = told.get("day") or seen.on
    placed, rows = queries.roster_donors(units, unit, day)
    shown = {row.pk: row for row in [*placed, *rows]}
    names = open_profiles(by=user, at=at, persons=[row.person for row in shown.values()], why=ROSTER)
    groups, called = facts_of(shown.values()), seen.structure.units_of({row.unit_id for row in placed}, seen.on)
    assign = AssignRoster(units=choices, donors=(), initial={"unit": unit, "day": day})
    return render(request, "callboard/call_roster.html", {
        "form": form, "assign": assign, "day": day, "unit": unit, "unit_name": dict(choices).get(str(unit), ""), "on": seen.on,
        "placed": [(row, names.get(row.person_id), groups[row.pk].group, called.get(row.unit_id)) for row in placed],
        "rows": [(row, names.get(row.person_id), groups[row.pk].group) for row in rows[: queries.MOST_CHOICES]],
        "too_many": len(rows) > queries.MOST_CHOICES, "duties": queries.duty_hours(units, at), "now": at,
    })  # fmt: skip


@require_POST
def assign_roster(request: HttpRequest) -> HttpResponse:
    """These donors, and no others of the club, are on the roster of a day or of days one after the other."""
    seen, units = coordinator(request)
    choices = own_choices(seen, units)
    first = FindRoster(request.POST, units=choices)
    if not first.is_valid() or not first.cleaned_data["unit"]:
        raise PermissionDenied
    unit, day = int(first.cleaned_data["unit"]), first.cleaned_data["day"] or seen.on
    _placed, rows = queries.roster_donors(units, unit, day)
    form = AssignRoster(request.POST, units=choices, donors=[row.pk for row in rows])
    if not form.is_valid() or len(rows) > queries.MOST_CHOICES:
        raise PermissionDenied
    days = [day + timedelta(days=more) for more in range(form.cleaned_data["days"])]
    try:
        actions.assign_roster(
            by=person(request), at=timezone.now(), unit_id=unit, days=days, donor_ids=form.cleaned_data["donors"]
        )
        messages.success(request, _("Đã ghi lịch trực."))
    except Refusal as refusal:
        messages.error(request, say(refusal))
    return redirect(f"{reverse('call_roster')}?unit={unit}&day={day:%d/%m/%Y}")
