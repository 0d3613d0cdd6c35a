"""Closed days: through which day and report, the wish to open them again, and the second person's word."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.accounts.views.doors import person
from chungtay.figures.views import sight_of
from chungtay.organizations.rules import Permission
from chungtay.submissions import actions
from chungtay.submissions.forms import AskReopening, DecideReopening
from chungtay.submissions.queries.closing import closed_through
from chungtay.submissions.queries.reading import closed_page, reopening

from .asking import calendar_of, done, unit_asked


@require_safe
def closed_days(request: HttpRequest) -> HttpResponse:
    """Through which day a unit's figures are closed, by which report; the units right below; wishes to open again."""
    seen, unit, year = unit_asked(request)
    page = closed_page(unit, seen)
    context = {
        "unit": unit, "year": year, "page": page, "may_ask": seen.may(Permission.APPROVE, unit.id) and page.closed is not None,
        "may_decide": seen.units(Permission.APPROVE), "person": person(request).pk,
    }  # fmt: skip
    return render(request, "submissions/closed_days.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_reopening(request: HttpRequest) -> HttpResponse:
    """Ask that closed days be opened again."""
    seen, unit, year = unit_asked(request)
    if not seen.may(Permission.APPROVE, unit.id):
        raise PermissionDenied
    form = AskReopening(
        request.POST or None, label=_("Lý do mở khóa"), hint=_("Cần sửa gì, vì sao; người quyết định đọc được.")
    )
    if form.is_valid():
        words = _("Đã gửi đề nghị mở khóa; một người khác sẽ quyết định.")
        if done(request, actions.ask_reopening, words, form, unit_id=unit.id, **form.cleaned_data):
            return redirect(calendar_of(unit.code, year, "closed_days"))
    context = {"form": form, "unit": unit, "year": year, "closed": closed_through(unit.id)}
    return render(request, "submissions/reopening_form.html", context | {"title": _("Đề nghị mở khóa")})


@require_http_methods(["GET", "HEAD", "POST"])
def decide_reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to a wish to open days again, or refuse it with a reason; another person than who asked."""
    seen, row, user = sight_of(request), reopening(pk), person(request)
    if row is None or not seen.may(Permission.APPROVE, row.unit_id):
        raise PermissionDenied
    unit = seen.structure.units_of([row.unit_id], seen.on)[row.unit_id]
    back = calendar_of(unit.code, seen.on.year, "closed_days")
    if row.agreed is not None:
        return redirect(back)
    form = DecideReopening(request.POST or None)
    if form.is_valid():
        words = _("Đã mở khóa.") if form.cleaned_data["agreed"] else _("Đã từ chối, các ngày vẫn khóa.")
        if done(request, actions.decide_reopening, words, form, pk=pk, **form.cleaned_data):
            return redirect(back)
    context = {
        "form": form, "unit": unit, "year": seen.on.year, "asked": row, "own": row.asked_by_id == user.pk,
        "title": _("Quyết định mở khóa"),
    }  # fmt: skip
    return render(request, "submissions/reopening_form.html", context)
