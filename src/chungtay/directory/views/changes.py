"""Changes of units and clusters: a form, a page that says what will change, and then the change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.accounts.rules import SignInLimit
from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.directory.actions import post_change
from chungtay.directory.forms import FORMS, ChangeForm, Target
from chungtay.directory.queries import ClusterPage, UnitPage, cluster_page, governed_names, governed_unit, unit_page
from chungtay.directory.rules import CHANGES_OF_CLUSTER, CHANGES_OF_UNIT, TreeChange, change_of
from chungtay.figures.views import sight_of
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations.queries import Sight, UnitOn

TRIED = "tree_tries"  # under which a session keeps when its person tried or made a change
TRIES = SignInLimit(most=20, window=timedelta(minutes=10))
TOO_OFTEN = gettext_noop("Đã thử nhiều lần liên tiếp, mỗi lần thử sổ phải chờ. Hãy thử lại sau %(minutes)s phút.")


@dataclass(frozen=True, slots=True)
class _Place:
    """The page that a change belongs to."""

    name: str
    href: str


@require_http_methods(["GET", "HEAD", "POST"])
def change_unit(request: HttpRequest, code: str, change: str) -> HttpResponse:
    """One change of a unit."""
    view = sight_of(request)
    chosen = change_of(change, CHANGES_OF_UNIT)
    if chosen is None:
        raise Http404
    try:
        page = unit_page(view, code, view.on)
    except PermissionError:
        raise PermissionDenied from None
    if page is None:
        raise Http404
    if not page.may_administer:
        raise PermissionDenied
    target = _unit_target(page, view)
    return _change(request, view, chosen, target, _Place(page.unit.short_name, reverse("unit", args=[code])))


@require_http_methods(["GET", "HEAD", "POST"])
def change_cluster(request: HttpRequest, code: str, change: str) -> HttpResponse:
    """One change of a cluster."""
    view = sight_of(request)
    chosen = change_of(change, CHANGES_OF_CLUSTER)
    if chosen is None:
        raise Http404
    try:
        page = cluster_page(view, code)
    except PermissionError:
        raise PermissionDenied from None
    if page is None:
        raise Http404
    if not page.may_administer:
        raise PermissionDenied
    target = _cluster_target(page, chosen, view)
    return _change(request, view, chosen, target, _Place(page.name, reverse("cluster", args=[code])))


def _change(request: HttpRequest, view: Sight, chosen: TreeChange, target: Target, place: _Place) -> HttpResponse:
    """The form; with `step=preview` what would change; with `step=do` the change itself."""
    step = request.POST.get("step", "")
    form = FORMS[chosen.slug](request.POST if request.method == "POST" else None, target)
    context = {"chosen": chosen, "form": form, "place": place, "target": target, "known": []}
    if step in ("preview", "do") and _is_valid(form):
        try:
            _check_pace(request, timezone.now())
            note = f"{chosen.label}: {target.name}"
            changed = post_change(
                by=person(request), at=timezone.now(), steps=form.steps(), note=note, is_trial=step == "preview"
            )
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            if step == "do":
                messages.success(request, _("%(what)s: đã ghi.") % {"what": _(chosen.label)})
                return redirect(place.href)
            return render(request, "directory/change_preview.html", context | {"changed": changed, "told": form.told()})
    if form.asks_unit:
        context["known"] = governed_names(view)
    return render(request, "directory/change.html", context)


def _check_pace(request: HttpRequest, at: datetime) -> None:
    """A try holds the book for a while, so that nobody else writes: raises Refusal for too many within a short time."""
    tries = [datetime.fromisoformat(text) for text in request.session.get(TRIED, [])]
    if wait := TRIES.wait(tries, at):
        raise Refusal(TOO_OFTEN, minutes=ceil(wait.total_seconds() / 60))
    recent = [one for one in tries if one > at - TRIES.window]
    request.session[TRIED] = [one.isoformat() for one in (*recent, at)]


def _is_valid(form: ChangeForm) -> bool:
    """Is it? A name that belongs to several units is a fault of the form too."""
    try:
        return form.is_valid()
    except Refusal as refusal:
        form.add_error(form.asks_unit, say(refusal))
        return False


def _finder(view: Sight) -> Callable[[str, date], UnitOn | None]:
    return lambda text, on: governed_unit(view, text, on)


def _unit_target(page: UnitPage, view: Sight) -> Target:
    unit = page.unit
    posts = [(str(a.id), ", ".join(a.words[:2])) for a in page.appointments if not a.valid_to or a.valid_to > view.on]
    return Target(
        unit.id, unit.code, unit.name, _finder(view), unit.short_name, unit.kind, unit.designation, choices=tuple(posts)
    )


def _cluster_target(page: ClusterPage, chosen: TreeChange, view: Sight) -> Target:
    """Members are chosen by their unit, offices by their row."""
    if chosen.slug == "thoi-cum-truong-pho":
        rows = [
            (str(held.id), f"{unit.name} ({_(held.words[0])})")
            for unit, held in page.offices
            if not held.valid_to or held.valid_to > view.on
        ]
    else:
        rows = [
            (str(unit.id), unit.name) for unit, stay in page.members if not stay.valid_to or stay.valid_to > view.on
        ]
    return Target(page.id, page.code, page.name, _finder(view), choices=tuple(rows), is_cluster=True)
