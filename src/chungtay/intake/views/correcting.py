"""What a person says of a file: meanings of columns, corrected cells; and the wrong rows to mend elsewhere."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.exchange.formats.writing import xlsx_bytes
from chungtay.intake import actions
from chungtay.intake.forms.said import columns_said, rows_said
from chungtay.intake.queries.contents import report_in, shape_of
from chungtay.intake.queries.pages import columns_page
from chungtay.intake.queries.refused import refused_pages_of
from chungtay.intake.rules.states import RUNNING, DraftState
from chungtay.kernel.errors import Refusal
from chungtay.organizations.queries import unit_by_id

from .asking import own_draft
from .files import download
from .steps import take


@require_http_methods(["GET", "HEAD", "POST"])
def note_columns(request: HttpRequest, number: int) -> HttpResponse:
    """What each column is taken for; a POST keeps what was said by hand, and has the rows checked when asked to."""
    draft = own_draft(request, number)
    if draft.state not in (DraftState.COLUMNS, DraftState.CHECKED):
        return redirect("import_draft", number)
    if request.method == "POST":
        said = columns_said(request.POST, list(shape_of(draft.pk).heads))
        try:
            actions.note_columns(
                by=person(request), at=timezone.now(), draft_id=number, chosen=said.chosen, rows=said.rows,
                given=said.given,
            )  # fmt: skip
        except Refusal as refusal:
            messages.error(request, say(refusal))
            return redirect("note_columns", number)
        if "check" in request.POST and all(s.understood.is_ready for s in columns_page(draft) if s.chosen):
            return take(request, draft, DraftState.CHECKING)
        if "check" in request.POST:
            messages.error(request, _("Còn cột chưa rõ: chọn ý nghĩa hoặc bỏ qua cột rồi kiểm tra lại."))
        return redirect("note_columns", number)
    unit = unit_by_id(draft.unit_id, timezone.localdate())
    context = {"draft": draft, "unit": unit, "sheets": columns_page(draft), "all": request.GET.get("all") == "1"}
    return render(request, "intake/note_columns.html", context)


@require_POST
def correct_rows(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the corrected cells and the rows left out, and have the file checked again."""
    draft = own_draft(request, number)
    if draft.state != DraftState.CHECKED:
        return redirect("import_draft", number)
    said = rows_said(request.POST, list(shape_of(draft.pk).heads), report_in(draft.pk))
    if not said.anything:
        messages.info(request, _("Chưa có ô nào được sửa."))
        return redirect("import_draft", number)
    try:
        actions.correct_rows(
            by=person(request), at=timezone.now(), draft_id=number, edits=said.edits, left_out=said.left_out,
            taken_back=said.taken_back,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, say(refusal))
        return redirect("import_draft", number)
    return take(request, draft, DraftState.CHECKING)


@require_safe
def export_refused(request: HttpRequest, number: int) -> HttpResponse:
    """The wrong rows as a workbook, a remark on each wrong cell."""
    draft = own_draft(request, number)
    if draft.state in RUNNING:
        return redirect("import_draft", number)
    return download(xlsx_bytes(refused_pages_of(draft, say)), f"dong-sai-{number}.xlsx")
