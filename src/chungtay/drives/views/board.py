"""A drive on its day: everybody who signed up, each step one touch."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.accounts.models import User
from chungtay.accounts.views.doors import person
from chungtay.blood import actions
from chungtay.blood.views.asking import coordinator, number_in
from chungtay.design.templatetags.writing import say
from chungtay.drives import queries
from chungtay.kernel.errors import Refusal
from chungtay.people.actions import open_profiles

from .planning import coordinated, place

SEEN = gettext_noop("danh sách đợt hiến máu")
MOST_WORDS = 100
DONE = {
    "open": gettext_noop("Đã mở đăng ký."),
    "close": gettext_noop("Đã đóng đăng ký."),
}


@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
def drive(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbench: the funnel as it is now, sign-ups by slot, what comes next; whom somebody seeks by name is sent, and
    stands in no address."""
    seen, units = coordinator(request)
    row, partners, results = queries.board_drive(units, pk)
    if row is None:
        raise PermissionDenied
    stage, deferring = (request.GET.get(name, "") for name in ("buoc", "hoan"))
    asked = queries.BoardAsked(request.POST.get("words", "")[:MOST_WORDS], stage if stage in queries.STAGES else "")
    rows, given, rules = queries.sign_ups_of(row), queries.donations_of(row), queries.rules_at(row)
    shown = queries.wanted(rows, asked)
    persons = [one.donor.person for one in shown]
    names = open_profiles(by=person(request), at=timezone.now(), persons=persons, why=SEEN)
    lines = queries.board_lines(row, shown, given, names, rules)
    return render(request, "drives/drive.html", {
        "drive": row, "board": queries.board(row, rows, given, results, rules), "asked": asked, "on": seen.on,
        "slots": queries.board_slots(row, rows, shown, lines), "stages": queries.stages_of(rows), "people": len(rows),
        "found": len(shown), "unit": seen.structure.unit_by_id(row.unit_id, row.held_on),
        "partners": list(seen.structure.units_of(partners, row.held_on).values()),
        "deferring": number_in(deferring), "is_day": row.held_on <= seen.on,
    })  # fmt: skip


@require_POST
def change_sign_up(request: HttpRequest, pk: int) -> HttpResponse:
    """One touch for one person: "came-12", "given-12-350"; back to the list."""
    _seen, _units, row = coordinated(request, pk)
    what, number, more = ([*request.POST.get("do", "").split("-"), "", ""])[:3]
    sign_up = row.sign_ups.filter(pk=number_in(number)).first()
    step = _steps(person(request), timezone.now(), sign_up.pk, request, more).get(what) if sign_up else None
    if step:
        try:
            _row, changed = step()
            if not changed:
                messages.info(request, _("Đã ghi từ trước, không đổi gì."))
        except Refusal as refusal:
            messages.error(request, say(refusal))
    stage = request.POST.get("buoc", "")
    return redirect(
        f"{place(pk)}{f'?buoc={stage}' if stage in queries.STAGES else ''}#luot-{sign_up.pk if sign_up else 0}"
    )


@require_POST
def change_drive(request: HttpRequest, pk: int) -> HttpResponse:
    """One touch for the drive: open, close, mark who did not come."""
    seen, _units, row = coordinated(request, pk)
    told: dict[str, Any] = {"by": person(request), "at": timezone.now(), "drive_id": row.pk}
    what = request.POST.get("do", "")
    try:
        if what == "open":
            actions.open_drive(**told, on=seen.on)
        elif what == "close":
            actions.close_drive(**told, on=seen.on)
        elif what == "absent":
            number = actions.record_no_shows(**told)
            messages.success(request, _("Đã ghi %s người không đến.") % number)
        if what in DONE:
            messages.success(request, _(DONE[what]))
    except Refusal as refusal:
        messages.error(request, say(refusal))
    return redirect(place(pk))


def _steps(by: User, at: datetime, pk: int, request: HttpRequest, more: str) -> dict[str, Callable[[], Any]]:
    told: dict[str, Any] = {"by": by, "at": at, "sign_up_id": pk}
    ml = number_in(more) if len(more) < 5 else 0
    return {
        "came": lambda: actions.check_in(**told),
        "fit": lambda: actions.record_fitness(**told),
        "deferred": lambda: actions.record_fitness(**told, cause=request.POST.get("cause", "")),
        "given": lambda: actions.record_given(**told, ml=ml),
        "back": lambda: actions.undo_step(**told),
        "withdrawn": lambda: actions.withdraw_sign_up(**told),
    }
