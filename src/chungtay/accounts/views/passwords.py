"""A password changed, set by a link, lost."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chungtay.accounts.actions import OpenedLink, accept_link, correct_password, open_recovery
from chungtay.accounts.forms import ChangePassword, NewPassword, RecoverPassword
from chungtay.accounts.queries import link_by
from chungtay.accounts.views.doors import let_in, network_address, person, shows_password
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal

LOG = logging.getLogger("django.chungtay.mail")
MARK = "ma"  # the name of a parameter; what follows `?` is not in our logs


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """The old password once, the new one twice; the other sessions of this person end."""
    user = person(request)
    form = ChangePassword(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid() and shows_password(form, "old", user):
        correct_password(by=user, at=timezone.now(), password=form.cleaned_data["new"])
        update_session_auth_hash(request, user)
        messages.success(request, _("Đã đổi mật khẩu. Các máy khác phải đăng nhập lại."))
        return redirect("account")
    return render(request, "accounts/change_password.html", {"form": form})


@login_not_required
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request: HttpRequest) -> HttpResponse:
    """The page of a link sent in a chat: looking at it changes nothing, so that a preview does no harm."""
    token, at = request.POST.get(MARK) or request.GET.get(MARK) or "", timezone.now()
    link = link_by(token, at)
    if link is None:
        return _unseen(render(request, "accounts/link_gone.html", status=410))
    form = NewPassword(request.POST or None, user=link.user)
    if request.method == "POST" and form.is_valid():
        try:
            user = accept_link(at=at, token=token, password=form.cleaned_data["new"])
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            logout(request)  # perhaps somebody else was signed in here
            return let_in(request, user, resolve_url(settings.LOGIN_REDIRECT_URL))
    told = {"form": form, "link": link, "token": token, "masked": _masked(link.user.login)}
    return _unseen(render(request, "accounts/set_password.html", told))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def recover_password(request: HttpRequest) -> HttpResponse:
    """What to do when the password is lost; by e-mail where mail can be sent. One answer, whoever is asked for."""
    form = RecoverPassword(request.POST or None) if settings.CHUNGTAY_MAIL else None
    if form is None or request.method != "POST" or not form.is_valid():
        return render(request, "accounts/recover_password.html", {"form": form})
    typed, address, at = form.cleaned_data["login"], network_address(request), timezone.now()
    answer = render(request, "accounts/recover_password.html", {"is_sent": True})

    def send() -> None:
        for to, link in open_recovery(at=at, typed=typed, address=address):
            _mail(request, to, link)

    return AfterAnswer(answer.content, then=send)


class AfterAnswer(HttpResponse):
    """An answer with work after it: how long the work takes does not tell whether there was any."""

    def __init__(self, *args: Any, then: Callable[[], None], **options: Any) -> None:
        super().__init__(*args, **options)
        self._then = then

    def close(self) -> None:
        try:
            self._then()
        except Exception as error:  # the reader has gone; an address must not land in the log
            LOG.error("a link to recover a password was not sent: %s", type(error).__name__)
        super().close()


def _mail(request: HttpRequest, to: str, link: OpenedLink) -> None:
    address = request.build_absolute_uri(f"{reverse('set_password')}?{MARK}={link.token}")
    words = render_to_string("accounts/recovery_mail.txt", {"address": address, "expires_at": link.expires_at})
    send_mail(_("Đặt lại mật khẩu Chung Tay"), words, None, [to])


def _unseen(answer: HttpResponse) -> HttpResponse:
    """Keep the address of the page, which holds the token, from other sites, logs of what it loads, and indexes."""
    answer.headers["Referrer-Policy"] = "strict-origin"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _masked(login: str) -> str:
    """Enough of a login for its owner to know it; previews of chats see this page too."""
    name, at, domain = login.partition("@")
    shown = f"{name[:2]}•••{name[-2:]}" if not at else f"{name[:1]}•••"
    return f"{shown}{at}{domain}"
