"""In which format a paper is wanted."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.papers.formats import PaperFormat


class AskPaper(forms.Form):
    """The page in the frame, or a file."""

    format = forms.ChoiceField(
        label=_("Định dạng"), choices=[(f.value, f.value) for f in PaperFormat if f != PaperFormat.PPTX], required=False
    )
