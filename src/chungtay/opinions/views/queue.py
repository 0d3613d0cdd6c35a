"""Opinions on the desk: read, shown, refused, taken up again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.figures.views import sight_of
from chungtay.kernel.errors import Refusal
from chungtay.opinions import actions, queries
from chungtay.opinions.forms import DecideOpinions
from chungtay.opinions.models import Opinion
from chungtay.opinions.rules.states import STATE_NAMES, OpinionState

PAGE = 20
MOST_DIGITS = 18  # of what a database takes for a number


@require_safe
def opinions(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first; in the other states the last decided first."""
    rows, state = _readable(request), _state(request.GET.get("la", ""))
    order = ("sent_at", "pk") if state == OpinionState.WAITING else ("-decided_at", "-pk")
    listed = rows.filter(state=state).select_related("article", "decided_by").order_by(*order)
    counts = queries.waiting_counts(rows)
    return render(request, "opinions/opinions.html", {
        "listed": Paginator(listed, PAGE).get_page(request.GET.get("trang")), "state": state,
        "states": [(one, _(STATE_NAMES[one]), counts[one]) for one in OpinionState],
    })  # fmt: skip


@require_POST
def decide_opinions(request: HttpRequest) -> HttpResponse:
    """Show many, refuse many with one reason, or take decisions back."""
    rows, by = _readable(request), person(request)
    ids = [int(pk) for pk in request.POST.getlist("opinion") if pk.isdecimal() and len(pk) <= MOST_DIGITS][:PAGE]
    form = DecideOpinions(request.POST, ids=rows.filter(pk__in=ids).values_list("pk", flat=True))
    if form.is_valid():
        told: dict[str, Any] = {"by": by, "at": timezone.now(), "opinion_ids": form.cleaned_data["opinion"]}
        try:
            messages.success(request, _done(form, told))
        except Refusal as refusal:
            messages.error(request, say(refusal))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect(f"{reverse('opinions')}?la={_state(request.POST.get('la', ''))}")


def _done(form: DecideOpinions, told: dict[str, Any]) -> str:
    do = form.cleaned_data["do"]
    if do == form.UNDO:
        n = actions.undo_decisions(**told)
        return ngettext("%(n)s ý kiến chờ xem lại.", "%(n)s ý kiến chờ xem lại.", n) % {"n": n}
    if do == form.SHOW:
        n = actions.decide_opinions(**told, state=OpinionState.SHOWN)
        return ngettext("%(n)s ý kiến đã hiện dưới bài.", "%(n)s ý kiến đã hiện dưới bài.", n) % {"n": n}
    n = actions.decide_opinions(**told, state=OpinionState.REFUSED, reason=form.cleaned_data["reason"])
    return ngettext("%(n)s ý kiến không hiện.", "%(n)s ý kiến không hiện.", n) % {"n": n}


@never_cache
@require_POST
def open_email(request: HttpRequest, pk: int) -> HttpResponse:
    """The address that somebody left, to answer them; that it was looked at is noted."""
    opinion = _readable(request).select_related("article").filter(pk=pk).first()
    if opinion is None:
        raise Http404
    email = actions.open_email(by=person(request), at=timezone.now(), opinion=opinion)
    return render(request, "opinions/email.html", {"opinion": opinion, "email": email})


def _readable(request: HttpRequest) -> QuerySet[Opinion]:
    rows = queries.opinions_for(sight_of(request))
    if rows is None:
        raise PermissionDenied
    return rows


def _state(text: str) -> OpinionState:
    return OpinionState(text) if text in list(OpinionState) else OpinionState.WAITING
