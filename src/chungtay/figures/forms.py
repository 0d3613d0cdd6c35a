"""What the pages of figures may be asked: the parameters of their addresses, read and explained."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from chungtay.design.forms import DayField, Group, ShownSelect
from chungtay.figures.rules.figures import By, Question

MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])\Z")
MOST_SCOPES = 20
MOST_YEARS = 25  # longer than any plan or term of office; a page lists every month
SHOWN_DAYS = DayField(_("Từ ngày")), DayField(_("Đến ngày"))  # of forms that nobody sends: nothing in them changes
MOST_NUMBER = 10**12  # of entries or pages: what a database can still count


class Codes(forms.MultipleChoiceField):
    """A parameter that may be given several times; any words are taken, the ledger knows which mean something."""

    def valid_value(self, value: Any) -> bool:
        return 0 < len(value) <= 100 and "\0" not in value  # PostgreSQL stores no such text

    def clean(self, value: Any) -> tuple[str, ...]:
        codes: list[str] = super().clean(value)
        if len(codes) > MOST_SCOPES:
            raise ValidationError(_("Nhiều nhất %(most)s giá trị."), params={"most": MOST_SCOPES})
        return tuple(dict.fromkeys(codes))


class AskFigures(forms.Form):
    """A scope and a period; without both days the page chooses the period."""

    of = Codes(label=_("đơn vị hoặc cụm"), error_messages={"required": _("cần mã của đơn vị hoặc cụm.")})
    known_at = forms.IntegerField(
        label=_("số bút toán cuối được tính"), required=False, min_value=0, max_value=MOST_NUMBER
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["from"], self.fields["to"] = DayField(_("từ ngày")), DayField(_("đến ngày"))
        self.fields["from"].required = self.fields["to"].required = self.is_asked("from") or self.is_asked("to")

    def is_asked(self, name: str) -> bool:
        """Is the parameter in the address?"""
        return bool(self.data.get(name))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and last < first:
            self.add_error("to", _("ngày cuối đứng trước ngày đầu."))
        if first and last and last.year - first.year > MOST_YEARS:
            self.add_error("to", ValidationError(_("kỳ dài nhất là %(most)s năm."), params={"most": MOST_YEARS}))
        return cleaned

    def period(self) -> tuple[date, date] | None:
        """Both days, or None where the page is to choose."""
        first, last = self.cleaned_data["from"], self.cleaned_data["to"]
        return (first, last) if first and last else None

    def question(self, period: tuple[date, date]) -> Question:
        """What is asked, for the chosen or the asked days."""
        return Question(self.cleaned_data["of"], *period, known_seq=self.cleaned_data["known_at"])


class AskBehind(AskFigures):
    """One figure: scope, period, indicator, tags; `by` and `key` name one row of a broken-down figure."""

    indicator = forms.CharField(label=_("chỉ tiêu"), error_messages={"required": _("cần mã của chỉ tiêu.")})
    tag = Codes(label=_("thẻ"), required=False)
    by = forms.ChoiceField(label=_("chia theo"), required=False, choices=[(by.value, by.value) for by in By])
    key = forms.CharField(label=_("dòng"), required=False, max_length=100)
    page = forms.IntegerField(label=_("trang"), required=False, min_value=1, max_value=MOST_NUMBER)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        for name in ("from", "to"):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = _("cần một ngày; ví dụ: 2024-10-31.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("key") and not cleaned.get("by"):
            self.add_error("key", _("cần nói rõ chia theo gì, bằng tham số “by”."))
        if cleaned.get("by") == By.FIELD and not cleaned.get("key"):
            self.add_error("key", _("cần mã của lĩnh vực."))
        if cleaned.get("by") == By.MONTH and cleaned.get("key") and not self._is_month_within(cleaned):
            self.add_error("key", _("không phải là tháng trong kỳ; ví dụ đúng: 2024-10."))
        return cleaned

    @staticmethod
    def _is_month_within(cleaned: Mapping[str, Any]) -> bool:
        key, first, last = cleaned["key"], cleaned.get("from"), cleaned.get("to")
        return bool(MONTH.match(key)) and (not first or not last or f"{first:%Y-%m}" <= key <= f"{last:%Y-%m}")

    def asked(self) -> Question:
        """The question that the figure answers."""
        cleaned = self.cleaned_data
        return Question(
            cleaned["of"], cleaned["from"], cleaned["to"], (cleaned["indicator"],), frozenset(cleaned["tag"]),
            known_seq=cleaned["known_at"],
        )  # fmt: skip

    def row(self) -> tuple[By | None, str | None]:
        """The row of a breakdown, if one is meant; its key None for what has no key."""
        by = self.cleaned_data["by"]
        return (By(by), self.cleaned_data["key"] or None) if by else (None, None)


class ChooseFigures(forms.Form):
    """The form on top of a page: another scope, other days; an address that any of the pages understands."""

    def __init__(self, question: Question, scopes: Iterable[tuple[str, str]], indicators: Iterable[Group] = ()) -> None:
        chosen = {"of": question.of[0], "from": question.first, "to": question.last}
        super().__init__(initial=chosen | {"indicator": "".join(question.indicators[:1])}, auto_id="hoi_%s")
        if indicators:
            self.fields["indicator"] = forms.Field(label=_("Chỉ tiêu"), widget=ShownSelect(indicators))
        self.fields["of"] = forms.Field(label=_("Đơn vị hoặc cụm"), widget=ShownSelect([("", tuple(scopes))]))
        self.fields["from"], self.fields["to"] = SHOWN_DAYS
