"""The forms of changes: each knows what it asks and which steps it asks for; none writes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.design.forms import DayField
from chungtay.directory.rules import Step
from chungtay.organizations.queries import UnitOn

Choices = tuple[tuple[str, str], ...]
NAMING = _("Tên đầy đủ hoặc mã của đơn vị")


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
        self.fields["on"] = DayField(self.on_label)
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
                self.add_error(
                    self.asks_unit, _("không có đơn vị nào mang tên hoặc mã này vào ngày ấy trong phạm vi quản trị.")
                )
            elif not self.target.is_cluster and self.found.id == self.target.id:
                self.add_error(self.asks_unit, _("phải là một đơn vị khác."))
        return cleaned

    @property
    def other(self) -> UnitOn:
        """The unit that was named in a valid form."""
        assert self.found is not None
        return self.found

    def steps(self) -> list[Step]:
        """What is to be done, in its order; by itself nothing."""
        return []

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


def words(label: Any, most: int = 200, *, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint)


class ChosenForm(ChangeForm):
    """One of what holds now."""

    chosen_label: ClassVar[Any] = ""

    def __init__(self, data: Any, target: Target) -> None:
        super().__init__(data, target)
        self.fields["chosen"] = forms.ChoiceField(label=self.chosen_label, choices=list(target.choices))
        self.order_fields(["chosen"])

    @property
    def key(self) -> int:
        """The chosen row."""
        return int(self.cleaned_data["chosen"])
