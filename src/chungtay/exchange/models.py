"""Imports: what came in from which file, and which entries of the ledger it made, so that it can be undone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chungtay.exchange.rules.outcomes import ImportState


class Import(models.Model):
    """One file that was posted, wholly (`posted`), partly (`open`: resumed by giving the file again), or `undone`."""

    file_name = models.CharField(_("tên tệp"), max_length=255)
    digest = models.CharField(_("dấu của tệp"), max_length=64, db_index=True, help_text="SHA-256 of the bytes")
    state = models.CharField(_("trạng thái"), max_length=8, choices=[(s.value, s.value) for s in ImportState])
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người nhập")
    )
    started_at = models.DateTimeField(_("bắt đầu lúc"))
    ended_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True, blank=True)
    rows = models.PositiveIntegerField(_("số dòng"))
    posted_rows = models.PositiveIntegerField(_("số dòng đã ghi"), default=0, help_text="good rows dealt with so far")
    accepted = models.PositiveIntegerField(_("dòng mới"), default=0)
    corrected = models.PositiveIntegerField(_("dòng sửa"), default=0)
    already = models.PositiveIntegerField(_("dòng đã có"), default=0)
    refused = models.PositiveIntegerField(_("dòng bị từ chối"), default=0)
    totals = models.JSONField(_("tổng kiểm soát"), default=dict, help_text="code: before, delta, after")

    class Meta:
        verbose_name = _("lần nhập tệp")
        verbose_name_plural = _("lần nhập tệp")

    def __str__(self) -> str:
        return f"{self.pk}: {self.file_name}"


class ImportChunk(models.Model):
    """A part of an import that was posted in one transaction: the ledger entries from first to last are its own."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="chunks", verbose_name=_("lần nhập"))
    first_seq = models.BigIntegerField(_("bút toán đầu"))
    last_seq = models.BigIntegerField(_("bút toán cuối"))
    rows = models.PositiveIntegerField(_("số dòng"))

    class Meta:
        verbose_name = _("phần đã nhập")
        verbose_name_plural = _("phần đã nhập")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.first_seq}-{self.last_seq}"
