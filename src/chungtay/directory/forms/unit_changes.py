"""The forms of changes of units."""

from datetime import date
from fractions import Fraction
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chungtay.directory.forms.changes import NAMING, ChangeForm, ChosenForm, Target, words
from chungtay.directory.rules import Step
from chungtay.organizations.queries import UnitOn
from chungtay.organizations.rules import KIND_NAMES, SuccessionDraft, SuccessionKind, UnitDraft, UnitKind, VersionDraft


class AddUnit(ChangeForm):
    """A unit directly below this one."""

    on_label = _("Hoạt động từ ngày")
    code = words(_("Mã đơn vị"), 64, hint=_("chữ thường, số, dấu chấm; ví dụ 22.206.doi-1"))
    name = words(_("Tên đầy đủ"))
    short_name = words(_("Tên ngắn"), 100, required=False, hint=_("dùng trong bảng và biểu đồ"))
    kind = forms.ChoiceField(
        label=_("Loại"), choices=[(kind.value, _(name)) for kind, name in KIND_NAMES.items() if kind != UnitKind.NATION]
    )

    def known(self) -> dict[str, Any]:
        return {"code": f"{self.target.code}."}

    def told(self) -> list[tuple[str, str, str]]:
        return [(label, "", after) for label, _before, after in super().told()]

    def steps(self) -> list[Step]:
        said = self.cleaned_data
        version = VersionDraft(
            said["name"], UnitKind(said["kind"]), self.target.code, said["on"], None, said["short_name"]
        )
        return [Step("add_unit", {"unit": UnitDraft(said["code"], (version,))})]


