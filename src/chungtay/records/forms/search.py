"""What is looked for in the list of records: the parameters of its address."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.aid.rules.words import WORK_NAMES
from chungtay.design.forms import DayField
from chungtay.kernel.text import folded
from chungtay.ledger.rules import EntryKind
from chungtay.records.rules import ApprovalState, Order, Search
from chungtay.records.templatetags.record_words import STATE_WORDS

Pairs = Iterable[tuple[str, str]]
MOST_WORDS = 8
MOST_DIGITS = 18


class AnyPerson(forms.ChoiceField):
    """People are offered when the page is known; the address may name any of them by number."""

    def valid_value(self, value: Any) -> bool:
        return str(value).isascii() and str(value).isdigit() and len(str(value)) <= MOST_DIGITS


class SearchRecords(forms.Form):
    """Words and filters; what cannot be read is said, and the rest still holds."""

    q = forms.CharField(label=gettext_lazy("Tìm trong nội dung"), required=False, max_length=100)
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị và cấp dưới"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Loại bản ghi"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Tình trạng duyệt"), required=False)
    work = forms.ChoiceField(label=gettext_lazy("Loại việc"), required=False)
    programme = forms.ChoiceField(label=gettext_lazy("Chương trình"), required=False)
    disaster = forms.ChoiceField(label=gettext_lazy("Thiên tai, thảm họa"), required=False)
    by = AnyPerson(label=gettext_lazy("Người ghi"), required=False)
    sort = forms.ChoiceField(label=gettext_lazy("Sắp xếp"), required=False)

    def __init__(
        self, data: QueryDict, *, units: Pairs | None, me: tuple[int, str], programmes: Pairs,
        disasters: Pairs,
    ) -> None:  # fmt: skip
        """`units` None: they are too many to choose from, a name or code is written."""
        super().__init__(data, auto_id="loc_%s")
        self.is_wide = units is None
        self.fields["from"], self.fields["to"] = (
            DayField(label, required=False, hint="") for label in (_("Từ ngày"), _("Đến ngày"))
        )
        self.people = {str(me[0]): me[1]}
        choices: dict[str, list[tuple[str, str]]] = {
            "kind": [(EntryKind.RECORD, _("việc đã làm")), (EntryKind.DECLARATION, _("số tổng hợp"))],
            "state": [*((state.value, _(word)) for state, (word, _sign) in STATE_WORDS.items())],
            "work": [*((work.value, _(word)) for work, word in WORK_NAMES.items())],
            "programme": [*programmes],
            "disaster": [*disasters],
            "sort": [(Order.NEWEST, _("mới nhất trước")), (Order.OLDEST, _("cũ nhất trước")), (Order.ENTERED, _("mới ghi trước")),
                     (Order.ENTERED_FIRST, _("ghi trước đứng trước"))],
        }  # fmt: skip
        if units is None:
            hint = _("tên hoặc mã đơn vị")
            self.fields["unit"] = forms.CharField(
                label=_("Đơn vị và cấp dưới"), required=False, max_length=200, help_text=hint
            )
        else:
            choices["unit"] = [*units]
        for name, of in choices.items():
            self._offer(name, of if name == "sort" else [("", _("tất cả")), *of])

    def search(self) -> Search:
        """What is looked for; what was not understood is left out and said."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        tags = (f"{kind}:{given[kind]}" for kind in ("programme", "disaster") if kind in given)
        return Search(
            words=tuple(folded(given.get("q", "")).split()[:MOST_WORDS]),
            unit=int(given["unit"]) if "unit" in given and not self.is_wide else None,
            unit_named=given.get("unit", "") if self.is_wide else "",
            kind=given.get("kind", ""),
            work=given.get("work", ""),
            tags=tuple(tags),
            first=given.get("from"),
            last=given.get("to"),
            state=ApprovalState(given["state"]) if "state" in given else None,
            by=int(given["by"]) if "by" in given else None,
            order=Order(given.get("sort", Order.NEWEST)),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and last < first:
            self.add_error("to", _("ngày cuối đứng trước ngày đầu."))
        return cleaned

    def offer_people(self, people: Mapping[int, str]) -> None:
        """Let the list be narrowed to one of these who entered records."""
        asked = self.cleaned_data.get("by", "")
        self.people = {**self.people, **({asked: _("người số %(id)s") % {"id": asked}} if asked else {})}
        self.people |= {str(pk): name for pk, name in people.items()}
        self._offer("by", [("", _("tất cả")), *self.people.items()])

    def _offer(self, name: str, choices: Pairs) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    @property
    def narrowed(self) -> int:
        """How many filters besides the words hold."""
        return sum(1 for name, value in self.cleaned_data.items() if value and name not in ("q", "sort", "page"))
