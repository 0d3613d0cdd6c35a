"""Sign in, sign out, one's own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.accounts.actions import correct_password, record_sign_in
from chungtay.accounts.forms import ChangePassword, SignIn
from chungtay.accounts.models import User
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal


@login_not_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Phone number or e-mail address, and password; a signed-in person is sent on."""
    onward = _onward(request)
    if isinstance(request.user, User):
        return redirect(onward)
    form = SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = record_sign_in(at=timezone.now(), address=_address(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            login(request, user)  # gives the session a new key
            return redirect(onward)
    return render(request, "accounts/sign_in.html", {"form": form, "next": onward})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; only by a form, so that no link or picture can do it."""
    logout(request)
    messages.success(request, _("Đã đăng xuất"))
    return redirect("sign_in")


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in; language, look, password, sign out."""
    return render(request, "accounts/account.html")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """The old password once, the new one twice; the other sessions of this person end."""
    user = request.user
    assert isinstance(user, User)  # LoginRequiredMiddleware stands before every view
    form = ChangePassword(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        correct_password(by=user, at=timezone.now(), password=form.cleaned_data["new"])
        update_session_auth_hash(request, user)
        messages.success(request, _("Đã đổi mật khẩu. Các máy khác phải đăng nhập lại."))
        return redirect("account")
    return render(request, "accounts/change_password.html", {"form": form})


def _onward(request: HttpRequest) -> str:
    """Where to go after signing in: the page that was asked for, if it is ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _address(request: HttpRequest) -> str:
    """The reader's network address; behind the named number of our own proxies, the one that they saw."""
    proxies = getattr(settings, "PROXIES", 0)
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(seen) >= proxies:
        return seen[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
