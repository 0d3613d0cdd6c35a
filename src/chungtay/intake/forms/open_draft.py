"""A file, or what was copied out of one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.design.forms import FileOrPasted
from chungtay.organizations.queries import UnitOn


class OpenDraft(FileOrPasted):
    """For which unit, and what."""

    unit = forms.ChoiceField(label=_("Đơn vị nộp số liệu"))

    def __init__(self, *args: Any, units: Sequence[UnitOn], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = [(str(unit.id), unit.name) for unit in units]  # type: ignore[attr-defined]
        if len(units) == 1:
            self.fields["unit"].initial = str(units[0].id)
