"""Emulation clusters: who belongs to them and who leads them, dated."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.organizations.models.tree import HALF_OPEN, TreeRevision, Unit
from chungtay.organizations.rules import CLUSTER_ROLE_NAMES


class Cluster(models.Model):
    """Units grouped to compare and review; owned by the unit whose emulation council formed it."""

    code = models.CharField(_("mã"), max_length=64, unique=True)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="clusters", verbose_name=_("đơn vị lập cụm"))
    name = models.CharField(_("tên"), max_length=200)

    class Meta:
        verbose_name = _("cụm thi đua")
        verbose_name_plural = _("cụm thi đua")

    def __str__(self) -> str:
        return self.name


class ClusterMembership(models.Model):
    """A unit in a cluster for some days, as known from one revision until another."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="memberships", verbose_name=_("cụm"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name=_("đơn vị"))
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    added_in = models.ForeignKey(TreeRevision, models.PROTECT, db_index=False, related_name="+")
    superseded_in = models.ForeignKey(
        TreeRevision, models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )

    class Meta:
        verbose_name = _("thành viên cụm")
        verbose_name_plural = _("thành viên cụm")
        constraints = [
            models.CheckConstraint(condition=HALF_OPEN, name="cluster_membership_begins_before_it_ends"),
            models.UniqueConstraint(
                fields=["cluster", "unit", "valid_from"],
                condition=Q(superseded_in__isnull=True),
                name="cluster_membership_once_per_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id}: {self.unit_id}"


class ClusterOffice(models.Model):
    """A member unit as head or deputy of its cluster for some days."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="offices", verbose_name=_("cụm"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cluster_offices", verbose_name=_("đơn vị"))
    role = models.CharField(
        _("vai trò"), max_length=8, choices=[(role.value, _(name)) for role, name in CLUSTER_ROLE_NAMES.items()]
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("cụm trưởng, cụm phó")
        verbose_name_plural = _("cụm trưởng, cụm phó")
        constraints = [
            models.CheckConstraint(condition=HALF_OPEN, name="cluster_office_begins_before_it_ends"),
            models.UniqueConstraint(
                fields=["cluster", "unit", "role", "valid_from"], name="cluster_office_once_per_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id}: {self.role} {self.unit_id}"
