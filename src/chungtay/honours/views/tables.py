"""Tables of tiers: what holds, what held, another from a day on."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.blood import actions
from chungtay.blood.queries import committed_scale, honour_book, scale_of
from chungtay.blood.views.asking import sent, shown
from chungtay.blood.views.layers import provinces
from chungtay.figures.views import sight_of
from chungtay.honours import queries
from chungtay.honours.forms import RecordHonourTable
from chungtay.honours.templatetags.honour_words import tier_words
from chungtay.organizations.rules import Permission


@require_safe
def honour_tables(request: HttpRequest) -> HttpResponse:
    """The tiers that hold now with their source; every table of own units and those above; families, which nobody counts."""
    seen = sight_of(request)
    units = seen.units(Permission.COORDINATE_BLOOD) | seen.units(Permission.ADMINISTER)
    if not units:
        raise PermissionDenied
    above = {path.ancestor_id for unit in seen.own_units() for path in seen.structure.above(unit)}
    tables = queries.honour_tables(above | units)
    names = seen.structure.units_of({row.unit_id for row in tables}, seen.on)
    told = {
        "now": honour_book(seen.on).scale(queries.highest(seen, units)), "family": committed_scale(family=True),
        "tables": [(row, names[row.unit_id].name, scale_of(row)) for row in tables], "on": seen.on,
        "may_record": bool(provinces(seen)),
    }  # fmt: skip
    return render(request, "honours/honour_tables.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def record_honour_table(request: HttpRequest) -> HttpResponse:
    """A province's table from a day on."""
    seen = sight_of(request)
    places = provinces(seen)
    if not places:
        raise PermissionDenied
    tiers = honour_book(seen.on).scale(int(places[0][0])).tiers
    written = "\n".join(f"{tier.least} {tier_words(tier.code)}" for tier in tiers)
    form = RecordHonourTable(request.POST or None, initial={"first_on": seen.on, "tiers": written}, units=places)

    def save(by: Any, at: Any) -> object:
        told = form.cleaned_data
        return actions.record_honour_table(
            by=by,
            at=at,
            unit_id=int(told["unit"]),
            first_on=told["first_on"],
            tiers=told["tiers"],
            source=told["source"],
        )

    back = reverse("honour_tables")
    done = sent(request, form, save, _("Đã lưu bảng mức."), lambda _made: back)
    lead = _("Bảng đã lưu không sửa được: muốn đổi thì thêm bảng mới từ một ngày khác.")
    return done or shown(request, form, _("Thêm bảng mức tôn vinh"), back, lead=lead)
