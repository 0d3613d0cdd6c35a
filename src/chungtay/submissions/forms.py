"""What the pages of periodic reports are asked and sent."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.figures.templatetags.figure_words import field_words
from chungtay.organizations.rules.kinds import KIND_NAMES
from chungtay.scrutiny.rules.checks import LONGEST, CheckWarning
from chungtay.submissions.rules.slots import SLOTS
from chungtay.submissions.rules.states import CADENCE_NAMES, OWED_BY_NAMES, Cadence

DAY = "%d/%m/%Y"
YEARS: Mapping[str, Any] = {"min_value": 1946, "max_value": 2100}
Named = Iterable[tuple[str, str]]


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(format=DAY, attrs={"inputmode": "numeric", "autocomplete": "off", "class": "narrow"})
    hint = more.pop("help_text", _("ngày/tháng/năm"))
    return forms.DateField(label=label, input_formats=[DAY, "%Y-%m-%d"], widget=widget, help_text=hint, **more)


def _prose(label: Any, hint: Any = "", *, most: int = 500, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class AskCalendar(forms.Form):
    """Whose reports of which year."""

    of = forms.CharField(label=_("Đơn vị"), max_length=60, required=False)
    year = forms.IntegerField(label=_("Năm"), required=False, **YEARS)


class AskNow(forms.Form):
    """Whether a report's figures stand beside those of today."""

    now = forms.BooleanField(required=False)


