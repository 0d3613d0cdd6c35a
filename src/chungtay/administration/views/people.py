"""People of the reach, their roles, their ways in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.accounts.actions import OpenedLink, close_account, open_account, withdraw_link
from chungtay.accounts.models import User
from chungtay.accounts.rules import LinkKind
from chungtay.accounts.views.passwords import MARK
from chungtay.administration.forms import EndRole, GiveRole, InvitePerson, SearchPeople
from chungtay.administration.queries import PersonPage, Reach
from chungtay.administration.queries import people as people_of
from chungtay.administration.queries import person as person_of
from chungtay.administration.templatetags.administration_words import role_line
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations.actions import (
    assign_role,
    end_lost_second_factor,
    end_role,
    open_invitation,
    open_persons_link,
)
from chungtay.organizations.rules import Role

from .doors import administrator, form_page, posted

LINKS = {"invite": LinkKind.INVITATION, "recover": LinkKind.RECOVERY}
OWN = gettext_noop("Không thể tự kết thúc vai trò quản trị đang dùng; nhờ một người quản trị khác.")
NOT_ONESELF = gettext_noop("Không tự giao vai trò cho mình; nhờ một người quản trị khác.")
NOT_WHOLE = gettext_noop("Người này còn vai trò ngoài phạm vi quản trị; nhờ quản trị của cấp trên.")


@administrator
def people(request: HttpRequest, reach: Reach) -> HttpResponse:
    """The list."""
    form = SearchPeople(request.GET, reach=reach)
    page = people_of(reach, form.asked())
    return render(request, "administration/people.html", {"form": form, "page": page, "reach": reach})


@administrator
def person(request: HttpRequest, reach: Reach, user_id: int) -> HttpResponse:
    """One person: roles, sessions, ways in."""
    return render(request, "administration/person.html", {"page": _person(reach, user_id), "reach": reach})


@administrator
def invite_person(request: HttpRequest, reach: Reach) -> HttpResponse:
    """A new person with the first role; the link is shown on the next page, once."""
    form = InvitePerson(posted(request), reach=reach)
    if request.method == "POST" and form.is_valid():
        said = {"login": form.cleaned_data["login"], "name": form.cleaned_data["name"]}
        try:
            invited = open_invitation(by=reach.user, at=timezone.now(), **said, **form.given())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _link(request, invited.user, invited.link, LinkKind.INVITATION)
    words = {
        "title": _("Mời người mới"), "submit": _("Lập liên kết mời"), "over": _("Người dùng"),
        "lead": _("Người được mời tự đặt mật khẩu qua một liên kết gửi trong tin nhắn; không cần thư điện tử."),
    }  # fmt: skip
    return render(request, "administration/form.html", {"form": form, "words": words, "back": reverse("people")})


@administrator
def give_role(request: HttpRequest, reach: Reach, user_id: int) -> HttpResponse:
    """A role more."""
    page = _person(reach, user_id)
    form = GiveRole(posted(request), reach=reach)
    words = {"title": _("Giao vai trò"), "submit": _("Giao vai trò"), "lead": str(page.user), "over": str(page.user)}

    def act() -> None:
        if user_id == reach.user.pk:
            raise Refusal(NOT_ONESELF)
        assign_role(by=reach.user, at=timezone.now(), user=page.user, **form.given())

    return form_page(request, form, act, words=words, back=_home(user_id), done=_("Đã giao vai trò."))


@administrator
def end_persons_role(request: HttpRequest, reach: Reach, user_id: int, role_id: int) -> HttpResponse:
    """A role ends on a day."""
    page = _person(reach, user_id)
    role = next((line for line in page.roles if line.id == role_id), None)
    if role is None:
        raise Http404
    form = EndRole(posted(request), initial={"on": reach.on})
    lead = f"{page.user}: {role_line(role)}"
    words = {"title": _("Kết thúc vai trò"), "submit": _("Kết thúc"), "over": str(page.user), "lead": lead}

    def act() -> None:
        if user_id == reach.user.pk and role.role == Role.ADMINISTRATOR:
            raise Refusal(OWN)
        end_role(by=reach.user, at=timezone.now(), role_id=role_id, on=form.cleaned_data["on"])

    return form_page(request, form, act, words=words, back=_home(user_id), done=_("Đã kết thúc vai trò."))


@administrator
def change_account(request: HttpRequest, reach: Reach, user_id: int) -> HttpResponse:
    """A button of the person's page: close, open, a new link, second factor off, a link withdrawn."""
    page = _person(reach, user_id)
    if request.method != "POST":
        return redirect("person", user_id=user_id)
    what = request.POST.get("what", "")
    try:
        if not page.is_whole:
            raise Refusal(NOT_WHOLE)
        if what in LINKS:
            kind = LINKS[what]
            link = open_persons_link(by=reach.user, at=timezone.now(), user=page.user, kind=kind)
            return _link(request, page.user, link, kind)
        messages.success(request, _changed(request, reach, page, what))
    except Refusal as refusal:
        messages.error(request, say(refusal))
    return redirect("person", user_id=user_id)


def _changed(request: HttpRequest, reach: Reach, page: PersonPage, what: str) -> str:
    """Do it, and say that it is done."""
    given: dict[str, Any] = {"by": reach.user, "at": timezone.now()}
    if what == "close":
        close_account(**given, user=page.user)
        return _("Đã đóng tài khoản; mọi phiên đăng nhập đã kết thúc.")
    if what == "open":
        open_account(**given, user=page.user)
        return _("Đã mở lại tài khoản.")
    if what == "factor":
        end_lost_second_factor(**given, user=page.user)
        return _("Đã tắt xác thực hai bước; mọi phiên đăng nhập đã kết thúc.")
    for link in page.links:
        if what == f"withdraw-{link.id}":
            withdraw_link(**given, link_id=link.id)
            return _("Đã rút liên kết.")
    raise Http404


def _link(request: HttpRequest, user: User, link: OpenedLink, kind: LinkKind) -> HttpResponse:
    """The link, shown in answer to the very request that made it, and nowhere kept."""
    address = request.build_absolute_uri(f"{reverse('set_password')}?{MARK}={link.token}")
    told = {"user_of": user, "address": address, "expires_at": link.expires_at, "is_new": kind == LinkKind.INVITATION}
    response = render(request, "administration/link.html", told)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _person(reach: Reach, user_id: int) -> PersonPage:
    page = person_of(reach, user_id, timezone.now())
    if page is None:
        raise Http404
    return page


def _home(user_id: int) -> str:
    return reverse("person", kwargs={"user_id": user_id})
