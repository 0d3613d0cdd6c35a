"""The pages of targets: those of a unit or cluster and year, and the forms that set, share out and withdraw one."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.figures.queries.permitted import last_day
from chungtay.figures.views import own_choices, sight_of, unreadable
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.periods import Period
from chungtay.kernel.text import folded
from chungtay.ledger.queries.catalogue import catalogue
from chungtay.organizations.queries import ClusterOn, Sight, UnitOn
from chungtay.organizations.rules import Permission
from chungtay.plans import actions, queries
from chungtay.plans.formats import MEDIA_TYPES, target_bytes
from chungtay.plans.forms import (
    AllocateTarget,
    AskFile,
    AskShares,
    AskTargets,
    AssignTarget,
    PasteShares,
    WithdrawTarget,
    whole_year,
)
from chungtay.plans.models import Target
from chungtay.plans.queries import TargetLine
from chungtay.plans.rules import share_balance
from chungtay.plans.templatetags.target_table import target_sheet
from chungtay.plans.templatetags.target_words import called, share_written
from chungtay.programmes.queries import programmes

_ANOTHERS = gettext_noop("Chỉ tiêu này do %(name)s giao; nơi giao mới sửa được. Muốn ghi mức khác thì chọn cơ sở khác.")


@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    """The targets of a unit or cluster in a year, each with its figure and how far that has come."""
    seen, scope, year = _asked(request)
    unit = scope if isinstance(scope, UnitOn) else None
    address = urlencode({"of": scope.code, "year": year}, safe="/")
    context = {
        "scope": scope, "unit": unit, "year": year, "lines": _lines(seen, scope, year),
        "choices": own_choices(request, scope.code, scope.name), "today": seen.on, "shared": request.GET.get("shared", ""),
        "may_assign": unit is not None and bool(queries.givers(seen, unit)),
        "has_units_below": unit is not None and bool(queries.units_below(unit.id, seen.on, seen.structure)),
        "files": [(form, f"{reverse('targets_file')}?{address}&format={form}") for form in MEDIA_TYPES],
    }  # fmt: skip
    return render(request, "plans/targets.html", context)


@require_safe
def targets_file(request: HttpRequest) -> HttpResponse:
    """The same table as a workbook or as CSV."""
    seen, scope, year = _asked(request)
    form = AskFile(request.GET)
    if not form.is_valid():
        return unreadable(request, form)
    kind = form.cleaned_data["format"]
    sheet = target_sheet(scope.name, year, seen.on, _lines(seen, scope, year))
    answer = HttpResponse(target_bytes(sheet, kind), content_type=MEDIA_TYPES[kind])
    name = folded(f"chi-tieu-{scope.code}-{year}").replace("/", "-")
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _lines(seen: Sight, scope: UnitOn | ClusterOn, year: int) -> list[TargetLine]:
    days = Period.year(year)
    if isinstance(scope, ClusterOn):
        return queries.cluster_lines(scope.code, days, seen.on, seen.structure)
    return queries.target_lines(scope, days, seen.on, seen.structure)


@require_safe
def target_history(request: HttpRequest, pk: int) -> HttpResponse:
    """What a target once said: each number, who set it, when and why, and what took its place."""
    seen = sight_of(request)
    steps = queries.target_history(pk, seen.structure)
    if not steps or not seen.may(Permission.SEE_FIGURES, steps[0].target.unit_id):
        raise PermissionDenied
    newest = steps[0].target
    unit = seen.structure.unit_by_id(newest.unit_id, newest.last_on)
    view = catalogue().by_id[newest.indicator_id]
    context = {"steps": steps, "unit": unit, "view": view, "target": newest,
               "year": newest.last_on.year, "period": Period(newest.first_on, newest.last_on)}  # fmt: skip
    return render(request, "plans/target_history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def assign_target(request: HttpRequest) -> HttpResponse:
    """Set a target, or another value of one that stands."""
    seen, unit, year = _asked(request)
    givers = queries.givers(seen, unit) if isinstance(unit, UnitOn) else []
    if not givers:
        raise PermissionDenied
    views = queries.targetable()
    names = {view.code: called(view) for group in views.values() for view in group}
    tags = [(f"programme:{programme.code}", programme.name) for programme in programmes(seen.on)]
    form = AssignTarget(
        request.POST or None, initial=whole_year(year) | {"set_by": givers[-1].code}, views=views, givers=givers,
        tags=tags, names=names,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        giver = next(one for one in givers if one.code == form.cleaned_data["set_by"])
        draft = form.draft(unit.id, giver.id)
        try:
            if another := queries.set_by_another(draft, givers):
                raise Refusal(_ANOTHERS, name=another)
            actions.assign_target(by=person(request), at=timezone.now(), draft=draft)
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
    kept = queries.kept_shares(target)
    ask = AskShares(request.GET)
    asked = ask.cleaned_data["by"] if ask.is_valid() else ""
    by = queries.ShareBy(asked or (queries.ShareBy.AS_NOW if kept else queries.ShareBy.EQUAL))
    units = queries.units_below(target.unit_id, target.first_on, seen.structure)
    proposed = queries.proposed_shares(target, by, seen.structure)
    shown = {unit_id: share_written(value, view) for unit_id, value in proposed.items()}
    is_pasted = request.POST.get("do") == "paste"
    paste = PasteShares(request.POST if is_pasted else None)
    data, pasted = paste.laid(units) if is_pasted else (request.POST or None, None)
    form = AllocateTarget(data, total=target.value, units=units, proposed=shown, view=view)
    if form.is_valid() and not is_pasted:
        try:
            actions.allocate_target(by=person(request), at=timezone.now(), target_id=pk, shares=form.shares)
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            messages.success(request, _("Đã phân bổ chỉ tiêu cho các đơn vị."))
            return redirect(f"{_list(unit.code, target.last_on.year)}&shared={pk}#t{pk}")
    said = form.shares if form.is_bound else kept
    balance = share_balance(target.value, [(value, False) for value in said.values()])
    context = {
        "form": form, "target": target, "view": view, "unit": unit, "ask": AskShares(initial={"by": by}),
        "balance": balance if said and (form.is_bound or balance.left) else None, "paste": paste, "pasted": pasted,
        "missing": [unit.short_name or unit.name for unit in units if pasted and unit.code in pasted.missing],
    }  # fmt: skip
    return render(request, "plans/allocate_target.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a target back, with a reason."""
    _seen, target, unit = _kept(request, pk)
    form = WithdrawTarget(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_target(
                by=person(request), at=timezone.now(), target_id=pk, reason=form.cleaned_data["reason"]
            )
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            messages.success(request, _("Đã rút chỉ tiêu."))
            return redirect(_list(unit.code, target.last_on.year))
    context = {"form": form, "unit": unit, "year": target.last_on.year, "title": _("Rút chỉ tiêu"), "target": target,
               "view": catalogue().by_id[target.indicator_id]}  # fmt: skip
    return render(request, "plans/target_form.html", context)


def _asked(request: HttpRequest) -> tuple[Sight, UnitOn | ClusterOn, int]:
    """The unit or cluster and the year of the address (of a unit that ended its last), where the person may see the
    figures; else the person's first."""
    form, seen = AskTargets(request.GET), sight_of(request)
    if not form.is_valid():
        raise PermissionDenied
    own = own_choices(request)
    code = form.cleaned_data["of"] or (own[0][0] if own else "")
    year = last_day(code, Period.year(form.cleaned_data["year"] or seen.on.year).last, seen.structure).year
    days = Period.year(year)
    scope = seen.structure.cluster(code) or seen.structure.unit_within(
        code, days.first, seen.on if seen.on in days else days.last
    )
    if scope is None or not _sees(seen, scope):
        raise PermissionDenied
    return seen, scope, year


def _sees(seen: Sight, scope: UnitOn | ClusterOn) -> bool:
    if isinstance(scope, ClusterOn):
        return seen.may_in_cluster(Permission.SEE_FIGURES, scope)
    return seen.may(Permission.SEE_FIGURES, scope.id)


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
