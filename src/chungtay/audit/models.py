"""The audit book: who did what, when, to which object. Write through `audit.actions.note` only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditHead(models.Model):
    """The one row that noting locks: how many lines there are, and the chained hash of all of them, in order of id."""

    lines = models.BigIntegerField(default=0)
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.lines)


class AuditLine(models.Model):
    """One line of the audit book.

    Append only: triggers of migration 0001 refuse UPDATE, DELETE and TRUNCATE. `by` is null when the machine acted
    (a command, a background job); `by_name` keeps the name as it was then. The object is named by its type
    (lower_snake, e.g. `delivery`) and its id as text, never by a foreign key, so that any app may leave a line.
    """

    at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người")
    )
    by_name = models.CharField(_("tên người làm"), max_length=200, blank=True)
    action = models.CharField(_("việc"), max_length=60)
    object_type = models.CharField(_("loại đối tượng"), max_length=60)
    object_id = models.CharField(_("mã đối tượng"), max_length=100)
    text = models.TextField(_("nội dung"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("dòng nhật ký")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="audit_line_object"),
            models.Index(fields=["at"], name="audit_line_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.by_name or 'máy'}: {self.action} {self.object_type} {self.object_id}"
