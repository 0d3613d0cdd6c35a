"""What the frame around every page needs to know of the signed-in person."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from chungtay.accounts.models import User
from chungtay.desk.rules import places_for
from chungtay.organizations.queries import roles_of
from chungtay.organizations.rules import Role


def frame(request: HttpRequest) -> dict[str, Any]:
    """The rail's places: those that are for this person and have a page; asked only where a template shows them."""
    return {"places": SimpleLazyObject(lambda: _places(request))}


def _places(request: HttpRequest) -> list[dict[str, Any]]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return []
    roles = {Role(role.role) for role in roles_of(user, timezone.localdate())}
    home, found = reverse("home"), []
    for place in places_for(roles):
        try:
            href = reverse(place.name)
        except NoReverseMatch:  # a page to come
            continue
        is_here = request.path == href if href == home else request.path.startswith(href)
        found.append({"place": place, "href": href, "is_here": is_here})
    return found
