"""What may be asked of a report's files."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.documents.formats import Format

FORMATS = [(form.value, form.value) for form in Format]
NO_FORMAT = {"required": _("cần định dạng của tệp."), "invalid_choice": _("chỉ có docx, pdf, xlsx, html hoặc md.")}


class AskFile(forms.Form):
    """The format of a file."""

    format = forms.ChoiceField(label=_("định dạng"), choices=FORMATS, error_messages=NO_FORMAT)
