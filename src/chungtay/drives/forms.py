"""What the pages of drives are sent."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.aid.queries import partner_named
from chungtay.blood.forms.fields import Choices, day_field, offer, text_field
from chungtay.bloodrules.rules.drives import NO_QUOTA, DriveDraft, check_slots
from chungtay.bloodrules.rules.funnel import STEPS, Funnel
from chungtay.design.templatetags.writing import say
from chungtay.kernel.days import EARLIEST
from chungtay.kernel.errors import Refusal

MOST: Final = 100_000
_SLOT: Final = re.compile(r"(\d{1,2})\s*[:hg.]\s*(\d{2})?\D*?(\d{1,4})\D*")


class PlannedDay(forms.Form):
    """The unit that organizes, and a day that is no slip of the hand."""

    unit = forms.ChoiceField(label=_("Đơn vị tổ chức"))

    def __init__(self, data: Any, *, units: Choices, **more: Any) -> None:
        super().__init__(data, **more)
        offer(self.fields["unit"], units)

    def real_day(self, name: str) -> date:
        """The day, if the Association existed."""
        day: date = self.cleaned_data[name]
        if day < EARLIEST:
            raise ValidationError(gettext("Ngày này quá xa trong quá khứ: xem lại năm."))
        return day


class AddCampaign(PlannedDay):
    """A name over a span of days."""

    name = text_field(_("Tên chiến dịch"), 200, required=True, hint=_("ví dụ: Lễ hội Xuân hồng 2026"))
    first_on = day_field(_("Từ ngày"))
    last_on = day_field(_("Đến ngày"))
    field_order = ("name", "unit", "first_on", "last_on")

    def clean_first_on(self) -> date:
        return self.real_day("first_on")


class PlanDrive(PlannedDay):
    """Place, day, slots, quota, partners."""

    name = text_field(_("Tên đợt"), 200, required=True, hint=_("ví dụ: Ngày hội hiến máu phường Quảng Yên"))
    held_on = day_field(_("Ngày tổ chức"))
    place = text_field(_("Địa điểm"), 200, required=True)
    area = forms.ChoiceField(label=_("Xã, phường"), required=False)
    slots = text_field(
        _("Khung giờ"), 1000, rows=5,
        hint=_("Mỗi dòng một khung: giờ bắt đầu và số chỗ, ví dụ 07:30 40. Để trống nếu không chia giờ"),
    )  # fmt: skip
    quota = forms.IntegerField(
        label=_("Chỉ tiêu (đơn vị máu)"), min_value=1, max_value=MOST, required=False, help_text=_("Chưa có thì để trống"),
        error_messages={"min_value": _(NO_QUOTA)},
    )  # fmt: skip
    campaign = forms.ChoiceField(label=_("Thuộc chiến dịch"), required=False)
    centre = text_field(_("Nơi tiếp nhận máu"), 200)
    partners = text_field(_("Đơn vị phối hợp"), 1000, hint=_("Tên hoặc mã đơn vị, cách nhau bằng dấu chấm phẩy"))
    field_order = ("name", "unit", "held_on", "place", "area", "slots", "quota", "centre", "partners", "campaign")

    def __init__(self, data: Any, *, areas: Choices, campaigns: Choices, **more: Any) -> None:
        super().__init__(data, **more)
        offer(self.fields["area"], [("", gettext("không chọn")), *areas])
        offer(self.fields["campaign"], [("", gettext("không thuộc chiến dịch nào")), *campaigns])

    def clean_held_on(self) -> date:
        return self.real_day("held_on")

    def clean_slots(self) -> tuple[tuple[str, int], ...]:
        found = []
        for number, line in enumerate(self.cleaned_data["slots"].splitlines(), 1):
            if not line.strip():
                continue
            read = _SLOT.fullmatch(line.strip())
            if read is None:
                told = {"number": number, "line": line.strip()}
                raise ValidationError(
                    gettext("Dòng %(number)s “%(line)s” chưa rõ: viết giờ bắt đầu và số chỗ, ví dụ 07:30 40.") % told
                )
            hour, minute, places = read.groups()
            found.append((f"{int(hour):02}:{minute or '00'}", int(places)))
        try:
            check_slots(found)
        except Refusal as refusal:
            raise ValidationError(say(refusal)) from None
        return tuple(found)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        names = [name.strip() for name in told.get("partners", "").split(";") if name.strip()]
        if names and told.get("held_on"):
            try:
                told["partners"] = frozenset(partner_named(name, told["held_on"]) for name in names)
            except Refusal as refusal:
                self.add_error("partners", say(refusal))
        return told

    def draft(self) -> DriveDraft:
        """The drive as told."""
        told = self.cleaned_data
        return DriveDraft(
            unit_id=int(told["unit"]), name=told["name"], held_on=told["held_on"], place=told["place"],
            quota=told["quota"], slots=told["slots"], campaign_id=int(told["campaign"]) if told["campaign"] else None,
            area_id=int(told["area"]) if told["area"] else None, partners=frozenset(told["partners"] or ()),
            centre=told["centre"],
        )  # fmt: skip


def slots_written(slots: Sequence[Sequence[Any]]) -> str:
    """Slots as they are typed."""
    return "\n".join(f"{start} {places}" for start, places in slots)


class RecordResult(forms.Form):
    """The four numbers and the bags by size; beside each what was kept one by one."""

    def __init__(self, data: Any, *, kept: Funnel, told: Funnel | None, sizes: Sequence[int]) -> None:
        first = told or kept
        super().__init__(data, initial={
            **{name: number or None for name, number in first.steps()},
            **{f"bags_{ml}": number for ml, number in first.bags.items()},
        })  # fmt: skip
        self.sizes = sorted({*sizes, *kept.bags, *first.bags})
        known: Mapping[str, int] = dict(kept.steps())
        for name, words in STEPS.items():
            self.fields[name] = _number(gettext("%s (người)") % gettext(words), known[name], required=True)
        for ml in self.sizes:
            label = gettext("Túi %s ml") % ml
            self.fields[f"bags_{ml}"] = _number(label, kept.bags.get(ml, 0), required=False)

    def funnel(self) -> Funnel:
        """The result as told."""
        told = self.cleaned_data
        bags = {ml: told[f"bags_{ml}"] for ml in self.sizes if told[f"bags_{ml}"]}
        return Funnel(**{name: told[name] for name in STEPS}, bags=bags)


def _number(label: str, kept: int, *, required: bool) -> forms.IntegerField:
    hint = gettext("Đã ghi từng người: %s") % kept if kept else ""
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, required=required, help_text=hint)


class FindAtDesk(forms.Form):
    """Whom to find: the code as a reader types it, a number of a sign-up or a phone, a name. Sent, never in an address."""

    words = text_field(_("Mã, số điện thoại hoặc tên"), 300, required=True, autocomplete="off")

    def __init__(self, data: Any, *, coded: bool = True) -> None:
        super().__init__(data)
        if not coded:
            self.fields["words"].label = _("Số điện thoại hoặc tên")
