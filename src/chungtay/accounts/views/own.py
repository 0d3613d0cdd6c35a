"""One's own details and sessions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chungtay.accounts import actions
from chungtay.accounts.forms import Contact
from chungtay.accounts.models import User
from chungtay.accounts.queries import sessions_of
from chungtay.accounts.views.doors import person, shows_password, this_session
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct_contact(request: HttpRequest) -> HttpResponse:
    """Name, phone number, e-mail address."""
    user = person(request)
    kept = {"name": user.name, "phone": user.phone, "email": user.email}
    form = Contact(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid() and _may_change(form, user):
        said = {name: form.cleaned_data[name] for name in kept}
        actions.correct_contact(by=user, at=timezone.now(), **said)
        messages.success(request, _("Đã lưu thông tin liên hệ."))
        return redirect("account")
    return render(request, "accounts/correct_contact.html", {"form": form})


def _may_change(form: Contact, user: User) -> bool:
    return not form.opens_a_way_in or shows_password(form, "password", user)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Where the account is signed in; end one, or all but this one."""
    user, at, here = person(request), timezone.now(), this_session(request)
    if request.method != "POST":
        return render(request, "accounts/sessions.html", {"sessions": sessions_of(user, at), "here": here})
    asked = request.POST.get("session", "")
    try:
        if asked:
            actions.end_session(by=user, at=at, session_key=asked)
            words = _("Đã kết thúc một phiên đăng nhập.")
        else:
            ended = actions.end_other_sessions(by=user, at=at, session_key=here)
            words = ngettext("Đã kết thúc %(n)s phiên khác.", "Đã kết thúc %(n)s phiên khác.", ended) % {"n": ended}
    except Refusal as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, words)
    return redirect("sessions")
