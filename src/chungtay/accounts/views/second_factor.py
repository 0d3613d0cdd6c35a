"""The second step of one's own account: switch on, new recovery codes, switch off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chungtay.accounts import actions
from chungtay.accounts.forms import AppCode, EndSecondFactor
from chungtay.accounts.queries import pending_secret, recovery_codes_left, second_factor_of
from chungtay.accounts.rules import PASSED, enrolment_address, grouped
from chungtay.accounts.views.doors import person, shows_password, this_session
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Whether it is on, and what for; the button makes a secret for the app."""
    user = person(request)
    if request.method == "POST":
        try:
            actions.open_second_factor(by=user, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, say(refusal))
            return redirect("second_factor")
        return redirect("assign_second_factor")
    factor = second_factor_of(user)
    told = {"factor": factor, "codes_left": recovery_codes_left(user) if factor else 0}
    return render(request, "accounts/second_factor.html", told)


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assign_second_factor(request: HttpRequest) -> HttpResponse:
    """Scan or type the secret into the app, prove it by a code, take the recovery codes."""
    user, at = person(request), timezone.now()
    secret = pending_secret(user, at)
    if secret is None:
        return redirect("second_factor")
    form = AppCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = actions.assign_second_factor(
                by=user, at=at, code=form.cleaned_data["code"], session_key=this_session(request)
            )
        except Refusal as refusal:
            form.add_error("code", say(refusal))
        else:
            request.session[PASSED] = True
            return render(request, "accounts/recovery_codes.html", {"codes": codes, "at": at, "is_new": True})
    told = {"form": form, "address": enrolment_address(secret, user.login), "secret": grouped(secret)}
    return render(request, "accounts/assign_second_factor.html", told)


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assign_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes in place of the old ones."""
    user, at = person(request), timezone.now()
    if second_factor_of(user) is None:
        return redirect("second_factor")
    form = AppCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = actions.assign_recovery_codes(by=user, at=at, code=form.cleaned_data["code"])
        except Refusal as refusal:
            form.add_error("code", say(refusal))
        else:
            return render(request, "accounts/recovery_codes.html", {"codes": codes, "at": at})
    return render(request, "accounts/assign_recovery_codes.html", {"form": form})


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end_second_factor(request: HttpRequest) -> HttpResponse:
    """Switch it off, by password and code: to move to another phone, or for good where the role allows."""
    user = person(request)
    if second_factor_of(user) is None:
        return redirect("second_factor")
    form = EndSecondFactor(request.POST or None)
    if request.method == "POST" and form.is_valid() and shows_password(form, "password", user):
        try:
            actions.end_own_second_factor(
                by=user, at=timezone.now(), code=form.cleaned_data["code"], session_key=this_session(request)
            )
        except Refusal as refusal:
            form.add_error("code", say(refusal))
        else:
            request.session.pop(PASSED, None)
            messages.success(request, _("Đã tắt xác thực hai bước."))
            return redirect("second_factor")
    return render(request, "accounts/end_second_factor.html", {"form": form})
