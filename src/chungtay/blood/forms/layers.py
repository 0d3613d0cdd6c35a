"""Own rules: the ones most used as fields, any other as JSON."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.bloodrules.rules.words import CONVENTION_NAMES

from .fields import Choices, day_field, named, offer, text_field


class RecordRuleLayer(forms.Form):
    """Rules of a province or of a collecting site from a day on."""

    unit = forms.ChoiceField(label=_("Áp dụng cho"))
    site = text_field(_("Riêng cho nơi tiếp nhận máu"), 200, hint=_("Để trống thì áp dụng cho cả tỉnh"))
    version = text_field(_("Phiên bản"), 40, required=True, hint=_("ví dụ QN-2026.1"))
    first_on = day_field(_("Từ ngày"))
    source = text_field(_("Văn bản làm căn cứ"), 200, required=True)
    offset = forms.IntegerField(
        label=_("Số ngày cộng thêm sau thời gian tạm hoãn"), min_value=0, max_value=30, required=False
    )
    vaccine = forms.IntegerField(
        label=_("Tạm hoãn sau tiêm vắc-xin COVID-19 (ngày)"), min_value=0, max_value=366, required=False
    )
    illness = forms.IntegerField(
        label=_("Tạm hoãn sau khi khỏi COVID-19 (ngày)"), min_value=0, max_value=366, required=False
    )
    counts_as = forms.ChoiceField(label=_("Một đơn vị máu trong số liệu"), required=False)
    more = text_field(
        _("Quy tắc khác (nâng cao)"), 20_000, rows=4, hint=_("Dạng JSON, tên và giá trị như tệp quy tắc chung")
    )

    def __init__(self, data: Any, *, initial: dict[str, Any], units: Choices) -> None:
        super().__init__(data, initial=initial)
        offer(self.fields["unit"], units)
        offer(self.fields["counts_as"], named(CONVENTION_NAMES, gettext("như quy tắc chung")))

    def clean_more(self) -> dict[str, Any]:
        typed = self.cleaned_data["more"].strip()
        try:
            read = json.loads(typed or "{}")
        except json.JSONDecodeError as error:
            place = {"line": error.lineno, "column": error.colno}
            raise ValidationError(gettext("Không phải JSON: dòng %(line)s, cột %(column)s.") % place) from None
        if not isinstance(read, dict):
            raise ValidationError(gettext("Cần một đối tượng JSON: tên quy tắc và giá trị."))
        return read

    def rules(self) -> dict[str, Any]:
        """What was said, in the shape of the data file; the source stands with each rule."""
        told, found = self.cleaned_data, dict(self.cleaned_data["more"])
        source = {"status": "confirmed", "src": told["source"]}
        if told["offset"] is not None:
            found["deferral_offset_days"] = {"v": told["offset"], **source}
        if told["counts_as"]:
            found["blood_unit"] = {"v": told["counts_as"], **source}
        causes = {"VACCINE_COVID19": told["vaccine"], "COVID19": told["illness"]}
        periods = {cause: f"{days}d" for cause, days in causes.items() if days is not None}
        if periods:
            found["deferrals"] = {"v": periods, **source}
        return found
