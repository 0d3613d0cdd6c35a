"""How a chapter shows itself and heads its documents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.administration.forms.days import Asked
from chungtay.design.formats import MOST_BYTES
from chungtay.design.forms import DayField


class Look(Asked):
    """Name shown, contact, accent, logo."""

    at_field = {"colour": "accent", "picture": "logo"}

    name = forms.CharField(label=_("Tên hiển thị"), max_length=120, required=False, help_text=_("đứng ở đầu mọi trang"))
    contact = forms.CharField(
        label=_("Liên hệ khi cần giúp"), max_length=200, required=False,
        help_text=_("ví dụ: Văn phòng Hội, 0203 3 123 456; đứng ở trang đăng nhập"),
    )  # fmt: skip
    accent = forms.CharField(
        label=_("Màu nhấn"), max_length=7, required=False,
        help_text=_("mã màu, ví dụ #0b5d66; để trống dùng màu mặc định. Màu khó đọc được chỉnh cho đủ tương phản."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    logo = forms.FileField(
        label=_("Biểu trưng"), required=False,
        help_text=_("ảnh PNG, JPEG hoặc WebP, không quá 2 MB; được thu nhỏ và vẽ lại"),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )  # fmt: skip
    drop_logo = forms.BooleanField(label=_("Bỏ biểu trưng đang dùng"), required=False)

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        said = dict(self.cleaned_data)
        file = said["logo"]
        said["logo"] = file.read(MOST_BYTES + 1) if file else None
        return said


class Heading(Asked):
    """The heading of documents from a day on."""

    at_field = {"day": "valid_from"}

    superior = forms.CharField(label=_("Cơ quan chủ quản"), max_length=300, required=False)
    name = forms.CharField(label=_("Cơ quan ban hành"), max_length=300)
    place = forms.CharField(label=_("Địa danh"), max_length=100, help_text=_("đứng trước ngày tháng, ví dụ Quảng Ninh"))
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=40, help_text=_("sau số văn bản, ví dụ BC-CTĐ"))
    valid_from = DayField(_("Từ ngày"))
