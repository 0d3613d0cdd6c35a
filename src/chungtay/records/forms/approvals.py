"""What a leader sends: chosen entries, or one with a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_CHOSEN = 500
MOST_SEQ = 2**62


class ApproveRecords(forms.Form):
    """Entries to approve together: those that are ticked, or (`whole`) all that the page showed."""

    seq = forms.TypedMultipleChoiceField(coerce=int, required=False)
    shown = forms.TypedMultipleChoiceField(coerce=int, required=False)
    whole = forms.BooleanField(required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for name in ("seq", "shown"):
            given = [text for text in data.getlist(name) if text.isascii() and text.isdigit() and len(text) < 19]
            field = self.fields[name]
            assert isinstance(field, forms.TypedMultipleChoiceField)
            field.choices = [(text, text) for text in given]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = set(cleaned.get("shown" if cleaned.get("whole") else "seq") or ())
        if not chosen:
            raise forms.ValidationError(_("Chưa chọn bản ghi nào để duyệt."))
        if len(chosen) > MOST_CHOSEN:
            raise forms.ValidationError(_("Mỗi lần duyệt nhiều nhất %(most)s bản ghi."), params={"most": MOST_CHOSEN})
        return {**cleaned, "chosen": chosen}


class ReturnRecord(forms.Form):
    """Why an entry goes back."""

    reason = forms.CharField(
        label=_("Lý do trả lại"),
        help_text=_("Nói rõ cần sửa gì; người ghi và đơn vị đọc được."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Trả lại cần có lý do để đơn vị biết phải sửa gì.")},
    )
