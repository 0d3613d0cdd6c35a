"""The page where figures are asked for, its files, and the questions that people kept."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.documents.formats.pdf import pictures
from chungtay.explorer import actions
from chungtay.explorer.formats import address, csv_bytes, xlsx_bytes
from chungtay.explorer.forms import AskExplorer, KeepQuestion, NameQuestion
from chungtay.explorer.models import SavedQuestion
from chungtay.explorer.queries import Explored, explored, kept_for, places_of
from chungtay.explorer.rules import VIEWS, Asked, View
from chungtay.explorer.templatetags.explorer_charts import Places, drawings, picture_file
from chungtay.explorer.templatetags.explorer_tables import sheet_of
from chungtay.explorer.templatetags.explorer_words import about, heading
from chungtay.figures.views import asked_scope, may_change, refused, scope_choices, sight_of, unreadable
from chungtay.kernel.errors import Refusal
from chungtay.organizations.queries import UnitOn

TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}


@require_safe
def explore(request: HttpRequest) -> HttpResponse:
    """A question with its answer as table, chart or map; its whole address names it."""
    asked = _asked(request)
    if isinstance(asked, HttpResponse):
        return asked
    try:
        page = _explored(request, asked)
    except Refusal as refusal:
        return refused(request, say(refusal))
    places = _places(request, page)
    unit = own_unit(request)
    context = {
        "page": page,
        "where": places,
        "drawings": drawings(page, places) if page.asked.view != View.TABLE else [],
        "scopes": scope_choices(
            request, asked.question, {c: page.names[c] for c in asked.question.of if c in page.names}
        ),
        "keep": KeepQuestion(initial={"name": heading(page), "address": address(page.asked)}, auto_id="luu_%s"),
        "unit": unit,
        "unfinished": page.unfinished,
    }
    return render(request, "explorer/explore.html", context)


@require_safe
def export_exploration(request: HttpRequest) -> HttpResponse:
    """The same answer as a file: XLSX, CSV, or its chart or map as SVG or PNG."""
    asked = _asked(request)
    if isinstance(asked, HttpResponse):
        return asked
    kind = request.GET.get("format", "xlsx")
    if kind not in TYPES:
        return refused(request, _("Tham số “format”: chỉ nhận xlsx, csv, svg, png."))
    if kind in ("svg", "png") and asked.view == View.TABLE:
        asked = Asked(asked.question, asked.by, VIEWS[asked.by][1], asked.against, asked.days)
    try:
        page = _explored(request, asked)
    except Refusal as refusal:
        return refused(request, say(refusal))
    name = f"{heading(page)}, {about(page)}"
    headers = {"Content-Disposition": content_disposition_header(True, f"{name[:120]}.{kind}")}
    return HttpResponse(_made(kind, page, _places(request, page)), content_type=TYPES[kind], headers=headers)


def _explored(request: HttpRequest, asked: Asked) -> Explored:
    page = explored(asked, sight_of(request).structure)
    return replace(page, unfinished=may_change(page.asked.question))


def _made(kind: str, page: Explored, places: Places | None) -> bytes:
    files: dict[str, Callable[[], bytes]] = {
        "xlsx": lambda: xlsx_bytes(sheet_of(page)),
        "csv": lambda: csv_bytes(sheet_of(page)),
        "svg": lambda: picture_file(page, places).encode(),
        "png": lambda: pictures([picture_file(page, places)])[0],
    }
    return files[kind]()


def _asked(request: HttpRequest) -> Asked | HttpResponse:
    """What is asked; the answer to give instead where the address is wrong, or says less or more than it could."""
    page = "export_exploration" if request.GET.get("format") else "explore"
    question = asked_scope(request, "explore")
    if isinstance(question, HttpResponse):
        return question
    given = request.GET.copy()
    for name in list(given):
        given.setlist(name, [value for value in given.getlist(name) if value])
        if not given.getlist(name):
            del given[name]
    given.setdefault("from", question.first.isoformat())
    given.setdefault("to", question.last.isoformat())
    form = AskExplorer(given)
    if not form.is_valid():
        return unreadable(request, form)
    asked = form.asked()
    fits = asked.view == (form.cleaned_data["view"] or View.TABLE)
    if given != request.GET or not fits:  # blanks of a form, days that the page chose: now in the address
        extra = f"&format={request.GET['format']}" if page == "export_exploration" else ""
        return redirect(f"{reverse(page)}?{address(asked)}{extra}")
    return asked


def _places(request: HttpRequest, page: Explored) -> Places | None:
    if page.asked.view != View.MAP:
        return None
    return Places(*places_of(page.units, page.asked.question.last, sight_of(request).structure))


def own_unit(request: HttpRequest) -> UnitOn | None:
    """The unit with which the person may share: the first one in which the person has a role."""
    seen = sight_of(request)
    units = seen.own_units()
    return min(units.values(), key=lambda unit: unit.code, default=None)


@require_safe
def saved_questions(request: HttpRequest) -> HttpResponse:
    """The questions that the person kept, and those that others of the same unit share."""
    units = {role.unit_id for role in sight_of(request).roles if role.unit_id}
    kept = kept_for(person(request), units)
    context = {"own": [one for one in kept if one.is_own], "shared": [one for one in kept if not one.is_own]}
    return render(request, "explorer/saved_questions.html", context)


@require_POST
def add_saved_question(request: HttpRequest) -> HttpResponse:
    """Keep a question under a name."""
    form = KeepQuestion(request.POST, auto_id="luu_%s")
    if not form.is_valid():
        return render(request, "explorer/name_question.html", {"form": form}, status=400)
    given, unit = form.cleaned_data, own_unit(request)
    shared = unit.id if given["shared"] and unit else None
    try:
        actions.add_saved_question(
            by=person(request), at=timezone.now(), name=given["name"], address=given["address"], unit_id=shared
        )
    except Refusal as refusal:
        form.add_error("name", say(refusal))
        return render(request, "explorer/name_question.html", {"form": form, "unit": unit}, status=400)
    messages.success(request, _("Đã lưu câu hỏi “%(name)s”.") % {"name": given["name"]})
    return redirect(f"{reverse('explore')}?{given['address']}")


@require_POST
def rename_saved_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one's own question another name."""
    form = NameQuestion(request.POST)
    try:
        if form.is_valid():
            actions.rename_saved_question(by=person(request), at=timezone.now(), pk=pk, name=form.cleaned_data["name"])
            return redirect("saved_questions")
    except SavedQuestion.DoesNotExist as error:
        raise Http404 from error
    except Refusal as refusal:
        form.add_error("name", say(refusal))
    return render(request, "explorer/name_question.html", {"form": form}, status=400)


@require_POST
def end_saved_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one's own question go."""
    try:
        actions.end_saved_question(by=person(request), at=timezone.now(), pk=pk)
    except SavedQuestion.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("Đã xóa câu hỏi."))
    return redirect("saved_questions")
