"""Donors as their coordinators see them: the list, one donor, forms. Phone numbers show their last digits alone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.accounts.views.doors import person
from chungtay.blood import actions, queries
from chungtay.blood.forms import AddDonor, FindDonor
from chungtay.blood.models import Donor
from chungtay.blood.queries.places import communes
from chungtay.organizations.queries import Sight
from chungtay.people.actions import open_profiles
from chungtay.people.rules.consents import ConsentPurpose
from chungtay.people.rules.profiles import Profile

from .asking import coordinator, sent, shown

LISTED, OPENED = gettext_noop("danh sách người hiến máu"), gettext_noop("hồ sơ người hiến máu")
Choices = list[tuple[str, str]]


@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
def donors(request: HttpRequest) -> HttpResponse:
    """Donors of one's units: group, next free day or all reasons, what they agreed to.

    What is sought is sent and shown at once, page by page: a name or a number stands in no address.
    """
    seen, units = coordinator(request)
    form = FindDonor(request.POST or None, units=own_choices(seen, units))
    told = form.cleaned_data if form.is_valid() else {}
    unit = int(told["unit"]) if told.get("unit") else None
    asked = queries.DonorsAsked(
        told.get("words", ""), unit, told.get("group", ""), told.get("free", False), told.get("page") or 1
    )
    page = queries.donors_page(units, asked, seen.on)
    names = named(request, [line.donor for line in page.lines], LISTED)
    lines = [(line, names.get(line.donor.person_id), line.donor.unit_id) for line in page.lines]
    called = seen.structure.units_of({unit for _line, _name, unit in lines}, seen.on)
    rows = [(line, name, called[unit]) for line, name, unit in lines]
    return render(request, "blood/donors.html", {"form": form, "page": page, "rows": rows, "on": seen.on})


@require_http_methods(["GET", "HEAD", "POST"])
def add_donor(request: HttpRequest) -> HttpResponse:
    """Enrol somebody from a signed paper or a phone call."""
    seen, units = coordinator(request)
    form = AddDonor(request.POST or None, units=own_choices(seen, units), areas=communes(seen.on))

    def save(by: Any, at: Any) -> Donor | None:
        told = form.cleaned_data
        registration = actions.Registration(
            form.profile, int(told["unit"]), form.consents, form.heard_by, form.health, form.area_id, told["night_ok"],
            told["note"],
        )  # fmt: skip
        made, _new = actions.record_registration(by=by, at=at, on=seen.on, told=registration, within=units)
        return made

    told = _("Đã ghi. Số điện thoại đã có thì là hồ sơ cũ, không thêm hồ sơ thứ hai.")
    done = sent(request, form, save, told, lambda made: _onward(made, units))
    back = reverse("donors")
    return done or shown(request, form, _("Ghi người hiến máu"), back, template="blood/add_donor.html")


@require_safe
def donor(request: HttpRequest, pk: int) -> HttpResponse:
    """One donor: health, when next and why not before, history, consents, the same person under another number."""
    seen, _units, row = coordinated(request, pk)
    page = queries.donor_page(row, seen.on)
    names = named(request, [row], OPENED)
    due = row.erasure_asked_at + timedelta(days=settings.CHUNGTAY_ERASURE_DAYS) if row.erasure_asked_at else None
    return render(request, "blood/donor.html", {
        "page": page, "line": page.line, "donor": row, "profile": names[row.person_id], "due": due, "on": seen.on,
        "unit": seen.structure.unit_by_id(row.unit_id, seen.on),
        "late": due is not None and due < timezone.now(), "link": own_address(request, row),
    })  # fmt: skip


@require_POST
def change_donor(request: HttpRequest, pk: int) -> HttpResponse:
    """What takes one touch: the donor is back, a consent ends, another link of the own page."""
    _seen, _units, row = coordinated(request, pk)
    by, at, what = person(request), timezone.now(), request.POST.get("do", "")
    changes: dict[str, Callable[[], object]] = {
        "back": lambda: actions.end_pause(by=by, at=at, donor_id=row.pk),
        "token": lambda: actions.assign_token(by=by, at=at, donor_id=row.pk),
    }
    if what in changes:
        changes[what]()
    elif what.removeprefix("end-") in set(ConsentPurpose):
        ended = ConsentPurpose(what.removeprefix("end-"))
        actions.withdraw_donor_consent(by=by, at=at, donor_id=row.pk, purposes=(ended,))
    return redirect(place(pk))


def coordinated(request: HttpRequest, pk: int) -> tuple[Sight, frozenset[int], Donor]:
    """The donor of one's units; 403 for one of others, and for one who is gone."""
    seen, units = coordinator(request)
    row = queries.donors_of(units).filter(pk=pk).first()
    if row is None:
        raise PermissionDenied
    return seen, units, row


def named(request: HttpRequest, rows: list[Donor], why: str) -> dict[int, Profile]:
    """Who they are, by person; the audit book says who looked."""
    return open_profiles(by=person(request), at=timezone.now(), persons=[row.person for row in rows], why=why)


def own_choices(seen: Sight, units: frozenset[int]) -> Choices:
    """The units that stand, to choose from."""
    found = seen.structure.units_of(units, seen.on).values()
    return [(str(unit.id), unit.name) for unit in sorted(found, key=lambda one: one.code) if unit.stands_on(seen.on)]


def own_address(request: HttpRequest, row: Donor) -> str:
    """The whole address of the donor's own page, to send to the donor."""
    return request.build_absolute_uri(reverse("own_donor", args=[row.token]))


def place(pk: int) -> str:
    """The address of a donor's page."""
    return reverse("donor", args=[pk])


def _onward(made: Donor, units: frozenset[int]) -> str:
    """To the new donor; where name and birthday are another's too, to the page that joins the two."""
    alike = queries.donors_alike(made, units)
    return f"{reverse('merge_donors', args=[made.pk])}?voi={alike[0]}" if alike else place(made.pk)
