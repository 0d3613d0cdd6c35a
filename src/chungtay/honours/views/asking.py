"""What is asked of the list, and whose names are opened for it."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

from chungtay.blood.views.asking import coordinator
from chungtay.blood.views.donors import own_choices
from chungtay.honours import queries
from chungtay.honours.forms import AskHonours
from chungtay.honours.queries import HonoursAsked, HonoursFound
from chungtay.kernel.errors import gettext_noop
from chungtay.organizations.queries import Sight

SHOWN: Final = gettext_noop("tôn vinh người hiến máu")
PUBLISHED: Final = gettext_noop("danh sách tôn vinh để công bố")
INTERNAL: Final = gettext_noop("danh sách tôn vinh nội bộ")
PRINTED: Final = gettext_noop("giấy ghi nhận hiến máu")
HANDED: Final = gettext_noop("tôn vinh đã trao")


@dataclass(frozen=True, slots=True)
class Looked:
    """The list as one person sees it."""

    seen: Sight
    units: frozenset[int]
    form: AskHonours
    asked: HonoursAsked
    found: HonoursFound

    @property
    def whose(self) -> int:
        """The unit in whose name papers go out."""
        return self.asked.unit_id or queries.highest(self.seen, self.units)


def looked(request: HttpRequest) -> Looked:
    """The list by the address; 403 for whom coordinates nobody's blood."""
    seen, units = coordinator(request)
    form = AskHonours(request.GET or None, units=own_choices(seen, units), on=seen.on)
    asked = form.asked()
    return Looked(seen, units, form, asked, queries.honour_lines(units, asked, seen.structure))
