"""What is sent: an opinion by anybody, decisions by who reads them."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from chungtay.design.templatetags.writing import number
from chungtay.opinions.rules.texts import MOST_LETTERS, MOST_NAME, MOST_TYPED, Said, cleaned, cleaned_line

STAMPS: Final = TimestampSigner(salt="chungtay.opinions.form")
GOOD_FOR: Final = 86_400  # seconds that a form may lie open
LEAST_LETTERS: Final = 2
NOTHING: Final = _("Chưa viết ý kiến.")
TOO_LONG: Final = gettext_noop("Dài quá; tối đa %(most)s chữ cái.")


class SubmitOpinion(forms.Form):
    """Text, a name or none, an e-mail address or none. `website` is for machines alone; `stamp` says when the form was made,
    signed, so that no session is needed to know it."""

    text = forms.CharField(
        label=_("Nội dung ý kiến"), max_length=MOST_TYPED, strip=False, widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": NOTHING},
    )  # fmt: skip
    name = forms.CharField(
        label=_("Tên hiện cùng ý kiến"), max_length=1000, required=False, help_text=_("Để trống thì hiện “Bạn đọc”."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": str(MOST_NAME)}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Thư điện tử"), max_length=254, required=False,
        help_text=_("Để ban biên tập trả lời khi cần; được mã hóa, không bao giờ hiện lên trang."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={"invalid": _("Địa chỉ này chưa đúng; ví dụ đúng: ten@vidu.vn.")},
    )  # fmt: skip
    website = forms.CharField(
        label=_("Ô này để trống"), required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )  # fmt: skip
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, article_id: int) -> None:
        self.about = str(article_id)
        super().__init__(data, initial={"stamp": STAMPS.sign(self.about)}, auto_id="y-kien-%s")
        most = number(MOST_LETTERS)
        hint = gettext("Chỉ chữ, tối đa %(most)s chữ cái; liên kết không bấm được.")
        self.fields["text"].help_text = hint % {"most": most}
        self.fields["text"].error_messages["max_length"] = gettext(TOO_LONG) % {"most": most}

    def clean_text(self) -> str:
        text = cleaned(self.cleaned_data["text"])
        if len(text) > MOST_LETTERS:
            told = {"letters": number(len(text)), "most": number(MOST_LETTERS)}
            raise ValidationError(gettext("Dài quá: %(letters)s chữ cái, tối đa %(most)s.") % told)
        if sum(letter.isalnum() for letter in text) < LEAST_LETTERS:
            raise ValidationError(str(NOTHING))
        return text

    def clean_name(self) -> str:
        name = cleaned_line(self.cleaned_data["name"])
        if len(name) > MOST_NAME:
            raise ValidationError(gettext(TOO_LONG) % {"most": MOST_NAME})
        return name

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        problem = self._problem_of_stamp(told.get("stamp", ""))
        if problem and not self.errors:  # what must be mended takes longer than any wait
            self.add_error(None, problem)
        return told

    def _problem_of_stamp(self, stamp: str) -> str:
        """What is wrong with when the form was made; a form that lay too long is given a new moment."""
        try:
            genuine = STAMPS.unsign(stamp, max_age=GOOD_FOR) == self.about
        except BadSignature:
            genuine = False
        if not genuine:
            self.data = {name: self.data.get(name, "") for name in self.fields} | {"stamp": STAMPS.sign(self.about)}
            return gettext("Trang này đã mở khá lâu. Chờ vài giây rồi bấm gửi lần nữa; những gì đã viết vẫn còn.")
        try:
            STAMPS.unsign(stamp, max_age=settings.CHUNGTAY_OPINION_SECONDS)
        except BadSignature:
            return ""
        return gettext("Gửi nhanh quá, giống máy gửi. Chờ vài giây rồi bấm gửi lần nữa.")

    @property
    def said(self) -> Said:
        """What is kept of it."""
        told = self.cleaned_data
        return Said(told["name"], told["email"].lower(), told["text"])


class DecideOpinions(forms.Form):
    """Which opinions, what becomes of them, why."""

    SHOW, REFUSE, UNDO = "show", "refuse", "undo"
    do = forms.ChoiceField(choices=[(one, one) for one in (SHOW, REFUSE, UNDO)])
    reason = forms.CharField(label=_("Lý do không hiện"), max_length=200, required=False)
    opinion = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": _("Chưa chọn ý kiến nào.")})

    def __init__(self, data: Any, *, ids: Any) -> None:
        super().__init__(data)
        field = self.fields["opinion"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(pk), str(pk)) for pk in ids]
