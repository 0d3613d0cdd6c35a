"""A paper of the outgoing register: shape and wording."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.correspondence.rules import PAPER_KINDS, OutgoingDraft, PaperKind

DAY = "%d/%m/%Y"


class RecordOutgoing(forms.Form):
    """What the register says of a paper (Decree 30/2020, annex IV)."""

    kind = forms.ChoiceField(
        label=_("Tên loại"), choices=lambda: [(k.value, gettext(word)) for k, (word, _short) in PAPER_KINDS.items()]
    )

    symbol = forms.CharField(label=_("Ký hiệu"), max_length=40, required=False, help_text=_("Ví dụ: BC-CTĐ"))
    about = forms.CharField(
        label=_("Trích yếu nội dung"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500})
    )
    signer = forms.CharField(label=_("Người ký"), max_length=200, required=False)
    recipients = forms.CharField(label=_("Nơi nhận"), max_length=500, required=False)
    copies = forms.IntegerField(label=_("Số bản"), min_value=1, max_value=10_000, initial=1)
    kept_by = forms.CharField(label=_("Đơn vị, người nhận bản lưu"), max_length=200, required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)
    source = forms.RegexField(r"^/(?!/)[\w/.\-?=&%]*$", max_length=300, required=False, widget=forms.HiddenInput)

    def draft(self, unit_id: int) -> OutgoingDraft:
        """The paper of that unit."""
        told = self.cleaned_data
        return OutgoingDraft(**{**told, "unit_id": unit_id, "kind": PaperKind(told["kind"])})


class AssignNumber(forms.Form):
    """The day of signature and the number that the paper got."""

    signed_on = forms.DateField(
        label=_("Ngày ký"),
        input_formats=[DAY, "%Y-%m-%d"],
        widget=forms.DateInput(format=DAY),
        help_text=_("ngày/tháng/năm"),
    )
    number = forms.IntegerField(label=_("Số văn bản"), min_value=1, max_value=99_999)


class WithdrawOutgoing(forms.Form):
    """Why the paper is called back."""

    reason = forms.CharField(label=_("Lý do hủy"), max_length=300)


class AskRegister(forms.Form):
    """Which unit's register of which year."""

    of = forms.CharField(label=_("Đơn vị"), max_length=60, required=False)
    year = forms.IntegerField(label=_("Năm"), min_value=1946, max_value=2100, required=False)
