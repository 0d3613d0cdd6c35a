"""The steps of a file: checked, posted, undone, put away."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.intake import actions, tasks
from chungtay.intake.models import ImportDraft
from chungtay.intake.rules.states import DraftState
from chungtay.kernel.errors import Refusal

from .asking import own_draft


def take(request: HttpRequest, draft: ImportDraft, state: DraftState, *, partial: bool = False) -> HttpResponse:
    """Take a step: at once for a short file, in the background for a long one. Leads to where the file then stands."""
    by, at = person(request), timezone.now()
    try:
        actions.submit_draft(by=by, at=at, draft_id=draft.pk, state=state, partial=partial)
    except Refusal as refusal:
        messages.error(request, say(refusal))
        return redirect("import_draft", draft.pk)
    posting = state == DraftState.POSTING
    if draft.rows > settings.CHUNGTAY_IMPORT_AT_ONCE:
        (tasks.post_file if posting else tasks.check_file).enqueue(draft.pk)
    else:
        step = actions.import_draft if posting else actions.preview_draft
        step(by=by, at=at, on=timezone.localdate(at), draft_id=draft.pk)
    return redirect("import_draft", draft.pk)


@require_POST
def submit_draft(request: HttpRequest, number: int) -> HttpResponse:
    """Post the file: all of it, or the good rows alone."""
    draft = own_draft(request, number)
    return take(request, draft, DraftState.POSTING, partial="partial" in request.POST)


@require_POST
def undo_draft(request: HttpRequest, number: int) -> HttpResponse:
    """Take back what was posted of the file."""
    draft, at = own_draft(request, number), timezone.now()
    try:
        actions.undo_draft(by=person(request), at=at, on=timezone.localdate(at), draft_id=number)
    except Refusal as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, _("Đã hoàn tác tệp này."))
    return redirect("import_draft", draft.pk)


@require_POST
def close_draft(request: HttpRequest, number: int) -> HttpResponse:
    """Put the file away."""
    own_draft(request, number)
    try:
        actions.close_draft(by=person(request), at=timezone.now(), draft_id=number)
    except Refusal as refusal:
        messages.error(request, say(refusal))
        return redirect("import_draft", number)
    messages.success(request, _("Đã bỏ tệp; những gì đã ghi vào sổ vẫn giữ nguyên."))
    return redirect("imports")
