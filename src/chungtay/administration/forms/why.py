"""Programmes with their names and windows, and disasters."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.administration.forms.days import Asked
from chungtay.design.forms import DayField
from chungtay.design.templatetags.parts import sentence
from chungtay.disasters.rules import KIND_NAMES, DisasterDraft, DisasterKind
from chungtay.kernel.text import nfc
from chungtay.programmes.rules import Name, ProgrammeDraft

CODE = {"autocapitalize": "none", "spellcheck": "false"}


def _code(hint: Any) -> forms.SlugField:
    return forms.SlugField(
        label=_("Mã"), max_length=40, help_text=hint, widget=forms.TextInput(attrs=CODE),
        error_messages={"invalid": _("chỉ gồm chữ không dấu, chữ số, gạch ngang, gạch dưới.")},
    )  # fmt: skip


def _source() -> forms.CharField:
    return forms.CharField(label=_("Căn cứ"), max_length=300, help_text=_("văn bản hoặc nơi quy định"))


class AddProgramme(Asked):
    """A programme of the chapter's own."""

    at_field = {"code": "code"}

    name = forms.CharField(label=_("Tên"), max_length=200)
    code = _code(_("chữ không dấu, ví dụ tet-nhan-ai; không đổi được về sau"))
    definition = forms.CharField(label=_("Nội dung"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    source = _source()

    def draft(self) -> ProgrammeDraft:
        """The programme as it is entered."""
        said = self.cleaned_data
        name = Name(" ".join(nfc(said["name"]).split()))
        return ProgrammeDraft(said["code"], nfc(said["definition"]), (name,), None, {}, nfc(said["source"]))


class RenameProgramme(Asked):
    """Another name from a day on."""

    at_field = {"name": "name", "day": "on"}

    name = forms.CharField(label=_("Tên mới"), max_length=200)
    on = DayField(_("Từ ngày"))


class OpenWindow(Asked):
    """The days of the programme in one year."""

    at_field = {"": "last_on"}

    year = forms.IntegerField(label=_("Năm"), min_value=1946, max_value=2100)
    first_on = DayField(_("Từ ngày"))
    last_on = DayField(_("Đến hết ngày"))
    source = _source()


class CorrectDisaster(Asked):
    """A disaster: name, kind, area, days, GLIDE."""

    at_field = {"glide": "glide", "code": "code"}

    name = forms.CharField(label=_("Tên"), max_length=200, help_text=_("ví dụ Bão số 3 (Yagi)"))
    name_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Loại"))
    area = forms.CharField(label=_("Khu vực"), max_length=300, required=False)
    first_on = DayField(_("Từ ngày"))
    last_on = DayField(_("Đến hết ngày"), required=False, hint=_("để trống nếu chưa kết thúc"))
    glide = forms.CharField(
        label=_("Số GLIDE"), max_length=20, required=False, help_text=_("ví dụ TC-2024-000123-VNM"),
        widget=forms.TextInput(attrs={"spellcheck": "false"}),
    )  # fmt: skip
    source = _source()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(kind.value, sentence(gettext(name))) for kind, name in KIND_NAMES.items()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", ValidationError(_("ngày cuối đứng trước ngày đầu.")))
        return cleaned

    def draft(self, code: str) -> DisasterDraft:
        """The disaster as it is entered."""
        said = self.cleaned_data
        return DisasterDraft(
            code=code, name=nfc(said["name"]), kind=DisasterKind(said["kind"]), first_on=said["first_on"],
            last_on=said["last_on"], name_en=nfc(said["name_en"]), area=nfc(said["area"]), glide=said["glide"].strip(),
            source=nfc(said["source"]),
        )  # fmt: skip


class AddDisaster(CorrectDisaster):
    """A new disaster, with the code by which it is tagged."""

    code = _code(_("chữ không dấu, ví dụ bao-so-3-2024; không đổi được về sau"))
    field_order = ["name", "code"]
