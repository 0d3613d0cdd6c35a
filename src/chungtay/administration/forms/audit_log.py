"""What is looked for in the audit book."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.administration.forms.days import UnitField
from chungtay.administration.queries import Reach
from chungtay.administration.rules import AuditSearch
from chungtay.audit.rules import ACTION_NAMES
from chungtay.design.forms import DayField


class SearchAudit(forms.Form):
    """Person, action, unit, words, days."""

    person = forms.CharField(label=_("Người làm"), required=False, max_length=100)
    action = forms.ChoiceField(label=_("Việc"), required=False)
    words = forms.CharField(label=_("Nội dung hoặc mã đối tượng"), required=False, max_length=100)
    before = forms.IntegerField(required=False, min_value=1, max_value=10**15)

    def __init__(self, data: Any, *, reach: Reach) -> None:
        super().__init__(data, auto_id="loc_%s")
        names = sorted(((code, gettext(name)) for code, name in ACTION_NAMES.items()), key=lambda pair: pair[1])
        self.fields["action"].choices = [("", _("tất cả")), *names]  # type: ignore[attr-defined]
        self.fields["unit"] = UnitField(reach=reach, label=_("Đơn vị và cấp dưới"), required=False)
        self.fields["first"] = DayField(_("Từ ngày"), required=False)
        self.fields["last"] = DayField(_("Đến hết ngày"), required=False)
        self.order_fields(["person", "action", "unit", "words", "first", "last"])

    def asked(self) -> AuditSearch:
        """What is looked for; what was not understood is left out and said."""
        self.is_valid()
        given = self.cleaned_data
        unit = given.get("unit")
        return AuditSearch(
            given.get("person", ""), given.get("action", ""), unit.id if unit else None, given.get("words", ""),
            given.get("first"), given.get("last"), given.get("before"),
        )  # fmt: skip
