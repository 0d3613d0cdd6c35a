"""The list of files with the form for a new one, a template to fill in, and where one file stands."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.exchange.formats.writing import xlsx_bytes
from chungtay.exchange.queries.templates import template_pages
from chungtay.intake import actions, queries
from chungtay.intake.forms.open_draft import OpenDraft
from chungtay.intake.queries.drafts import same_file
from chungtay.intake.queries.pages import file_page
from chungtay.intake.queries.reach import own_units
from chungtay.intake.rules.states import OPEN, RUNNING, DraftState
from chungtay.kernel.errors import Refusal

from .asking import own_draft, page_number

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Files that are half done and those that were posted; a POST takes a new one in."""
    user, on = person(request), timezone.localdate()
    units = own_units(user, on)
    if not units:
        raise PermissionDenied
    form = OpenDraft(request.POST or None, request.FILES or None, units=units)
    if request.method == "POST" and form.is_valid():
        name, data = form.name_and_bytes
        try:
            draft = actions.open_draft(
                by=user, at=timezone.now(), on=on, unit_id=int(form.cleaned_data["unit"]), name=name, data=data
            )
        except Refusal as refusal:
            form.add_error("file" if form.cleaned_data["file"] else "pasted", say(refusal))
        else:
            return redirect("note_columns", draft.pk)
    drafts = queries.drafts_of(user)
    open_ones = [draft for draft in drafts if draft.state in OPEN]
    context = {"form": form, "units": units, "open": open_ones, "done": [d for d in drafts if d.state not in OPEN]}
    return render(request, "intake/imports.html", context)


@require_safe
def import_template(request: HttpRequest, code: str) -> HttpResponse:
    """An empty workbook for one of the person's units, with valid values to choose from and its months' totals."""
    on = timezone.localdate()
    if code not in {unit.code for unit in own_units(person(request), on)}:
        raise PermissionDenied
    pages = template_pages(on, code, declaration=request.GET.get("kind") == "totals")
    return download(xlsx_bytes(pages), f"mau-{code}.xlsx")


def download(data: bytes, name: str) -> HttpResponse:
    """A workbook to keep."""
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def import_draft(request: HttpRequest, number: int) -> HttpResponse:
    """One file where it stands: its columns, its progress, what is wrong with it, what came of it."""
    draft = own_draft(request, number)
    if draft.state == DraftState.COLUMNS:
        return redirect("note_columns", draft.pk)
    if draft.state in RUNNING:
        return render(request, "intake/running.html", {"draft": draft})
    page = file_page(draft, page_number(request), request.GET.get("row", ""))
    for problem in page.report.about_file:
        if page.report.refused == 0:
            messages.error(request, say(problem.refusal))
    context = {"draft": draft, "page": page, "report": page.report}
    if draft.state == DraftState.CHECKED:
        return render(request, "intake/preview.html", context | {"twin": same_file(person(request), draft)})
    return render(request, "intake/result.html", context)
