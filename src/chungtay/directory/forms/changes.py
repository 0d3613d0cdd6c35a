"""The forms of changes: each knows what it asks and which steps it asks for; none writes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.directory.forms.asking import day_field
from chungtay.directory.rules import Step
from chungtay.organizations.queries import UnitOn
from chungtay.organizations.rules import (
    CLUSTER_ROLE_NAMES,
    KIND_NAMES,
    ClusterRole,
    SuccessionDraft,
    SuccessionKind,
    UnitDraft,
    UnitKind,
    VersionDraft,
)

Choices = tuple[tuple[str, str], ...]
_NAMING = _("Tên đầy đủ hoặc mã của đơn vị")


@dataclass(frozen=True, slots=True)
class Target:
    """What is changed, and what may be chosen: `find` gives the unit of a name or code on a day that the person may
    administer, None where there is none (raises Refusal where several fit)."""

    id: int
    code: str
    name: str
    find: Callable[[str, date], UnitOn | None]
    short_name: str = ""
    kind: str = ""
    designation: str = ""
    choices: Choices = ()
    is_cluster: bool = False


class ChangeForm(forms.Form):
    """A change with its day; `asks_unit` names the field in which another unit is named."""

    asks_unit: ClassVar[str] = ""
    on_label: ClassVar[Any] = _("Từ ngày")

    def __init__(self, data: Any, target: Target) -> None:
        self.target = target
        super().__init__(data, initial=self.known())
        self.fields["on"] = day_field(self.on_label)
        if self.asks_unit:
            self.fields[self.asks_unit].widget.attrs["list"] = "known-units"
        self.found: UnitOn | None = None

    def known(self) -> dict[str, Any]:
        """What stands in the fields at first."""
        return {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named, on = cleaned.get(self.asks_unit), cleaned.get("on")
        if named and on:
            self.found = self.target.find(named, on)
            if self.found is None:
                self.add_error(self.asks_unit, _("không có đơn vị nào mang tên hoặc mã này trong phạm vi quản trị."))
            elif not self.target.is_cluster and self.found.id == self.target.id:
                self.add_error(self.asks_unit, _("phải là một đơn vị khác."))
        return cleaned

    @property
    def other(self) -> UnitOn:
        """The unit that was named in a valid form."""
        assert self.found is not None
        return self.found

    def steps(self) -> list[Step]:
        """What is to be done, in its order."""
        raise NotImplementedError

    def told(self) -> list[tuple[str, str, str]]:
        """Label, value as it is, value as it will be, of every field that says something."""
        rows = []
        for bound in self:
            before, after = (
                self._written(bound, value) for value in (bound.initial, self.cleaned_data.get(bound.name))
            )
            if after or before:
                rows.append((str(bound.label), before, after))
        return rows

    def _written(self, bound: forms.BoundField, value: Any) -> str:
        if bound.name == self.asks_unit and self.found is not None and value:
            return f"{self.found.name} ({self.found.code})"
        if isinstance(bound.field, forms.ChoiceField):
            return str(dict(bound.field.choices).get(value, value or ""))  # type: ignore[arg-type]
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")


def _words(label: Any, most: int = 200, *, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint)


class AddUnit(ChangeForm):
    """A unit directly below this one."""

    on_label = _("Hoạt động từ ngày")
    code = _words(_("Mã đơn vị"), 64, hint=_("chữ thường, số, dấu chấm; ví dụ 22.206.doi-1"))
    name = _words(_("Tên đầy đủ"))
    short_name = _words(_("Tên ngắn"), 100, required=False, hint=_("dùng trong bảng và biểu đồ"))
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

    name = _words(_("Tên đầy đủ"))
    short_name = _words(_("Tên ngắn"), 100)
    kind = forms.ChoiceField(label=_("Loại"), choices=[(kind.value, _(name)) for kind, name in KIND_NAMES.items()])
    designation = _words(_("Danh xưng địa bàn"), 40, required=False, hint=_("ví dụ: phường, xã, thị xã, thành phố"))

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
    parent = _words(_("Đơn vị cấp trên mới"), hint=_NAMING)

    def steps(self) -> list[Step]:
        values = {"unit_id": self.target.id, "parent_id": self.other.id, "on": self.cleaned_data["on"]}
        return [Step("move_unit", values)]


class EndUnit(ChangeForm):
    """The unit stands no more, and nobody is its heir."""

    on_label = _("Không còn hoạt động từ ngày")
    basis = _words(_("Căn cứ"), hint=_("số và ngày của quyết định"))
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
    heir = _words(_("Đơn vị kế thừa"), hint=_NAMING)
    kind = SuccessionKind.MERGE
    field_order = ("heir", "basis")


class AssignAppointment(ChangeForm):
    """A person in a post."""

    person = _words(_("Họ và tên"))
    title = _words(_("Chức vụ"), hint=_("ví dụ: Chủ tịch"))
    signs_as = _words(_("Thẩm quyền ký"), 300, required=False, hint=_("ví dụ: TM. BAN THƯỜNG VỤ"))

    def steps(self) -> list[Step]:
        said = {name: self.cleaned_data[name] for name in ("person", "title", "signs_as")}
        return [Step("assign_appointment", {"unit_id": self.target.id, "valid_from": self.cleaned_data["on"], **said})]


class _Chosen(ChangeForm):
    """One of what holds now."""

    chosen_label: ClassVar[Any] = ""

    def __init__(self, data: Any, target: Target) -> None:
        super().__init__(data, target)
        self.fields["chosen"] = forms.ChoiceField(label=self.chosen_label, choices=list(target.choices))

    @property
    def key(self) -> int:
        """The chosen row."""
        return int(self.cleaned_data["chosen"])


class EndAppointment(_Chosen):
    """A person leaves a post."""

    on_label = _("Thôi giữ từ ngày")
    chosen_label = _("Người và chức vụ")

    def steps(self) -> list[Step]:
        return [Step("end_appointment", {"appointment_id": self.key, "on": self.cleaned_data["on"]})]


class AssignIssuingBody(ChangeForm):
    """The heading of the unit's documents."""

    superior = _words(_("Cơ quan chủ quản"), 300, required=False)
    name = _words(_("Cơ quan ban hành"), 300, hint=_("ví dụ: BAN CHẤP HÀNH"))
    place = _words(_("Địa danh"), 100, hint=_("đứng trước ngày tháng của văn bản"))
    symbol = _words(_("Ký hiệu"), 40, hint=_("phần sau số văn bản, ví dụ BC-CTĐ"))

    def steps(self) -> list[Step]:
        said = {name: self.cleaned_data[name] for name in ("superior", "name", "place", "symbol")}
        return [Step("assign_issuing_body", {"unit_id": self.target.id, "valid_from": self.cleaned_data["on"], **said})]


