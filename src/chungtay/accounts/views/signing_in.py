"""Sign in, in one step or two; sign out."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.accounts.actions import record_second_step, record_sign_in
from chungtay.accounts.forms import SignIn, SignInCode
from chungtay.accounts.models import User
from chungtay.accounts.views.doors import enter, let_in, network_address, onward, pending
from chungtay.accounts.views.unsent import WHO, keep_unsent
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal


@login_not_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Phone number or e-mail address, and password; a signed-in person is sent on."""
    then = onward(request)
    if isinstance(request.user, User):
        return redirect(then)
    form = SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = record_sign_in(at=timezone.now(), address=network_address(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            unsent = request.POST.get("unsent", "")
            return let_in(request, user, keep_unsent(request, user, unsent) if unsent else then)
    shown = {"form": form, "next": then, "unsent": request.POST.get("unsent", "")}
    return render(request, "accounts/sign_in.html", shown)


@login_not_required
@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The second step, for who has just given the right password."""
    user, then = pending(request)
    if user is None:
        return redirect("sign_in")
    form = SignInCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_second_step(by=user, at=timezone.now(), code=form.cleaned_data["code"])
        except Refusal as refusal:
            form.add_error("code", say(refusal))
        else:
            enter(request, user, passed=True)
            return redirect(then)
    return render(request, "accounts/sign_in_code.html", {"form": form})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; only by a form, so that no link or picture can do it."""
    logout(request)
    messages.success(request, _("Đã đăng xuất"))
    answer = redirect("sign_in")
    answer.delete_cookie(WHO)
    return answer
