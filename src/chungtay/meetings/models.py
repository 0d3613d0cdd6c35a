"""Meetings, their papers and minutes, and what was concluded. What was said of a conclusion is kept step by step."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.ledger.models import Indicator
from chungtay.meetings.rules.states import (
    CONCLUSION_KIND_NAMES,
    CONCLUSION_STATE_NAMES,
    MEETING_KIND_NAMES,
    MEETING_STATE_NAMES,
)
from chungtay.organizations.models import Unit


class Meeting(models.Model):
    """A meeting of a cluster, or of a unit with those below it, and the period that it looks back on."""

    of = models.CharField(_("đơn vị hoặc cụm"), max_length=60)
    kind = models.CharField(_("loại"), max_length=10, choices=[(k.value, _(n)) for k, n in MEETING_KIND_NAMES.items()])
    title = models.CharField(_("tên hội nghị"), max_length=300)
    first_on = models.DateField(_("kỳ từ ngày"))
    last_on = models.DateField(_("kỳ đến ngày"))
    held_on = models.DateField(_("ngày họp"))
    part_of_day = models.CharField(_("buổi"), max_length=10, blank=True)
    begins = models.TimeField(_("giờ bắt đầu"), null=True, blank=True)
    ends = models.TimeField(_("giờ kết thúc"), null=True, blank=True)
    place = models.CharField(_("nơi họp"), max_length=200, blank=True)
    host = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị chủ trì"))
    host_called = models.CharField(_("tên đơn vị chủ trì ghi trong văn bản"), max_length=200, blank=True)
    chair = models.CharField(_("người chủ trì"), max_length=200, blank=True)
    secretary = models.CharField(_("thư ký"), max_length=200, blank=True)
    visits_place = models.CharField(_("nơi thăm hỏi"), max_length=200, blank=True)
    state = models.CharField(
        _("tình trạng"), max_length=10, choices=[(s.value, _(n)) for s, n in MEETING_STATE_NAMES.items()]
    )
    heard_up_to = models.BigIntegerField(
        null=True, blank=True, help_text="closed: the last step of conclusions that was written by then"
    )
    closed_seq = models.BigIntegerField(null=True, blank=True, help_text="closed: the last entry of the ledger by then")
    closed_figures = models.JSONField(default=dict, help_text="closed: by conclusion the figure that was told")
    called_at = models.DateTimeField(_("lập lúc"))
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancelled_because = models.CharField(_("lý do hủy"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("hội nghị")
        ordering = ("-held_on", "-pk")
        indexes = [models.Index(fields=["of", "held_on"], name="meetings_of_a_scope")]
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="meeting_period_in_order"),
            models.UniqueConstraint(
                "of", "kind", "held_on", condition=~Q(state="cancelled"), name="one_meeting_of_a_kind_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Invitation(models.Model):
    """A unit (or a guest, in words) asked to a meeting; `attended` None: nobody has said yet."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị"))
    guest = models.CharField(_("khách mời"), max_length=200, blank=True)
    delegates = models.CharField(_("đại biểu"), max_length=500, blank=True)
    attended = models.BooleanField(_("có mặt"), null=True, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("thành phần mời họp")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint("meeting", "unit", condition=Q(unit__isnull=False), name="unit_invited_once"),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, guest="") | (Q(unit=None) & ~Q(guest="")), name="unit_or_guest_invited"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.unit_id or self.guest}"


class AgendaItem(models.Model):
    """One point of the programme of a meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda")
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.CharField(_("nội dung"), max_length=300)
    presenter = models.CharField(_("người trình bày"), max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(_("số phút"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("chương trình hội nghị")
        ordering = ("position",)
        constraints = [models.UniqueConstraint("meeting", "position", name="agenda_in_order")]

    def __str__(self) -> str:
        return self.title


class MemberPaper(models.Model):
    """A member's own paper (tham luận); every version stays, the latest counts, an empty text takes it back."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    title = models.CharField(_("tên tham luận"), max_length=300)
    text = models.TextField(_("nội dung"), blank=True)
    written_at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("tham luận")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title


class Minutes(models.Model):
    """What was said, by part of the minutes (`words` by slot); every version stays, the latest counts."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    words = models.JSONField(_("nội dung"), default=dict)
    written_at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("biên bản")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.meeting_id} #{self.pk}"


class Conclusion(models.Model):
    """What a meeting decided: who does it by when; with an indicator and a value its state can be computed."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="conclusions")
    kind = models.CharField(
        _("loại"), max_length=10, choices=[(k.value, _(n)) for k, n in CONCLUSION_KIND_NAMES.items()]
    )
    text = models.CharField(_("nội dung"), max_length=1000)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị thực hiện"))
    due_on = models.DateField(_("hạn"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+")
    tags = models.CharField(_("thẻ"), max_length=300, blank=True, help_text="codes in code point order, joined by |")
    value = models.BigIntegerField(_("giá trị cần đạt"), null=True, blank=True)
    since_on = models.DateField(_("tính từ ngày"), null=True, blank=True, help_text="none: from the meeting's day")
    is_of_all = models.BooleanField(_("tính chung cả cụm, cả đơn vị"), default=False)
    entered_at = models.DateTimeField(_("lúc"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("kết luận hội nghị")
        ordering = ("meeting", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(indicator=None, value=None) | Q(indicator__isnull=False, value__gt=0),
                name="conclusion_measured_whole",
            )
        ]

    def __str__(self) -> str:
        return self.text


class ConclusionStep(models.Model):
    """What was said of a conclusion, at a meeting or between two; append only. The last one says how it stands."""

    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="steps")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="steps")
    state = models.CharField(
        _("tình trạng"), max_length=10, choices=[(s.value, _(n)) for s, n in CONCLUSION_STATE_NAMES.items()]
    )
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("hạn mới"), null=True, blank=True)
    taken_at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("tình hình thực hiện kết luận")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.conclusion_id} {self.state}"
