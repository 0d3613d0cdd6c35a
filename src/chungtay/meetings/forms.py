"""What the pages of meetings are sent: shape and wording."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.design.forms import DayField
from chungtay.design.templatetags.writing import language, say
from chungtay.figures.templatetags.figure_words import field_words
from chungtay.kernel.errors import Refusal
from chungtay.kernel.numbers import scaled
from chungtay.ledger.rules import IndicatorView
from chungtay.meetings.queries import Followed
from chungtay.meetings.queries.page import Asked, MeetingPage
from chungtay.meetings.rules import drafts, states
from chungtay.meetings.rules.drafts import MINUTES_PARTS, AgendaDraft, Attendance, stamp
from chungtay.organizations.queries import UnitOn
from chungtay.reports.rules.heading import PARTS_OF_DAY
from chungtay.totals.rules.cells import read_total

HOURS: Final = ["%H:%M", "%Hh%M", "%Hh", "%H giờ %M", "%H giờ"]
BLANK_ROWS: Final = 3
UNTOLD: Final = ("", _("chưa ghi"))
CAME: Final = {"yes": _("có mặt"), "no": _("vắng")}
Choices = list[tuple[str, Any]]


def _hour(label: Any) -> forms.TimeField:
    given = forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"})
    hint = _("Ví dụ 14:00; chưa biết thì để trống")
    return forms.TimeField(label=label, input_formats=HOURS, widget=given, required=False, help_text=hint)


def _text(label: Any, most: int, *, rows: int = 0, required: bool = False, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else None
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, help_text=hint)


def _chosen(field: forms.Field, choices: Choices) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def named(units: Iterable[UnitOn]) -> Choices:
    """Units to choose from, each once, in their order."""
    return list({str(unit.id): unit.name for unit in units}.items())


class OpenMeeting(forms.Form):
    """A meeting: which, when, where, who asks whom; `proposed_on`: the day whose members were shown."""

    proposed_on = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Loại hội nghị"), choices=[(k, _(word)) for k, word in states.MEETING_KIND_NAMES.items()]
    )
    first = DayField(_("Nhìn lại từ ngày"))
    last = DayField(_("Đến ngày"))
    on = DayField(_("Ngày họp"))
    part_of_day = forms.ChoiceField(
        label=_("Buổi"), choices=[(key, _(word) if word else "") for key, word in PARTS_OF_DAY.items()], required=False
    )
    begins = _hour(_("Giờ bắt đầu"))
    ends = _hour(_("Giờ kết thúc"))
    place = _text(_("Nơi họp"), 200)
    host = forms.ChoiceField(label=_("Đơn vị chủ trì"))
    units = forms.MultipleChoiceField(label=_("Mời các đơn vị"), widget=forms.CheckboxSelectMultiple, required=False)
    guests = _text(_("Khách mời"), 2000, rows=2, hint=_("mỗi dòng một khách"))
    title = _text(_("Tên hội nghị"), 300, rows=2, hint=_("Để trống thì đặt theo loại và kỳ"))
    chair = _text(_("Người chủ trì"), 200)
    secretary = _text(_("Thư ký"), 200)
    visits_place = _text(_("Nơi thăm hỏi"), 200, hint=_("nếu có thăm hộ gia đình trong ngày"))
    host_called = _text(_("Tên đơn vị chủ trì ghi trong báo cáo"), 200, hint=_("Nếu khác tên đơn vị"))

    def __init__(self, data: Any, *, initial: Mapping[str, Any], hosts: Choices, units: Choices) -> None:
        super().__init__(data, initial=dict(initial))
        _chosen(self.fields["host"], hosts)
        _chosen(self.fields["units"], units)

    def draft(self, of: str, title: str) -> drafts.MeetingDraft:
        """The meeting of that unit or cluster; `title` where none was typed."""
        told = dict(self.cleaned_data)
        kind, units, guests = states.MeetingKind(told.pop("kind")), told.pop("units"), told.pop("guests")
        del told["proposed_on"]
        told |= {"kind": kind, "unit_ids": tuple(map(int, units)), "guests": tuple(guests.splitlines())}
        return drafts.MeetingDraft(
            of=of, host_id=int(told.pop("host")), **told | {"title": told["title"].strip() or title}
        )


@dataclass(frozen=True, slots=True)
class Row:
    """Fields side by side, and what they are about."""

    label: str
    fields: tuple[BoundField, ...]


class _Rows(forms.Form):
    """Fields row by row; `labels` by what ends their names."""

    names: tuple[str, ...]
    labels: dict[int, str]

    @property
    def rows(self) -> list[Row]:
        """The fields of each row."""
        return [Row(label, tuple(self[f"{name}-{key}"] for name in self.names)) for key, label in self.labels.items()]

    def said(self, key: int) -> list[Any]:
        """What was typed in a row."""
        return [self.cleaned_data[f"{name}-{key}"] for name in self.names]


class AssignAgenda(_Rows):
    """The programme, point by point; empty rows are left out. `seen`: the stamp of what the writer began from."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    names = ("title", "presenter", "minutes")

    def __init__(self, data: Any, *, points: Sequence[AgendaDraft], stands: Sequence[AgendaDraft]) -> None:
        super().__init__(data, initial={"seen": stamp(stands)})
        typed = sum(name.startswith("title-") for name in data) if data else 0
        self.labels = {place: str(place + 1) for place in range(max(typed, len(points) + BLANK_ROWS))}
        for place in self.labels:
            point = points[place] if place < len(points) else AgendaDraft("")
            self.fields[f"title-{place}"] = _text(_("Nội dung"), 300)
            self.fields[f"presenter-{place}"] = _text(_("Người trình bày"), 200)
            self.fields[f"minutes-{place}"] = forms.IntegerField(
                label=_("Số phút"), min_value=1, max_value=1440, required=False
            )
            self.initial.update({f"{name}-{place}": getattr(point, name) for name in self.names})

    def items(self) -> list[AgendaDraft]:
        """The points that have a title."""
        return [point for place in self.labels if (point := AgendaDraft(*self.said(place))).title.strip()]


