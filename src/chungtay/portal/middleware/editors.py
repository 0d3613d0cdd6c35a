"""Who may edit the portal follows the roles of the day, not what was so when somebody was last let in."""

from collections.abc import Callable

from csp.constants import HEADER, SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from chungtay.accounts.models import User
from chungtay.portal.actions import assign_editing
from chungtay.portal.queries.editors import EDITING

# Wagtail starts its fields by scripts and styles inside the page; its rich text keeps no script (decision 0032).
_INSIDE = {"script-src": [SELF, UNSAFE_INLINE], "style-src": [SELF, UNSAFE_INLINE], "img-src": ["blob:"]}


class EditorsOfToday:
    """Before a page of the editors' is shown, the person's groups are made what the roles of today say."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(EDITING) and isinstance(request.user, User):
            assign_editing(by=None, at=timezone.now(), on=timezone.localdate(), user=request.user)
            request.user.first_name = request.user.name  # type: ignore[attr-defined]  # as the screens' side bar asks
            response = self.get_response(request)
            if "/preview/" in request.path_info:  # shown in a frame of the editor's own screen, and nowhere else
                response.headers.pop(HEADER, None)  # drawn as a reader's page, it came with a reader's frame
                response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
                response.headers["X-Frame-Options"] = "SAMEORIGIN"
            else:
                response._csp_update = _INSIDE  # type: ignore[attr-defined]
            return response
        return self.get_response(request)
