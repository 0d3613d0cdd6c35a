"""At the desk of a drive: who is there, by the code on a phone, a number or a name; and signing up whoever asks."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chungtay.accounts.rules import normalised_phone
from chungtay.accounts.views.doors import person
from chungtay.blood import actions
from chungtay.blood.models import Drive, SignUp
from chungtay.blood.rules.signing import ON_SITE
from chungtay.blood.views.asking import number_in
from chungtay.design.templatetags.writing import say
from chungtay.drives.forms import FindAtDesk
from chungtay.drives.queries import signing
from chungtay.figures.views import sight_of
from chungtay.kernel.errors import Refusal
from chungtay.kernel.text import folded
from chungtay.organizations.rules import Permission
from chungtay.people.actions import open_profiles
from chungtay.people.rules.profiles import Profile

from .planning import coordinated

DESK, SIGNING = gettext_noop("điểm danh đợt hiến máu"), gettext_noop("đăng ký hiến máu giúp")
NOBODY = Profile("")  # nobody: who was erased since
_FORM = require_http_methods(["GET", "HEAD", "POST"])
_CODE = re.compile(r"(?:^|/diem-danh/)#?(\d{1,12})/?$")
_OWN = re.compile(r"(?:^|/cua-toi/)([\w-]{22})(?:/.*)?$")


@_FORM
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """What the donor's code opens, for a coordinator of that drive alone: to everybody else it is not there."""
    row = signing.sign_up_of(sight_of(request).units(Permission.COORDINATE_BLOOD), pk)
    if row is None:
        raise Http404
    if request.method == "POST":
        return _received(request, row)
    return render(request, "drives/check_in.html", {"card": _card(request, row), "drive": row.drive})


@sensitive_post_parameters()
@_FORM
def check_in_desk(request: HttpRequest, pk: int) -> HttpResponse:
    """One field for all: the code as a reader types it, a number, a name. Whoever is found by a code is received at once."""
    _seen, _units, drive = coordinated(request, pk)
    form = FindAtDesk(request.POST or None)
    found: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        row = _by_code(drive, words)
        if row:
            return _received(request, row)
        found = _by_name(request, drive, words)
        if not found:
            form.add_error("words", _("Không có ai như vậy trong danh sách của đợt này."))
    last = number_in(request.GET.get("luot", ""))
    row = signing.sign_up_by(drive, number=last) if last else None
    return render(request, "drives/check_in_desk.html", {
        "drive": drive, "form": form, "found": found, "card": _card(request, row) if row else None,
    })  # fmt: skip


@sensitive_post_parameters()
@_FORM
def sign_up_donor(request: HttpRequest, pk: int) -> HttpResponse:
    """A coordinator signs up a donor of the unit or below, found by name or number; the rules warn, and decide nothing."""
    seen, units, drive = coordinated(request, pk)
    form = FindAtDesk(request.POST or None, coded=False)
    if donor_id := number_in(request.POST.get("donor", "")):
        return _signed(request, drive, donor_id, units)
    page, rows = None, []
    if request.method == "POST" and form.is_valid():
        page = signing.donors_to_sign(units, drive, form.cleaned_data["words"])
        persons = [line.donor.person for line in page.lines]
        names = open_profiles(by=person(request), at=timezone.now(), persons=persons, why=SIGNING)
        there = dict(signing.signed(drive).values_list("donor", "state"))
        rows = [(line, names[line.donor.person_id], there.get(line.donor.pk)) for line in page.lines]
    return render(request, "drives/sign_up_donor.html", {
        "drive": drive, "form": form, "rows": rows, "page": page, "slots": signing.slots_of(drive, timezone.now()),
        "is_day": drive.held_on == seen.on,
    })  # fmt: skip


def _signed(request: HttpRequest, drive: Drive, donor_id: int, units: frozenset[int]) -> HttpResponse:
    if not signing.may_be_signed(units, drive, donor_id):
        raise Http404
    told: dict[str, Any] = {"by": person(request), "at": timezone.now()}
    try:
        row, changed = actions.sign_up(
            **told, drive_id=drive.pk, donor_id=donor_id, slot=request.POST.get("slot", ""), coordinated=True
        )
        if request.POST.get("do") == "came":
            return _received(request, row)
        messages.success(request, _("Đã đăng ký.") if changed else _("Đã ghi từ trước, không đổi gì."))
    except Refusal as refusal:
        messages.error(request, say(refusal))
    return redirect("sign_up_donor", drive.pk)


def _received(request: HttpRequest, row: SignUp) -> HttpResponse:
    """Receive whom a code names; the page that follows shows who it is. No name goes through address or cookie."""
    try:
        _row, changed = actions.check_in(by=person(request), at=timezone.now(), sign_up_id=row.pk)
        if changed:
            messages.success(request, _("Đã ghi: đã đến."))
        else:
            messages.info(request, _("Đã ghi đến từ trước, không đổi gì."))
    except Refusal as refusal:
        messages.error(request, say(refusal))
    return redirect(f"{reverse('check_in_desk', args=[row.drive_id])}?luot={row.pk}")


def _by_code(drive: Drive, words: str) -> SignUp | None:
    words = words.strip()
    if phone := normalised_phone(words):
        return signing.sign_up_by(drive, phone=phone)
    if code := _CODE.search(words):
        return signing.sign_up_by(drive, number=int(code[1]))
    own = _OWN.search(words)
    return signing.sign_up_by(drive, token=own[1]) if own else None


def _by_name(request: HttpRequest, drive: Drive, words: str) -> list[dict[str, Any]]:
    rows = list(signing.signed(drive))
    persons = [row.donor.person for row in rows]
    names = open_profiles(by=person(request), at=timezone.now(), persons=persons, why=DESK)
    parts = folded(words).split()
    told = ((row, names[row.donor.person_id]) for row in rows if row.donor.person_id in names)
    return [_line(row, one) for row, one in told if all(part in folded(one.name) for part in parts)]


def _card(request: HttpRequest, row: SignUp) -> dict[str, Any]:
    persons = [row.donor.person]
    names = open_profiles(by=person(request), at=timezone.now(), persons=persons, why=DESK)
    return _line(row, names.get(row.donor.person_id, NOBODY)) | {
        "warned": bool(signing.day_look(row.donor, row.drive).reasons)
    }


def _line(row: SignUp, profile: Profile) -> dict[str, Any]:
    born = profile.born_on.year if profile.born_on else ""
    return {"row": row, "name": profile.name, "born": born, "came": row.state in ON_SITE}
