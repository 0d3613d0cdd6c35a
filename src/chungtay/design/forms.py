"""What a reader may choose about the look of the pages; the living page's sample form."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePath
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from chungtay.kernel.days import EARLIEST, LATEST

THEMES = ("auto", "light", "dark")
TEXT_SIZES = ("normal", "large", "larger")
BOXES = frozenset(f"django/forms/widgets/{kind}.html" for kind in ("text", "number", "date", "hidden", "checkbox"))


# Eight digits, or other signs between them: what the number keys of a phone have.
SPACED: Final = re.compile(r"(\d{1,2})(?:[ ./-]+(\d{1,2})[ ./-]+|(?<=\d\d)(\d\d))(\d{4})\Z")
WRITTEN: Final = _("ngày/tháng/năm")
ENDINGS: Final = (".xlsx", ".xls", ".csv", ".txt", ".tsv")  # .xls is opened to say how to save it anew
PASTED: Final = _("Dán từ bảng tính")
BOUNDS: Final = _("phải từ năm 1946, khi Hội thành lập, đến năm 2100.")


class DayField(forms.DateField):
    """A day, in every form alike: shown and typed as offices write it (31/10/2024, also 31102024 or 31.10.2024), whatever
    the machine's own calendar shows; 2024-10-31 is understood too."""

    def __init__(self, label: Any, *, required: bool = True, hint: Any = WRITTEN, **more: Any) -> None:
        super().__init__(
            label=label,
            required=required,
            input_formats=["%d/%m/%Y", "%Y-%m-%d"],
            help_text=hint,
            widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"invalid": _("không phải là ngày; ví dụ đúng: 31/10/2024.")},
            validators=[MinValueValidator(EARLIEST, BOUNDS), MaxValueValidator(LATEST, BOUNDS)],
            **more,
        )

    def to_python(self, value: Any) -> Any:
        found = SPACED.match(value.strip()) if isinstance(value, str) else None
        return super().to_python("/".join(filter(None, found.groups())) if found else value)


class FileOrPasted(forms.Form):
    """A spreadsheet: a file, or what was copied out of one and pasted; not both."""

    file = forms.FileField(
        label=_("Tệp bảng tính"), required=False, help_text=_("XLSX hoặc CSV."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={"empty": _("tệp rỗng, chưa có dòng nào.")},
    )  # fmt: skip
    pasted = forms.CharField(
        label=_("Hoặc dán từ bảng tính"), required=False, strip=False, max_length=2_000_000,
        help_text=_("Chọn các ô trong bảng tính, kể cả dòng tiêu đề, sao chép rồi dán vào đây."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if PurePath(file.name).suffix.lower() not in ENDINGS:
            raise forms.ValidationError(_("chỉ nhận tệp .xlsx hoặc .csv."))
        if file.size > settings.CHUNGTAY_IMPORT_BYTES:
            most = settings.CHUNGTAY_IMPORT_BYTES >> 20
            raise forms.ValidationError(_("tệp quá lớn; tối đa %(most)s MB."), params={"most": most})
        return file

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "file" in self.errors:
            return said
        given = [bool(said.get("file")), bool((said.get("pasted") or "").strip())]
        if sum(given) != 1:
            self.add_error(
                "file", _("chọn một tệp hoặc dán số liệu.") if not any(given) else _("chỉ dùng một trong hai cách.")
            )
        return said

    @property
    def name_and_bytes(self) -> tuple[str, bytes]:
        """What was given."""
        file = self.cleaned_data["file"]
        if file is not None:
            return file.name, file.read()
        return str(PASTED), self.cleaned_data["pasted"].strip("\r\n").encode()


class Appearance(forms.Form):
    """Theme, text size, or both; whatever is not sent stays as it is."""

    theme = forms.ChoiceField(choices=[(theme, theme) for theme in THEMES], required=False)
    text = forms.ChoiceField(choices=[(size, size) for size in TEXT_SIZES], required=False)


class Sample(forms.Form):
    """The living page's form: a hint, a unit, an optional field, one that is wrong."""

    title = forms.CharField(
        label=_("Việc đã làm"), help_text=_("Ví dụ: trao 50 suất quà Tết tại phường Quảng Yên"), required=True
    )
    value = forms.CharField(label=_("Trị giá"), initial="987.654.321")
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class WrittenWidgets(DjangoTemplates):
    """Boxes and lists to choose from written out in Python: to the letter as Django's templates have them, in a tenth of
    the time; a list of records has eleven of them with hundreds of options (decision 0025)."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """The HTML of a widget."""
        widget = context.get("widget", {})
        if template_name in BOXES:
            value = "" if widget["value"] is None else f' value="{_written(widget["value"])}"'
            return SafeString(
                f'<input type="{escape(widget["type"])}" name="{_written(widget["name"])}"{value}{_attributes(widget)}>'
            )
        if template_name == "django/forms/widgets/select.html":
            groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
            return SafeString(f'<select name="{_written(widget["name"])}"{_attributes(widget)}>{groups}\n</select>')
        return super().render(template_name, context, request)


def _group(name: str | None, options: list[dict[str, Any]]) -> str:
    inside = "".join(
        f'\n  <option value="{_written(one["value"])}"{_attributes(one)}>{conditional_escape(localize(one["label"]))}</option>\n'
        for one in options
    )
    return f'\n  <optgroup label="{conditional_escape(name)}">{inside}\n  </optgroup>' if name else inside


Group = tuple[str, tuple[tuple[str, str], ...]]  # a heading, empty for none; values with their words


class ShownSelect(forms.Widget):
    """A list to choose from in a form that is only shown: its options are written once, whoever has which of them chosen."""

    def __init__(self, groups: Iterable[Group]) -> None:
        super().__init__()
        self.groups = tuple(groups)

    def use_required_attribute(self, _initial: Any) -> bool:
        return False  # one of them is always chosen

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The HTML, to the letter as of Django's own list."""
        attributes = _attributes({"attrs": self.build_attrs(self.attrs, attrs)})
        before, chosen, after = _options(self.groups).partition(f'<option value="{escape(value)}"')
        mark = " selected" if chosen else ""
        return SafeString(f'<select name="{escape(name)}"{attributes}>{before}{chosen}{mark}{after}\n</select>')


@lru_cache(maxsize=64)
def _options(groups: tuple[Group, ...]) -> str:
    return "".join(
        _group(name, [{"value": value, "label": label, "attrs": {}} for value, label in inside])
        for name, inside in groups
    )


def _attributes(widget: dict[str, Any]) -> str:
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{_written(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _written(value: Any) -> str:
    return value if isinstance(value, SafeString) else escape(str(value))
