"""Units and the dated tree, as known at every revision."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.organizations.rules import KIND_NAMES, SUCCESSION_NAMES

HALF_OPEN = Q(valid_to__isnull=True) | Q(valid_from__lt=F("valid_to"))


class TreeRevision(models.Model):
    """One change of the tree or of a cluster; `number` counts from 1 and is the key."""

    number = models.PositiveIntegerField(_("số"), primary_key=True)
    recorded_at = models.DateTimeField(_("ghi lúc"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người ghi")
    )
    note = models.CharField(_("nội dung"), max_length=300)

    class Meta:
        verbose_name = _("lần thay đổi tổ chức")
        verbose_name_plural = _("lần thay đổi tổ chức")

    def __str__(self) -> str:
        return f"{self.number}: {self.note}"


class Unit(models.Model):
    """An identity: anything that owns work and reports. A code is not an identity: it may be used again later."""

    code = models.CharField(_("mã"), max_length=64, db_index=True)
    area = models.ForeignKey(
        "places.Area", models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("địa bàn")
    )

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")

    def __str__(self) -> str:
        return self.code


class UnitVersion(models.Model):
    """A unit's name, kind and parent for some days, as known from one revision until another.

    Rows are never changed except `superseded_in`.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions", verbose_name=_("đơn vị"))
    name = models.CharField(_("tên"), max_length=200)
    short_name = models.CharField(_("tên ngắn"), max_length=100)
    kind = models.CharField(
        _("loại"), max_length=16, choices=[(kind.value, _(name)) for kind, name in KIND_NAMES.items()]
    )
    designation = models.CharField(_("danh xưng địa bàn"), max_length=40, blank=True)
    parent = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="child_versions",
        verbose_name=_("trực thuộc"),
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    # No index on the revisions: nearly all rows are current, and SQLite would walk them by that index.
    added_in = models.ForeignKey(TreeRevision, models.PROTECT, db_index=False, related_name="+")
    superseded_in = models.ForeignKey(
        TreeRevision, models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )

    class Meta:
        verbose_name = _("trạng thái đơn vị")
        verbose_name_plural = _("trạng thái đơn vị")
        constraints = [
            models.CheckConstraint(condition=HALF_OPEN, name="unit_version_begins_before_it_ends"),
            models.UniqueConstraint(
                fields=["unit", "valid_from"],
                condition=Q(superseded_in__isnull=True),
                name="unit_version_once_per_day",
            ),
            models.CheckConstraint(
                condition=Q(superseded_in__isnull=True) | Q(superseded_in__gt=F("added_in")),
                name="unit_version_superseded_later",
            ),
        ]
        indexes = [
            models.Index(fields=["parent", "superseded_in"], name="unit_version_by_parent"),
            models.Index(fields=["name"], name="unit_version_by_name"),
            models.Index(fields=["short_name"], name="unit_version_by_short"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitPath(models.Model):
    """Dated transitive closure of the newest revision, depth 0 (the unit itself, its whole life) included."""

    ancestor = models.ForeignKey(Unit, models.CASCADE, related_name="paths_down", db_index=False)
    descendant = models.ForeignKey(Unit, models.CASCADE, related_name="paths_up", db_index=False)
    depth = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("đường dẫn đơn vị")
        verbose_name_plural = _("đường dẫn đơn vị")
        constraints = [
            models.CheckConstraint(condition=HALF_OPEN, name="unit_path_begins_before_it_ends"),
            models.UniqueConstraint(fields=["ancestor", "descendant", "valid_from"], name="unit_path_once_per_day"),
        ]
        indexes = [
            models.Index(
                fields=["ancestor", "depth", "descendant", "valid_from", "valid_to"], name="unit_path_by_ancestor"
            ),
            models.Index(
                fields=["descendant", "depth", "ancestor", "valid_from", "valid_to"], name="unit_path_by_descendant"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor_id} → {self.descendant_id}"


class Succession(models.Model):
    """What became of a unit on a day: an edge to its successor, or none when it was dissolved.

    No share: its successors (and itself, if it gave a `part`) share equally; what is restated so is labelled an estimate.
    """

    old = models.ForeignKey(Unit, models.PROTECT, related_name="successions", verbose_name=_("đơn vị cũ"))
    new = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="origins", verbose_name=_("đơn vị mới")
    )
    on = models.DateField(_("ngày"))
    share_num = models.PositiveIntegerField(_("tử số phần chuyển"), null=True, blank=True)
    share_den = models.PositiveIntegerField(_("mẫu số phần chuyển"), null=True, blank=True)
    kind = models.CharField(
        _("loại"), max_length=16, choices=[(kind.value, _(name)) for kind, name in SUCCESSION_NAMES.items()]
    )
    basis = models.CharField(_("căn cứ"), max_length=200)

    class Meta:
        verbose_name = _("chuyển tiếp đơn vị")
        verbose_name_plural = _("chuyển tiếp đơn vị")
        constraints = [
            models.UniqueConstraint(fields=["old", "new", "on"], name="succession_once"),
            models.CheckConstraint(
                condition=Q(share_num__isnull=True, share_den__isnull=True)
                | Q(share_num__gt=0, share_den__gte=F("share_num")),
                name="succession_share_is_a_part",
            ),
            models.CheckConstraint(
                condition=Q(kind="dissolve", new__isnull=True) | (~Q(kind="dissolve") & Q(new__isnull=False)),
                name="succession_dissolved_has_no_heir",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new or '∅'}"
