"""What is asked on the pages of call-outs."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chungtay.blood.forms.fields import day_field, named, offer, text_field
from chungtay.bloodrules.rules.kinds import ExclusionReason
from chungtay.bloodrules.rules.words import REASON_NAMES
from chungtay.callboard.rules.words import BASIS_NAMES, BOXES, PRODUCT_NAMES
from chungtay.callout.rules.needs import ANTIGENS, CONDITION_NAMES
from chungtay.callout.rules.states import (
    DECLINE_NAMES,
    URGENCY_NAMES,
    CallState,
    DeclineCode,
    ScreeningBasis,
)
from chungtay.callout.rules.tiers import OVERRIDABLE

REASONS = {code: name for code, name in DECLINE_NAMES.items() if code is not DeclineCode.STOP_CALLING}
HOURS = (2, 4, 8, 12, 24)
Choices = list[tuple[str, str]]


class DeclineCall(forms.Form):
    """Why somebody does not come, and a day that belongs to it."""

    code = forms.ChoiceField(label=_("Lý do"), required=False)
    day = day_field(_("Ngày"), required=False, hint=_("Ở xa đến ngày nào, hoặc đã hiến ngày nào; có thể để trống."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["code"], named(REASONS, ""))

    @property
    def reason(self) -> DeclineCode | None:
        """None: not said."""
        code = self.cleaned_data.get("code")
        return DeclineCode(code) if code else None


class RecordAnswer(forms.Form):
    """One touch on a card; reason, volume and number of the bag where they belong to it."""

    call = forms.IntegerField()
    state = forms.ChoiceField(choices=[(state.value, state.value) for state in CallState])
    code = forms.ChoiceField(required=False, choices=[("", ""), *((code.value, code.value) for code in DeclineCode)])
    ml = forms.IntegerField(required=False, min_value=1, max_value=2000)
    number = forms.CharField(required=False, max_length=32)

    @property
    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        told = self.cleaned_data
        return {
            "state": CallState(told["state"]), "code": DeclineCode(told["code"]) if told["code"] else None,
            "ml": told["ml"], "number": told["number"],
        }  # fmt: skip


class OverrideReasons(forms.Form):
    """Reasons that may be set aside for the next wave, and why."""

    reasons = forms.MultipleChoiceField(label=_("Bỏ qua cho đợt tới"), widget=forms.CheckboxSelectMultiple)
    why = text_field(_("Vì sao"), 200, required=True)
    hospital_agreed = forms.BooleanField(
        label=_("Bệnh viện đã đồng ý dùng máu hiếm cho người bệnh này"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = {reason: name for reason, name in REASON_NAMES.items() if reason in OVERRIDABLE}
        offer(self.fields["reasons"], named(allowed))

    @property
    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        told = self.cleaned_data
        reasons = [ExclusionReason(one) for one in told["reasons"]]
        return {"overrides": reasons, "why": told["why"], "hospital_agreed": told["hospital_agreed"]}


class FindFairness(forms.Form):
    """For which unit, over which days."""

    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    first = day_field(_("Từ ngày"), required=False)
    last = day_field(_("Đến ngày"), required=False)

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["unit"], units)

    def clean(self) -> dict[str, Any] | None:
        """Days in order."""
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and first > last:
            self.add_error("last", _("Ngày cuối phải không trước ngày đầu."))
        return super().clean()


class FindRoster(forms.Form):
    """Which club, which day."""

    unit = forms.ChoiceField(label=_("Câu lạc bộ, đơn vị"), required=False)
    day = day_field(_("Ngày trực"), required=False)

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["unit"], units)


class AssignRoster(FindRoster):
    """Who is on the roster of a day, and of so many days after it."""

    donors = forms.TypedMultipleChoiceField(coerce=int, required=False)
    days = forms.TypedChoiceField(label=_("Áp dụng cho"), coerce=int, initial=1)

    def __init__(self, *args: Any, donors: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].required = self.fields["unit"].required = True
        offer(self.fields["donors"], [(str(pk), str(pk)) for pk in donors])
        offer(
            self.fields["days"],
            [("1", _("một ngày")), *((str(n), _("%(n)s ngày liền") % {"n": n}) for n in (2, 3, 7, 14, 30))],
        )


class TakeDuty(forms.Form):
    """For which unit, for how long."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    hours = forms.ChoiceField(label=_("Trực trong"), initial="12")

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["unit"], units)
        offer(self.fields["hours"], [(str(n), _("%(n)s giờ") % {"n": n}) for n in HOURS])


