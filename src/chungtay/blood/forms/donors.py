"""Enrolling somebody, by a club or by oneself; health, rest, consent, joining, erasing."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.accounts.rules import normalised_phone
from chungtay.blood.formats.health import HealthFacts
from chungtay.bloodrules.rules.compatibility import BloodGroup
from chungtay.bloodrules.rules.eligibility import Deferral, Haemoglobin
from chungtay.bloodrules.rules.groups import TypedGroup
from chungtay.bloodrules.rules.words import CAUSE_NAMES
from chungtay.people.rules.consents import PROOF_NAMES, PURPOSE_NAMES, ConsentProof, ConsentPurpose
from chungtay.people.rules.profiles import PersonSex, Profile

from .fields import Choices, day_field, named, offer, text_field

NOT_KNOWN: Final = _("chưa biết")
ABO: Final[Choices] = [("", NOT_KNOWN), *((group, group) for group in ("O", "A", "B", "AB"))]
RHD: Final[Choices] = [("", NOT_KNOWN), ("+", _("Rh(D) dương (+)")), ("-", _("Rh(D) âm (−)"))]
SEX: Final[Choices] = [("", _("không ghi")), (PersonSex.FEMALE.value, _("nữ")), (PersonSex.MALE.value, _("nam"))]
GROUPS: Final[Choices] = [
    ("", _("mọi nhóm máu")),
    *((f"{a}{r}", f"{a}{r}") for a in ("O", "A", "B", "AB") for r in "+-"),
]
ANTIGENS: Final = ("C", "c", "E", "e", "K", "Mia", "Jka", "Jkb", "Fya", "Fyb")


def _weight() -> forms.FloatField:
    return forms.FloatField(label=_("Cân nặng (kg)"), min_value=20, max_value=250, required=False, localize=True)


def _group(told: dict[str, Any]) -> BloodGroup:
    return BloodGroup(told["abo"] or None, told["rhd"] or None)


class FindDonor(forms.Form):
    """Whom to list."""

    words = text_field(_("Tên hoặc số điện thoại"), 100, autocomplete="off")
    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    group = forms.ChoiceField(label=_("Nhóm máu"), required=False, choices=GROUPS)
    free = forms.BooleanField(label=_("Hôm nay hiến được"), required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, units: Choices) -> None:
        super().__init__(data)
        offer(self.fields["unit"], [("", gettext("mọi đơn vị")), *units])


class PersonFields(forms.Form):
    """Who it is."""

    phone = text_field(_("Số điện thoại"), 30, required=True, inputmode="tel", autocomplete="tel")
    name = text_field(_("Họ và tên"), 100, required=True, autocomplete="name")
    born_on = day_field(_("Ngày sinh"), required=False, hint=_("ngày/tháng/năm; thiếu thì chưa biết đã đủ tuổi hiến"))
    sex = forms.ChoiceField(label=_("Giới"), choices=SEX, required=False)
    unit = forms.ChoiceField(label=_("Câu lạc bộ, đơn vị"))
    area = forms.ChoiceField(label=_("Xã, phường đang ở"), required=False)

    def __init__(self, data: Any, *, units: Choices, areas: Choices, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        offer(self.fields["unit"], units if len(units) == 1 else [("", gettext("hãy chọn")), *units])
        offer(self.fields["area"], [("", gettext("không ghi")), *areas])

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        if typed and normalised_phone(typed) is None:
            raise ValidationError(gettext("Cần 10 hoặc 11 chữ số, bắt đầu bằng số 0."))
        return typed

    def clean_born_on(self) -> date | None:
        born: date | None = self.cleaned_data["born_on"]
        if born and born.year < 1900:
            raise ValidationError(gettext("Năm sinh cần đủ bốn chữ số, từ 1900."))
        return born

    @property
    def profile(self) -> Profile:
        """What was said of the person."""
        told = self.cleaned_data
        sex = PersonSex(told["sex"]) if told["sex"] else None
        return Profile(
            told["name"], told["phone"], told["born_on"], sex, told.get("address", ""), told.get("email", "")
        )

    @property
    def area_id(self) -> int | None:
        """The commune, where one was chosen."""
        return int(self.cleaned_data["area"]) if self.cleaned_data["area"] else None


class CorrectDonor(PersonFields):
    """Another name, number, club."""

    address = text_field(_("Địa chỉ"), 300)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    night_ok = forms.BooleanField(label=_("Gọi được cả ban đêm"), required=False)

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["phone"].required = False
        self.fields["phone"].help_text = _("Để trống thì giữ số đang có")


class RegisterDonor(PersonFields):
    """A person's own registration: every consent by itself, none ticked beforehand. `website` is for machines alone."""

    purposes: Collection[ConsentPurpose] = tuple(PURPOSE_NAMES)
    abo = forms.ChoiceField(label=_("Nhóm máu, nếu biết"), choices=ABO, required=False)
    rhd = forms.ChoiceField(label=_("Rh(D), nếu biết"), choices=RHD, required=False)
    kg = _weight()
    night_ok = forms.BooleanField(label=_("Gọi được cả ban đêm (22 giờ đến 6 giờ)"), required=False)
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data, **more)
        for purpose in self.purposes:
            self.fields[f"consent_{purpose}"] = forms.BooleanField(label=_(PURPOSE_NAMES[purpose]), required=False)

    def clean_consent_keep(self) -> bool:
        if not self.cleaned_data["consent_keep"]:
            raise ValidationError(gettext("Chưa đồng ý cho lưu thông tin thì chưa đăng ký được."))
        return True

    @property
    def plain(self) -> list[forms.BoundField]:
        """The fields before the consents."""
        return [bound for bound in self.visible_fields() if not bound.name.startswith(("consent_", "website"))]

    @property
    def asked(self) -> list[forms.BoundField]:
        """The consents."""
        return [self[f"consent_{purpose}"] for purpose in self.purposes]

    @property
    def consents(self) -> dict[ConsentPurpose, str]:
        """What was agreed to, with the words that stood there."""
        told = self.cleaned_data
        return {one: gettext(PURPOSE_NAMES[one]) for one in self.purposes if told[f"consent_{one}"]}

    @property
    def health(self) -> HealthFacts:
        """What the person says."""
        return HealthFacts(group=_group(self.cleaned_data), kg=self.cleaned_data["kg"])


