"""What the pages of units and programmes may be asked: the parameters of their addresses."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.design.forms import DayField
from chungtay.kernel.days import EARLIEST, LATEST


class AskUnits(forms.Form):
    """The tree on a day, below a unit, or what is called so."""

    q = forms.CharField(label=_("Tìm theo tên hoặc mã"), required=False, max_length=100, strip=True)
    on = DayField(_("Vào ngày"), required=False)
    under = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class ReadProgramme(forms.Form):
    """Whose figures of which year a programme's page was asked for; without them it chooses."""

    of = forms.CharField(label=_("đơn vị hoặc cụm"), required=False, max_length=64)
    year = forms.IntegerField(label=_("năm"), required=False, min_value=EARLIEST.year, max_value=LATEST.year)


class AskProgramme(forms.Form):
    """The form on the page: another scope, another year."""

    def __init__(self, scopes: Iterable[tuple[str, str]], years: Iterable[int], of: str, year: int) -> None:
        super().__init__(initial={"of": of, "year": str(year)}, auto_id="xem_%s")
        self.fields["of"] = forms.ChoiceField(label=_("Đơn vị hoặc cụm"), choices=list(scopes))
        self.fields["year"] = forms.ChoiceField(label=_("Năm"), choices=[(str(y), str(y)) for y in years])
