"""Disaster events: because of which relief is given. They tag facts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.disasters.rules import KIND_NAMES


class Disaster(models.Model):
    """One event with the days it lasted (both inclusive) and the area it struck."""

    code = models.SlugField(_("mã"), max_length=40, unique=True)
    name_vi = models.CharField(_("tên"), max_length=200)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=200, blank=True)
    kind = models.CharField(
        _("loại"), max_length=16, choices=[(kind.value, _(name)) for kind, name in KIND_NAMES.items()]
    )
    area = models.CharField(_("khu vực"), max_length=300, blank=True)
    areas = models.ManyToManyField("places.Area", related_name="disasters", verbose_name=_("địa danh"), blank=True)
    first_on = models.DateField(_("từ ngày"))
    last_on = models.DateField(_("đến hết ngày"), null=True, blank=True)
    glide = models.CharField(_("số GLIDE"), max_length=20, blank=True)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("thiên tai")
        verbose_name_plural = _("thiên tai")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(first_on__lte=F("last_on")), name="disaster_has_a_day"
            ),
            models.UniqueConstraint(fields=["glide"], condition=~Q(glide=""), name="disaster_once_per_glide"),
        ]

    def __str__(self) -> str:
        return self.name_vi


class DisasterName(models.Model):
    """Another name; a storm's number holds for its year only, because numbers begin anew."""

    disaster = models.ForeignKey(Disaster, models.CASCADE, related_name="names", verbose_name=_("thiên tai"))
    name = models.CharField(_("tên"), max_length=200)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("tên khác của thiên tai")
        verbose_name_plural = _("tên khác của thiên tai")
        constraints = [models.UniqueConstraint(fields=["disaster", "name"], name="disaster_name_once")]

    def __str__(self) -> str:
        return self.name
