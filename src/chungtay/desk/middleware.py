"""Who has a role that needs the second step sees nothing before it is switched on."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.accounts.models import User
from chungtay.accounts.rules import PASSED
from chungtay.organizations.queries import frame_roles
from chungtay.organizations.rules import Role

# What stays open: to switch it on, to leave, to read the page in one's language.
OPEN = frozenset(
    {"second_factor", "assign_second_factor", "sign_out", "sign_in", "set_password", "set_language", "set_appearance"}
)


class SecondStepFirst:
    """Stands before every view, after the person is known; asks for the roles that the frame shows anyhow."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _options: Any) -> HttpResponse | None:
        user, match = request.user, request.resolver_match
        if not isinstance(user, User) or user.is_illustrative or request.session.get(PASSED):
            return None
        roles = frame_roles(user, timezone.localdate())
        request.held_roles = roles  # type: ignore[attr-defined]  # the frame shows them
        if not {Role(role.role) for role in roles} & settings.CHUNGTAY_SECOND_FACTOR_ROLES:
            return None
        request.owes_second_factor = True  # type: ignore[attr-defined]
        if match and match.view_name in OPEN:
            return None
        if request.method not in {"GET", "HEAD"}:  # a script must not take a page of ours for a yes
            raise PermissionDenied(_("Hãy bật xác thực hai bước trước."))
        return redirect("second_factor")
