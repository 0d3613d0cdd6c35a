"""The list of what a person was told, and the choice of ways."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.accounts.queries import mail_of
from chungtay.accounts.views.doors import person
from chungtay.notifications import actions
from chungtay.notifications.forms import AssignNoticeChoices
from chungtay.notifications.queries import choices_of, notice_by, notices_of, push_devices_of, reader_of
from chungtay.notifications.rules import LISTED, UNLISTED, WORDS, Channel, is_wanted


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What the person was told, the newest first."""
    lines = notices_of(person(request))
    return render(request, "notifications/notices.html", {"lines": lines, "fresh": any(not n.is_read for n in lines)})


@require_POST
def note_notices_read(request: HttpRequest) -> HttpResponse:
    """One notice is opened, the box of first steps put away, or all are read."""
    user, at, number = person(request), timezone.now(), request.POST.get("notice", "")
    if request.POST.get("what") in UNLISTED:
        actions.note_notices_read(by=user, at=at, kind=next(iter(UNLISTED)))
        return redirect("home")
    if not number:
        actions.note_notices_read(by=user, at=at)
        return redirect("notices")
    notice = notice_by(user, int(number)) if number.isascii() and number.isdigit() and len(number) < 19 else None
    if notice is None:
        return redirect("notices")
    actions.note_notices_read(by=user, at=at, notice_id=notice.pk)
    return redirect(notice.path or "notices")


@require_http_methods(["GET", "HEAD", "POST"])
def assign_notice_choices(request: HttpRequest) -> HttpResponse:
    """A box for each kind and way, the language, and the browsers that are told too."""
    user = person(request)
    has_mail = bool(settings.CHUNGTAY_MAIL and mail_of(user))
    channels = [Channel.MAIL, Channel.PUSH] if has_mail else [Channel.PUSH]
    form = AssignNoticeChoices(request.POST or None, channels=channels)
    if request.method == "POST" and form.is_valid():
        actions.assign_notice_choices(
            by=user, at=timezone.now(), wanted=form.wanted(), language=form.cleaned_data["language"]
        )
        messages.success(request, _("Đã lưu cách nhận thông báo."))
        return redirect("assign_notice_choices")
    chosen = choices_of([user.pk]).get(user.pk, {})
    told = {
        "channels": channels,
        "rows": [
            (kind, WORDS[kind].name, {way.value: is_wanted(kind, way, chosen) for way in channels}) for kind in LISTED
        ],
        "language": reader_of(user).language,
        "languages": settings.LANGUAGES,
        "devices": push_devices_of(user),
        "has_mail": has_mail,
        "mail_is_sent": settings.CHUNGTAY_MAIL,
    }
    return render(request, "notifications/choices.html", told)
