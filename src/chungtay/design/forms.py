"""What a reader may choose about the look of the pages; the living page's sample form."""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

THEMES = ("auto", "light", "dark")
TEXT_SIZES = ("normal", "large", "larger")
BOXES = frozenset(f"django/forms/widgets/{kind}.html" for kind in ("text", "number", "date", "hidden", "checkbox"))


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


def _attributes(widget: dict[str, Any]) -> str:
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{_written(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _written(value: Any) -> str:
    return value if isinstance(value, SafeString) else escape(str(value))
