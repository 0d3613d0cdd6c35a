"""What the pages of units and programmes may be asked: the parameters of their addresses."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from chungtay.kernel.days import EARLIEST, LATEST

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

DAYS = ["%d/%m/%Y", "%Y-%m-%d"]


def day_field(label: "str | _StrPromise", *, required: bool = True, hint: "str | _StrPromise" = "") -> forms.DateField:
    """A day as an office writes it, from the Hội's first year on."""
    beyond = _("phải từ năm 1946, khi Hội thành lập, đến năm 2100.")
    return forms.DateField(
        label=label,
        required=required,
        input_formats=DAYS,
        help_text=hint or _("ngày/tháng/năm, ví dụ 01/07/2025"),
        widget=forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off"}, format="%d/%m/%Y"),
        error_messages={"invalid": _("không phải là ngày; ví dụ đúng: 01/07/2025.")},
        validators=[MinValueValidator(EARLIEST, beyond), MaxValueValidator(LATEST, beyond)],
    )


class AskUnits(forms.Form):
    """The tree on a day, below a unit, or what is called so."""

    q = forms.CharField(label=_("Tìm theo tên hoặc mã"), required=False, max_length=100, strip=True)
    on = day_field(_("Vào ngày"), required=False)
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
