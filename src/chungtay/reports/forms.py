"""What may be asked of reports, and what people write into them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.design.forms import DayField
from chungtay.design.templatetags.parts import sentence
from chungtay.documents.formats import Format
from chungtay.reports.queries import Version
from chungtay.reports.rules.heading import PARTS_OF_DAY
from chungtay.reports.rules.material import Gathering
from chungtay.reports.rules.slots import MOST_LETTERS, SLOTS

FORMATS = [(form.value, form.value) for form in Format]
NO_FORMAT = {"required": _("cần định dạng của tệp."), "invalid_choice": _("chỉ có docx, pdf, xlsx, html hoặc md.")}
DAY = "%d/%m/%Y"
MEETING = ("held_on", "part_of_day", "place", "host", "visits_place")
Found = Mapping[str, tuple[Version, ...]]


class AskFile(forms.Form):
    """The format of a file."""

    format = forms.ChoiceField(label=_("định dạng"), choices=FORMATS, error_messages=NO_FORMAT)


class AskYear(forms.Form):
    """The year whose reports are listed."""

    year = forms.IntegerField(label=_("Năm"), min_value=1946, max_value=2100, required=False)


class Prose(forms.CharField):
    """Text of several lines: a line's end counts as one letter, as the browser counts it."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class WriteReview(forms.Form):
    """The meeting and the words of a review's slots; beside each the version that the writer saw."""

    held_on = DayField(_("Ngày họp"), required=False)
    part_of_day = forms.ChoiceField(
        label=_("Buổi"), required=False, choices=lambda: [(key, gettext(word) if word else "") for key, word in PARTS_OF_DAY.items()]
    )  # fmt: skip
    place = forms.CharField(label=_("Nơi họp"), max_length=200, required=False)
    host = forms.CharField(label=_("Đơn vị chủ trì"), max_length=200, required=False)
    visits_place = forms.CharField(
        label=_("Nơi thăm hỏi nhân dịp hội nghị"), max_length=200, required=False,
        help_text=_("Số hộ lấy từ bản ghi thăm hỏi trong ngày họp."),
    )  # fmt: skip
    seen_gathering = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, data: Mapping[str, Any] | None, found: Found, gathering: Gathering) -> None:
        self.found, self.gathering = found, gathering
        held = (gathering.on, gathering.part_of_day, gathering.place, gathering.host, gathering.visits_place)
        initial: dict[str, Any] = {**dict(zip(MEETING, held, strict=True)), "seen_gathering": gathering.stamp}
        for plan in SLOTS:
            initial |= {plan.key: self.latest(plan.key).text, f"seen_{plan.key}": self.latest(plan.key).id}
        super().__init__(data, initial=initial, auto_id="viet_%s", use_required_attribute=False)
        for plan in SLOTS:
            box = forms.Textarea(attrs={"rows": 3 if plan.optional else 5})
            self.fields[plan.key] = Prose(
                label=sentence(gettext(plan.prompt)), help_text=gettext(plan.hint), required=False,
                max_length=MOST_LETTERS, widget=box,
            )  # fmt: skip
            self.fields[f"seen_{plan.key}"] = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def latest(self, slot: str) -> Version:
        """What stands in the slot now."""
        return self.found.get(slot, (Version(0, slot, ""),))[0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "held_on" not in self.errors and not cleaned.get("held_on") and any(cleaned.get(key) for key in MEETING):
            self.add_error("held_on", _("Hội nghị cần có ngày họp."))
        return cleaned

    def written(self) -> Iterator[tuple[str, str, int]]:
        """Slots that the writer changed: slot, text, the version that was seen."""
        for plan in SLOTS:
            text, seen = self.cleaned_data[plan.key], self.cleaned_data[f"seen_{plan.key}"]
            before = next((row.text for row in self.found.get(plan.key, ()) if row.id == seen), "")
            if text != before:
                yield plan.key, text, seen

    def meeting(self) -> tuple[Gathering, str] | None:
        """The meeting that the writer changed, and the stamp of the one that was seen."""
        told, seen = Gathering(*(self.cleaned_data[key] for key in MEETING)), self.cleaned_data["seen_gathering"]
        return None if told.stamp == seen else (told, seen)

    def seen_again(self, kept: set[str], found: Found, gathering: Gathering) -> "WriteReview":
        """The form after a save that others crossed: what the writer typed stays in the `kept` fields, all else is new."""
        fresh = WriteReview(None, found, gathering)
        data = dict(fresh.initial) | {"held_on": _written_day(gathering.on)}
        typed = {name: self.data.get(name, "") for name in kept}
        return WriteReview({**data, **typed}, found, gathering)


def _written_day(day: date | None) -> str:
    return f"{day:{DAY}}" if day else ""


class ConfirmPublishing(forms.Form):
    """That the person has read what stands against it; when the page was made."""

    confirmed = forms.BooleanField(
        label=_("Đã xem các điểm trên, vẫn phát hành"),
        error_messages={"required": _("cần đánh dấu để phát hành.")},
    )
    asked_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
