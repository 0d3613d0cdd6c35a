"""Figures that stood in the news, with what stands behind them.

What was frozen is never changed; where a figure stands is.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chungtay.reports.models import Publication


class PublishedFigure(models.Model):
    """A figure as an article published it: one row for a block of a page and what it asks.

    `frozen`: exact numbers, which go out through `openness.rules.published.shown` alone. `seq`: the ledger's entry then.
    """

    token = models.CharField(_("mã tra cứu"), max_length=20, unique=True)
    place = models.CharField(_("bài"), max_length=60)
    block = models.CharField(_("khối trong bài"), max_length=60)
    digest = models.CharField(_("mã của câu hỏi"), max_length=32)
    question = models.JSONField(_("câu hỏi"))
    frozen = models.JSONField(_("số liệu khi đăng"))
    seq = models.BigIntegerField(_("số bút toán khi đăng"))
    address = models.CharField(_("địa chỉ bài"), max_length=600)
    title = models.CharField(_("tên bài"), max_length=300)
    stands = models.BooleanField(_("đang đăng"), default=True)
    published_at = models.DateTimeField(_("đăng lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("ai"))

    class Meta:
        verbose_name = verbose_name_plural = _("số liệu đã đăng")
        constraints = [models.UniqueConstraint("place", "block", "digest", name="one_figure_of_a_block_and_question")]

    def __str__(self) -> str:
        return self.token


class PublicReport(models.Model):
    """A published review that stands in the public archive; who took it out again stands in the audit book."""

    publication = models.OneToOneField(
        Publication, models.PROTECT, related_name="+", verbose_name=_("báo cáo đã phát hành")
    )
    opened_at = models.DateTimeField(_("đưa lên cổng lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("ai"))

    class Meta:
        verbose_name = verbose_name_plural = _("báo cáo trên cổng")

    def __str__(self) -> str:
        return str(self.publication_id)