class AddDonor(RegisterDonor):
    """The same, entered by a club from paper or by phone."""

    confirmed_by = text_field(_("Nhóm máu do cơ sở nào xác nhận"), 200, hint=_("Để trống nếu mới nghe nói"))
    proof = forms.ChoiceField(label=_("Đồng ý bằng cách nào"))
    note = text_field(_("Nơi giữ phiếu, ai ghi lời nói"), 200)

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data, **more)
        heard = {one: PROOF_NAMES[one] for one in (ConsentProof.PAPER, ConsentProof.PHONE)}
        offer(self.fields["proof"], named(heard))

    @property
    def heard_by(self) -> ConsentProof:
        """How the yes is known."""
        return ConsentProof(self.cleaned_data["proof"])

    @property
    def health(self) -> HealthFacts:
        """What the paper says."""
        by = self.cleaned_data["confirmed_by"].strip()
        return HealthFacts(
            group=_group(self.cleaned_data), kg=self.cleaned_data["kg"], confirmed=bool(by), confirmed_by=by
        )


class RecordHealth(forms.Form):
    """What is known of a donor's health, put in the place of what was kept; deferrals are added to those that are kept."""

    abo = forms.ChoiceField(label=_("Nhóm máu"), choices=ABO, required=False)
    rhd = forms.ChoiceField(label=_("Rh(D)"), choices=RHD, required=False)
    confirmed_by = text_field(_("Cơ sở xác nhận nhóm máu"), 200, hint=_("Để trống nếu người hiến tự nói"))
    reason = text_field(_("Lý do ghi khác kết quả đã xác nhận"), 200)
    kg = _weight()
    hb = forms.FloatField(label=_("Huyết sắc tố (g/l)"), min_value=30, max_value=250, required=False, localize=True)
    hb_on = day_field(_("Ngày đo huyết sắc tố"), required=False)
    antigens = text_field(_("Kháng nguyên khác"), 100, hint=_("ví dụ: C+ c- E- e+ K- Mia-"))
    cause = forms.ChoiceField(label=_("Thêm tạm hoãn vì"), required=False)
    cause_on = day_field(_("Từ ngày xảy ra hoặc khỏi"), required=False)
    pregnant = forms.BooleanField(label=_("Đang mang thai"), required=False)
    never = forms.BooleanField(label=_("Cơ sở y tế đã dặn không hiến nữa"), required=False)

    def __init__(self, data: Any, *, facts: HealthFacts, on: date) -> None:
        measured = facts.haemoglobin
        super().__init__(data, initial={
            "abo": facts.group.abo or "", "rhd": facts.group.rhd or "", "confirmed_by": facts.confirmed_by, "kg": facts.kg,
            "hb": measured.value if measured else None, "hb_on": measured.on if measured else None,
            "antigens": " ".join(f"{name}{sign}" for name, sign in facts.phenotype.items()),
            "pregnant": facts.pregnant, "never": facts.never,
        })  # fmt: skip
        self.facts, self.on = facts, on
        offer(self.fields["cause"], [("", gettext("không")), *named(CAUSE_NAMES)])

    def clean_antigens(self) -> dict[str, str]:
        found = {}
        for word in self.cleaned_data["antigens"].split():
            if word[:-1] not in ANTIGENS or word[-1] not in "+-":
                told = {"word": word, "known": ", ".join(ANTIGENS)}
                raise ValidationError(
                    gettext("Không hiểu “%(word)s”. Viết tên rồi + hoặc -; tên là một trong: %(known)s.") % told
                )
            found[word[:-1]] = word[-1]
        return found

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for pair in (("hb", "hb_on"), ("cause", "cause_on")):
            if all(name in told for name in pair) and bool(told[pair[0]]) != bool(told[pair[1]]):
                self.add_error(pair[1], gettext("Cần cả hai: giá trị và ngày."))
        for name in ("hb_on", "cause_on"):
            if told.get(name) and told[name] > self.on:
                self.add_error(name, gettext("Ngày này chưa tới."))
        return told

    def told(self) -> HealthFacts:
        """The facts as they are to be kept."""
        told, by = self.cleaned_data, self.cleaned_data["confirmed_by"].strip()
        deferrals = self.facts.deferrals
        if told["cause"]:
            deferrals = tuple(dict.fromkeys((*deferrals, Deferral(told["cause"], told["cause_on"]))))
        measured = Haemoglobin(told["hb"], told["hb_on"]) if told["hb"] else None
        facts = HealthFacts(
            kg=told["kg"], phenotype=told["antigens"], haemoglobin=measured, deferrals=deferrals, never=told["never"],
            pregnant=told["pregnant"],
        )  # fmt: skip
        return facts.with_group(TypedGroup(_group(told), bool(by), by))


class PauseDonor(forms.Form):
    """Until when nobody asks."""

    until = day_field(_("Tạm nghỉ đến ngày"))


class GiveReason(forms.Form):
    """Why: of ending, of erasing."""

    reason = text_field(_("Lý do"), 200, required=True)


class MergeDonors(GiveReason):
    """Which other row is the same person."""

    other = forms.IntegerField(label=_("Mã hồ sơ trùng"), min_value=1)
    field_order = ("other", "reason")


class RecordConsent(forms.Form):
    """A yes heard or signed."""

    purpose = forms.ChoiceField(label=_("Đồng ý điều gì"))
    proof = forms.ChoiceField(label=_("Đồng ý bằng cách nào"))
    note = text_field(_("Nơi giữ phiếu, ai ghi lời nói"), 200)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        offer(self.fields["purpose"], named(PURPOSE_NAMES))
        offer(self.fields["proof"], named({p: PROOF_NAMES[p] for p in (ConsentProof.PAPER, ConsentProof.PHONE)}))
