"""The pages of targets: those of a unit and year, and the forms that set, share out and withdraw one."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.accounts.models import User
from chungtay.design.templatetags.writing import language, say
from chungtay.figures.views import sight_of
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.ledger.queries.catalogue import catalogue
from chungtay.organizations.queries import Sight, UnitOn
from chungtay.organizations.rules import Permission
from chungtay.plans import actions, queries
from chungtay.plans.forms import AllocateTarget, AskShares, AskTargets, AssignTarget, WithdrawTarget, whole_year
from chungtay.plans.models import Target
from chungtay.plans.templatetags.target_words import share_written
from chungtay.programmes.queries import programmes


@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    """A unit's targets of a year, each with its figure and how far that has come."""
    seen, unit, year = _asked(request)
    context = {
        "unit": unit,
        "year": year,
        "lines": queries.target_lines(unit, Period.year(year), seen.on, seen.structure),
        "choices": queries.choices(seen, unit),
        "may_assign": bool(queries.givers(seen, unit)),
        "has_units_below": bool(queries.units_below(unit.id, seen.on, seen.structure)),
        "today": seen.on,
    }
    return render(request, "plans/targets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def assign_target(request: HttpRequest) -> HttpResponse:
    """Set a target, or another value of one that stands."""
    seen, unit, year = _asked(request)
    givers = queries.givers(seen, unit)
    if not givers:
        raise PermissionDenied
    views = queries.targetable()
    names = {v.code: v.name_en if language() == "en" else v.name_vi for group in views.values() for v in group}
    tags = [(f"programme:{programme.code}", programme.name) for programme in programmes(seen.on)]
    form = AssignTarget(
        request.POST or None, initial=whole_year(year) | {"set_by": givers[-1].code}, views=views, givers=givers,
        tags=tags, names=names,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        giver = next(one for one in givers if one.code == form.cleaned_data["set_by"])
        try:
            actions.assign_target(by=_person(request), at=timezone.now(), draft=form.draft(unit.id, giver.id))
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            messages.success(request, _("Đã ghi chỉ tiêu."))
            return redirect(_list(unit.code, form.cleaned_data["last"].year))
    return render(
        request, "plans/target_form.html", {"form": form, "unit": unit, "year": year, "title": _("Ghi chỉ tiêu")}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def allocate_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Share a total out among the units right below, in whole numbers that sum to it."""
    seen, target, unit = _kept(request, pk)
    view = catalogue().by_id[target.indicator_id]
    ask = AskShares(request.GET)
    by = queries.ShareBy(ask.cleaned_data["by"] or queries.ShareBy.EQUAL) if ask.is_valid() else queries.ShareBy.EQUAL
    units = queries.units_below(target.unit_id, target.first_on, seen.structure)
    kept = {share.unit_id: share.value for share in target.shares.filter(ended_at=None)}
    proposed = kept if kept and "by" not in request.GET else queries.proposed_shares(target, by, seen.structure)
    shown = {unit_id: share_written(value, view) for unit_id, value in proposed.items()}
    form = AllocateTarget(request.POST or None, units=units, proposed=shown, view=view)
    if request.method == "POST" and form.is_valid():
        try:
            actions.allocate_target(by=_person(request), at=timezone.now(), target_id=pk, shares=form.shares)
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            messages.success(request, _("Đã phân bổ chỉ tiêu cho các đơn vị."))
            return redirect(_list(unit.code, target.last_on.year))
    context = {
        "form": form,
        "target": target,
        "view": view,
        "unit": unit,
        "by": by,
        "ask": AskShares(initial={"by": by}),
    }
    return render(request, "plans/allocate_target.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a target back, with a reason."""
    _seen, target, unit = _kept(request, pk)
    form = WithdrawTarget(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_target(
                by=_person(request), at=timezone.now(), target_id=pk, reason=form.cleaned_data["reason"]
            )
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            messages.success(request, _("Đã rút chỉ tiêu."))
            return redirect(_list(unit.code, target.last_on.year))
    context = {"form": form, "unit": unit, "year": target.last_on.year, "title": _("Rút chỉ tiêu"), "target": target,
               "view": catalogue().by_id[target.indicator_id]}  # fmt: skip
    return render(request, "plans/target_form.html", context)


def _asked(request: HttpRequest) -> tuple[Sight, UnitOn, int]:
    """The unit and year of the address, where the person may see the unit's figures; else the person's first unit."""
    form, seen = AskTargets(request.GET), sight_of(request)
    if not form.is_valid():
        raise PermissionDenied
    code, year = form.cleaned_data["of"], form.cleaned_data["year"] or seen.on.year
    if code:
        days = Period.year(year)
        unit = seen.structure.unit_within(code, days.first, seen.on if seen.on in days else days.last)
    else:
        unit = next(iter(queries.choices(seen)), None)
    if unit is None or not seen.may(Permission.SEE_FIGURES, unit.id):
        raise PermissionDenied
    return seen, unit, year


def _kept(request: HttpRequest, pk: int) -> tuple[Sight, Target, UnitOn]:
    """A standing target that the person may change: on the word of whoever set it; to others there is none."""
    seen, target = sight_of(request), queries.target(pk)
    if target is None or not seen.may(Permission.APPROVE, target.set_by_id or target.unit_id):
        raise PermissionDenied
    unit = seen.structure.unit_by_id(target.unit_id, target.last_on)
    assert unit is not None  # a target's unit is a row of the tree
    return seen, target, unit


def _list(code: str, year: int) -> str:
    return f"{reverse('targets')}?{urlencode({'of': code, 'year': year}, safe='/')}"


def _person(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # LoginRequiredMiddleware stands before every view
    return user
