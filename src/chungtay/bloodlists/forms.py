"""A list, or what was pasted of one; what is said of its columns and cells; who is meant."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.blood.forms.donors import AddDonor
from chungtay.blood.forms.fields import Choices, offer, text_field
from chungtay.bloodlists.rules.rows import ListedPerson
from chungtay.bloodlists.rules.staged import Staged
from chungtay.design.forms import DayField, FileOrPasted
from chungtay.people.rules.consents import ConsentPurpose
from chungtay.people.rules.profiles import Profile

NO_COLUMN: Final = _("Chỉ cần khi danh sách không có cột ngày hiến. Ngày/tháng/năm.")
CELL: Final = re.compile(r"cell-(\d{1,5})-(\d{1,3})")
COLUMN: Final = re.compile(r"col-(\d{1,3})")


class OpenList(FileOrPasted):
    """From which centre, for which unit, and what."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    centre = text_field(_("Nơi tiếp nhận máu gửi danh sách"), 200, required=True, autocomplete="organization")
    day = DayField(_("Ngày hiến"), required=False, hint=NO_COLUMN)
    field_order = ("unit", "centre", "day", "file", "pasted")

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self.fields["unit"], units if len(units) == 1 else [("", gettext("hãy chọn")), *units])


class NoteColumns(forms.Form):
    """The row of the headings, the day of giving; meanings of columns are read beside it (`columns_said`)."""

    heading_row = forms.IntegerField(label=_("Tiêu đề nằm ở dòng"), min_value=1, max_value=30)
    day = DayField(_("Ngày hiến"), required=False, hint=NO_COLUMN)

    def __init__(self, data: Any, *, staged: Staged) -> None:
        super().__init__(data, initial={"heading_row": staged.heading[0], "day": staged.day})


class AddListedDonor(AddDonor):
    """Somebody of a list whom a coordinator asked; only being kept is asked for here, being called is another question."""

    purposes = (ConsentPurpose.KEEP,)

    def __init__(self, data: Any, *, person: ListedPerson, centre: str, **more: Any) -> None:
        typed = person.group.abo or person.group.rhd
        told = {
            "name": person.name, "born_on": person.born_on, "abo": person.group.abo or "", "rhd": person.group.rhd or "",
            "sex": person.sex.value if person.sex else "", "confirmed_by": centre if typed else "",
        }  # fmt: skip
        super().__init__(data, initial=told, **more)
        del self.fields["night_ok"]
        self.phone = person.phone
        if self.phone:
            self.fields["phone"].required = False
            self.fields["phone"].help_text = gettext("Để trống thì lấy số trong danh sách, …%(end)s") % {
                "end": self.phone[-3:]
            }

    @property
    def profile(self) -> Profile:
        """What was said of the person; the number of the list, which is not shown, where none was typed."""
        return replace(super().profile, phone=super().profile.phone or self.phone)


def columns_said(data: QueryDict) -> dict[int, str]:
    """Column to meaning, from fields `col-3`."""
    return {int(found[1]): str(data[name]) for name in data if (found := COLUMN.fullmatch(name))}


def cells_said(data: QueryDict, staged: Staged) -> Mapping[int, Mapping[int, str]]:
    """Cells that were changed, from fields `cell-12-3`: row to column to text."""
    edits: dict[int, dict[int, str]] = {}
    for name in data:
        found, value = CELL.fullmatch(name), str(data[name])
        if found and 0 < (number := int(found[1])) <= len(staged.rows):
            row, index = staged.row(number), int(found[2])
            if value.strip() != (row[index] if index < len(row) else "") or staged.doubts(number, index):
                edits.setdefault(number, {})[index] = value
    return edits


def numbers_said(values: list[str]) -> list[int]:
    """Numbers of rows; what is none is left out."""
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 10]
