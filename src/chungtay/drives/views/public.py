"""What anybody sees of a drive, and what a donor does with it by the own page: all without signing in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.accounts.actions import record_attempt
from chungtay.accounts.views.doors import network_address
from chungtay.blood import actions
from chungtay.blood.forms import RegisterDonor
from chungtay.blood.models import Donor, Drive
from chungtay.blood.queries.places import communes, enrolling_units
from chungtay.blood.rules.signing import ON_SITE
from chungtay.blood.rules.states import DriveState, SignUpState
from chungtay.blood.views.own import enrolled, there, who, whose_page
from chungtay.design.templatetags.writing import say
from chungtay.drives.queries import signing
from chungtay.drives.rules.giving import GivingLine, giving_lines
from chungtay.kernel.errors import Refusal
from chungtay.organizations.queries import structure


@login_not_required
@never_cache
@require_safe
def public_drive(request: HttpRequest, token: str) -> HttpResponse:
    """Place, day, hours, who may give, and the ways to sign up."""
    drive = there(request, "public_drive", signing.public_drive(token))
    return render(request, "drives/public_drive.html", _about(drive))


@login_not_required
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register_for_drive(request: HttpRequest, token: str) -> HttpResponse:
    """The registration that stands, and from there straight to the drive. Nothing is told of a number that is there."""
    drive, at = there(request, "public_drive", signing.public_drive(token)), timezone.now()
    on = timezone.localdate(at)
    if not _is_open(drive):
        return redirect("public_drive", token)
    form = RegisterDonor(
        request.POST or None, units=enrolling_units(on), areas=communes(on), initial={"unit": str(drive.unit_id)}
    )
    if request.method == "POST":
        try:
            record_attempt(at=at, what="register_donor", address=network_address(request))
            if form.is_valid():
                donor = None if form.cleaned_data["website"] else enrolled(form, at)
                return redirect("own_drive", donor.token, drive.pk) if donor else render(
                    request, "blood/registered.html"
                )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, say(refusal))
    return render(request, "drives/register_for_drive.html", {"form": form, "drive": drive})


@login_not_required
@never_cache
@require_safe
def own_drives(request: HttpRequest, token: str) -> HttpResponse:
    """Where the donor signed up, and drives nearby."""
    donor, on = whose_page(request, token), timezone.localdate()
    mine = signing.own_sign_ups(donor, on)
    there = {row.drive_id for row in mine}
    near = [one for one in signing.drives_near(donor, on) if one.drive.pk not in there]
    return _kept_out(render(request, "drives/own_drives.html", {"donor": donor, "mine": mine, "near": near}))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_drive(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """What stands against giving on that day, then the slots; signed up: the code to show, another slot, the way out."""
    donor = whose_page(request, token)
    drive, row = _seen_by(donor, pk)
    if request.method == "POST":
        return _answered(request, donor, drive)
    code = request.build_absolute_uri(reverse("check_in", args=[row.pk])) if row else ""
    return _kept_out(render(request, "drives/own_drive.html", _about(drive) | {
        "donor": donor, "row": row, "look": signing.day_look(donor, drive), "code": code,
        "stands": row is not None and row.state == SignUpState.REGISTERED,
        "came": row is not None and row.state in ON_SITE,
    }))  # fmt: skip


def spoken(line: GivingLine) -> str:
    """A sentence of who may give, in the reader's language."""
    return _(line.message) % (line.params | {"causes": ", ".join(_(cause) for cause in line.causes)})


def _answered(request: HttpRequest, donor: Donor, drive: Drive) -> HttpResponse:
    told: dict[str, Any] = {"by": who(request), "at": timezone.now()}
    row = signing.own_sign_up(donor, drive)
    ways: dict[str, Callable[[], tuple[Any, bool]]] = {
        "sign": lambda: actions.sign_up(
            **told, drive_id=drive.pk, donor_id=donor.pk, slot=request.POST.get("slot", "")
        ),
        "withdraw": lambda: actions.withdraw_sign_up(**told, sign_up_id=row.pk if row else 0),
    }  # fmt: skip
    what = request.POST.get("do", "")
    if what not in ways:
        raise Http404
    done = {"sign": _("Đã đăng ký."), "withdraw": _("Đã rút đăng ký. Đăng ký lại lúc nào cũng được.")}
    try:
        _row, changed = ways[what]()
        messages.success(request, done[what] if changed else _("Đã ghi từ trước, không đổi gì."))
    except Refusal as refusal:
        messages.error(request, say(refusal))
    return redirect("own_drive", donor.token, drive.pk)


def _about(drive: Drive) -> dict[str, Any]:
    unit = structure().unit_by_id(drive.unit_id, drive.held_on)
    partners = structure().units_of(drive.partners.values_list("pk", flat=True), drive.held_on).values()
    return {
        "drive": drive, "unit": unit, "partners": [one.name for one in partners], "slots": signing.slots_of(drive, timezone.now()),
        "giving": [spoken(line) for line in giving_lines(signing.drive_rules(drive))], "is_open": _is_open(drive),
        "is_off": drive.state == DriveState.CANCELLED, "is_past": drive.held_on < timezone.localdate(),
    }  # fmt: skip


def _is_open(drive: Drive) -> bool:
    return drive.state == DriveState.OPEN and drive.held_on >= timezone.localdate()


def _seen_by(donor: Donor, pk: int) -> tuple[Drive, Any]:
    """One that takes sign-ups, or where the donor's own row is; any other is not there."""
    drive = signing.drive_by_number(pk)
    row = signing.own_sign_up(donor, drive) if drive else None
    if drive is None or (row is None and drive.state != DriveState.OPEN):
        raise Http404
    return drive, row


def _kept_out(answer: HttpResponse) -> HttpResponse:
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
