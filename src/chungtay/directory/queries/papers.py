"""Directives about a programme, for its page."""

from dataclasses import dataclass
from datetime import date

from chungtay.correspondence.models import Directive
from chungtay.organizations.queries import Sight
from chungtay.organizations.rules import Permission

MOST = 10
_ROWS = 3000  # receivers that are held against the person's units


@dataclass(frozen=True, slots=True)
class DirectiveAbout:
    """A directive that stands, as a list names it: its key, what it is about, the day it was issued."""

    id: int
    about: str
    issued_on: date


def directives_about(programme: str, seen: Sight) -> list[DirectiveAbout]:
    """Directives of the programme that stand, the newest first, for who sees their sender or a receiver."""
    rows = Directive.objects.filter(programme=programme, withdrawal=None, replaced_by=None)
    told = rows.order_by("-issued_on", "-pk").values_list("pk", "about", "issued_on", "unit", "receivers__unit")[:_ROWS]
    concerned: dict[DirectiveAbout, set[int]] = {}
    for pk, about, issued_on, *units in told:
        concerned.setdefault(DirectiveAbout(pk, about, issued_on), set()).update(unit for unit in units if unit)
    sees = seen.units(Permission.SEE_FIGURES, set().union(*concerned.values()))
    return [paper for paper, units in concerned.items() if any(unit in sees for unit in units)][:MOST]
