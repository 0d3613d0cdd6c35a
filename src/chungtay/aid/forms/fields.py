"""Numbers and photos as people type them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.numbers import Precision, read, scaled

MOST_PLACES = 4  # decimal places of a quantity, an amount or a rate
_EXACTLY = gettext_noop("“%(text)s” không phải là số chính xác; hãy ghi đúng con số.")
_NO_UNIT = gettext_noop("“%(text)s”: chỉ ghi số, không kèm “%(unit)s”.")
_WHOLE = gettext_noop("“%(text)s” phải là số nguyên.")
_PLACES = gettext_noop("“%(text)s” có quá nhiều số lẻ.")
Digits = tuple[int, int]  # a number times 10**scale, and the scale


class NumberField(forms.CharField):
    """A number as it is said: 1.500.000 or 1,5 triệu; becomes (digits, scale). `words` may follow it."""

    def __init__(self, *, places: int = 0, words: Sequence[str] = (), **options: Any) -> None:
        mode = "decimal" if places else "numeric"
        widget = forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off", "data-number": ""})
        super().__init__(**{"required": False, "max_length": 60, "widget": widget, **options})
        self.places, self.words = places, frozenset(words)

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value)
        if not text:
            return None
        try:
            return self._digits(text)
        except Refusal as refusal:
            raise ValidationError(say(refusal)) from None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return scaled(*value)
        return scaled(value, 0) if isinstance(value, int) else value

    def _digits(self, text: str) -> Digits:
        quantity = read(text)
        if quantity.precision is not Precision.EXACT or quantity.value_to is not None or quantity.out_of is not None:
            raise Refusal(_EXACTLY, text=text)
        if quantity.unit is not None and quantity.unit not in self.words:
            raise Refusal(_NO_UNIT, text=text, unit=quantity.unit)
        exact = Decimal(quantity.value).normalize()
        exponent = exact.as_tuple().exponent
        scale = max(0, -exponent) if isinstance(exponent, int) else 0
        if scale > self.places:
            raise Refusal(_PLACES if self.places else _WHOLE, text=text)
        return int(exact * 10**scale), scale


class WholeField(NumberField):
    """A whole number."""

    def clean(self, value: Any) -> Any:
        digits: Digits | None = super().clean(value)
        return None if digits is None else digits[0]


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several photos; becomes their bytes, each no more than a little beyond what is accepted."""

    def __init__(self, *, most_bytes: int, **options: Any) -> None:
        accepted = {"accept": "image/jpeg,image/png,image/webp", "data-photos": ""}
        super().__init__(**{"required": False, "widget": _Files(attrs=accepted), **options})
        self.most_bytes = most_bytes

    def clean(self, data: Any, initial: Any = None) -> Any:
        files: list[Any] = data if isinstance(data, list) else [data] if data else []
        if self.required and not files:
            raise ValidationError(self.error_messages["required"], code="required")
        return [file.read(self.most_bytes + 1) for file in files]
