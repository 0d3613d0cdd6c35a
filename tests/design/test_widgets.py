"""Widgets written out in Python are to the letter what Django's templates make of them."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from chungtay.design.forms import ShownSelect, WrittenWidgets

GROUPED = [("", _("tất cả")), ("Miền <Bắc>", [(1, 'Hà "Nội"'), (22, 2024)]), ("c'est", mark_safe("a&nbsp;b"))]


class Everything(forms.Form):
    words = forms.CharField(
        max_length=9, widget=forms.TextInput(attrs={"data-x": 'a"b<', "hidden": False, "autofocus": True})
    )
    day = forms.DateField(widget=forms.DateInput(attrs={"inputmode": "numeric"}, format="%d/%m/%Y"))
    many = forms.IntegerField(min_value=1, help_text="h")
    told = forms.CharField(widget=forms.HiddenInput)
    agreed = forms.BooleanField()
    one = forms.ChoiceField(choices=GROUPED)
    several = forms.MultipleChoiceField(choices=[(n, n) for n in range(1998, 2026)])
    note = forms.CharField(widget=forms.Textarea)
    apart = forms.ChoiceField(choices=GROUPED, widget=forms.RadioSelect)


DATA = {
    "words": "<b>'\"&",
    "day": "31/10/2024",
    "many": "1000",
    "told": "0",
    "agreed": "on",
    "one": "22",
    "several": ["2020"],
}


@pytest.mark.parametrize("data", [None, {}, DATA])
def test_widgets_written_out_are_those_of_the_templates(data):
    theirs, ours = (Everything(data, renderer=renderer) for renderer in (DjangoTemplates(), WrittenWidgets()))
    assert [str(box) for box in ours] == [str(box) for box in theirs]
    assert ours.as_div() == theirs.as_div()


@pytest.mark.parametrize("chosen", ["vn/1", 'a"<b', "none of them", None])
def test_a_list_that_is_only_shown_is_to_the_letter_one_to_choose_from(chosen):
    groups = (("", (("vn", "Cả nước"),)), ("Miền <Bắc>", (("vn/1", 'Hà "Nội"'), ('a"<b', "&"), ("vn/10", "x"))))
    fields = [forms.ChoiceField(choices=[("vn", "Cả nước"), groups[1]]), forms.Field(widget=ShownSelect(groups))]
    made = []
    for field in fields:
        form = type("Asking", (forms.Form,), {"of": field})(initial={"of": chosen}, renderer=WrittenWidgets())
        made.append(str(form["of"]))
    assert made[0] == made[1]
