"""What the pages of targets are asked and sent."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.design.forms import DayField
from chungtay.design.templatetags.writing import language, say
from chungtay.figures.templatetags.figure_words import field_words
from chungtay.kernel.errors import Refusal
from chungtay.kernel.numbers import scaled
from chungtay.ledger.rules import IndicatorView
from chungtay.organizations.queries import UnitOn
from chungtay.plans.formats import MEDIA_TYPES
from chungtay.plans.queries import ShareBy
from chungtay.plans.rules import (
    BASIS_WORDS,
    PastedShares,
    TargetBasis,
    TargetDraft,
    check_shares,
    pasted_shares,
    unit_labels,
)
from chungtay.totals.rules.cells import read_total
from chungtay.totals.rules.pasting import read_block

SHARES = [
    (ShareBy.AS_NOW, gettext_lazy("Theo phần đang giao")),
    (ShareBy.EQUAL, gettext_lazy("Chia đều")),
    (ShareBy.LAST_YEAR, gettext_lazy("Theo kết quả năm trước")),
]


class AskTargets(forms.Form):
    """Whose targets of which year."""

    of = forms.CharField(label=gettext_lazy("Đơn vị"), max_length=60, required=False)
    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=1946, max_value=2100, required=False)


class AskFile(forms.Form):
    """In what form the table is downloaded."""

    format = forms.ChoiceField(choices=[(form, form) for form in MEDIA_TYPES])


class AskShares(forms.Form):
    """In what proportion shares are proposed."""

    by = forms.ChoiceField(label=gettext_lazy("Cách chia"), choices=SHARES, required=False)


class AssignTarget(forms.Form):
    """A target: of what, how much, from when to when, on whose word, why."""

    indicator = forms.ChoiceField(label=gettext_lazy("Chỉ tiêu"))
    value = forms.CharField(
        label=gettext_lazy("Số phải đạt"), max_length=60, help_text=gettext_lazy("Ví dụ: 6.500 hoặc 1,2 tỷ")
    )
    first = DayField(gettext_lazy("Từ ngày"))
    last = DayField(gettext_lazy("Đến ngày"))
    basis = forms.ChoiceField(label=gettext_lazy("Cơ sở"))
    set_by = forms.ChoiceField(label=gettext_lazy("Nơi giao, nơi đăng ký"))
    tag = forms.ChoiceField(label=gettext_lazy("Chỉ riêng chương trình"), required=False)
    paper = forms.CharField(
        label=gettext_lazy("Số, ký hiệu văn bản"), max_length=120, required=False, help_text=gettext_lazy("Nếu có")
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do, căn cứ"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, data: Any, *, initial: Mapping[str, object], views: Mapping[str, Sequence[IndicatorView]],
        givers: Iterable[UnitOn], tags: Iterable[tuple[str, str]], names: Mapping[str, str],
    ) -> None:  # fmt: skip
        super().__init__(data, initial=dict(initial))
        self.views = {view.code: view for group in views.values() for view in group}
        choices: dict[str, list[Any]] = {
            "indicator": [
                ("", _("Chọn chỉ tiêu")),
                *((field_words(field), [(v.code, names[v.code]) for v in group]) for field, group in views.items()),
            ],
            "basis": [(basis.value, _(word)) for basis, word in BASIS_WORDS.items()],
            "set_by": [(unit.code, unit.name) for unit in givers],
            "tag": [("", _("Tất cả")), *tags],
        }
        for name, given in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = given

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        view = self.views.get(told.get("indicator", ""))
        if view and "value" in told:
            try:
                total = read_total(told["value"], view.measure, view.scale)
            except Refusal as refusal:
                self.add_error("value", say(refusal))
            else:
                told["number"] = total.value if total else 0
        return told

    def draft(self, unit_id: int, set_by_id: int) -> TargetDraft:
        """The target of that unit."""
        told = self.cleaned_data
        return TargetDraft(
            unit_id, told["indicator"], told["first"], told["last"], told["number"], TargetBasis(told["basis"]),
            frozenset(filter(None, [told["tag"]])), set_by_id, told["reason"], told["paper"],
        )  # fmt: skip


class PasteShares(forms.Form):
    """Units with a number each, copied out of a spreadsheet."""

    block = forms.CharField(
        label=gettext_lazy("Khối ô chép từ bảng tính"),
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocomplete": "off"}),
        help_text=gettext_lazy("Cột tên (hoặc mã) đơn vị và cột số; chép cả dòng cộng thì được đối chiếu."),
    )

    def laid(self, units: Iterable[UnitOn]) -> tuple[QueryDict | None, PastedShares | None]:
        """The block's numbers as the form of shares sends them, no others beside them; None where it says nothing, with
        the error at the block."""
        if not self.is_valid():
            return None, None
        names = {unit.code: (unit.name, unit.short_name) for unit in units}
        try:
            pasted = pasted_shares(read_block(self.cleaned_data["block"]), list(names), unit_labels(names))
        except Refusal as refusal:
            self.add_error("block", say(refusal))
            return None, None
        filled = QueryDict(mutable=True)
        filled.update({code: pasted.cells.get(code, "") for code in names})
        return filled, pasted


class AllocateTarget(forms.Form):
    """A number for each unit right below."""

    def __init__(
        self, data: Any, *, total: int, units: Iterable[UnitOn], proposed: Mapping[int, str], view: IndicatorView
    ) -> None:
        super().__init__(data)
        self.total, self.view, self.units = total, view, {unit.code: unit for unit in units}
        for code, unit in self.units.items():
            self.fields[code] = forms.CharField(
                label=unit.short_name or unit.name,
                max_length=60,
                required=False,
                initial=proposed.get(unit.id, ""),
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "narrow number"}),
            )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        self.shares: dict[int, int] = {}
        for code, text in list(told.items()):
            try:
                total = read_total(text, self.view.measure, self.view.scale)
            except Refusal as refusal:
                self.add_error(code, say(refusal))
            else:
                self.shares[self.units[code].id] = total.value if total else 0
        try:
            given = {str(unit): value for unit, value in self.shares.items()}
            check_shares(self.total, given, lambda value: scaled(value, self.view.scale, language()))
        except Refusal as refusal:
            if not self.errors:
                self.add_error(None, say(refusal))
        return told


class WithdrawTarget(forms.Form):
    """Why the target is taken back."""

    reason = forms.CharField(label=gettext_lazy("Lý do rút"), max_length=300)


def whole_year(year: int) -> dict[str, date]:
    """The days that a new target begins with."""
    return {"first": date(year, 1, 1), "last": date(year, 12, 31)}