class RecordAttendance(_Rows):
    """Who came, with whom."""

    names = ("came", "delegates", "note")

    def __init__(self, data: Any, *, asked: Sequence[Asked]) -> None:
        super().__init__(data)
        self.labels = {one.id: one.name for one in asked}
        for one in asked:
            self.fields[f"came-{one.id}"] = forms.ChoiceField(
                label=_("Có mặt"), choices=[*([UNTOLD] if one.attended is None else ()), *CAME.items()], required=False
            )
            self.fields[f"delegates-{one.id}"] = _text(_("Đại biểu"), 500)
            self.fields[f"note-{one.id}"] = _text(_("Ghi chú"), 300)
            came = {None: "", True: "yes", False: "no"}[one.attended]
            said = zip(self.names, (came, one.delegates, one.note), strict=True)
            self.initial.update({f"{name}-{one.id}": value for name, value in said})

    def told(self) -> dict[int, Attendance]:
        """By invitation: what was said; nothing of whom nothing was said, where not the `rest` came."""
        told = dict[int, Attendance]()
        for pk in self.labels:
            came, *words = self.said(pk)
            came = came or ("yes" if "rest" in self.data else "")
            if came or any(words):
                told[pk] = Attendance(came == "yes" if came else None, *words)
        return told


class RecordPaper(forms.Form):
    """A member's own paper."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    title = _text(_("Tên tham luận"), 300, required=True)
    text = _text(_("Nội dung"), 20_000, rows=14, hint=_("Để trống là rút tham luận"))

    def __init__(self, data: Any, *, initial: Mapping[str, Any], units: Choices) -> None:
        super().__init__(data, initial=dict(initial))
        _chosen(self.fields["unit"], units)


class RecordMinutes(forms.Form):
    """What was said, part by part; `seen`: the version that the writer began from."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, page: MeetingPage) -> None:
        super().__init__(data, initial={"seen": page.minutes_id, **page.minutes})
        for part, word in MINUTES_PARTS.items():
            self.fields[part] = _text(gettext(word), 20_000, rows=6)

    def words(self) -> dict[str, str]:
        """The text of each part."""
        return {part: self.cleaned_data[part] for part in MINUTES_PARTS}


