"""Who signs, who issues, and who may do what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.organizations.models.clusters import Cluster
from chungtay.organizations.models.tree import HALF_OPEN, Unit
from chungtay.organizations.rules import CLUSTER_ROLES, ROLE_NAMES

_OF_CLUSTER = sorted(role.value for role in CLUSTER_ROLES)


class Appointment(models.Model):
    """A person in a post of a unit for some days; `signs_as` is the line above the signature (TM., KT. ...)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments", verbose_name=_("đơn vị"))
    person = models.CharField(_("họ và tên"), max_length=200)
    title = models.CharField(_("chức vụ"), max_length=200)
    signs_as = models.CharField(_("ký"), max_length=300, blank=True)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("chức vụ")
        verbose_name_plural = _("chức vụ")
        constraints = [models.CheckConstraint(condition=HALF_OPEN, name="appointment_begins_before_it_ends")]

    def __str__(self) -> str:
        return f"{self.person}, {self.title}"


class IssuingBody(models.Model):
    """How a unit heads its documents for some days (Decree 30/2020/NĐ-CP, annex I)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="issuing_bodies", verbose_name=_("đơn vị"))
    superior = models.CharField(_("cơ quan chủ quản"), max_length=300, blank=True)
    name = models.CharField(_("cơ quan ban hành"), max_length=300)
    place = models.CharField(_("địa danh"), max_length=100)
    symbol = models.CharField(_("ký hiệu"), max_length=40)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("cơ quan ban hành")
        verbose_name_plural = _("cơ quan ban hành")
        constraints = [
            models.CheckConstraint(condition=HALF_OPEN, name="issuing_body_begins_before_it_ends"),
            models.UniqueConstraint(fields=["unit", "valid_from"], name="issuing_body_once_per_day"),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """What a person is for a unit and all below it, or for a cluster, for some days."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles", verbose_name=_("người dùng")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="roles", verbose_name=_("đơn vị")
    )
    cluster = models.ForeignKey(
        Cluster, models.PROTECT, null=True, blank=True, related_name="roles", verbose_name=_("cụm")
    )
    role = models.CharField(
        _("vai trò"), max_length=24, choices=[(role.value, _(name)) for role, name in ROLE_NAMES.items()]
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("vai trò")
        verbose_name_plural = _("vai trò")
        constraints = [
            models.CheckConstraint(condition=HALF_OPEN, name="role_begins_before_it_ends"),
            models.CheckConstraint(
                condition=Q(role__in=_OF_CLUSTER, unit__isnull=True, cluster__isnull=False)
                | (~Q(role__in=_OF_CLUSTER) & Q(unit__isnull=False, cluster__isnull=True)),
                name="role_has_its_scope",
            ),
        ]
        indexes = [models.Index(fields=["user", "valid_from"], name="role_by_user")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"
