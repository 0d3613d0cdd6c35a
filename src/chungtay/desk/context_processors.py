"""What the frame around every page needs to know of the signed-in person."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from chungtay.accounts.models import User
from chungtay.desk.rules import places_for
from chungtay.desk.rules.tour import TourPlace, place_on_tour, steps_for
from chungtay.figures.templatetags.figure_parts import place_of
from chungtay.notifications.queries import unread_count
from chungtay.organizations.queries import Look, frame_roles, the_look
from chungtay.organizations.rules import Role


def frame(request: HttpRequest) -> dict[str, Any]:
    """The rail's places, those that are for this person and have a page, and the look of the person's chapter.

    How many notices are unread comes with them, and the step where somebody is on the tour. All from one question, asked
    only where a template shows them.
    """
    roles: Any = SimpleLazyObject(lambda: _roles(request))
    return {
        "places": SimpleLazyObject(lambda: _places(request, roles)),
        "chapter_look": SimpleLazyObject(lambda: _look(roles)),
        "tour": SimpleLazyObject(lambda: tour_of(request, roles)),
        "unread_notices": cache(lambda: _unread(request, roles)),  # a number cannot be lazy: called where it is shown
    }


def _roles(request: HttpRequest) -> list[Any]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return []
    asked: list[Any] | None = getattr(request, "held_roles", None)  # by SecondStepFirst, or by the page itself
    return frame_roles(user, timezone.localdate()) if asked is None else asked


def tour_of(request: HttpRequest, given: Iterable[Any]) -> TourPlace | None:
    """Where on the tour the page is, by what its address says."""
    name = request.GET.get("tour", "")
    if not name or not isinstance(getattr(request, "user", None), User):
        return None
    steps = steps_for({Role(role.role) for role in given}, has_example="tour_opens" in request.GET)
    return place_on_tour(name, steps)


def _unread(request: HttpRequest, given: Iterable[Any]) -> int:
    """How many notices are unread; asked for apart only of whom has no role."""
    user, roles = getattr(request, "user", None), list(given)
    if roles:
        return int(roles[0].unread or 0)
    return unread_count(user) if isinstance(user, User) else 0


def _look(roles: Iterable[Any]) -> Look:
    """The look of the first chapter that has one among the person's; of the only one for whom has no role."""
    given = list(roles)
    if not given:
        return the_look()
    return next((role.look for role in given if role.look), Look())


def _places(request: HttpRequest, given: Iterable[Any]) -> list[dict[str, Any]]:
    if not isinstance(getattr(request, "user", None), User):
        return []
    roles = {Role(role.role) for role in given}
    home, found = place_of("home"), []
    for place in places_for(roles):
        try:
            href = place_of(place.name)
        except NoReverseMatch:  # a page to come
            continue
        is_here = request.path == href if href == home else request.path.startswith(href)
        found.append({"place": place, "href": href, "is_here": is_here})
    return found