class RecordConclusion(forms.Form):
    """A conclusion: what, who, by when; a figure to reach where there is one."""

    kind = forms.ChoiceField(
        label=_("Loại"), choices=[(k, _(word)) for k, word in states.CONCLUSION_KIND_NAMES.items()]
    )
    text = _text(_("Nội dung"), 1000, rows=3, required=True)
    owner = forms.ChoiceField(label=_("Đơn vị thực hiện"))
    due = DayField(_("Hạn"))
    indicator = forms.ChoiceField(label=_("Đo bằng chỉ tiêu"), required=False)
    value = _text(_("Giá trị cần đạt"), 60, hint=_("Ví dụ: 6.500 hoặc 1,2 tỷ"))
    since = DayField(_("Tính từ ngày"), required=False, hint=_("Để trống thì tính từ ngày họp"))
    tag = forms.ChoiceField(label=_("Chỉ riêng chương trình"), required=False)
    is_of_all = forms.BooleanField(label=_("Tính chung cả cụm, cả đơn vị họp"), required=False)

    def __init__(
        self, data: Any, *, units: Choices, views: Mapping[str, Sequence[IndicatorView]], tags: Choices,
        before: Followed | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=_said(before, views) if before else {})
        self.views = {view.code: view for group in views.values() for view in group}
        groups = [
            (field_words(field), [(v.code, v.name_en if language() == "en" else v.name_vi) for v in group])
            for field, group in views.items()
        ]
        _chosen(self.fields["owner"], [("", _("Chọn đơn vị")), *units])
        _chosen(self.fields["indicator"], [("", _("Không đo bằng số")), *groups])
        _chosen(self.fields["tag"], [("", _("Tất cả")), *tags])

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        view, text = self.views.get(told.get("indicator", "")), told.get("value", "")
        told["number"] = None
        if view and text:
            try:
                total = read_total(text, view.measure, view.scale)
            except Refusal as refusal:
                self.add_error("value", say(refusal))
            else:
                told["number"] = total.value if total else None
        elif text:
            self.add_error("indicator", gettext("Chọn chỉ tiêu để đo giá trị này."))
        return told

    def draft(self) -> drafts.ConclusionDraft:
        """The conclusion as it was typed."""
        told = self.cleaned_data
        return drafts.ConclusionDraft(
            states.ConclusionKind(told["kind"]), told["text"], int(told["owner"]), told["due"], told["indicator"], told["number"], frozenset(filter(None, [told["tag"]])), told["since"], told["is_of_all"],
        )  # fmt: skip


def _said(one: Followed, views: Mapping[str, Sequence[IndicatorView]]) -> dict[str, Any]:
    """A conclusion as the form shows it."""
    scale = next((view.scale for group in views.values() for view in group if view.code == one.indicator), 0)
    return {
        "kind": one.kind, "text": one.text, "owner": one.decided.owner_id, "due": one.decided.due, "indicator": one.indicator,
        "value": scaled(one.value, scale, language()) if one.value else "", "tag": next(iter(one.tags), ""),
        "since": one.since if one.value else None, "is_of_all": one.is_of_all,
    }  # fmt: skip


class NoteStep(forms.Form):
    """What is said of a conclusion."""

    state = forms.ChoiceField(label=_("Tình trạng"))
    reason = _text(_("Đã làm được gì, lý do"), 500, rows=3)
    due = DayField(
        _("Hạn mới"), required=False, hint=_("Nếu đổi hạn, hoặc chuyển kỳ sau khi đã đến hạn: ngày/tháng/năm")
    )
    owner = forms.ChoiceField(label=_("Chuyển đơn vị thực hiện"), required=False)

    def __init__(self, data: Any, *, initial: Mapping[str, Any], units: Choices, runs: bool) -> None:
        """`runs`: of whoever runs the meetings; its owner tells what was done, and asks them for the rest."""
        super().__init__(data, initial=dict(initial))
        offered = states.CONCLUSION_STATE_NAMES if runs else states.OWNERS_STATES
        _chosen(self.fields["state"], [(s.value, gettext(states.CONCLUSION_STATE_NAMES[s])) for s in offered])
        _chosen(self.fields["owner"], [("", _("Giữ nguyên")), *units])
        if not runs:
            self.fields["reason"].help_text = _("Cần lùi hạn, đổi đơn vị hay thôi thực hiện thì ghi đề nghị ở đây.")
            del self.fields["due"], self.fields["owner"]

    def draft(self) -> drafts.StepDraft:
        """The step as it was typed."""
        told = self.cleaned_data
        owner = int(told["owner"]) if told.get("owner") else None
        return drafts.StepDraft(states.ConclusionState(told["state"]), told["reason"], owner, told.get("due"))


class WithdrawMeeting(forms.Form):
    """Why a meeting is called off."""

    reason = _text(_("Lý do hủy"), 300, required=True)
