"""What people add to a review, and what was published.

Never change a row of `Publication` or `PublicationFile`: triggers refuse it. Ask the ledger for figures, never these.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ReviewMeeting(models.Model):
    """The meeting at which a scope's review of a period is given."""

    of = models.CharField(_("đơn vị hoặc cụm"), max_length=60)
    first_on = models.DateField(_("từ ngày"))
    last_on = models.DateField(_("đến ngày"))
    held_on = models.DateField(_("ngày họp"))
    part_of_day = models.CharField(_("buổi"), max_length=10, blank=True)
    place = models.CharField(_("nơi họp"), max_length=200, blank=True)
    host = models.CharField(_("đơn vị chủ trì"), max_length=200, blank=True)
    visits_place = models.CharField(_("nơi thăm hỏi"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("hội nghị của báo cáo")
        verbose_name_plural = _("hội nghị của báo cáo")
        constraints = [models.UniqueConstraint("of", "first_on", "last_on", name="one_meeting_of_a_review")]

    def __str__(self) -> str:
        return f"{self.of} {self.held_on:%d/%m/%Y}"


class ReviewWords(models.Model):
    """Own words in a slot of a review; every version stays, the latest counts."""

    of = models.CharField(_("đơn vị hoặc cụm"), max_length=60)
    first_on = models.DateField(_("từ ngày"))
    last_on = models.DateField(_("đến ngày"))
    slot = models.CharField(_("phần viết tay"), max_length=30)
    text = models.TextField(_("nội dung"), blank=True)
    written_at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("phần viết tay của báo cáo")
        verbose_name_plural = _("phần viết tay của báo cáo")
        indexes = [models.Index(fields=["of", "first_on", "last_on"], name="words_of_a_review")]

    def __str__(self) -> str:
        return f"{self.of} {self.slot}"


class Publication(models.Model):
    """A review as it was published: its figures and the position of the ledger that they were read at."""

    of = models.CharField(_("đơn vị hoặc cụm"), max_length=60)
    first_on = models.DateField(_("từ ngày"))
    last_on = models.DateField(_("đến ngày"))
    title = models.CharField(_("tên báo cáo"), max_length=300)
    published_at = models.DateTimeField(_("phát hành lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    seq = models.BigIntegerField(_("số bút toán"), help_text="the ledger's last entry when the figures were read")
    hash = models.CharField(_("mã kiểm tra"), max_length=64, help_text="hash of that entry (hex)")
    figures = models.JSONField(_("số liệu"), help_text="every printed figure with its question and its answer then")

    class Meta:
        verbose_name = _("báo cáo đã phát hành")
        verbose_name_plural = _("báo cáo đã phát hành")
        indexes = [models.Index(fields=["of", "first_on", "last_on"], name="publication_of_a_review")]
        constraints = [
            models.CheckConstraint(condition=Q(first_on__lte=F("last_on")), name="publication_begins_before_it_ends")
        ]

    def __str__(self) -> str:
        return self.title


class PublicationFile(models.Model):
    """One form of a published review, byte by byte."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="files")
    format = models.CharField(_("định dạng"), max_length=10)
    content = models.BinaryField(_("nội dung"))
    sha256 = models.CharField(_("mã băm"), max_length=64)

    class Meta:
        verbose_name = _("tệp đã phát hành")
        verbose_name_plural = _("tệp đã phát hành")
        constraints = [models.UniqueConstraint("publication", "format", name="one_file_of_a_format")]

    def __str__(self) -> str:
        return f"{self.publication_id}.{self.format}"
