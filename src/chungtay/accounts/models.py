"""Accounts: a person who signs in. What the person may do stands in `organizations.Role`, never here."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from chungtay.accounts.rules import normalised_login
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


class User(AbstractBaseUser):
    """A person who signs in by phone number or e-mail address."""

    login = models.CharField(_("tên đăng nhập"), max_length=254, unique=True)
    name = models.CharField(_("họ và tên"), max_length=200, blank=True)
    phone = models.CharField(_("số điện thoại"), max_length=20, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
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
