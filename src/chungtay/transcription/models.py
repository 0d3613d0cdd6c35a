"""Documents that were read, and what people said of the figures in them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chungtay.transcription.rules.states import OPEN_STATES, Answer, TranscriptState


class Transcript(models.Model):
    """A document that was read for a unit. Its name, text and bytes lie sealed in its content."""

    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, db_index=False, related_name="+", verbose_name=_("đơn vị")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người đưa vào"))
    digest = models.CharField(_("dấu của tệp"), max_length=64, help_text="SHA-256 of the bytes as they came")
    text_digest = models.CharField(_("dấu của lời văn"), max_length=64, blank=True, help_text="of the text as read")
    title_digest = models.CharField(_("dấu của tiêu đề"), max_length=64, blank=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=[(s.value, s.value) for s in TranscriptState])
    reader = models.CharField(_("phiên bản bộ đọc"), max_length=20, blank=True)
    figures = models.PositiveIntegerField(_("số con số"), default=0)
    opened_at = models.DateTimeField(_("đưa vào lúc"))
    posted_at = models.DateTimeField(_("ghi vào sổ lúc"), null=True, blank=True)
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followers", verbose_name=_("bản mới của")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("văn bản đã đọc")
        indexes = [
            models.Index(fields=["unit", "state"], name="transcript_unit_state"),
            models.Index(fields=["digest"], name="transcript_digest"),
            models.Index(fields=["text_digest"], name="transcript_text"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        """May figures of it still be confirmed?"""
        return self.state in OPEN_STATES


class TranscriptContent(models.Model):
    """What a document holds, sealed: its name and title, the bytes as they came, the text, what was read of it."""

    of = models.OneToOneField(Transcript, models.CASCADE, related_name="content", verbose_name=_("văn bản"))
    head = models.BinaryField(_("tên và tiêu đề"))
    file = models.BinaryField(_("tệp"))
    document = models.BinaryField(_("lời văn"), default=bytes)
    reading = models.BinaryField(_("những gì đọc được"), default=bytes)

    class Meta:
        verbose_name = verbose_name_plural = _("nội dung văn bản đã đọc")

    def __str__(self) -> str:
        return str(self.of_id)


class FigureAnswer(models.Model):
    """What a person said of a figure, by its place in the reading; and the entry that came of it."""

    of = models.ForeignKey(
        Transcript, models.CASCADE, db_index=False, related_name="answers", verbose_name=_("văn bản")
    )
    place = models.PositiveIntegerField(_("thứ tự trong văn bản"))
    answer = models.CharField(_("trả lời"), max_length=8, choices=[(a.value, a.value) for a in Answer])
    cell = models.JSONField(_("ô số liệu"), help_text="indicator, about, first, last, value, tags, estimate, covers")
    changed = models.BooleanField(_("khác đề xuất"), default=False)
    revision = models.PositiveIntegerField(_("lần sửa"), default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người trả lời"))
    at = models.DateTimeField(_("lúc"))
    became = models.CharField(_("trở thành"), max_length=11, blank=True)
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ghi cho đơn vị")
    )
    key = models.CharField(_("mã bản ghi"), max_length=200, blank=True)
    entry_seq = models.BigIntegerField(_("số bút toán"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("trả lời về con số")
        constraints = [models.UniqueConstraint(fields=["of", "place"], name="one_answer_per_figure")]

    def __str__(self) -> str:
        return f"{self.of_id}/{self.place}: {self.answer}"
