"""The forms of changes of clusters."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.directory.forms.changes import NAMING, ChangeForm, ChosenForm, Target, words
from chungtay.directory.rules import Step
from chungtay.organizations.rules import CLUSTER_ROLE_NAMES, ClusterRole


class AssignMember(ChangeForm):
    """A unit joins the cluster."""

    asks_unit = "unit"
    on_label = _("Tham gia từ ngày")
    unit = words(_("Đơn vị"), hint=NAMING)

    def steps(self) -> list[Step]:
        values = {"cluster_id": self.target.id, "unit_id": self.other.id, "valid_from": self.cleaned_data["on"]}
        return [Step("assign_member", values)]


class EndMember(ChosenForm):
    """A unit leaves the cluster."""

    on_label = _("Rời cụm từ ngày")
    chosen_label = _("Thành viên")

    def steps(self) -> list[Step]:
        values = {"cluster_id": self.target.id, "unit_id": self.key, "on": self.cleaned_data["on"]}
        return [Step("end_member", values)]


class AssignOffice(ChosenForm):
    """A member becomes head or deputy."""

    chosen_label = _("Đơn vị")

    def __init__(self, data: Any, target: Target) -> None:
        super().__init__(data, target)
        roles = [(role.value, gettext(name)) for role, name in CLUSTER_ROLE_NAMES.items()]
        self.fields["role"] = forms.ChoiceField(label=_("Vai trò"), choices=roles)
        self.order_fields(["chosen", "role"])

    def steps(self) -> list[Step]:
        role, on = ClusterRole(self.cleaned_data["role"]), self.cleaned_data["on"]
        values = {"cluster_id": self.target.id, "unit_id": self.key, "role": role, "valid_from": on}
        return [Step("assign_office", values)]


class EndOffice(ChosenForm):
    """A head or deputy hands over."""

    on_label = _("Thôi từ ngày")
    chosen_label = _("Đơn vị và vai trò")

    def steps(self) -> list[Step]:
        return [Step("end_office", {"office_id": self.key, "on": self.cleaned_data["on"]})]
