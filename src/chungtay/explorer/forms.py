"""What an exploration may be asked: the parameters of its address, read and explained; the name of a kept question."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from chungtay.explorer.rules import Against, Asked, View, view_for
from chungtay.explorer.rules.asking import MOST_INDICATORS
from chungtay.figures.forms import AskFigures, Codes
from chungtay.figures.rules import By
from chungtay.kernel.periods import Period

LONGEST = 4000  # letters of an address that is kept


class AskExplorer(AskFigures):
    """A scope, a period, one to five indicators, tags; by what, against which earlier period, in which view."""

    indicator = Codes(label=_("chỉ tiêu"), required=False)
    tag = Codes(label=_("thẻ"), required=False)
    by = forms.ChoiceField(label=_("chia theo"), required=False, choices=[(by.value, by.value) for by in By])
    view = forms.ChoiceField(label=_("cách xem"), required=False, choices=[(view.value, view.value) for view in View])
    against = forms.ChoiceField(label=_("so với"), required=False, choices=[(one.value, one.value) for one in Against])

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        other = data.get("against") == Against.DAYS
        for name, given in (("against_from", "from"), ("against_to", "to")):
            twin = self.fields[given]
            assert isinstance(twin, forms.DateField)
            self.fields[name] = forms.DateField(
                label=twin.label, input_formats=twin.input_formats, required=other, validators=twin.validators,
                error_messages={"required": _("cần một ngày; ví dụ: 2023-10-31."), **twin.error_messages},
            )  # fmt: skip

    def clean_indicator(self) -> tuple[str, ...]:
        """At most five, each once."""
        codes: tuple[str, ...] = self.cleaned_data["indicator"]
        if len(codes) > MOST_INDICATORS:
            raise ValidationError(_("Nhiều nhất %(most)s giá trị."), params={"most": MOST_INDICATORS})
        return codes

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last, begins = cleaned.get("against_from"), cleaned.get("against_to"), cleaned.get("from")
        if first and last and last < first:
            self.add_error("against_to", _("ngày cuối đứng trước ngày đầu."))
        if first and begins and first >= begins:
            self.add_error("against_from", _("kỳ để so sánh phải bắt đầu trước kỳ đang xem."))
        return cleaned

    def asked(self) -> Asked:
        """What is asked, for an address that names its days."""
        cleaned = self.cleaned_data
        question = self.question((cleaned["from"], cleaned["to"]))
        by, view = By(cleaned["by"] or By.UNIT), View(cleaned["view"] or View.TABLE)
        against = Against(cleaned["against"] or Against.YEAR)
        days = Period(cleaned["against_from"], cleaned["against_to"]) if against == Against.DAYS else None
        question = question.__class__(
            question.of, question.first, question.last, cleaned["indicator"], frozenset(cleaned["tag"]),
            known_seq=question.known_seq,
        )  # fmt: skip
        return Asked(question, by, view_for(by, view), against, days)


class NameQuestion(forms.Form):
    """The name under which a question is kept."""

    name = forms.CharField(
        label=_("Tên câu hỏi"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Cần một tên để tìm lại câu hỏi.")},
    )  # fmt: skip


class KeepQuestion(NameQuestion):
    """The same with the question's address, and whether one's unit sees it too."""

    address = forms.CharField(max_length=LONGEST, widget=forms.HiddenInput)
    shared = forms.BooleanField(label=_("Chia sẻ với người cùng đơn vị"), required=False)

    def clean_address(self) -> str:
        """Only an address of a question that this site understands."""
        given: str = self.cleaned_data["address"]
        if not AskExplorer(QueryDict(given)).is_valid():
            raise ValidationError(_("Địa chỉ chưa đúng"))
        return given