class OpenCluster(ChangeForm):
    """A cluster formed by this unit; it has no day of its own, its members have."""

    code = _words(_("Mã cụm"), 64, hint=_("mã đơn vị, dấu /, tên; ví dụ 22/cum-2"))
    name = _words(_("Tên cụm"))

    def __init__(self, data: Any, target: Target) -> None:
        super().__init__(data, target)
        del self.fields["on"]

    def known(self) -> dict[str, Any]:
        return {"code": f"{self.target.code}/"}

    def told(self) -> list[tuple[str, str, str]]:
        return [(label, "", after) for label, _before, after in super().told()]

    def steps(self) -> list[Step]:
        return [Step("open_cluster", {"owner_id": self.target.id, **self.cleaned_data})]


class AssignMember(ChangeForm):
    """A unit joins the cluster."""

    asks_unit = "unit"
    on_label = _("Tham gia từ ngày")
    unit = _words(_("Đơn vị"), hint=_NAMING)

    def steps(self) -> list[Step]:
        values = {"cluster_id": self.target.id, "unit_id": self.other.id, "valid_from": self.cleaned_data["on"]}
        return [Step("assign_member", values)]


class EndMember(_Chosen):
    """A unit leaves the cluster."""

    on_label = _("Rời cụm từ ngày")
    chosen_label = _("Thành viên")

    def steps(self) -> list[Step]:
        values = {"cluster_id": self.target.id, "unit_id": self.key, "on": self.cleaned_data["on"]}
        return [Step("end_member", values)]


class AssignOffice(_Chosen):
    """A member becomes head or deputy."""

    chosen_label = _("Đơn vị")

    def __init__(self, data: Any, target: Target) -> None:
        super().__init__(data, target)
        roles = [(role.value, gettext(name)) for role, name in CLUSTER_ROLE_NAMES.items()]
        self.fields["role"] = forms.ChoiceField(label=_("Vai trò"), choices=roles)

    def steps(self) -> list[Step]:
        role, on = ClusterRole(self.cleaned_data["role"]), self.cleaned_data["on"]
        values = {"cluster_id": self.target.id, "unit_id": self.key, "role": role, "valid_from": on}
        return [Step("assign_office", values)]


class EndOffice(_Chosen):
    """A head or deputy hands over."""

    on_label = _("Thôi từ ngày")
    chosen_label = _("Đơn vị và vai trò")

    def steps(self) -> list[Step]:
        return [Step("end_office", {"office_id": self.key, "on": self.cleaned_data["on"]})]


FORMS: dict[str, type[ChangeForm]] = {
    "them-don-vi": AddUnit,
    "doi-ten": RenameUnit,
    "chuyen": MoveUnit,
    "sap-nhap": MergeUnit,
    "ket-thuc": EndUnit,
    "phan-cong": AssignAppointment,
    "thoi-giu-chuc": EndAppointment,
    "co-quan-ban-hanh": AssignIssuingBody,
    "lap-cum": OpenCluster,
    "them-thanh-vien": AssignMember,
    "roi-cum": EndMember,
    "cum-truong-pho": AssignOffice,
    "thoi-cum-truong-pho": EndOffice,
}
