"""Where voluntary blood begins: what there is to do, and the way to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .asking import coordinator


@require_safe
def blood(request: HttpRequest) -> HttpResponse:
    """The parts of voluntary blood that stand."""
    coordinator(request)
    parts = [
        ("call_outs", _("Gọi máu khẩn cấp"), _("Yêu cầu của bệnh viện, ai được gọi, ai nhận lời")),
        ("donors", _("Người hiến máu"), _("Danh sách của câu lạc bộ, nhóm máu, ngày hiến được")),
        ("drives", _("Đợt hiến máu"), _("Kế hoạch, đăng ký, kết quả trong ngày")),
        ("blood_lists", _("Danh sách của cơ sở máu"), _("Nhập danh sách người đã hiến, gắn với hồ sơ")),
        ("honours", _("Tôn vinh"), _("Ai đạt mức mới, danh sách, giấy ghi nhận")),
        ("blood_rules", _("Quy tắc hiến máu"), _("Từng quy tắc, nguồn và mức chắc chắn")),
        ("register_donor", _("Trang đăng ký cho người dân"), _("Gửi liên kết này cho người muốn đăng ký")),
    ]
    found = [(href, word, about) for name, word, about in parts if (href := _address(name))]
    return render(request, "blood/blood.html", {"parts": found})


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # not built yet
        return ""
