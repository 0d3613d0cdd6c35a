"""Indicators and counting rules."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.administration.forms.days import Asked, MonthField, Pairs
from chungtay.administration.templatetags.administration_words import INDICATOR_KINDS, called
from chungtay.design.forms import DayField
from chungtay.design.templatetags.writing import language
from chungtay.figures.templatetags.figure_words import FIELD_WORDS
from chungtay.kernel.measures import Measure, unit_word
from chungtay.ledger.rules import IndicatorDraft, IndicatorView

ROWS = 3  # empty ones offered after those that are filled
MOST_ROWS = 60


def _long(label: Any, hint: Any = "", required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=2000, widget=widget)


class CorrectIndicator(Asked):
    """Names, definition, source, and in which other indicator it lies."""

    at_field = {"code": "name_vi", "name": "name_vi", "part_of": "part_of"}

    name_vi = forms.CharField(label=_("Tên"), max_length=200)
    name_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=200, required=False)
    definition_vi = _long(_("Định nghĩa"), _("đếm gì, kể từ lúc nào, không gồm gì"))
    part_of = forms.ChoiceField(
        label=_("Nằm trong chỉ tiêu"), required=False, help_text=_("số của nó đã gồm trong chỉ tiêu ấy")
    )
    source = forms.CharField(label=_("Căn cứ"), max_length=200, help_text=_("văn bản hoặc nơi quy định"))

    def __init__(self, *args: Any, views: Mapping[str, IndicatorView], **options: Any) -> None:
        super().__init__(*args, **options)
        wholes = ((view.code, called(view)) for view in views.values() if not view.ended_on)
        self.fields["part_of"].choices = [("", "—"), *wholes]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        return {**self.cleaned_data, "part_of": self.cleaned_data["part_of"] or None}


class AddIndicator(CorrectIndicator):
    """A new indicator: also what never changes about it."""

    at_field = {"name": "name_vi", "part_of": "part_of", "": "code"}

    code = forms.CharField(
        label=_("Mã"), max_length=60, help_text=_("nhóm, dấu chấm, tên ngắn; ví dụ gift.milk. Không đổi được về sau."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, *args: Any, views: Mapping[str, IndicatorView], **options: Any) -> None:
        super().__init__(*args, views=views, **options)
        fields = [(code, gettext(words)) for code, words in FIELD_WORDS.items() if code != "total"]
        measures = sorted(((m.value, unit_word(m, language())) for m in Measure), key=lambda pair: pair[1])
        kinds = [(kind.value, gettext(words)) for kind, words in INDICATOR_KINDS.items()]
        self.fields["field"] = forms.ChoiceField(label=_("Lĩnh vực"), choices=fields)
        self.fields["measure"] = forms.ChoiceField(label=_("Đơn vị tính"), choices=measures)
        self.fields["kind"] = forms.ChoiceField(label=_("Loại số liệu"), choices=kinds)
        self.order_fields(["code", "name_vi", "name_en", "field", "measure", "kind", "definition_vi"])

    def draft(self) -> IndicatorDraft:
        """The indicator as it is entered."""
        return IndicatorDraft(**self.said())


class EndIndicator(Asked):
    """The first day on which nothing is counted under it."""

    at_field = {"": "on"}

    on = DayField(_("Không dùng từ ngày"), required=False, hint=_("để trống để dùng tiếp"))


class SetRule(Asked):
    """The month from which it holds, why, and rows of indicator, conversion and reason."""

    first_month = MonthField(label=_("Từ tháng"), help_text=_("ví dụ 07/2025"))
    reason = _long(_("Căn cứ, lý do"))

    def __init__(self, *args: Any, offered: Pairs, rows: int = ROWS, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "—"), *offered]
        self.count = min(rows, MOST_ROWS)
        for row in range(self.count):
            self.fields[f"indicator_{row}"] = forms.ChoiceField(label=_("Chỉ tiêu"), required=False, choices=choices)
            self.fields[f"factor_{row}"] = forms.IntegerField(
                label=_("Quy đổi"), required=False, min_value=1, max_value=10**12
            )
            self.fields[f"why_{row}"] = forms.CharField(label=_("Lý do"), required=False, max_length=300)

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The fields of each row, to be shown side by side."""
        return [(self[f"indicator_{row}"], self[f"factor_{row}"], self[f"why_{row}"]) for row in range(self.count)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        codes = [cleaned.get(f"indicator_{row}") for row in range(self.count)]
        for row, code in enumerate(codes):
            if code and code in codes[:row]:
                self.add_error(f"indicator_{row}", ValidationError(_("đã có ở dòng trên.")))
            if code and not cleaned.get(f"why_{row}"):
                self.add_error(f"why_{row}", ValidationError(_("mỗi dòng cần một lý do.")))
        if not any(codes):
            self.add_error("indicator_0", ValidationError(_("cần ít nhất một chỉ tiêu.")))
        return cleaned

    def items(self) -> list[tuple[str, int, str]]:
        """(code, factor, reason) of each row that is filled."""
        cleaned = self.cleaned_data
        return [
            (cleaned[f"indicator_{row}"], cleaned[f"factor_{row}"] or 1, cleaned[f"why_{row}"])
            for row in range(self.count)
            if cleaned[f"indicator_{row}"]
        ]

    @staticmethod
    def filled(items: Iterable[tuple[IndicatorView, int, str]]) -> dict[str, Any]:
        """Initial values of rows from a rule that stands."""
        values: dict[str, Any] = {}
        for row, (view, factor, why) in enumerate(items):
            values |= {f"indicator_{row}": view.code, f"factor_{row}": factor, f"why_{row}": why}
        return values
