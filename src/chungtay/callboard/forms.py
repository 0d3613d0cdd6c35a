"""What is asked on the pages of call-outs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.blood.forms.fields import day_field, named, offer
from chungtay.callout.rules.states import DECLINE_NAMES, DeclineCode

REASONS = {code: name for code, name in DECLINE_NAMES.items() if code is not DeclineCode.STOP_CALLING}


class DeclineCall(forms.Form):
    """Why somebody does not come, and a day that belongs to it."""

    code = forms.ChoiceField(label=_("Lý do"), required=False)
    day = day_field(_("Ngày"), required=False, hint=_("Ở xa đến ngày nào, hoặc đã hiến ngày nào; có thể để trống."))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offer(self.fields["code"], named(REASONS, ""))

    @property
    def reason(self) -> DeclineCode | None:
        """None: not said."""
        code = self.cleaned_data.get("code")
        return DeclineCode(code) if code else None
