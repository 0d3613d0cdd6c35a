"""A delivery as it is typed: few fields that must be said, the rest on demand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django import forms
from django.conf import settings
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.aid.queries import Because, Offered
from chungtay.aid.rules import (
    GROUP_NAMES,
    NO_PLACE,
    WORK_NAMES,
    WORKS,
    DeliveryDraft,
    GroupHelped,
    Line,
    ValueKind,
    Work,
    counted_things,
    proposed_title,
)
from chungtay.design.forms import DayField
from chungtay.design.templatetags.writing import language
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import written
from chungtay.ledger.rules import Amount, Catalogue

from .fields import NumberField, PhotosField, WholeField
from .lines import Lines

NUMBERS: Final = ("count", "households", "turns")
MOST_PARTNERS: Final = 20


@dataclass(frozen=True, slots=True)
class Also:
    """A number of a record under its own indicator: what it is called, its unit, how it is typed."""

    amount: Amount
    label: str
    unit: str
    scale: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What a form shows at first: defaults of a new delivery, or a delivery that is corrected."""

    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Sequence[Line] = ()
    also: Sequence[Amount] = ()


class RecordDelivery(forms.Form):
    """What, for whom, how many, worth what, because of what, when; the rest is optional."""

    work = forms.ChoiceField(
        label=_("Loại việc"),
        widget=forms.RadioSelect,
        error_messages={"required": _("cần chọn một loại việc.")},
    )
    groups = forms.MultipleChoiceField(label=_("Trao cho ai"), widget=forms.CheckboxSelectMultiple, required=False)
    count = WholeField(label=_("Số lượng"))
    households = WholeField(label=_("Số hộ"))
    turns = WholeField(label=_("Lượt người"))
    programmes = forms.MultipleChoiceField(label=_("Chương trình"), widget=forms.CheckboxSelectMultiple, required=False)
    disasters = forms.MultipleChoiceField(label=_("Thiên tai"), widget=forms.CheckboxSelectMultiple, required=False)
    occurred_on = DayField(_("Ngày làm"))
    title = forms.CharField(
        label=_("Tên việc"), max_length=500, required=False, help_text=_("Để trống thì lấy tên đề nghị.")
    )
    since = DayField(_("Bắt đầu từ ngày"), required=False, hint=_("Chỉ ghi khi việc kéo dài nhiều ngày."))
    place = forms.CharField(
        label=_("Nơi trao"),
        max_length=120,
        required=False,
        help_text=_("Tên xã, phường hoặc mã địa danh."),
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )
    giver = forms.CharField(
        label=_("Người tặng, nhà tài trợ"), max_length=300, required=False, help_text=_("Tên tổ chức hoặc cá nhân.")
    )
    partners = forms.CharField(
        label=_("Đơn vị phối hợp"),
        max_length=1000,
        required=False,
        help_text=_("Tên hoặc mã đơn vị, cách nhau bằng dấu chấm phẩy. Đơn vị phối hợp được ghi công, không đếm lại."),
    )
    note = forms.CharField(
        label=_("Ghi chú"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self,
        data: QueryDict | None,
        files: Any = None,
        *,
        offered: Offered,
        catalogue: Catalogue,
        shown: Shown,
        words: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, files, initial=dict(shown.values))
        self.offered, self.catalogue, self.words = offered, catalogue, words or {}
        self.numbers = {work.value: self._numbers_of(work) for work in Work}
        self._choose(shown)
        names = [(code, self._name(code)) for code in counted_things(catalogue, shown.values["occurred_on"])]
        self.lines = Lines(data, shown.lines, names)
        self.also = [self._also(amount) for amount in shown.also]
        for number, also in enumerate(self.also):
            self.fields[f"also-{number}"] = NumberField(
                label=also.label, places=also.scale, words=(also.unit,), initial=(also.amount.value, also.scale)
            )
        self.fields["photos"] = PhotosField(
            label=_("Ảnh minh chứng"),
            help_text=_("JPEG, PNG hoặc WebP. Vị trí chụp và các thông tin máy ảnh ghi kèm sẽ bị xóa."),
            most_bytes=settings.CHUNGTAY_EVIDENCE_BYTES,
        )

    def _choose(self, shown: Shown) -> None:
        """The choices, and whatever the delivery on screen has that is offered no more."""
        values = shown.values
        works = [work for work in WORK_NAMES if work != Work.OTHER or values.get("work") == Work.OTHER]
        self._set("work", [(work.value, gettext(WORK_NAMES[work])) for work in works])
        self._set("groups", [(group.value, sentence(gettext(GROUP_NAMES[group]))) for group in GROUP_NAMES])
        for name, choices in (("programmes", self.offered.programmes), ("disasters", self.offered.disasters)):
            known = {choice.code for choice in choices}
            kept = [(code, code) for code in values.get(name, ()) if code not in known]
            self._set(name, [*((choice.code, sentence(choice.name)) for choice in choices), *kept])

    def _set(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _name(self, code: str) -> str:
        view = self.catalogue[code]
        return view.name_en if language() == "en" else view.name_vi

    def _numbers_of(self, work: Work) -> dict[str, tuple[str, str]]:
        """The numbers that a kind of work counts: their names and unit words."""
        codes = ((name, getattr(WORKS[work], name)) for name in NUMBERS)
        return {name: (self._name(code), self._unit(code)) for name, code in codes if code}

    def _unit(self, code: str) -> str:
        return unit_word(Measure(self.catalogue[code].measure), language())

    def _also(self, amount: Amount) -> Also:
        tags = ", ".join(self.words.get(tag, tag) for tag in sorted(amount.tags))
        label = self._name(amount.indicator) + (f" ({tags})" if tags else "")
        return Also(amount, label, self._unit(amount.indicator), self.catalogue[amount.indicator].scale)

    @property
    def chosen_work(self) -> Work | None:
        """The kind of work on screen."""
        value = self["work"].value()
        return Work(value) if value in self.numbers else None

    def is_valid(self) -> bool:
        """Is everything right, each line too?"""
        lines_are = self.lines.is_valid()
        return super().is_valid() and lines_are

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("work"):
            counted = WORKS[Work(cleaned["work"])]
            for name in NUMBERS:
                if cleaned.get(name) is not None and not getattr(counted, name):
                    self.add_error(name, gettext(NO_PLACE) % {"what": str(self.fields[name].label).lower()})
        if cleaned.get("since") and cleaned.get("occurred_on") and cleaned["since"] > cleaned["occurred_on"]:
            self.add_error("since", _("đứng sau ngày làm."))
        return cleaned

    def unjudged(self) -> None:
        """Show what was typed without a word about what is wrong with it."""
        for form in (self, *self.lines.forms):
            form._errors = ErrorDict()  # type: ignore[union-attr]

    def partner_names(self) -> list[str]:
        """The names or codes that were typed, each once."""
        names = (part.strip() for part in self.cleaned_data["partners"].split(";"))
        return list(dict.fromkeys(name for name in names if name))[:MOST_PARTNERS]

    def draft(self, *, key: str, place_id: int | None, partners: Iterable[int], source: str = "") -> DeliveryDraft:
        """The delivery that was typed."""
        said = self.cleaned_data
        kind = Work(said["work"])
        groups = tuple(GroupHelped(code) for code in said["groups"])
        return DeliveryDraft(
            unit_id=self.offered.unit.id,
            key=key,
            occurred_on=said["occurred_on"],
            title=said["title"] or proposed_title(kind, self._counted(kind), groups, self._because()),
            work=kind,
            lines=self.lines.lines,
            since=said["since"],
            turns=said["turns"],
            households=said["households"],
            count=said["count"],
            groups=groups,
            programmes=tuple(said["programmes"]),
            disasters=tuple(said["disasters"]),
            also=tuple(self._said_also()),
            partners=tuple(partners),
            place_id=place_id,
            giver=said["giver"],
            note=said["note"],
            source=source,
        )

    def numbers_of(self, draft: DeliveryDraft) -> DeliveryDraft:
        """A record without a delivery, with what was typed of it: title, days, note, its numbers."""
        said = {name: self.cleaned_data[name] for name in ("occurred_on", "since", "title", "note")}
        return replace(draft, also=tuple(self._said_also()), **said)

    def _said_also(self) -> Iterable[Amount]:
        for number, also in enumerate(self.also):
            digits = self.cleaned_data[f"also-{number}"]
            if digits is not None:
                yield also.amount._replace(value=digits[0] * 10 ** (also.scale - digits[1]))

    def _counted(self, work: Work) -> str:
        """The first number that was said, with its unit word, in the language of the book."""
        for name in NUMBERS:
            code = getattr(WORKS[work], name)
            if code and self.cleaned_data[name] is not None:
                return f"{written(self.cleaned_data[name])} {unit_word(Measure(self.catalogue[code].measure))}"
        return ""

    def _because(self) -> str:
        chosen = {*self.cleaned_data["programmes"], *self.cleaned_data["disasters"]}
        offered: Iterable[Because] = (*self.offered.disasters, *self.offered.programmes)
        return next((because.name for because in offered if because.code in chosen), "")


class CorrectDelivery(RecordDelivery):
    """The same, with the reason why what stands is replaced."""

    reason = forms.CharField(
        label=_("Lý do sửa"), max_length=300, error_messages={"required": _("cần ghi lý do, ví dụ: ghi nhầm số hộ.")}
    )

    def __init__(self, data: QueryDict | None, *, bare: bool = False, **options: Any) -> None:
        super().__init__(data, **options)
        self.bare = bare
        del self.fields["photos"]
        if bare:
            self.fields["work"].required = False


def first_line(kind: str | None) -> tuple[Line, ...]:
    """The empty line that a new delivery begins with: of the kind that was given last."""
    return (Line(ValueKind.CASH if kind is None else ValueKind(kind)),)


def sentence(words: str) -> str:
    """The words with a capital at the beginning."""
    return words[:1].upper() + words[1:]
