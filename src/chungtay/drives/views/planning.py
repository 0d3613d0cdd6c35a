"""The list of drives, and the forms that plan them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.blood import actions
from chungtay.blood.forms import GiveReason
from chungtay.blood.models import Drive
from chungtay.blood.queries import drives_of
from chungtay.blood.queries.places import communes
from chungtay.blood.views.asking import coordinator, number_in, sent, shown
from chungtay.blood.views.donors import own_choices
from chungtay.drives import queries
from chungtay.drives.forms import AddCampaign, PlanDrive, slots_written
from chungtay.organizations.queries import Sight

MOST_PAGES = 10_000
_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def drives(request: HttpRequest) -> HttpResponse:
    """Drives to come and over with their quotas; those of one campaign with ?chien-dich."""
    seen, units = coordinator(request)
    number, campaign = (number_in(request.GET.get(name, "")) for name in ("page", "chien-dich"))
    page = queries.drives_page(units, seen.on, page=min(number, MOST_PAGES) or 1, campaign_id=campaign or None)
    called = seen.structure.units_of({line.drive.unit_id for line in (*page.coming, *page.past)}, seen.on)
    return render(request, "drives/drives.html", {
        "page": page, "called": called, "chosen": next((c for c in page.campaigns if c.campaign.pk == campaign), None),
        "on": seen.on,
    })  # fmt: skip


@_FORM
def add_campaign(request: HttpRequest) -> HttpResponse:
    """A name over several drives."""
    seen, units = coordinator(request)
    form = AddCampaign(request.POST or None, units=own_choices(seen, units))

    def save(by: Any, at: Any) -> object:
        told = form.cleaned_data
        return actions.add_campaign(
            by=by, at=at, on=seen.on, unit_id=int(told["unit"]), name=told["name"], first_on=told["first_on"],
            last_on=told["last_on"],
        )  # fmt: skip

    back = reverse("drives")
    done = sent(request, form, save, _("Đã thêm chiến dịch."), lambda _made: back)
    return done or shown(request, form, _("Thêm chiến dịch hiến máu"), back)


@_FORM
def add_drive(request: HttpRequest) -> HttpResponse:
    """Plan a drive, or enter one that is over to tell its result."""
    seen, units = coordinator(request)
    first = {"campaign": request.GET.get("chien-dich", "")}
    form = _plan(request, seen, units, first)
    done = sent(
        request, form, lambda by, at: actions.add_drive(by=by, at=at, on=seen.on, drive=form.draft()),
        _("Đã thêm đợt hiến máu."), lambda made: place(made.pk),
    )  # fmt: skip
    return done or shown(request, form, _("Thêm đợt hiến máu"), reverse("drives"))


@_FORM
def correct_drive(request: HttpRequest, pk: int) -> HttpResponse:
    """Say place, day, slots, quota anew."""
    seen, units, row = coordinated(request, pk)
    partners = seen.structure.units_of(row.partners.values_list("pk", flat=True), row.held_on).values()
    first = {
        "unit": row.unit_id, "name": row.name, "held_on": row.held_on, "place": row.place, "area": row.area_id,
        "slots": slots_written(row.slots), "quota": row.quota, "campaign": row.campaign_id, "centre": row.centre,
        "partners": "; ".join(sorted(unit.code for unit in partners)),
    }  # fmt: skip
    form = _plan(request, seen, units, first, row)
    done = sent(
        request, form,
        lambda by, at: actions.correct_drive(by=by, at=at, on=seen.on, drive_id=pk, drive=form.draft()),
        _("Đã lưu."), lambda _made: place(pk),
    )  # fmt: skip
    return done or shown(request, form, _("Sửa đợt hiến máu"), place(pk), about=row.name)


@_FORM
def withdraw_drive(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a drive off."""
    _seen, _units, row = coordinated(request, pk)
    form = GiveReason(request.POST or None)
    signed = queries.signed_up(row)
    lead = _("Không ai đăng ký được nữa. Số người đã đăng ký và cần được báo: %s.") % signed
    if row.results.exists():
        lead += " " + _("Kết quả đã ghi được rút khỏi sổ và số liệu.")
    done = sent(
        request, form,
        lambda by, at: actions.withdraw_drive(by=by, at=at, drive_id=pk, reason=form.cleaned_data["reason"]),
        _("Đã hủy đợt hiến máu."), lambda _made: place(pk),
    )  # fmt: skip
    return done or shown(
        request, form, _("Hủy đợt hiến máu"), place(pk), about=row.name, lead=lead, button=_("Hủy đợt")
    )


def coordinated(request: HttpRequest, pk: int) -> tuple[Sight, frozenset[int], Drive]:
    """A drive of one's units; 403 for one of others, and for one that is not there."""
    seen, units = coordinator(request)
    row = drives_of(units).filter(pk=pk).first()
    if row is None:
        raise PermissionDenied
    return seen, units, row


def place(pk: int) -> str:
    """The address of a drive's page."""
    return reverse("drive", args=[pk])


def _plan(
    request: HttpRequest, seen: Sight, units: frozenset[int], first: dict[str, Any], row: Drive | None = None
) -> PlanDrive:
    own, campaigns = own_choices(seen, units), queries.campaigns_for(units, seen.on)
    if row and str(row.unit_id) not in dict(own):  # it has ended since
        ended = seen.structure.unit_by_id(row.unit_id, row.held_on)
        own = [*own, (str(row.unit_id), ended.name if ended else str(row.unit_id))]
    if row and row.campaign and str(row.campaign_id) not in dict(campaigns):
        campaigns = [*campaigns, (str(row.campaign_id), row.campaign.name)]
    return PlanDrive(request.POST or None, units=own, areas=communes(seen.on), campaigns=campaigns, initial=first)