class Degrees(forms.FloatField):
    """Degrees, with a comma or a point as people copy them off a map."""

    def to_python(self, value: Any) -> Any:
        """The number."""
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)


class RecordContact(forms.Form):
    """A hospital, where it stands, and who speaks for it."""

    unit = forms.ChoiceField(label=_("Đơn vị điều phối"))
    hospital = text_field(_("Bệnh viện"), 200, required=True)
    name = text_field(_("Người liên hệ"), 100, required=True, autocomplete="off")
    phone = text_field(_("Số điện thoại"), 30, required=True, inputmode="tel", autocomplete="off")
    latitude = Degrees(label=_("Vĩ độ"), help_text=_("Như trên bản đồ: 20,95"), widget=forms.TextInput)
    longitude = Degrees(label=_("Kinh độ"), help_text=_("Như trên bản đồ: 107,08"), widget=forms.TextInput)
    remote = forms.BooleanField(label=_("Ở vùng núi, hải đảo, xa xôi"), required=False)

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["unit"], units)


class OpenRequest(forms.Form):
    """What a hospital asks for; no patient's name."""

    contact = forms.ChoiceField(label=_("Bệnh viện"))
    product = forms.ChoiceField(label=_("Chế phẩm"))
    abo = forms.ChoiceField(label=_("Nhóm ABO"), required=False)
    rhd = forms.ChoiceField(label=_("Rh(D)"), required=False)
    units = forms.IntegerField(label=_("Số đơn vị"), min_value=1, max_value=100, initial=1)
    urgency = forms.ChoiceField(label=_("Mức khẩn"), initial="urgent")
    hour = forms.TimeField(
        label=_("Cần trước, giờ"), input_formats=["%H:%M", "%Hh%M", "%H"], help_text=_("giờ:phút"),
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    day = day_field(_("Ngày"))
    sex = forms.ChoiceField(label=_("Giới tính người bệnh"), required=False)
    age = forms.IntegerField(label=_("Tuổi người bệnh"), required=False, min_value=0, max_value=130)
    anti_d = forms.BooleanField(label=_("Người bệnh có kháng thể kháng D"), required=False)
    regularly_transfused = forms.BooleanField(label=_("Người bệnh truyền máu thường xuyên"), required=False)
    rhd_override = forms.BooleanField(label=_("Bác sĩ cho phép dùng máu Rh(D) dương, đã ghi bệnh án"), required=False)
    antigen_neg = forms.MultipleChoiceField(
        label=_("Cần không có kháng nguyên"), required=False, widget=forms.CheckboxSelectMultiple
    )
    basis = forms.ChoiceField(label=_("Căn cứ truyền máu"))
    held = forms.MultipleChoiceField(
        label=_("Điều kiện của Điều 15 đã có"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ khi theo Điều 15; điều kiện thứ sáu là máu toàn phần."),
    )  # fmt: skip

    def __init__(self, *args: Any, contacts: Choices, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offers: dict[str, Any] = {
            "contact": contacts, "product": named(PRODUCT_NAMES), "abo": [("", "–"), *((g, g) for g in ("O", "A", "B", "AB"))],
            "rhd": [("", "–"), ("+", "+"), ("-", "−")], "urgency": named(URGENCY_NAMES),
            "sex": [("", "–"), ("f", _("Nữ")), ("m", _("Nam"))], "antigen_neg": [(one, one) for one in ANTIGENS],
            "basis": named(BASIS_NAMES), "held": named({name: CONDITION_NAMES[name] for name in BOXES}),
        }  # fmt: skip
        for name, choices in offers.items():
            offer(self.fields[name], choices)
        self.fields["day"].initial = now.date()

    @property
    def need(self) -> dict[str, Any]:
        """As `checked_need` reads it."""
        told = self.cleaned_data
        patient = {name: told[name] for name in ("sex", "age", "anti_d", "regularly_transfused")}
        return {
            **{name: told[name] for name in ("product", "abo", "rhd", "antigen_neg", "rhd_override")},
            "patient": patient,
        }

    @property
    def needed_at(self) -> datetime:
        """The moment by which it is needed."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))

    @property
    def basis_held(self) -> ScreeningBasis:
        """On which basis it is given."""
        return ScreeningBasis(self.cleaned_data["basis"])

    @property
    def boxes(self) -> dict[str, bool]:
        """Conditions that are held."""
        return {name: name in self.cleaned_data["held"] for name in BOXES}
