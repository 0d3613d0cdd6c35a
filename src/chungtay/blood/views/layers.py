"""The rules of giving blood with source and certainty, and the rules of one's own over them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.blood import actions, queries
from chungtay.blood.forms import RecordRuleLayer
from chungtay.figures.views import sight_of
from chungtay.organizations.queries import Sight
from chungtay.organizations.rules import Permission, UnitKind

from .asking import sent, shown


@require_safe
def blood_rules(request: HttpRequest) -> HttpResponse:
    """Every rule, where it stands and how sure it is; beneath them what own units and those above lay over it."""
    seen = sight_of(request)
    units = seen.units(Permission.COORDINATE_BLOOD) | seen.units(Permission.ADMINISTER)
    if not units:
        raise PermissionDenied
    above = {path.ancestor_id for unit in seen.own_units() for path in seen.structure.above(unit)}
    names = seen.structure.units_of(above | units, seen.on)
    layers = [(row, names[row.unit_id].name, queries.layer_set(row)) for row in queries.layers_of(names)]
    told = {"national": queries.national_rules(), "layers": layers, "may_record": bool(provinces(seen))}
    return render(request, "blood/blood_rules.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def record_rule_layer(request: HttpRequest) -> HttpResponse:
    """Lay rules over the national ones for a province, or for one of its collecting sites."""
    seen = sight_of(request)
    places = provinces(seen)
    if not places:
        raise PermissionDenied
    form = RecordRuleLayer(request.POST or None, initial={"first_on": timezone.localdate()}, units=places)

    def save(by: Any, at: Any) -> object:
        told = form.cleaned_data
        return actions.record_rule_layer(
            by=by, at=at, unit_id=int(told["unit"]), site=told["site"], version=told["version"],
            first_on=told["first_on"], rules=form.rules(), source=told["source"],
        )  # fmt: skip

    back = reverse("blood_rules")
    done = sent(request, form, save, _("Đã lưu quy tắc riêng."), lambda _made: back)
    return done or shown(request, form, _("Thêm quy tắc riêng"), back)


def provinces(seen: Sight) -> list[tuple[str, str]]:
    """Provinces for which the person may lay rules."""
    allowed = seen.units(Permission.COORDINATE_BLOOD) | seen.units(Permission.ADMINISTER)
    found = seen.structure.units_of(allowed, seen.on).values()
    kinds = {UnitKind.PROVINCE, UnitKind.NATION}
    return [(str(unit.id), unit.name) for unit in found if unit.kind in kinds and unit.stands_on(seen.on)]
