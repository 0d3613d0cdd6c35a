"""Accounts: a person who signs in, how, and from where. What the person may do stands in `organizations.Role`."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from chungtay.accounts.rules import LINK_NAMES, normalised_login
from chungtay.kernel.errors import Refusal


class UserManager(BaseUserManager["User"]):
    """Makes users, and finds one by whatever way of writing the login was typed in."""

    def create_user(self, login: str, password: str | None = None, **fields: Any) -> "User":
        """A saved user; without a password the account cannot sign in. Raises Refusal for a bad login."""
        user = self.model(login=normalised_login(login), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        try:
            return self.get(login=normalised_login(username or ""))
        except Refusal:
            raise self.model.DoesNotExist from None


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by phone number or e-mail address.

    `is_illustrative`: of the demonstration, whose sign-ins are printed, so that no second factor is asked for.
    `second_factor_ended_at`: an administrator ended it; the person is told at the next sign-in.
    """

    login = models.CharField(_("tên đăng nhập"), max_length=254, unique=True)
    name = models.CharField(_("họ và tên"), max_length=200, blank=True)
    phone = models.CharField(_("số điện thoại"), max_length=20, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    is_illustrative = models.BooleanField(_("tài khoản minh họa"), default=False)
    second_factor_ended_at = models.DateTimeField(_("được gỡ xác thực hai bước lúc"), null=True, blank=True)
    joined_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")

    def __str__(self) -> str:
        return self.name or self.login

    def get_full_name(self) -> str:
        """The name by which Wagtail calls an editor."""
        return str(self)


class SignInAttempt(models.Model):
    """A failed attempt to sign in, kept while it counts towards the wait (accounts.rules).

    Keyed digests, because people type passwords into the login field and addresses are personal data.
    """

    login_digest = models.CharField(_("dấu của tên đăng nhập"), max_length=64)
    address_digest = models.CharField(_("dấu của địa chỉ mạng"), max_length=64)
    tried_at = models.DateTimeField(_("thử lúc"))

    class Meta:
        verbose_name = verbose_name_plural = _("lần đăng nhập hỏng")
        indexes = [
            models.Index(fields=["login_digest", "tried_at"], name="sign_in_by_login"),
            models.Index(fields=["address_digest", "tried_at"], name="sign_in_by_address"),
            models.Index(fields=["tried_at"], name="sign_in_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.tried_at:%d/%m/%Y %H:%M}"


class SecondFactor(models.Model):
    """The secret that a person's authenticator app shares, sealed; counts once the person has typed a code of it.

    `last_step`: the half-minute of the last code that was taken; no code of it or before is taken again.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="second_factor", verbose_name=_("người dùng"))
    seal = models.BinaryField(_("khóa được niêm"))
    opened_at = models.DateTimeField(_("bắt đầu lúc"))
    confirmed_at = models.DateTimeField(_("bật lúc"), null=True, blank=True)
    last_step = models.BigIntegerField(_("nửa phút của mã cuối"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("xác thực hai bước")

    def __str__(self) -> str:
        return f"{self.user_id}"


class RecoveryCode(models.Model):
    """A code that stands in for the app once; kept as a keyed digest."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes", verbose_name=_("người dùng"))
    digest = models.CharField(_("dấu của mã"), max_length=64)
    used_at = models.DateTimeField(_("dùng lúc"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("mã dự phòng")
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")]

    def __str__(self) -> str:
        return f"{self.user_id}"


class SignInLink(models.Model):
    """A link by which a person sets a password: sent in a chat, good once, for some days. Kept as a digest."""

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_in_links", verbose_name=_("người dùng"))
    kind = models.CharField(
        _("loại"), max_length=16, choices=[(kind.value, _(name)) for kind, name in LINK_NAMES.items()]
    )
    digest = models.CharField(_("dấu của liên kết"), max_length=64, unique=True)
    opened_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("người lập"))
    opened_at = models.DateTimeField(_("lập lúc"))
    expires_at = models.DateTimeField(_("dùng được đến"))
    used_at = models.DateTimeField(_("dùng lúc"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("liên kết đăng nhập")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind}"


class Session(models.Model):
    """Somebody at a browser, signed in or not; found by the digest of its key, so that a copy opens no session."""

    session_key = models.CharField(_("dấu của khóa phiên"), max_length=64, primary_key=True)
    session_data = models.TextField(_("dữ liệu phiên"))
    expires_at = models.DateTimeField(_("hết hạn lúc"), db_index=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions", verbose_name=_("người dùng"))
    device = models.CharField(_("thiết bị"), max_length=80, blank=True)
    first_seen_at = models.DateTimeField(_("thấy lần đầu"))
    last_seen_at = models.DateTimeField(_("thấy lần cuối"))

    class Meta:
        verbose_name = verbose_name_plural = _("phiên đăng nhập")

    def __str__(self) -> str:
        return self.device
