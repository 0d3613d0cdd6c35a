"""Areas: official administrative units with code, name and validity. An old and a new area with one code are two."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.places.rules import DESIGNATIONS, TIER_NAMES


class Area(models.Model):
    """A province, district or commune from its first day (`valid_from`) up to its last (`valid_to`, half-open).

    Its point, in degrees of WGS 84, is roughly its middle or its seat, where the source knows one.
    """

    code = models.CharField(_("mã số"), max_length=8, blank=True, help_text=_("Để trống nếu không nguồn nào cho biết"))
    name = models.CharField(_("tên"), max_length=100)
    kind = models.CharField(
        _("loại"), max_length=16, choices=[(kind.value, _(name)) for kind, name in DESIGNATIONS.items()]
    )
    tier = models.CharField(
        _("cấp"), max_length=16, choices=[(tier.value, _(name)) for tier, name in TIER_NAMES.items()]
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("thuộc")
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    latitude = models.FloatField(_("vĩ độ"), null=True, blank=True)
    longitude = models.FloatField(_("kinh độ"), null=True, blank=True)

    class Meta:
        verbose_name = _("địa danh")
        verbose_name_plural = _("địa danh")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__lt=F("valid_to")), name="area_begins_before_it_ends"
            ),
            models.UniqueConstraint(
                fields=["tier", "code", "valid_from"], condition=~Q(code=""), name="area_once_per_code_and_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AreaName(models.Model):
    """An earlier name and kind of an area that stayed itself (Đông Triều: a town until 1 November 2024)."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="earlier_names")
    name = models.CharField(_("tên"), max_length=100)
    kind = models.CharField(
        _("loại"), max_length=16, choices=[(kind.value, _(name)) for kind, name in DESIGNATIONS.items()]
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"))

    class Meta:
        verbose_name = _("tên cũ của địa danh")
        verbose_name_plural = _("tên cũ của địa danh")
        constraints = [
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="area_name_begins_before_it_ends"),
            models.UniqueConstraint(fields=["area", "valid_from"], name="area_name_once_per_day"),
        ]

    def __str__(self) -> str:
        return self.name


class AreaSuccession(models.Model):
    """What became of an area on a day: an edge from the old to the new, with a share where a source gives one.

    Without a share the parts of an old area count as equal; `is_default` marks the part that the source
    names when an old address must fall to one new commune.
    """

    old = models.ForeignKey(Area, models.CASCADE, related_name="successors")
    new = models.ForeignKey(Area, models.CASCADE, related_name="predecessors")
    on = models.DateField(_("ngày"))
    share_num = models.PositiveIntegerField(_("tử số phần chuyển"), null=True, blank=True)
    share_den = models.PositiveIntegerField(_("mẫu số phần chuyển"), null=True, blank=True)
    is_default = models.BooleanField(_("phần chính"), default=False)
    basis = models.CharField(_("căn cứ"), max_length=200)

    class Meta:
        verbose_name = _("chuyển tiếp địa danh")
        verbose_name_plural = _("chuyển tiếp địa danh")
        constraints = [
            models.UniqueConstraint(fields=["old", "new", "on"], name="area_succession_once"),
            models.CheckConstraint(
                condition=Q(share_num__isnull=True, share_den__isnull=True)
                | Q(share_num__gt=0, share_den__gte=F("share_num")),
                name="area_succession_share_is_a_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
