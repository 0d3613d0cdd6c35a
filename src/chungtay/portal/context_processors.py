"""What stands around every public page, whoever shows it: the front page, sections, the clock, websites, most read."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from chungtay.portal.middleware.kept import is_public
from chungtay.portal.queries.frame import front_in
from chungtay.portal.views.pages import around


def public_frame(request: HttpRequest) -> dict[str, Any]:
    """Nothing on the workspace's pages. Asked only where a template shows it, in the language of the address."""
    if not is_public(request.path_info):
        return {}
    whole: Any = SimpleLazyObject(lambda: around(front_in(request.LANGUAGE_CODE), request.LANGUAGE_CODE))
    names = ("front", "sections", "clock", "linked_sites", "most_read")
    return {name: SimpleLazyObject(lambda name=name: whole[name]) for name in names}  # type: ignore[misc]
