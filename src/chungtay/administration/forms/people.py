"""People: what the list is narrowed to, roles given and ended, an invitation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.administration.forms.days import Asked, UnitField, days_in_order
from chungtay.administration.queries import PeopleAsked, Reach
from chungtay.design.forms import DayField
from chungtay.design.templatetags.parts import sentence
from chungtay.organizations.rules import CLUSTER_ROLES, ROLE_NAMES, Role


def _roles() -> list[tuple[str, str]]:
    return [("", "—"), *((role.value, sentence(gettext(name))) for role, name in ROLE_NAMES.items())]


class SearchPeople(forms.Form):
    """Words, unit, role, second factor."""

    q = forms.CharField(label=_("Họ tên hoặc tên đăng nhập"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Vai trò"), required=False)
    factor = forms.ChoiceField(
        label=_("Xác thực hai bước"), required=False, choices=[("", _("tất cả")), ("none", _("chưa bật"))]
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=10**6)

    def __init__(self, data: Any, *, reach: Reach) -> None:
        super().__init__(data, auto_id="loc_%s")
        self.fields["unit"] = UnitField(reach=reach, label=_("Đơn vị và cấp dưới"), required=False)
        self.fields["role"].choices = _roles()  # type: ignore[attr-defined]
        self.order_fields(["q", "unit", "role", "factor"])

    def asked(self) -> PeopleAsked:
        """What is looked for; what was not understood is left out and said."""
        self.is_valid()
        given = self.cleaned_data
        unit = given.get("unit")
        return PeopleAsked(
            given.get("q", ""), unit.id if unit else None, given.get("role", ""), given.get("factor") == "none",
            given.get("page") or 1,
        )  # fmt: skip


class GiveRole(Asked):
    """A role in words, where, from when, until when."""

    at_field = {"role": "role", "scope": "role", "user": "role", "unit": "unit"}

    role = forms.ChoiceField(label=_("Vai trò"))

    def __init__(self, *args: Any, reach: Reach, **options: Any) -> None:
        super().__init__(*args, **options)
        self.clusters = {str(cluster.pk): cluster for cluster in reach.clusters()}
        self.fields["role"].choices = _roles()  # type: ignore[attr-defined]
        self.fields["unit"] = UnitField(
            reach=reach, label=_("Đơn vị"), required=False, help_text=_("tên hoặc mã; vai trò có hiệu lực cả cấp dưới")
        )
        if self.clusters:
            self.fields["cluster"] = forms.ChoiceField(
                label=_("Cụm thi đua"), required=False, help_text=_("chỉ cho cụm trưởng, cụm phó"),
                choices=[("", "—"), *((key, cluster.name) for key, cluster in self.clusters.items())],
            )  # fmt: skip
            self.fields["cluster"].is_conditional = True  # type: ignore[attr-defined]
        self.fields["unit"].is_conditional = True  # type: ignore[attr-defined]
        self.fields["valid_from"] = DayField(_("Từ ngày"))
        self.fields["valid_to"] = DayField(_("Đến trước ngày"), required=False, hint=_("để trống nếu chưa định"))
        self.initial.setdefault("valid_from", reach.on)
        if len(reach.tops) == 1:
            self.initial.setdefault("unit", reach.tops[0].name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        days_in_order(self, "valid_from", "valid_to")
        role = cleaned.get("role")
        if role and Role(role) in CLUSTER_ROLES and not cleaned.get("cluster"):
            place = "cluster" if self.clusters else "role"
            self.add_error(place, ValidationError(_("vai trò này cần một cụm thi đua.")))
        elif role and Role(role) not in CLUSTER_ROLES and "unit" in cleaned and not cleaned["unit"]:
            self.add_error("unit", ValidationError(_("vai trò này cần một đơn vị.")))
        return cleaned

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        cleaned = self.cleaned_data
        role = Role(cleaned["role"])
        where = {"cluster_id": int(cleaned["cluster"])} if role in CLUSTER_ROLES else {"unit_id": cleaned["unit"].id}
        return {"role": role, "valid_from": cleaned["valid_from"], "valid_to": cleaned["valid_to"], **where}


class InvitePerson(GiveRole):
    """A person with login and name, and the first role."""

    at_field = {"login": "login", **GiveRole.at_field, "": "login"}

    def __init__(self, *args: Any, reach: Reach, **options: Any) -> None:
        super().__init__(*args, reach=reach, **options)
        self.fields["name"] = forms.CharField(label=_("Họ và tên"), max_length=200)
        self.fields["login"] = forms.CharField(
            label=_("Số điện thoại hoặc thư điện tử"), max_length=254, help_text=_("dùng để đăng nhập"),
            widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        )  # fmt: skip
        self.order_fields(["name", "login"])


class EndRole(Asked):
    """The first day on which the role is held no more."""

    at_field = {"": "on"}

    on = DayField(_("Hết hiệu lực từ ngày"))
