"""Fields that several forms share."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DAY: Final = "%d/%m/%Y"
WRITTEN: Final = _("ngày/tháng/năm")
YEARS: Final = range(1000, 3000)
Choices = list[tuple[str, Any]]


def day_field(label: Any, *, required: bool = True, hint: Any = WRITTEN) -> forms.DateField:
    """A day typed as people write it."""
    given = forms.DateInput(format=DAY, attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.DateField(
        label=label, input_formats=[DAY, "%d/%m/%y", "%Y-%m-%d"], widget=given, required=required, help_text=hint,
        validators=[_within_reach],
    )  # fmt: skip


def _within_reach(day: date) -> None:
    if day.year not in YEARS:  # a calendar ends there: nothing can be counted from such a day
        raise ValidationError(gettext("Ngày này không hợp lý: xem lại năm."))


def text_field(label: Any, most: int, *, rows: int = 0, required: bool = False, hint: Any = "", **attrs: str) -> Any:
    """A line, or `rows` lines."""
    widget = forms.Textarea(attrs={"rows": str(rows)}) if rows else forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, help_text=hint)


def named(words: Mapping[Any, str], blank: str | None = None) -> Choices:
    """Codes with their words in the reader's language; `blank` first, where nothing need be chosen."""
    rows: Choices = [(str(code), gettext(word)) for code, word in words.items()]
    return rows if blank is None else [("", blank), *rows]


def offer(field: forms.Field, choices: Iterable[tuple[str, Any]]) -> None:
    """What may be chosen in a field."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
