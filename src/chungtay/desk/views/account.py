"""One's own account: who, with which roles, how secured, in which language and look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chungtay.accounts.queries import second_factor_of, sessions_of
from chungtay.accounts.views.doors import person
from chungtay.desk.queries import held_roles_of


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Everything about the signed-in person that is kept, and the ways to change it."""
    user, at = person(request), timezone.now()
    told = {
        "factor": second_factor_of(user),
        "sessions": len(sessions_of(user, at)),
        "roles": held_roles_of(user, timezone.localdate(at)),
    }
    return render(request, "desk/account.html", told)
