"""What the pages of honours are sent: shape and wording."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.blood.forms.fields import Choices, day_field, named, offer, text_field
from chungtay.honours.queries import HonoursAsked
from chungtay.honours.rules.states import STATE_NAMES, HonourState

_LINE = re.compile(r"(\d{1,4})\s*[:;.,\-–\t ]\s*(\S.*)")


class AskHonours(forms.Form):
    """Between which days, of which unit, handed over or not."""

    first = day_field(_("Từ ngày"), required=False)
    last = day_field(_("Đến ngày"), required=False)
    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    state = forms.ChoiceField(label=_("Xem"), required=False)
    late = forms.BooleanField(label=_("Cả người đạt từ trước mà chưa trao"), required=False)
    page = forms.IntegerField(min_value=1, max_value=9999, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, units: Choices, on: date) -> None:
        super().__init__(data, initial={"first": on.replace(month=1, day=1), "last": on})
        self.on = on
        offer(self.fields["unit"], [("", gettext("mọi đơn vị")), *units])
        offer(self.fields["state"], named(STATE_NAMES))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["last"] = min(told.get("last") or self.on, self.on)  # nobody has reached anything beyond today
        told["first"] = told.get("first") or told["last"].replace(month=1, day=1)
        if told["first"] > told["last"]:
            self.add_error("last", gettext("Ngày cuối trước ngày đầu."))
        return told

    def asked(self) -> HonoursAsked:
        """What is asked for; this year where something was not understood."""
        told = self.cleaned_data if self.is_valid() else {}
        unit, state = told.get("unit"), told.get("state")
        return HonoursAsked(
            told.get("first", self.on.replace(month=1, day=1)), told.get("last", self.on), int(unit) if unit else None,
            HonourState(state) if state else HonourState.ALL, told.get("late", False),
        )  # fmt: skip


class RecordHonours(forms.Form):
    """Whom an honour was handed to, when, by which decision."""

    mark = forms.TypedMultipleChoiceField(required=False, label=_("Người được trao"), widget=forms.MultipleHiddenInput)
    given_on = day_field(_("Ngày trao"))
    paper = text_field(_("Số quyết định"), 120, hint=_("ví dụ Quyết định số 12/QĐ-CTĐ ngày 01/4/2026"))

    def __init__(self, data: Any, *, offered: dict[str, int], on: date) -> None:
        super().__init__(data, initial={"given_on": on})
        self.offered = offered
        offer(self.fields["mark"], [(one, one) for one in offered])

    def marks(self) -> dict[int, int]:
        """The tier's least number by donor, of those who were chosen."""
        return {int(one): self.offered[one] for one in self.cleaned_data.get("mark", [])}


class RecordHonourTable(forms.Form):
    """A province's tiers from a day on."""

    unit = forms.ChoiceField(label=_("Áp dụng cho"))
    first_on = day_field(_("Từ ngày"))
    source = text_field(_("Văn bản làm căn cứ"), 200, required=True)
    tiers = text_field(
        _("Các mức"),
        4000,
        rows=10,
        required=True,
        hint=_("Mỗi dòng một mức: số lần hiến, rồi tên, ví dụ “5 Giấy khen”"),
    )

    def __init__(self, data: Any, *, initial: dict[str, Any], units: Choices) -> None:
        super().__init__(data, initial=initial)
        offer(self.fields["unit"], units)

    def clean_tiers(self) -> list[tuple[int, str]]:
        found = []
        for number, line in enumerate(self.cleaned_data["tiers"].splitlines(), start=1):
            said = _LINE.fullmatch(line.strip())
            if said:
                found.append((int(said[1]), said[2].strip()))
            elif line.strip():
                raise ValidationError(gettext("Dòng %(number)s: cần số lần hiến, rồi tên mức.") % {"number": number})
        return found
