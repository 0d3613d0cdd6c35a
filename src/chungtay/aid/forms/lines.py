"""What was given, line by line: money, or goods, services and labour by quantity and price."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from chungtay.aid.rules import VALUE_NAMES, Line, ValueKind, check_line
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal

from .fields import MOST_PLACES, NumberField, WholeField

MOST_LINES = 40
KIND = re.compile(r"line-([0-9]{1,4})-kind\Z")
DONG = ("đồng",)
THINGS = (ValueKind.GOODS, ValueKind.SERVICES, ValueKind.LABOUR, ValueKind.CONVERTED)
RATE_SCALE = 4


class MoneyLine(forms.Form):
    """An amount, in đồng or in a foreign currency with its rate."""

    is_money = True
    kind = forms.CharField(widget=forms.HiddenInput, initial=ValueKind.CASH.value)
    amount = NumberField(label=_("Số tiền"), places=MOST_PLACES, words=DONG)
    currency = forms.CharField(
        label=_("Loại tiền"),
        max_length=3,
        required=False,
        initial="VND",
        widget=forms.TextInput(attrs={"list": "currencies", "autocomplete": "off", "data-currency": ""}),
    )
    rate = NumberField(
        label=_("Tỷ giá"), places=RATE_SCALE, words=DONG, help_text=_("Số đồng của một đơn vị tiền ấy khi tiếp nhận")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["line"] = self._line(cleaned) if cleaned.get("amount") else None
        return judged(self, cleaned)

    @staticmethod
    def _line(cleaned: Mapping[str, Any]) -> Line:
        amount, scale = cleaned["amount"]
        rate, places = cleaned.get("rate") or (0, 0)
        currency = (cleaned.get("currency") or "VND").upper()
        return Line(
            ValueKind.CASH,
            amount=amount,
            amount_scale=scale,
            currency=currency,
            rate=rate * 10 ** (RATE_SCALE - places) if rate and currency != "VND" else None,
        )


class ThingLine(forms.Form):
    """Goods, services or labour: what, how much, at which price, and where the price comes from."""

    is_money = False
    kind = forms.ChoiceField(label=_("Loại"), choices=[(kind.value, VALUE_NAMES[kind]) for kind in THINGS])
    item = forms.CharField(
        label=_("Tên hàng, việc"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "items", "autocomplete": "off", "data-item": ""}),
    )
    quantity = NumberField(label=_("Số lượng"), places=MOST_PLACES)
    unit_word = forms.CharField(label=_("Đơn vị tính"), max_length=40, required=False)
    unit_price = WholeField(label=_("Đơn giá"), words=DONG)
    price_source = forms.CharField(
        label=_("Nguồn giá"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )
    counts_as = forms.ChoiceField(label=_("Đếm vào chỉ tiêu"), required=False)

    def __init__(self, *args: Any, indicators: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["counts_as"] = forms.ChoiceField(
            label=_("Đếm vào chỉ tiêu"), required=False, choices=[("", _("không đếm riêng")), *indicators]
        )
        self.fields["kind"].choices = [(kind.value, say(Refusal(VALUE_NAMES[kind]))) for kind in THINGS]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        said = any(cleaned.get(name) for name in ("item", "quantity", "unit_price"))
        if said and not cleaned.get("item") and not self.has_error("item"):
            self.add_error("item", _("cần tên hàng hoặc việc."))
        if said and not cleaned.get("quantity") and not self.has_error("quantity"):
            self.add_error("quantity", _("cần số lượng."))
        cleaned["line"] = self._line(cleaned) if said and not self.errors else None
        return judged(self, cleaned)

    @staticmethod
    def _line(cleaned: Mapping[str, Any]) -> Line:
        quantity, scale = cleaned["quantity"]
        return Line(
            ValueKind(cleaned["kind"]),
            item=cleaned["item"],
            quantity=quantity,
            quantity_scale=scale,
            unit_word=cleaned["unit_word"],
            unit_price=cleaned["unit_price"] or 0,
            price_source=cleaned["price_source"],
            counts_as=cleaned["counts_as"],
        )


def judged(form: forms.Form, cleaned: dict[str, Any]) -> dict[str, Any]:
    """What was typed in a line, with what the rules have against it beside it."""
    if cleaned["line"]:
        try:
            check_line(cleaned["line"])
        except Refusal as refusal:
            form.add_error("rate" if cleaned["line"].kind == ValueKind.CASH else "price_source", say(refusal))
    return cleaned


AnyLine = MoneyLine | ThingLine


class Lines:
    """The lines of a delivery as they are typed; each has a number of its own that stays while others come and go."""

    def __init__(
        self, data: QueryDict | None, given: Iterable[Line], indicators: Sequence[tuple[str, str]]
    ) -> None:  # fmt: skip
        self.indicators = indicators
        if data is None:
            self.forms = [self._form(n, line.kind, initial=initial_of(line)) for n, line in enumerate(given)]
        else:
            numbers = sorted({int(found[1]) for name in data if (found := KIND.match(name))})[:MOST_LINES]
            self.forms = [self._form(n, str(data[f"line-{n}-kind"]), data=data) for n in numbers]
        self.blank = [self._form("__n__", kind) for kind in (ValueKind.CASH, ValueKind.GOODS)]

    def _form(self, number: int | str, kind: str, **options: Any) -> AnyLine:
        prefix = f"line-{number}"
        if kind == ValueKind.CASH:
            return MoneyLine(prefix=prefix, **options)
        initial = options.pop("initial", {"kind": kind})
        return ThingLine(prefix=prefix, indicators=self.indicators, initial=initial, **options)

    def is_valid(self) -> bool:
        """Is every line right?"""
        return all([form.is_valid() for form in self.forms])

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that say anything."""
        return tuple(form.cleaned_data["line"] for form in self.forms if form.cleaned_data.get("line"))


def initial_of(line: Line) -> dict[str, Any]:
    """A line as its form shows it; an empty one shows nothing."""
    if line.kind == ValueKind.CASH:
        rate = None if line.rate is None else (line.rate, RATE_SCALE)
        amount = (line.amount, line.amount_scale) if line.amount else None
        return {"kind": line.kind.value, "amount": amount, "currency": line.currency, "rate": rate}
    quantity = (line.quantity, line.quantity_scale) if line.quantity else None
    names = ("item", "unit_word", "price_source", "counts_as")
    shown = {name: getattr(line, name) for name in names}
    return {"kind": line.kind.value, "quantity": quantity, "unit_price": line.unit_price or None, **shown}


def changed_lines(data: QueryDict, do: str) -> QueryDict:
    """What was typed with a line more (`add_cash`, `add_goods`) or less (`drop_3`)."""
    changed = data.copy()
    numbers = [int(found[1]) for name in data if (found := KIND.match(name))]
    verb, _sign, what = do.partition("_")
    if verb == "add" and len(numbers) < MOST_LINES:
        changed[f"line-{max(numbers, default=-1) + 1}-kind"] = what if what in ("cash", "goods") else "cash"
    if verb == "drop":
        for name in [name for name in data if name.startswith(f"line-{what}-")]:
            del changed[name]
    return changed
