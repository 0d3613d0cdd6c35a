"""What was typed and sent after the session had ended: kept through signing in, and sent by the same person.

Sealed for the person who last signed in on this browser (a signed cookie says who): a form with a valid CSRF token was
opened after that, for signing in changes the token. Passwords and codes, which only pages of accounts take, are never kept.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chungtay.accounts.formats import Unsent, opened_copy, sealed_copy
from chungtay.accounts.forms import SignIn
from chungtay.accounts.models import User
from chungtay.accounts.queries import unsent_keys
from chungtay.accounts.views.doors import UNSENT, person

WHO = "last_person"  # the cookie
WHO_SALT = "chungtay.accounts.last_person"
WHO_FOR = 60 * 24 * 3600  # seconds: longer than a session
UNTOLD = {"csrfmiddlewaretoken", "holder", "told"}


def last_person(request: HttpRequest) -> str:
    """Who last signed in on this browser and has not signed out, or nobody."""
    return str(request.get_signed_cookie(WHO, "", salt=WHO_SALT, max_age=WHO_FOR))


def remember_person(response: HttpResponse, user_id: int, *, secure: bool) -> None:
    """Let the browser say later who it was."""
    response.set_signed_cookie(
        WHO, str(user_id), salt=WHO_SALT, max_age=WHO_FOR, httponly=True, secure=secure, samesite="Lax"
    )


def sign_in_again(request: HttpRequest) -> HttpResponse | None:
    """The page of signing in with what was sent, for who was signed in here until a while ago; None for nobody."""
    who, match = last_person(request), request.resolver_match
    if not who or not match or match.func.__module__.startswith("chungtay.accounts"):
        return None
    parts = [(name, str(value)) for name in request.POST if name not in UNTOLD for value in request.POST.getlist(name)]
    address, has_files = request.get_full_path(), bool(request.FILES)
    kept = sealed_copy(Unsent(address, tuple(parts), has_files, timezone.now()), int(who), unsent_keys())
    shown = {"form": SignIn(), "next": address, "unsent": kept, "too_long": not kept}
    return render(request, "accounts/sign_in.html", shown, status=401)


def keep_unsent(request: HttpRequest, user: User, text: str) -> str:
    """Keep it in the session of the person for whom it was sealed; the page to go to after signing in."""
    if opened_copy(text, user.pk, unsent_keys(), timezone.now()) is None:
        messages.warning(
            request, _("Nội dung nhập trước khi đăng nhập là của người khác hoặc đã quá một ngày nên đã bỏ.")
        )
        return reverse("home")
    request.session[UNSENT] = text
    return reverse("send_again")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send_again(request: HttpRequest) -> HttpResponse:
    """What the person sent before signing in again: to be sent now, or thrown away."""
    user = person(request)
    unsent = opened_copy(request.session.get(UNSENT, ""), user.pk, unsent_keys(), timezone.now())
    if request.method == "POST" or unsent is None:
        request.session.pop(UNSENT, None)
        return redirect("home")
    return render(request, "accounts/send_again.html", {"unsent": unsent})
