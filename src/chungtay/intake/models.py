"""Files on their way in, and what was learnt of their columns."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chungtay.intake.rules.states import DraftState


class ImportDraft(models.Model):
    """A file that one person is bringing in: where it stands and how far its present step is."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("người nhập"))
    unit = models.ForeignKey("organizations.Unit", models.CASCADE, related_name="+", verbose_name=_("đơn vị"))
    file_name = models.CharField(_("tên tệp"), max_length=255)
    digest = models.CharField(_("dấu của tệp"), max_length=64, help_text="SHA-256 of the bytes as they came")
    state = models.CharField(_("trạng thái"), max_length=8, choices=[(s.value, s.value) for s in DraftState])
    rows = models.PositiveIntegerField(_("số dòng"))
    opened_at = models.DateTimeField(_("mở lúc"))
    asked_at = models.DateTimeField(_("bắt đầu bước này lúc"), null=True, blank=True)
    partial = models.BooleanField(_("chỉ ghi các dòng đúng"), default=False)
    step = models.CharField(_("bước"), max_length=5, blank=True, help_text="check or post")
    done = models.PositiveIntegerField(_("số dòng đã xong"), default=0)
    whole = models.PositiveIntegerField(_("trong số dòng"), default=0)
    told_at = models.DateTimeField(_("báo tiến độ lúc"), null=True, blank=True)
    refused = models.PositiveIntegerField(_("dòng bị từ chối"), default=0)
    posted = models.ForeignKey(
        "exchange.Import", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lần nhập")
    )

    class Meta:
        verbose_name = _("tệp đang nhập")
        verbose_name_plural = _("tệp đang nhập")
        indexes = [models.Index(fields=["owner", "state"], name="draft_owner_state")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.file_name}"


class DraftContent(models.Model):
    """What a draft holds, sealed: the file as it came, its shape, the report of the last step."""

    draft = models.OneToOneField(ImportDraft, models.CASCADE, related_name="content", verbose_name=_("tệp đang nhập"))
    file = models.BinaryField(_("tệp"))
    shape = models.BinaryField(_("lời của người nhập về tệp"))
    report = models.BinaryField(_("kết quả bước vừa rồi"), default=bytes)

    class Meta:
        verbose_name = _("nội dung tệp đang nhập")
        verbose_name_plural = _("nội dung tệp đang nhập")

    def __str__(self) -> str:
        return str(self.draft_id)


class ColumnMapping(models.Model):
    """Meanings that people of a unit gave to columns by hand, for the next file with the same headings."""

    unit = models.ForeignKey("organizations.Unit", models.CASCADE, related_name="+", verbose_name=_("đơn vị"))
    signature = models.CharField(_("dấu của các tiêu đề"), max_length=64)
    columns = models.JSONField(_("các cột"), help_text="place of the column: what it is taken for")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("người chọn")
    )
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("cách hiểu cột")
        verbose_name_plural = _("cách hiểu cột")
        constraints = [models.UniqueConstraint(fields=["unit", "signature"], name="one_mapping_per_headings")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.signature[:8]}"
