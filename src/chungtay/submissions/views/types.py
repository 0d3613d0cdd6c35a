"""What a unit asks for: its types of report, their rounds opened for a year or one by one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.design.templatetags.writing import language
from chungtay.figures.queries.tags import names_of_causes
from chungtay.figures.rules.figures import By
from chungtay.figures.views import sight_of
from chungtay.ledger.queries.catalogue import catalogue
from chungtay.ledger.rules import IndicatorKind
from chungtay.organizations.queries import Sight
from chungtay.submissions import actions
from chungtay.submissions.forms import EndReportType, OpenReportType, OpenRound, OpenRounds
from chungtay.submissions.models import ReportType
from chungtay.submissions.queries.calendar import report_types
from chungtay.submissions.queries.pages import report_type
from chungtay.submissions.rules.calendar import BY_HAND, ReportTypeDraft
from chungtay.submissions.rules.states import Cadence, OwedBy

from .asking import calendar_of, done, receiver_of, receives


@require_safe
def report_types_page(request: HttpRequest) -> HttpResponse:
    """What a unit asks for, and the ways to open its rounds."""
    seen, unit, year = receiver_of(request)
    kept = list(report_types(unit.id))
    context = {
        "unit": unit, "year": year, "types": [row for row in kept if not row.ended_on], "by_hand": BY_HAND,
        "ended": [row for row in kept if row.ended_on], "years": sorted({year, seen.on.year, seen.on.year + 1}),
    }  # fmt: skip
    return render(request, "submissions/report_types.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_report_type(request: HttpRequest) -> HttpResponse:
    """Ask for a report of a new type."""
    seen, unit, year = receiver_of(request)
    form = OpenReportType(request.POST or None, on=seen.on, lines=_lines())
    if form.is_valid():
        told = form.cleaned_data
        draft = ReportTypeDraft(
            unit.id, told["name"], Cadence(told["cadence"]), told["first_on"], told["months"], told["cutoff_days"],
            told["due_days"], told["final_due_days"], OwedBy(told["owed_by"]), tuple(told["kinds"]), tuple(told["lines"]),
        )  # fmt: skip
        words = _("Đã thêm loại báo cáo. Bước tiếp theo: mở lịch của năm.")
        if done(request, actions.open_report_type, words, form, draft=draft):
            return redirect(calendar_of(unit.code, year, "report_types"))
    context = {"form": form, "unit": unit, "year": year}
    return render(request, "submissions/open_report_type.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_report_type(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for it no more from a day on."""
    seen, row = _kept(request, pk)
    form = EndReportType(request.POST or None)
    if form.is_valid():
        words, on = _("Đã ghi ngày thôi áp dụng."), form.cleaned_data["ended_on"]
        if done(request, actions.end_report_type, words, form, type_id=pk, on=on):
            return redirect(calendar_of(row.unit.code, seen.on.year, "report_types"))
    return _form(request, form, row, _("Thôi áp dụng loại báo cáo"))


@require_POST
def open_rounds(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a year's rounds of a type."""
    _seen, row = _kept(request, pk)
    form = OpenRounds(request.POST)
    if not form.is_valid():
        raise PermissionDenied
    year = form.cleaned_data["year"]
    words = _("Đã mở lịch %(name)s năm %(year)s.") % {"name": row.name, "year": year}
    opened = done(request, actions.open_rounds, words, type_id=pk, year=year)
    return redirect(calendar_of(row.unit.code, year, "report_types" if opened is None else "due_reports"))


@require_http_methods(["GET", "HEAD", "POST"])
def open_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Open one round with days of its own."""
    seen, row = _kept(request, pk)
    if row.cadence not in BY_HAND:
        raise PermissionDenied
    form = OpenRound(request.POST or None, tags=_tags(seen))
    if form.is_valid():
        told = form.cleaned_data
        given: dict[str, Any] = {
            "type_id": pk, "title": told["title"], "first": told["first"],
            "last": told["last"], "due_on": told["due"], "cutoff_on": told["cutoff"], "final_due_on": told["final_due"], "tags": frozenset(filter(None, [told["tag"]])),
        }  # fmt: skip
        if done(request, actions.open_round, _("Đã mở kỳ báo cáo."), form, **given):
            return redirect(calendar_of(row.unit.code, told["last"].year))
    return _form(request, form, row, _("Mở kỳ báo cáo"))


def _form(request: HttpRequest, form: Any, row: ReportType, title: str) -> HttpResponse:
    return render(request, "submissions/type_form.html", {"form": form, "type": row, "title": title})


def _kept(request: HttpRequest, pk: int) -> tuple[Sight, ReportType]:
    """A type that stands, for whom asks for it; to others there is none."""
    seen, row = sight_of(request), report_type(pk)
    if row is None or row.ended_on or not receives(seen, row.unit_id):
        raise PermissionDenied
    return seen, row


def _lines() -> dict[str, list[tuple[str, str]]]:
    """What a report can be asked to tell, by field of work."""
    found: dict[str, list[tuple[str, str]]] = {}
    for view in catalogue().indicators.values():
        if view.kind != IndicatorKind.DISTINCT and not view.ended_on:
            found.setdefault(view.field, []).append((view.code, view.name_en if language() == "en" else view.name_vi))
    return found


def _tags(seen: Sight) -> list[tuple[str, str]]:
    programmes, disasters = names_of_causes(seen.on)
    found = [(f"{By.PROGRAMME}:{code}", name) for code, name in programmes.items()]
    return found + [(f"{By.DISASTER}:{code}", name) for code, name in disasters.items()]
