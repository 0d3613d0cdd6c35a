"""Directives: received and issued, one with what came back, the forms that issue, answer, remind, withdraw."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.accounts.views.doors import person
from chungtay.correspondence import actions
from chungtay.correspondence.forms import IssueDirective, RecordDirectiveDone, WithdrawSent
from chungtay.correspondence.queries import audience
from chungtay.correspondence.queries import directives as queries
from chungtay.correspondence.queries.directives import DirectivePage
from chungtay.correspondence.rules import Audience, DirectiveDraft, PaperKind, ReceiverState
from chungtay.correspondence.rules.directives import DIRECTIVE_KINDS
from chungtay.design.templatetags.writing import number, say
from chungtay.figures.views import sight_of
from chungtay.kernel.errors import Refusal
from chungtay.organizations.queries import Sight, UnitOn
from chungtay.programmes.queries import name_on, programmes

from .asking import asked, followed, issuing_unit, list_of

FILE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
}


@require_safe
def directives(request: HttpRequest) -> HttpResponse:
    """What a unit received, what waits for it first; what it issued, with how far the receiving units are."""
    told = asked(request)
    if isinstance(told, HttpResponse):
        return told
    context = {
        "asked": told,
        "received": queries.received_by(told.scope.unit_ids, told.first, told.last, told.seen),
        "issued": queries.issued_by(told.scope.unit_ids, told.first, told.last, told.seen),
    }
    return render(request, "correspondence/directives.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def issue_directive(request: HttpRequest) -> HttpResponse:
    """Send a directive down; `thay`: the one that it replaces."""
    seen, unit = issuing_unit(request)
    replaced = _replaced(request, seen, unit)
    form = _form(request, seen, unit, replaced)

    def write() -> tuple[str, str]:
        one = actions.issue_directive(
            by=person(request), at=timezone.now(), on=seen.on, draft=_draft(form, seen, unit, replaced),
            files=form.cleaned_data["attached"],
        )  # fmt: skip
        return _("Đã ban hành và báo cho các đơn vị nhận."), reverse("directive", args=[one.pk])

    context = {"form": form, "unit": unit, "replaced": replaced, "list": list_of("directives", unit.code)}
    return followed(request, form, write) or render(request, "correspondence/issue_directive.html", context)


def _replaced(request: HttpRequest, seen: Sight, unit: UnitOn) -> DirectivePage | None:
    code = request.GET.get("thay", "")
    if not code:
        return None
    page = queries.directive_page(int(code), seen) if code.isdecimal() and len(code) < 19 else None
    if page is None or page.directive.unit_id != unit.id or not queries.is_standing(page.directive):
        raise PermissionDenied
    return page


def _form(request: HttpRequest, seen: Sight, unit: UnitOn, replaced: DirectivePage | None) -> IssueDirective:
    known, initial = seen.structure, dict[str, Any](issued_on=seen.on)
    below = {one.code: one for one in audience.units_right_below(known, unit.id, seen.on)}
    if replaced:
        old = replaced.directive
        listed = {receiver.unit.code: receiver.unit for receiver in replaced.receivers if receiver.stands}
        below |= listed
        initial |= {name: getattr(old, name) for name in ("kind", "about", "asks", "programme")}
        initial |= {"audience": Audience.LIST.value, "units": list(listed)}
        initial["due_on"] = old.due_on if old.due_on and old.due_on >= seen.on else None
    return IssueDirective(
        request.POST or None, request.FILES or None, initial=initial, below=below.values(),
        unit_kinds=audience.kinds_below(known, unit.id, seen.on), clusters=audience.clusters_of(known, unit.id),
        programmes=programmes(seen.on), papers=queries.free_papers(unit.id, DIRECTIVE_KINDS),
    )  # fmt: skip


def _draft(form: IssueDirective, seen: Sight, unit: UnitOn, replaced: DirectivePage | None) -> DirectiveDraft:
    told = form.cleaned_data
    receivers = audience.chosen_receivers(
        seen.structure, unit.id, Audience(told["audience"]), told["issued_on"], kind=told["unit_kind"],
        cluster=told["cluster"], codes=told["units"],
    )  # fmt: skip
    return DirectiveDraft(
        unit.id, PaperKind(told["kind"]), told["about"], told["asks"], receivers, told["issued_on"], told["due_on"],
        told["programme"], told["paper"], replaced.directive.pk if replaced else None, ended_too=told["ended_too"],
    )  # fmt: skip


@require_safe
def directive(request: HttpRequest, pk: int) -> HttpResponse:
    """A directive. Opened by somebody of a receiving unit it counts as read there.

    A browser that fetches ahead is sent away, so that it asks again when somebody is to read.
    """
    page, opened = _page(request, pk), False
    if page.opening and request.method == "GET":
        if "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
            return HttpResponse(status=503, headers={"Cache-Control": "no-store"})
        ids = [receiver.id for receiver in page.opening]
        opened = bool(
            actions.note_directive_opened(by=person(request), at=timezone.now(), directive_id=pk, receiver_ids=ids)
        )
        page = _page(request, pk)
    return _shown(request, page, _done_form(request, page), opened=opened)


@require_POST
def record_directive_done(request: HttpRequest, pk: int) -> HttpResponse:
    """A receiving unit says what it did."""
    page = _page(request, pk)
    if not page.answering:
        raise PermissionDenied
    form = _done_form(request, page)

    def write() -> tuple[str, str]:
        told = form.cleaned_data
        actions.record_directive_done(
            by=person(request), at=timezone.now(), on=timezone.localdate(), directive_id=pk,
            unit_id=int(told["unit"]), text=told["text"], done_on=told["done_on"],
            on_behalf=int(told["unit"]) not in page.works_in,
        )  # fmt: skip
        return _("Đã báo cho nơi ban hành."), reverse("directive", args=[pk])

    return followed(request, form, write) or _shown(request, page, form)


@require_POST
def notify_receivers(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind who has not read it or not answered."""
    _may_withdraw(request, pk)
    by, on = person(request), timezone.localdate()
    try:
        count = actions.notify_receivers(by=by, at=timezone.now(), on=on, directive_id=pk)
    except Refusal as refusal:
        messages.warning(request, say(refusal))
    else:
        told = ngettext("Đã nhắc %(number)s đơn vị.", "Đã nhắc %(number)s đơn vị.", count)
        messages.success(request, told % {"number": number(count)})
    return redirect("directive", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_directive(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a directive back, with a reason."""
    page, form = _may_withdraw(request, pk), WithdrawSent(request.POST or None)

    def write() -> tuple[str, str]:
        by, on, reason = person(request), timezone.localdate(), form.cleaned_data["reason"]
        actions.withdraw_directive(by=by, at=timezone.now(), on=on, directive_id=pk, reason=reason)
        return _("Đã rút văn bản chỉ đạo."), reverse("directive", args=[pk])

    context = {"form": form, "sent": page.directive}
    return followed(request, form, write) or render(request, "correspondence/withdraw_sent.html", context)


@require_safe
def directive_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """A file of a directive, to keep; a browser never shows it in place."""
    _page(request, pk)
    found = queries.file_of(pk, file)
    if found is None:
        raise Http404
    headers = FILE_HEADERS | {"Content-Disposition": content_disposition_header(True, found.name)}
    return HttpResponse(bytes(found.content), content_type=found.media_type, headers=headers)


def _page(request: HttpRequest, pk: int) -> DirectivePage:
    page = queries.directive_page(pk, sight_of(request))
    if page is None:
        raise PermissionDenied
    return page


def _may_withdraw(request: HttpRequest, pk: int) -> DirectivePage:
    page = _page(request, pk)
    if not page.may_withdraw:
        raise PermissionDenied
    return page


def _done_form(request: HttpRequest, page: DirectivePage) -> RecordDirectiveDone:
    units = [(str(receiver.unit.id), receiver.unit.name) for receiver in page.answering]
    return RecordDirectiveDone(request.POST or None, initial={"done_on": timezone.localdate()}, units=units)


def _shown(
    request: HttpRequest, page: DirectivePage, form: RecordDirectiveDone, *, opened: bool = False
) -> HttpResponse:
    one, sender = page.directive, page.sender.code
    context = {
        "page": page, "form": form, "opened": opened, "list": list_of("directives", sender),
        "programme": name_on(one.programme, one.issued_on) if one.programme else "",
        "unread": page.in_state(ReceiverState.UNREAD), "register": list_of("outgoing", sender),
        "unanswered": [receiver for receiver in page.in_state(ReceiverState.OPENED) if receiver.stands],
    }  # fmt: skip
    return render(request, "correspondence/directive.html", context)
