"""What the page of a month's totals is asked, and the sheet that is sent back to it."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from chungtay.kernel.errors import Refusal
from chungtay.kernel.measures import Measure
from chungtay.ledger.rules import Covers, IndicatorView
from chungtay.totals.queries.declared import SheetUnit
from chungtay.totals.queries.sheet import TotalsSheet
from chungtay.totals.rules.cells import MONEY_WORDS, Place, Style, Total, read_total

YEARS_BACK = 10
MOST_TEXT = 100_000
COVERS = [(Covers.OWN, _("Chỉ việc của đơn vị")), (Covers.ALL, _("Cả các đơn vị bên dưới"))]


class AskTotals(forms.Form):
    """Which sheet: unit, year, cover, the month that a phone shows; all may be left out. `add`: indicators besides."""

    of = forms.CharField(required=False, max_length=100)
    year = forms.IntegerField(required=False, min_value=1946, max_value=2100)
    covers = forms.ChoiceField(required=False, choices=COVERS)
    month = forms.IntegerField(required=False, min_value=1, max_value=12)
    money = forms.TypedChoiceField(required=False, choices=[(places, places) for places in MONEY_WORDS], coerce=int)
    saved = forms.CharField(required=False, max_length=20)

    def added(self) -> list[str]:
        """Codes of indicators that are to be shown besides those that were used."""
        return self.data.getlist("add") if isinstance(self.data, QueryDict) else []


class ChooseTotals(forms.Form):
    """The form on top: another unit, year or cover."""

    of = forms.ChoiceField(label=_("Đơn vị"))
    covers = forms.ChoiceField(label=_("Phạm vi của số tổng hợp"), choices=COVERS)
    year = forms.ChoiceField(label=_("Năm"))
    money = forms.ChoiceField(label=_("Tiền tính bằng"))

    def __init__(self, units: Iterable[SheetUnit], sheet: TotalsSheet, on: date, style: Style) -> None:
        unit = sheet.one.unit
        super().__init__(
            initial={"of": unit.code, "year": sheet.year.year, "covers": sheet.covers, "money": style.money},
            auto_id="chon_%s",
        )  # fmt: skip
        last = min(on.year, unit.valid_to.year) if unit.valid_to else on.year
        first = max(unit.valid_from.year, on.year - YEARS_BACK)
        years = {*range(first, last + 1), sheet.year.year}
        choices = {"of": [(one.unit.code, one.unit.name) for one in units], "year": [(y, y) for y in sorted(years)[::-1]]}  # fmt: skip
        choices["money"] = [(places, style._replace(money=places).unit(Measure.DONG)) for places in MONEY_WORDS]
        for name, given in choices.items():
            self.fields[name] = forms.ChoiceField(label=self.fields[name].label, choices=given)
        if sheet.one.leaf:
            del self.fields["covers"]


class DeclareTotals(forms.Form):
    """What stands around the cells: why something is withdrawn, who told a figure and when, a pasted block."""

    reason = forms.CharField(
        label=_("Lý do rút số đã khai"),
        required=False,
        max_length=300,
        help_text=_("Chỉ cần khi xóa trắng một số đã khai, đổi số chốt về số ước, hoặc bỏ dấu không phát sinh."),
    )
    caller = forms.CharField(
        label=_("Người báo số"), max_length=100, help_text=_("Họ tên và chức danh người gọi điện báo số.")
    )
    called = forms.CharField(
        label=_("Báo lúc nào"), max_length=100, help_text=_("Ví dụ: 9 giờ ngày 05/10, qua điện thoại.")
    )
    block = forms.CharField(
        label=_("Khối ô chép từ bảng tính"),
        required=False,
        max_length=MOST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_("Chép cả tên chỉ tiêu và dòng tháng thì số tự vào đúng ô; chỉ chép số thì vào từ ô chọn dưới đây."),
    )

    def __init__(self, data: QueryDict | None, sheet: TotalsSheet, style: Style) -> None:
        super().__init__(data, auto_id="to_%s")
        self.sheet, self.style = sheet, self._sent_in() or style
        if sheet.one.own:
            del self.fields["caller"], self.fields["called"]
        rows = [(row.view.code, row.view.name_vi) for row in sheet.rows]
        months = [(month, f"{month % 12 + 1}") for month in sheet.months]
        self.fields["start"] = forms.ChoiceField(label=_("Từ chỉ tiêu"), choices=rows, required=False)
        self.fields["start_month"] = forms.ChoiceField(label=_("Từ tháng"), choices=months, required=False)

    def _sent_in(self) -> Style | None:
        """The style of the page on which the sheet was filled in."""
        money, _mark, lang = str(self.data.get("style", "")).partition("-")
        known = {str(places) for places in MONEY_WORDS}
        return Style(int(money), lang) if money in known and lang in ("vi", "en") else None

    def texts(self) -> dict[Place, str]:
        """What stands in every cell, as it is typed; a cell that was not sent keeps what it says."""
        kept = self.sheet.texts(self.style)
        return {
            place: str(self.data.get(cell_name(place), kept.get(place, "")))
            for place, _row, _cell in self.sheet.places()
        }

    def was(self) -> dict[Place, Total]:
        """What the cells said when the sheet was read."""
        try:
            said = json.loads(self.data.get("was", ""))
        except ValueError:
            return {}
        given = said if isinstance(said, dict) else {}
        views = {place: row.view for place, row, _cell in self.sheet.places()}
        found: dict[Place, Total] = {}
        for place, view in views.items():
            text = given.get(cell_name(place))
            total = _read(text, view, self.style)[0] if isinstance(text, str) else None
            if total is not None:
                found[place] = total
        return found

    def forget_block(self) -> None:
        """Show the field of the pasted block empty: its cells stand in the sheet."""
        self.data = QueryDict(self.data.urlencode(), mutable=True) if isinstance(self.data, QueryDict) else {}
        self.data["block"] = ""

    def months(self, name: str) -> frozenset[int]:
        """The months that are ticked under a name (`nothing`, `nothing_was`, `finals`)."""
        given = self.data.getlist(name) if isinstance(self.data, QueryDict) else []
        return frozenset(month for month in self.sheet.months if str(month) in given)

    def typed(self, texts: Mapping[Place, str]) -> tuple[dict[Place, Total | None], dict[Place, Refusal]]:
        """The texts as totals, and what is wrong with those that are none."""
        found: dict[Place, Total | None] = {}
        wrong: dict[Place, Refusal] = {}
        for place, row, _cell in self.sheet.places():
            total, refusal = _read(texts[place], row.view, self.style)
            if refusal:
                wrong[place] = refusal
            else:
                found[place] = total
        return found, wrong

    def behalf(self) -> str:
        """Who told the figures and when, as it stands in the entry; empty where the unit enters its own."""
        if self.sheet.one.own:
            return ""
        given: dict[str, Any] = self.cleaned_data
        return f"Nhập thay. Người báo số: {given['caller']}. Thời điểm: {given['called']}"


def _read(text: str, view: IndicatorView, style: Style) -> tuple[Total | None, Refusal | None]:
    try:
        return read_total(text, view.measure, view.scale, style), None
    except Refusal as refusal:
        return None, refusal


def cell_name(place: Place) -> str:
    """A cell's name in the form: t-gift.count-24299."""
    return f"t-{place[0]}-{place[1]}"
