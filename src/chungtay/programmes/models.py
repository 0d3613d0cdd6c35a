"""Programmes and movements: why something is done. They tag facts and never own them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Programme(models.Model):
    """A programme, movement or campaign with names and windows that change over the years."""

    code = models.SlugField(_("mã"), max_length=40, unique=True)
    definition = models.TextField(_("định nghĩa"), blank=True)
    season_first = models.CharField(_("hằng năm từ (tháng-ngày)"), max_length=5, blank=True)
    season_last = models.CharField(_("hằng năm đến (tháng-ngày)"), max_length=5, blank=True)
    season_since = models.PositiveSmallIntegerField(_("từ năm"), null=True, blank=True)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("chương trình")
        verbose_name_plural = _("chương trình")
        constraints = [
            models.CheckConstraint(
                condition=Q(season_first="", season_last="", season_since__isnull=True)
                | (~Q(season_first="") & ~Q(season_last="") & Q(season_since__isnull=False)),
                name="programme_season_is_whole",
            )
        ]

    def __str__(self) -> str:
        return self.code


class ProgrammeName(models.Model):
    """What the programme is called for some days; an alias is understood but not printed."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="names", verbose_name=_("chương trình"))
    name = models.CharField(_("tên"), max_length=200)
    alias = models.BooleanField(_("chỉ để nhận biết"), default=False)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("tên chương trình")
        verbose_name_plural = _("tên chương trình")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lt=F("valid_to")),
                name="programme_name_begins_before_it_ends",
            ),
            models.UniqueConstraint(fields=["programme", "name"], name="programme_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeWindow(models.Model):
    """The days of the programme in the year it is called after, both inclusive (Tết 2024: 20 January to 4 February)."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="windows", verbose_name=_("chương trình"))
    year = models.PositiveSmallIntegerField(_("năm"))
    first_on = models.DateField(_("từ ngày"))
    last_on = models.DateField(_("đến hết ngày"))
    source = models.CharField(_("nguồn"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("thời gian của chương trình")
        verbose_name_plural = _("thời gian của chương trình")
        constraints = [
            models.CheckConstraint(condition=Q(first_on__lte=F("last_on")), name="programme_window_has_a_day"),
            models.UniqueConstraint(fields=["programme", "year"], name="programme_window_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.year}"
