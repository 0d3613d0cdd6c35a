"""Fields that every form shares: days, and what is marked as optional."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from chungtay.design.forms import DayField
from chungtay.design.templatetags.parts import is_optional


@pytest.mark.parametrize(
    "typed", ["31/10/2024", "31102024", "31.10.2024", "31-10-2024", " 31 10 2024 ", "31 / 10 / 2024", "2024-10-31"]
)
def test_a_day_is_understood_however_a_phone_lets_people_type_it(typed):
    assert DayField("Ngày").clean(typed) == date(2024, 10, 31)


@pytest.mark.parametrize("typed", ["1112024", "31/02/2024", "10/31/2024", "31/10/24", "mai", "01/01/1900", "1/1/9999"])
def test_a_day_that_may_be_two_or_none_is_asked_again(typed):
    with pytest.raises(ValidationError):
        DayField("Ngày").clean(typed)


def test_a_list_that_always_says_something_is_not_called_optional():
    ways, blank = [("a", "A")], [("", "—"), ("a", "A")]
    assert not is_optional(forms.ChoiceField(choices=ways, required=False))
    assert is_optional(forms.ChoiceField(choices=blank, required=False))
    assert is_optional(forms.CharField(required=False)) and not is_optional(forms.CharField())
    needed = forms.CharField(required=False)
    needed.is_conditional = True
    assert not is_optional(needed)