class RenameUnit(ChangeForm):
    """Another name, kind or designation from a day on."""

    name = words(_("Tên đầy đủ"))
    short_name = words(_("Tên ngắn"), 100)
    kind = forms.ChoiceField(label=_("Loại"), choices=[(kind.value, _(name)) for kind, name in KIND_NAMES.items()])
    designation = words(_("Danh xưng địa bàn"), 40, required=False, hint=_("ví dụ: phường, xã, thị xã, thành phố"))

    def known(self) -> dict[str, Any]:
        return {
            "name": self.target.name,
            "short_name": self.target.short_name,
            "kind": self.target.kind,
            "designation": self.target.designation,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and all(cleaned.get(name) == value for name, value in self.known().items()):
            raise ValidationError(_("Chưa có gì thay đổi."))
        return cleaned

    def steps(self) -> list[Step]:
        said = {name: self.cleaned_data[name] for name in ("on", "name", "short_name", "designation")}
        return [Step("rename_unit", {"unit_id": self.target.id, "kind": UnitKind(self.cleaned_data["kind"]), **said})]


class MoveUnit(ChangeForm):
    """Another parent from a day on."""

    asks_unit = "parent"
    parent = words(_("Đơn vị cấp trên mới"), hint=NAMING)

    def steps(self) -> list[Step]:
        values = {"unit_id": self.target.id, "parent_id": self.other.id, "on": self.cleaned_data["on"]}
        return [Step("move_unit", values)]


class EndUnit(ChangeForm):
    """The unit stands no more, and nobody is its heir."""

    on_label = _("Không còn hoạt động từ ngày")
    basis = words(_("Căn cứ"), hint=_("số và ngày của quyết định"))
    kind: ClassVar[SuccessionKind] = SuccessionKind.DISSOLVE

    def steps(self) -> list[Step]:
        on, basis = self.cleaned_data["on"], self.cleaned_data["basis"]
        heir = self.found.id if self.found else None
        draft = SuccessionDraft(self.target.id, heir, on, self.kind, basis)
        return [
            Step("end_unit", {"unit_id": self.target.id, "on": on}),
            Step("record_succession", {"successions": [draft]}),
        ]


class MergeUnit(EndUnit):
    """The unit ends and another one goes on for it."""

    asks_unit = "heir"
    heir = words(_("Đơn vị kế thừa"), hint=NAMING)
    kind = SuccessionKind.MERGE
    field_order = ("heir", "basis")


class SplitUnit(EndUnit):
    """The unit ends and several go on for it: in parts that a source tells, else in equal ones (an estimate)."""

    heirs = forms.CharField(
        label=_("Các đơn vị kế thừa"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "mỗi dòng một đơn vị đã có trong cây: tên đầy đủ hoặc mã; văn bản nói rõ phần nhận thì ghi sau dấu bằng,"
            " ví dụ 22.07132 = 2/3; không nói thì chia đều và số chia là số ước"
        ),
    )  # fmt: skip
    kind = SuccessionKind.SPLIT
    field_order = ("heirs", "basis")
    fewest: ClassVar[int] = 2
    wrong_whole: ClassVar[Any] = _(
        "phần nhận ghi cho tất cả các đơn vị và cộng lại bằng 1, hoặc không ghi cho đơn vị nào."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.parts: dict[int, tuple[UnitOn, Fraction | None]] = {}
        if cleaned.get("on") and cleaned.get("heirs"):
            try:
                for line in filter(None, map(str.strip, cleaned["heirs"].splitlines())):
                    unit, share = self._part(line, cleaned["on"])
                    self.parts[unit.id] = unit, share
                self._check_parts()
            except ValidationError as wrong:
                self.add_error("heirs", wrong)
        return cleaned

    def _part(self, line: str, on: date) -> tuple[UnitOn, Fraction | None]:
        named, _sign, share = (word.strip() for word in line.partition("="))
        unit = self.target.find(named, on)
        if unit is None or unit.id == self.target.id or unit.id in self.parts:
            raise ValidationError(
                _("“%(line)s”: không phải một đơn vị khác đang hoạt động vào ngày ấy, hoặc đã kể rồi."),
                params={"line": line},
            )
        try:
            return unit, Fraction(share) if share else None
        except (ValueError, ZeroDivisionError):
            raise ValidationError(_("“%(line)s”: phần nhận viết như 2/3."), params={"line": line}) from None

    def _check_parts(self) -> None:
        shares = [share for _unit, share in self.parts.values()]
        if len(shares) < self.fewest:
            raise ValidationError(_("phải có ít nhất hai đơn vị."))
        told = [share for share in shares if share is not None]
        if told and (len(told) < len(shares) or min(told) <= 0 or not self._is_whole(sum(told, Fraction()))):
            raise ValidationError(self.wrong_whole)

    def _is_whole(self, given: Fraction) -> bool:
        return given == 1

    def told(self) -> list[tuple[str, str, str]]:
        words = "; ".join(
            f"{unit.name} ({unit.code}){f' = {share}' if share else ''}" for unit, share in self.parts.values()
        )
        heirs = str(self.fields["heirs"].label)
        return [(label, before, words if label == heirs else after) for label, before, after in super().told()]

    def steps(self) -> list[Step]:
        on, basis = self.cleaned_data["on"], self.cleaned_data["basis"]
        drafts = [
            SuccessionDraft(self.target.id, heir, on, self.kind, basis, *(share.as_integer_ratio() if share else ()))
            for heir, (_unit, share) in self.parts.items()
        ]
        return [
            Step("end_unit", {"unit_id": self.target.id, "on": on}),
            Step("record_succession", {"successions": drafts}),
        ]


class GivePart(SplitUnit):
    """The unit gives a part, or several, and goes on with the rest: its own work of before stays its own."""

    on_label = _("Từ ngày")
    kind = SuccessionKind.PART
    fewest = 1
    wrong_whole = _("phần giao ghi cho tất cả các đơn vị nhận và cộng lại nhỏ hơn 1, hoặc không ghi cho đơn vị nào.")

    def __init__(self, data: Any, target: Target) -> None:
        super().__init__(data, target)
        self.fields["heirs"].label = _("Các đơn vị nhận")
        self.fields["heirs"].help_text = _(
            "mỗi dòng một đơn vị đã có trong cây: tên đầy đủ hoặc mã; văn bản nói rõ phần giao thì ghi sau dấu bằng,"
            " ví dụ 22.07132 = 1/4; không nói thì chia đều, kể cả đơn vị này, và số chia là số ước"
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        on = cleaned.get("on")
        own = self.target.find(self.target.code, on) if on else None
        if on and (own is None or own.id != self.target.id):
            self.add_error("on", _("đơn vị không hoạt động vào ngày này."))
        return cleaned

    def _is_whole(self, given: Fraction) -> bool:
        return given < 1  # with the rest, which stays

    def steps(self) -> list[Step]:
        return super().steps()[1:]


class AssignAppointment(ChangeForm):
    """A person in a post."""

    person = words(_("Họ và tên"))
    title = words(_("Chức vụ"), hint=_("ví dụ: Chủ tịch"))
    signs_as = words(_("Thẩm quyền ký"), 300, required=False, hint=_("ví dụ: TM. BAN THƯỜNG VỤ"))

    def steps(self) -> list[Step]:
        said = {name: self.cleaned_data[name] for name in ("person", "title", "signs_as")}
        return [Step("assign_appointment", {"unit_id": self.target.id, "valid_from": self.cleaned_data["on"], **said})]


class EndAppointment(ChosenForm):
    """A person leaves a post."""

    on_label = _("Thôi giữ từ ngày")
    chosen_label = _("Người và chức vụ")

    def steps(self) -> list[Step]:
        return [Step("end_appointment", {"appointment_id": self.key, "on": self.cleaned_data["on"]})]


class AssignIssuingBody(ChangeForm):
    """The heading of the unit's documents."""

    superior = words(_("Cơ quan chủ quản"), 300, required=False)
    name = words(_("Cơ quan ban hành"), 300, hint=_("ví dụ: BAN CHẤP HÀNH"))
    place = words(_("Địa danh"), 100, hint=_("đứng trước ngày tháng của văn bản"))
    symbol = words(_("Ký hiệu"), 40, hint=_("phần sau số văn bản, ví dụ BC-CTĐ"))

    def steps(self) -> list[Step]:
        said = {name: self.cleaned_data[name] for name in ("superior", "name", "place", "symbol")}
        return [Step("assign_issuing_body", {"unit_id": self.target.id, "valid_from": self.cleaned_data["on"], **said})]


class OpenCluster(ChangeForm):
    """A cluster formed by this unit; it has no day of its own, its members have."""

    code = words(_("Mã cụm"), 64, hint=_("mã đơn vị, dấu /, tên; ví dụ 22/cum-2"))
    name = words(_("Tên cụm"))

    def __init__(self, data: Any, target: Target) -> None:
        super().__init__(data, target)
        del self.fields["on"]

    def known(self) -> dict[str, Any]:
        return {"code": f"{self.target.code}/"}

    def told(self) -> list[tuple[str, str, str]]:
        return [(label, "", after) for label, _before, after in super().told()]

    def steps(self) -> list[Step]:
        return [Step("open_cluster", {"owner_id": self.target.id, **self.cleaned_data})]
