"""What a person gives: a document, and the changed cell of a figure."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from chungtay.design.forms import DayField
from chungtay.design.templatetags.writing import say
from chungtay.figures.templatetags.figure_words import GROUP_WORDS, VALUE_WORDS, field_words
from chungtay.kernel.errors import Refusal
from chungtay.kernel.measures import Measure, unit_word
from chungtay.ledger.rules import Catalogue
from chungtay.organizations.queries import UnitOn
from chungtay.totals.forms import COVERS
from chungtay.totals.rules.cells import Total, read_total, written_total
from chungtay.transcription.rules.cells import Cell
from chungtay.transcription.templatetags.transcript_words import named

PASTED: Final = _("Đoạn dán")
OTHER: Final = "?"  # another organization, by name
MOST_LETTERS: Final = 200_000
ACCEPTED: Final = ".txt,.html,.htm,.mht,.mhtml,.docx,.pdf,.xlsx,.xls,.csv,.doc"


class OpenTranscript(forms.Form):
    """For which unit, and what: text or a file, not both."""

    unit = forms.ChoiceField(label=_("Văn bản nói cho đơn vị"))
    pasted = forms.CharField(
        label=_("Dán đoạn văn"), required=False, strip=False, max_length=MOST_LETTERS,
        help_text=_("Tin nhắn, bài đăng, một đoạn báo cáo: dán nguyên văn."),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "data-look": ""}),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Hoặc chọn tệp"), required=False, help_text=_("DOCX, PDF, XLSX, HTML, CSV hoặc TXT."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        error_messages={"empty": _("tệp rỗng, chưa có chữ nào.")},
    )  # fmt: skip

    def __init__(self, *args: Any, units: Sequence[UnitOn], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"] = forms.ChoiceField(
            label=self.fields["unit"].label, choices=[(str(unit.id), unit.name) for unit in units]
        )
        if units:
            self.fields["unit"].initial = str(units[0].id)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and file.size > settings.CHUNGTAY_DOCUMENT_BYTES:
            most = settings.CHUNGTAY_DOCUMENT_BYTES >> 20
            raise forms.ValidationError(now("tệp quá lớn; tối đa %(most)s MB."), params={"most": most})
        return file

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "file" in self.errors or "pasted" in self.errors:
            return said
        given = [bool((said.get("pasted") or "").strip()), bool(said.get("file"))]
        if sum(given) != 1:
            self.add_error(
                "pasted", now("dán một đoạn hoặc chọn tệp.") if not any(given) else now("chỉ dùng một trong hai cách.")
            )
        return said

    @property
    def name_and_data(self) -> tuple[str, bytes | str]:
        """What was given: a file's bytes, or a text."""
        file = self.cleaned_data["file"]
        if file is not None:
            return PurePath(file.name).name, file.read()
        return f"{PASTED}.txt", self.cleaned_data["pasted"]


class ChangeFigure(forms.Form):
    """The cell of a figure, as a person corrects it. The number is typed as anywhere: “ước 300”, “1,5 triệu”."""

    indicator = forms.ChoiceField(label=_("Chỉ tiêu"))
    value = forms.CharField(
        label=_("Trị số"), max_length=60,
        help_text=_("Biết số đúng thì ghi số đúng và bỏ chữ “ước”; chưa biết thì để “ước”."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )  # fmt: skip
    about = forms.ChoiceField(label=_("Của đơn vị"))
    about_name = forms.CharField(label=_("Tên đơn vị khác"), max_length=300, required=False)
    covers = forms.ChoiceField(label=_("Phạm vi"), choices=COVERS)
    first, last = DayField(_("Từ ngày")), DayField(_("Đến ngày"))
    tags = forms.MultipleChoiceField(
        label=_("Chương trình, thiên tai, nhóm"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, data: Any, *, cell: Cell, views: Catalogue, names: Mapping[str, str], tags: Sequence[tuple[str, str]]
    ) -> None:  # fmt: skip
        super().__init__(data, auto_id="sua_%s", initial=_initial(cell, views, names))
        self.views, self.cell = views, cell
        offered = [*names.items(), (OTHER, now("Đơn vị khác (ghi tên)"))]
        self.fields["indicator"] = _choice(self, "indicator", [("", "—"), *_indicators(views)])
        self.fields["about"] = _choice(self, "about", offered)
        known = {tag for tag, _name in tags}
        rest = [(tag, tag) for tag in sorted(cell.tags - known)]
        self.fields["tags"].choices = [*tags, *rest]  # type: ignore[attr-defined]
        if cell.indicator:
            self.unit = unit_word(Measure(views[cell.indicator].measure))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        view = self.views.indicators.get(said.get("indicator") or "")
        if view is not None and said.get("value"):
            try:
                said["total"] = read_total(said["value"], view.measure, view.scale)
            except Refusal as refusal:
                self.add_error("value", say(refusal))
        if said.get("first") and said.get("last") and said["last"] < said["first"]:
            self.add_error("last", now("ngày cuối phải sau ngày đầu."))
        if said.get("about") == OTHER and not said.get("about_name"):
            self.add_error("about_name", now("ghi tên đơn vị."))
        return said

    def changed_cell(self) -> Cell:
        """The cell as it is said now."""
        said = self.cleaned_data
        total: Total = said["total"]
        about = said["about_name"] if said["about"] == OTHER else said["about"]
        return Cell(
            indicator=said["indicator"], about=about, first=said["first"], last=said["last"], value=total.value,
            tags=frozenset(said["tags"]), estimate=total.estimate, covers=said["covers"],
        )  # fmt: skip


def tag_names(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Every tag that may be chosen: programmes and disasters by name, kinds of value, groups."""
    values = [(f"value:{code}", now(word)) for code, word in VALUE_WORDS.items()]
    groups = [(f"group:{code}", now(word)) for code, word in GROUP_WORDS.items()]
    return [*names.items(), *values, *groups]


def _choice(form: forms.Form, name: str, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=form.fields[name].label, choices=choices)


def _indicators(views: Catalogue) -> list[tuple[str, list[tuple[str, str]]]]:
    fields: dict[str, list[tuple[str, str]]] = {}
    for view in views.indicators.values():
        fields.setdefault(field_words(view.field), []).append((view.code, named(view)))
    return list(fields.items())


def _initial(cell: Cell, views: Catalogue, names: Mapping[str, str]) -> dict[str, Any]:
    total = Total(cell.value, cell.estimate) if cell.value is not None else None
    scale = views[cell.indicator].scale if cell.indicator else 0
    other = cell.about not in names
    return {
        "indicator": cell.indicator, "value": written_total(total, scale), "about": OTHER if other else cell.about,
        "about_name": cell.about if other else "", "covers": cell.covers, "first": cell.first, "last": cell.last,
        "tags": sorted(cell.tags),
    }  # fmt: skip
