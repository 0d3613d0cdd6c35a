"""Sign-in, passwords, codes, one's own details: shape and wording."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chungtay.accounts.models import User
from chungtay.accounts.rules import normalised_phone

LOGIN = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
CODE = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


def _password(label: Any, autocomplete: str, hint: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=4096, help_text=hint, widget=widget)


def _app_code(hint: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={**CODE, "inputmode": "numeric"})
    return forms.CharField(label=_("Mã 6 chữ số"), max_length=40, help_text=hint, widget=widget)


class SignIn(forms.Form):
    """Login and password."""

    login = forms.CharField(
        label=_("Số điện thoại hoặc thư điện tử"), max_length=254, widget=forms.TextInput(attrs=LOGIN)
    )
    password = _password(_("Mật khẩu"), "current-password")


class SignInCode(forms.Form):
    """The second step: a code of the app, or a recovery code."""

    code = forms.CharField(
        label=_("Mã xác thực"),
        max_length=40,
        help_text=_("Mã 6 chữ số trên ứng dụng xác thực. Không có điện thoại bên mình: nhập một mã dự phòng."),
        widget=forms.TextInput(attrs={**CODE, "autofocus": True}),
    )


class NewPassword(forms.Form):
    """A new password, twice."""

    new = _password(_("Mật khẩu mới"), "new-password", _("Ít nhất 10 ký tự. Một câu ngắn dễ nhớ tốt hơn một từ khó."))
    again = _password(_("Nhập lại mật khẩu mới"), "new-password")

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        password_validation.validate_password(new, self.user)
        return new

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "new" in cleaned and "again" in cleaned and cleaned["new"] != cleaned["again"]:
            self.add_error("again", _("Hai lần nhập mật khẩu mới không giống nhau."))
        return cleaned


class ChangePassword(NewPassword):
    """The old password once, the new one twice."""

    field_order = ("old", "new", "again")
    old = _password(_("Mật khẩu hiện nay"), "current-password")


class AppCode(forms.Form):
    """A code of the app alone."""

    code = _app_code(_("Mã đang hiện trên ứng dụng xác thực."))


class EndSecondFactor(forms.Form):
    """The password, and a code of the app or a recovery code."""

    password = _password(_("Mật khẩu"), "current-password")
    code = forms.CharField(
        label=_("Mã xác thực"),
        max_length=40,
        help_text=_("Mã trên ứng dụng xác thực hoặc một mã dự phòng."),
        widget=forms.TextInput(attrs=CODE),
    )


class RecoverPassword(forms.Form):
    """Whose password was lost."""

    login = forms.CharField(
        label=_("Số điện thoại hoặc thư điện tử"), max_length=254, widget=forms.TextInput(attrs=LOGIN)
    )


class Contact(forms.Form):
    """One's own name, phone number and e-mail address; the password for another address alone."""

    name = forms.CharField(label=_("Họ và tên"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = forms.CharField(
        label=_("Số điện thoại"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        help_text=_("Dùng để nhận bản tin và lấy lại mật khẩu, nếu Hội có gửi thư."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = _password(_("Mật khẩu hiện nay"), "current-password", _("Chỉ cần khi đổi thư điện tử."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].required = False

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        phone = normalised_phone(typed)
        if typed.strip() and phone is None:
            raise ValidationError(_("Hãy nhập số điện thoại như 0912 345 678."))
        return phone or ""

    @property
    def opens_a_way_in(self) -> bool:
        """Is another e-mail address given, to which a link to set a password would go?"""
        return "email" in self.changed_data and bool(self.cleaned_data["email"])
