"""What people are told, by which ways they want it, and the browsers that asked to be told."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.notifications.rules import WORDS, Channel

KINDS = [(kind.value, _(words.name)) for kind, words in WORDS.items()]
CHANNELS = [(Channel.MAIL.value, _("thư điện tử")), (Channel.PUSH.value, _("thông báo đẩy"))]


def _person(**options: Any) -> Any:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("người dùng"), **options)


class Notice(models.Model):
    """Something that a person is told: kind, parameters of its sentence, where it leads.

    `count`: so many of a bundled kind. `mailed_at`, `pushed_at`: when it went out by that way.
    """

    user = _person(related_name="notices")
    kind = models.CharField(_("loại"), max_length=24, choices=KINDS)
    params = models.JSONField(_("tham số"), default=dict)
    count = models.PositiveIntegerField(_("số lượng"), default=1)
    path = models.CharField(_("đường dẫn"), max_length=300, blank=True)
    at = models.DateTimeField(_("lúc"))
    read_at = models.DateTimeField(_("đọc lúc"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("gửi thư lúc"), null=True, blank=True)
    pushed_at = models.DateTimeField(_("đẩy lúc"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("thông báo")
        indexes = [
            models.Index(fields=["user", "-at"], name="notice_by_reader"),
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=["at"], name="notice_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind}"


class NoticeChoice(models.Model):
    """A person's choice about a kind and a way, where it is not what is usual."""

    user = _person(related_name="notice_choices")
    kind = models.CharField(_("loại"), max_length=24, choices=KINDS)
    channel = models.CharField(_("cách nhận"), max_length=8, choices=CHANNELS)
    is_wanted = models.BooleanField(_("nhận"))

    class Meta:
        verbose_name = verbose_name_plural = _("lựa chọn nhận thông báo")
        constraints = [models.UniqueConstraint(fields=["user", "kind", "channel"], name="notice_choice_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} {self.channel}"


class NoticeReader(models.Model):
    """In which language to write to a person, and the day of the last digest."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="notice_reader"
    )
    language = models.CharField(_("ngôn ngữ"), max_length=8, choices=settings.LANGUAGES, default="vi")
    digested_on = models.DateField(_("thư gần nhất"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("người nhận thông báo")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.language}"


class PushKey(models.Model):
    """The one key by which this site proves to push services that it is itself (VAPID); made at first use, sealed."""

    seal = models.BinaryField(_("khóa được niêm"))
    opened_at = models.DateTimeField(_("lập lúc"))

    class Meta:
        verbose_name = verbose_name_plural = _("khóa thông báo đẩy")

    def __str__(self) -> str:
        return f"{self.opened_at:%d/%m/%Y}"


class PushDevice(models.Model):
    """A browser that asked to be told: its address at a push service and its keys, sealed."""

    user = _person(related_name="push_devices")
    digest = models.CharField(_("dấu của địa chỉ"), max_length=64, unique=True)
    seal = models.BinaryField(_("địa chỉ được niêm"))
    device = models.CharField(_("thiết bị"), max_length=80, blank=True)
    opened_at = models.DateTimeField(_("bật lúc"))

    class Meta:
        verbose_name = verbose_name_plural = _("máy nhận thông báo đẩy")

    def __str__(self) -> str:
        return self.device