class OpenReportType(forms.Form):
    """A report that a unit asks for: of whom, how often, by when, with which figures."""

    name = forms.CharField(
        label=_("Tên báo cáo"), max_length=200, help_text=_("Ví dụ: Báo cáo tháng, Báo cáo kết quả Tết Nhân ái")
    )
    cadence = forms.ChoiceField(label=_("Định kỳ"))
    months = forms.IntegerField(
        label=_("Số tháng"), min_value=2, max_value=11, required=False,
        help_text=_("Chỉ điền khi định kỳ là nhiều tháng đầu năm, ví dụ 10"),
    )  # fmt: skip
    cutoff_days = forms.IntegerField(
        label=_("Ngày chốt số liệu"), min_value=-90, max_value=90, initial=0,
        help_text=_("Số ngày tính từ ngày cuối kỳ; 0 là đúng ngày cuối kỳ, -20 là trước 20 ngày (khi ấy là số ước)"),
    )  # fmt: skip
    due_days = forms.IntegerField(
        label=_("Hạn gửi"), min_value=-90, max_value=120, initial=5, help_text=_("Số ngày tính từ ngày cuối kỳ")
    )
    final_due_days = forms.IntegerField(
        label=_("Hạn gửi số chính thức"), min_value=1, max_value=365, required=False,
        help_text=_("Số ngày tính từ ngày cuối kỳ, cho đơn vị đã gửi số ước; để trống là không đòi số chính thức"),
    )  # fmt: skip
    owed_by = forms.ChoiceField(label=_("Ai nộp"))
    kinds = forms.MultipleChoiceField(
        label=_("Loại đơn vị"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn loại nào là mọi loại"),
    )  # fmt: skip
    lines = forms.MultipleChoiceField(
        label=_("Số liệu"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn dòng nào là những gì đơn vị thường có số"),
    )  # fmt: skip
    first_on = _day(_("Áp dụng từ ngày"))

    def __init__(self, data: Any, *, on: date, lines: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        super().__init__(data, initial={"first_on": date(on.year, 1, 1)}, use_required_attribute=False)
        choices: dict[str, list[Any]] = {
            "cadence": [(c.value, gettext(word)) for c, word in CADENCE_NAMES.items()],
            "owed_by": [(o.value, gettext(word)) for o, word in OWED_BY_NAMES.items()],
            "kinds": [(kind.value, gettext(word)) for kind, word in KIND_NAMES.items()],
            "lines": [(field_words(field), list(group)) for field, group in lines.items()],
        }
        for name, given in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = given

    def line_groups(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """What can be asked for, by field of work, with what is ticked."""
        field, ticked = self.fields["lines"], set(self["lines"].value() or ())
        assert isinstance(field, forms.ChoiceField)
        groups: Any = field.choices
        return [(name, [(code, word, code in ticked) for code, word in group]) for name, group in groups]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        is_months = told.get("cadence") == Cadence.MONTHS
        if is_months and not told.get("months") and "months" not in self.errors:
            self.add_error("months", _("Cần số tháng, từ 2 đến 11."))
        return told | {"months": told.get("months") if is_months else None}


class EndReportType(forms.Form):
    """From which day a report is not asked for any more."""

    ended_on = _day(_("Thôi áp dụng từ ngày"))


class OpenRounds(forms.Form):
    """The year whose rounds are opened."""

    year = forms.IntegerField(label=_("Năm"), **YEARS)


class OpenRound(forms.Form):
    """A round with days of its own: Tết, Tháng Nhân đạo, đột xuất."""

    title = forms.CharField(
        label=_("Nội dung"), max_length=200, help_text=_("Ví dụ: Tết Nhân ái Xuân Bính Ngọ 2026; thiệt hại do bão số 3")
    )
    first = _day(_("Từ ngày"))
    last = _day(_("Đến ngày"))
    cutoff = _day(_("Chốt số liệu ngày"))
    due = _day(_("Hạn gửi"))
    final_due = _day(
        _("Hạn gửi số chính thức"), required=False, help_text=_("Cho đơn vị đã gửi số ước; để trống thì theo loại báo cáo")
    )  # fmt: skip
    tag = forms.ChoiceField(
        label=_("Chỉ riêng chương trình, đợt thiên tai"), required=False, help_text=_("Số liệu trong báo cáo chỉ tính phần này")
    )  # fmt: skip

    def __init__(self, data: Any, *, tags: Named) -> None:
        super().__init__(data, use_required_attribute=False)
        field = self.fields["tag"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("Tất cả")), *tags]


class GiveReason(forms.Form):
    """Why something is sent back, taken back, asked for or refused."""

    reason = forms.CharField(
        label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Cần ghi lý do.")},
    )  # fmt: skip

    def __init__(self, data: Any, *, label: Any = "", hint: Any = "") -> None:
        super().__init__(data, use_required_attribute=False)
        self.fields["reason"].label = label or self.fields["reason"].label
        self.fields["reason"].help_text = hint


class Seen(forms.Form):
    """The last step of a report that the person saw (`stamp`)."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class TakeBack(Seen, GiveReason):
    """Why a report is sent back or taken back, by somebody who saw it as it is."""

    def __init__(self, data: Any, *, seen: int, **said: Any) -> None:
        super().__init__(data, **said)
        self.fields["seen"].initial = seen


class WriteSubmission(Seen):
    """A report's own words."""

    def __init__(self, data: Any, *, words: Mapping[str, str], seen: int, may_write: bool) -> None:
        initial = {plan.key: words.get(plan.key, "") for plan in SLOTS}
        super().__init__(data, initial={"seen": seen, **initial}, use_required_attribute=False)
        for plan in SLOTS:
            box = _prose(gettext(plan.prompt), gettext(plan.hint), most=4_000, rows=4, required=False)
            self.fields[plan.key], box.disabled = box, not may_write

    def slots(self) -> list[forms.BoundField]:
        """The fields of the words."""
        return [self[plan.key] for plan in SLOTS]

    def words(self) -> dict[str, str]:
        """What was written, by slot."""
        return {plan.key: self.cleaned_data[plan.key].replace("\r\n", "\n").strip() for plan in SLOTS}


class SubmitReport(Seen):
    """Whether it is an estimate, and what the unit says to what the checks ask."""

    estimate = forms.BooleanField(label=_("Số ước, sẽ gửi số chính thức sau"), required=False)

    def __init__(
        self, data: QueryDict | None, *, estimate: bool, warnings: Sequence[CheckWarning], seen: int = 0,
        said: Mapping[str, str] | None = None, sends: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"estimate": estimate, "seen": seen}, use_required_attribute=False)
        self.warnings = warnings
        self.shown = set(data.getlist("shown")) if data else set[str]()
        for warning in warnings:
            label = _("Giải thích (cần có)") if warning.contradiction else _("Giải thích")
            before, needed = (said or {}).get(warning.key, ""), warning.contradiction and sends
            self.fields[_why(warning)] = _prose(label, most=LONGEST, rows=2, required=needed, initial=before)

    def warned(self) -> list[tuple[CheckWarning, forms.BoundField]]:
        """Each warning with the field of its explanation."""
        return [(warning, self[_why(warning)]) for warning in self.warnings]

    def explanations(self) -> dict[str, str]:
        """What the unit says, by warning; only where it says something."""
        said = {warning.key: self.cleaned_data[_why(warning)].strip() for warning in self.warnings}
        return {key: why for key, why in said.items() if why}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if any(warning.key not in self.shown for warning in self.warnings):
            raise forms.ValidationError(_("Có chỗ cần xem lại mới, chưa hiện ở lần trước; hãy xem lại rồi gửi."))
        return told


def _why(warning: CheckWarning) -> str:
    return f"why~{warning.key}"


class AskReopening(GiveReason):
    """The day through which days stay closed, and why the others are to be opened."""

    through = _day(_("Vẫn khóa đến hết ngày"), required=False, help_text=_("ngày/tháng/năm; để trống là mở mọi ngày"))
    field_order = ("through", "reason")


class DecideReopening(forms.Form):
    """Yes or no to opening days again; a refusal needs its reason."""

    agreed = forms.TypedChoiceField(
        label=_("Quyết định"), choices=[("yes", _("Đồng ý mở khóa")), ("no", _("Không đồng ý"))],
        coerce=lambda word: word == "yes", widget=forms.RadioSelect,
        error_messages={"required": _("Cần chọn đồng ý hoặc không đồng ý.")},
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Ý kiến"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Không đồng ý thì cần ghi lý do"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("agreed") is False and not (told.get("answer") or "").strip():
            self.add_error("answer", _("Không đồng ý thì cần ghi lý do."))
        return told
