"""What a reader may choose about the look of the pages; the living page's sample form."""

from django import forms
from django.utils.translation import gettext_lazy as _

THEMES = ("auto", "light", "dark")
TEXT_SIZES = ("normal", "large", "larger")


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
