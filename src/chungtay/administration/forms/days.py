"""Fields that several forms of administration share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chungtay.administration.queries import Reach
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.organizations.queries import UnitOn, find_unit


class MonthField(forms.Field):
    """A month as 07/2025; the value is its first day."""

    def to_python(self, value: Any) -> Any:
        if not value:
            return None
        month, _slash, year = str(value).strip().partition("/")
        try:
            return date(int(year), int(month), 1)
        except ValueError:
            raise ValidationError(_("không phải là tháng; ví dụ đúng: 07/2025.")) from None


class UnitField(forms.CharField):
    """A unit of the reach by its code, name or short name; the value is the unit."""

    def __init__(self, *, reach: Reach, **options: Any) -> None:
        self.reach = reach
        super().__init__(max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"}), **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self._unit(text) if text else None

    def _unit(self, text: str) -> UnitOn:
        try:
            found = find_unit(text, self.reach.on)
        except Refusal as refusal:
            raise ValidationError(say(refusal)) from None
        if found is None or not self.reach.holds_unit(found.id):
            raise ValidationError(_("không có đơn vị mang tên hoặc mã này trong phạm vi quản trị."))
        return found


class Asked(forms.Form):
    """A form whose refusals stand at their field: `at_field` leads from what a refusal speaks of to the field."""

    at_field: dict[str, str] = {}

    def refuse(self, refusal: Refusal) -> None:
        """Show the refusal at the field that it speaks of, else on top."""
        place = next((self.at_field[name] for name in refusal.params if name in self.at_field), None)
        place = place or self.at_field.get("")
        self.add_error(place if place in self.fields else None, say(refusal))


def days_in_order(form: forms.Form, first: str, last: str) -> None:
    """An end is after its beginning (half-open days)."""
    begin, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begin and end and end <= begin:
        form.add_error(last, _("phải sau ngày bắt đầu."))


Pairs = Iterable[tuple[str, Any]]
