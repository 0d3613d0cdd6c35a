"""Photos added to a record, and the reason why something is taken back."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .fields import PhotosField


class AddEvidence(forms.Form):
    """One or several photos."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["photos"] = PhotosField(
            label=_("Ảnh"),
            help_text=_("JPEG, PNG hoặc WebP. Vị trí chụp và các thông tin máy ảnh ghi kèm sẽ bị xóa."),
            required=True,
            most_bytes=settings.CHUNGTAY_EVIDENCE_BYTES,
            error_messages={"required": _("cần ít nhất một ảnh.")},
        )


class Withdraw(forms.Form):
    """Why a record or a photo is taken back."""

    reason = forms.CharField(
        label=_("Lý do rút"), max_length=300, error_messages={"required": _("cần ghi lý do, ví dụ: ghi hai lần.")}
    )
