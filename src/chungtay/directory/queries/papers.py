"""Directives about a programme, for its page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from chungtay.correspondence.models import Directive
from chungtay.organizations.queries import Sight
from chungtay.organizations.rules import Permission

MOST = 10


@dataclass(frozen=True, slots=True)
class DirectiveAbout:
    """A directive that stands, as a list names it: its key, what it is about, the day it was issued."""

    id: int
    about: str
    issued_on: date


def directives_about(programme: str, seen: Sight) -> list[DirectiveAbout]:
    """Directives of the programme that stand, the newest first, for who sees their sender or a receiver."""
    about = Directive.objects.filter(programme=programme, withdrawal=None, replaced_by=None)
    concerned = {unit for row in about.values_list("unit", "receivers__unit").distinct() for unit in row if unit}
    sees = seen.units(Permission.SEE_FIGURES, concerned)
    rows = about.filter(Q(unit__in=sees) | Q(receivers__unit__in=sees)).distinct().order_by("-issued_on", "-pk")
    return [DirectiveAbout(*row) for row in rows.values_list("pk", "about", "issued_on")[:MOST]]
