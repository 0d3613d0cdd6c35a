"""What the pages of accounts share: who asks, from where, and how a person is let in."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from chungtay.accounts.actions import record_password
from chungtay.accounts.backends import key_digest
from chungtay.accounts.models import User
from chungtay.accounts.queries import open_account_of, second_factor_of
from chungtay.accounts.rules import DEVICE, PASSED, device_words
from chungtay.design.templatetags.writing import moment, say
from chungtay.kernel.errors import Refusal

PENDING = "pending"  # under which a session keeps who has given the password and not yet the code
UNSENT = "unsent"  # and what was sent after the session before had ended, sealed for its person
PENDING_FOR = timedelta(minutes=10)


def person(request: HttpRequest) -> User:
    """The signed-in person."""
    assert isinstance(request.user, User)  # LoginRequiredMiddleware stands before every view
    return request.user


def shows_password(form: Form, name: str, user: User) -> bool:
    """Is what stands in this field of a valid form the person's password? Where it is not, the field says so."""
    try:
        record_password(by=user, at=timezone.now(), password=form.cleaned_data[name])
    except Refusal as refusal:
        form.add_error(name, say(refusal))
    return not form.errors


def this_session(request: HttpRequest) -> str:
    """The digest under which the session of this request stands."""
    return key_digest(request.session.session_key or "")


def network_address(request: HttpRequest) -> str:
    """The reader's network address; behind the named number of our own proxies, the one that they saw."""
    proxies = getattr(settings, "PROXIES", 0)
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(seen) >= proxies:
        return seen[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def onward(request: HttpRequest) -> str:
    """Where to go after signing in: the page that was asked for, if it is ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def let_in(request: HttpRequest, user: User, then: str) -> HttpResponse:
    """Sign in the person whose password was right, or ask for the second step first."""
    if second_factor_of(user) is None:
        enter(request, user)
        return redirect(then)
    request.session.cycle_key()  # a planted session must not get this far with the person
    since, proof = timezone.now().isoformat(), user.get_session_auth_hash()
    request.session[PENDING] = {"user": user.pk, "since": since, "proof": proof, "next": then}
    return redirect("sign_in_code")


def pending(request: HttpRequest) -> tuple[User | None, str]:
    """Who has given the password in this session a short while ago and owes the code, and where they want to go."""
    kept = request.session.get(PENDING)
    if not kept or timezone.now() - datetime.fromisoformat(kept["since"]) > PENDING_FOR:
        return None, ""
    user = open_account_of(kept["user"])
    if user is None or user.get_session_auth_hash() != kept["proof"]:
        return None, ""
    return user, kept["next"]


def enter(request: HttpRequest, user: User, *, passed: bool = False) -> None:
    """Open the session; say what happened to the second factor meanwhile."""
    before, ended_at = user.last_login, user.second_factor_ended_at
    request.session.pop(PENDING, None)
    login(request, user)  # gives the session a new key
    request.session[DEVICE] = device_words(request.headers.get("User-Agent", ""))
    if passed:
        request.session[PASSED] = True
    if ended_at and (before is None or before < ended_at):
        words = _("Người quản trị đã tắt xác thực hai bước của tài khoản này lúc %(at)s.")
        messages.warning(request, words % {"at": moment(ended_at)})
