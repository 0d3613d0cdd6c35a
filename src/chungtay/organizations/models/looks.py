"""How a chapter shows itself in the product."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chungtay.organizations.models.tree import Unit


class ChapterLook(models.Model):
    """Name shown, accent, logo and whom to turn to, of a chapter; what it was before stands in the audit book."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="look", verbose_name=_("đơn vị"))
    name = models.CharField(_("tên hiển thị"), max_length=120, blank=True)
    contact = models.CharField(_("liên hệ"), max_length=200, blank=True)
    accent = models.CharField(_("màu nhấn"), max_length=7, blank=True)
    logo = models.BinaryField(_("biểu trưng"), null=True, blank=True)
    logo_digest = models.CharField(_("dấu của biểu trưng"), max_length=16, blank=True, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = _("diện mạo của Hội")

    def __str__(self) -> str:
        return self.name
