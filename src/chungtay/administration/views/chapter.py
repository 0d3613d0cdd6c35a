"""The chapter: how it shows itself, how it heads its documents, what the server takes for granted."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.administration.forms import Heading, Look
from chungtay.administration.queries import Reach, chapter_page
from chungtay.design.rules.accent import is_moved
from chungtay.organizations.actions import assign_issuing_body, assign_look

from .doors import chapter_wide, form_page, posted


@chapter_wide
def chapter(request: HttpRequest, reach: Reach) -> HttpResponse:
    """What stands."""
    page = chapter_page(reach.chapters[0])
    moved = bool(page.look.accent) and is_moved(page.look.accent)
    told = {"page": page, "is_moved": moved, "defaults": _defaults()}
    return render(request, "administration/chapter.html", told)


@chapter_wide
def change_look(request: HttpRequest, reach: Reach) -> HttpResponse:
    """Name, contact, accent, logo."""
    unit = reach.chapters[0]
    look = chapter_page(unit).look
    initial = {"name": look.name, "contact": look.contact, "accent": look.accent}
    form = Look(posted(request), request.FILES or None, initial=initial)
    if not look.logo:
        del form.fields["drop_logo"]
    words = {"title": _("Tên hiển thị, biểu trưng, màu"), "submit": _("Lưu"), "over": _("Hội")}

    def act() -> None:
        assign_look(by=reach.user, at=timezone.now(), unit_id=unit.id, **form.said())

    return form_page(request, form, act, words=words, back=reverse("chapter"), done=_("Đã lưu."))


@chapter_wide
def add_heading(request: HttpRequest, reach: Reach) -> HttpResponse:
    """The heading of documents from a day on; the one before ends there."""
    page = chapter_page(reach.chapters[0])
    last = page.headings[0] if page.headings else None
    initial = {name: getattr(last, name) for name in ("superior", "name", "place", "symbol")} if last else {}
    form = Heading(posted(request), initial=initial | {"valid_from": reach.on})
    words = {
        "title": _("Cơ quan ban hành"), "submit": _("Lưu"), "over": _("Hội"),
        "lead": _("Đứng ở đầu văn bản ban hành từ ngày ấy; văn bản đã phát hành không đổi."),
    }  # fmt: skip

    def act() -> None:
        assign_issuing_body(by=reach.user, at=timezone.now(), unit_id=page.unit.id, **form.cleaned_data)

    return form_page(request, form, act, words=words, back=reverse("chapter"), done=_("Đã lưu."))


def _defaults() -> list[tuple[str, int]]:
    """What whoever runs the server has set; the chapter's own word is asked where a page shows it."""
    return [
        (_("Số có đến ngày còn hiệu lực (ngày)"), settings.CHUNGTAY_STOCK_AGE_DAYS),
        (_("Liên kết mời dùng được (ngày)"), settings.CHUNGTAY_LINK_DAYS),
        (_("Liên kết lấy lại mật khẩu dùng được (ngày)"), settings.CHUNGTAY_RECOVERY_DAYS),
        (_("Sao lưu và kiểm tra sổ trong vòng (ngày)"), settings.CHUNGTAY_CARE_DAYS),
    ]
