"""The outgoing register. Rows are never deleted: a paper that was called back keeps its number."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.correspondence.rules import PAPER_KINDS
from chungtay.organizations.models import Unit


class OutgoingDocument(models.Model):
    """A paper that leaves a unit; number, year and series once it was signed."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    kind = models.CharField(
        _("tên loại"), max_length=12, choices=[(kind.value, _(word)) for kind, (word, _short) in PAPER_KINDS.items()]
    )
    symbol = models.CharField(_("ký hiệu"), max_length=40, blank=True)
    about = models.CharField(_("trích yếu"), max_length=500)
    signer = models.CharField(_("người ký"), max_length=200, blank=True)
    recipients = models.CharField(_("nơi nhận"), max_length=500, blank=True)
    copies = models.PositiveIntegerField(_("số bản"), default=1)
    kept_by = models.CharField(_("nơi lưu"), max_length=200, blank=True)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)
    source = models.CharField(_("nguồn"), max_length=300, blank=True, db_index=True)
    entered_at = models.DateTimeField(_("ghi sổ lúc"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(_("ngày ký"), null=True, blank=True)
    year = models.PositiveIntegerField(_("năm"), null=True, blank=True)
    series = models.CharField(_("loạt số"), max_length=12, blank=True)
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    withdrawn_because = models.CharField(_("lý do hủy"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("văn bản đi")
        ordering = ("-year", "-number", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "series", "number"], name="outgoing_number_given_once"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, year__isnull=True, signed_on__isnull=True)
                | Q(number__isnull=False, year__isnull=False, signed_on__isnull=False),
                name="outgoing_numbered_when_signed",
            ),
        ]

    def __str__(self) -> str:
        return self.about
