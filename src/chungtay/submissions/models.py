"""The report calendar, what units handed in, and who opened closed days again.

A submission is never deleted; once it was accepted its row stands, and what changes is a new revision.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.organizations.models import Unit
from chungtay.submissions.rules.states import CADENCE_NAMES, OWED_BY_NAMES, STATE_NAMES


class ReportType(models.Model):
    """A report that a unit asks for: how often, of whom, with which figures, by when.

    `cutoff_days`, `due_days` and `final_due_days` count from the period's last day (below 0: before it ends, an estimate;
    no final day: what was estimated stays); `lines` are "indicator" or "indicator|tag|tag", none: what the unit usually
    counts; `kinds` are kinds of unit, none: every kind.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("nơi nhận báo cáo"))
    name = models.CharField(_("tên báo cáo"), max_length=200)
    cadence = models.CharField(_("định kỳ"), max_length=20, choices=[(c.value, _(n)) for c, n in CADENCE_NAMES.items()])
    months = models.PositiveSmallIntegerField(_("số tháng"), null=True, blank=True)
    cutoff_days = models.SmallIntegerField(_("ngày chốt số liệu"), default=0)
    due_days = models.SmallIntegerField(_("hạn gửi"), default=5)
    final_due_days = models.SmallIntegerField(_("hạn gửi số chính thức"), null=True, blank=True)
    owed_by = models.CharField(_("ai nộp"), max_length=10, choices=[(o.value, _(n)) for o, n in OWED_BY_NAMES.items()])
    kinds = models.JSONField(_("loại đơn vị"), default=list, blank=True)
    lines = models.JSONField(_("số liệu"), default=list, blank=True)
    first_on = models.DateField(_("áp dụng từ ngày"))
    ended_on = models.DateField(_("thôi áp dụng từ ngày"), null=True, blank=True)
    entered_at = models.DateTimeField(_("lúc"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("loại báo cáo")
        constraints = [
            models.UniqueConstraint("unit", "name", condition=Q(ended_on=None), name="one_report_type_of_a_name"),
            models.CheckConstraint(
                condition=(
                    Q(cadence="months", months__gte=2, months__lte=11) | (~Q(cadence="months") & Q(months=None))
                ),
                name="report_type_of_n_months",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReportRound(models.Model):
    """One time that a report is due: its days, when its figures are cut off, by when it is to be there, by when the final
    figures of whoever sends an estimate."""

    type = models.ForeignKey(ReportType, models.PROTECT, related_name="rounds", verbose_name=_("loại báo cáo"))
    title = models.CharField(_("nội dung"), max_length=200, blank=True)
    first_on = models.DateField(_("từ ngày"))
    last_on = models.DateField(_("đến ngày"))
    cutoff_on = models.DateField(_("chốt số liệu ngày"))
    due_on = models.DateField(_("hạn gửi"))
    final_due_on = models.DateField(_("hạn gửi số chính thức"), null=True, blank=True)
    tags = models.CharField(_("thẻ"), max_length=300, blank=True, help_text="codes in code point order, joined by |")
    opened_at = models.DateTimeField(_("mở lúc"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(_("lý do hủy"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("kỳ báo cáo")
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(
                "type", "first_on", "last_on", "tags", condition=Q(withdrawn_because=""), name="one_round_of_a_period"
            ),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="round_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.type_id} {self.first_on}..{self.last_on}"


class Submission(models.Model):
    """A unit's report of a round, in numbered revisions.

    `figures`: the frozen answers (`documents.rules` references as JSON) and `seq`, `hash`: the ledger's position that
    they were read at; `words` by slot; `warnings`: what the checks said, with the unit's explanation of each; `on_behalf`: it
    was sent from above, because nobody of the unit itself may send (`rules.sending`).
    """

    round = models.ForeignKey(ReportRound, models.PROTECT, related_name="submissions", verbose_name=_("kỳ báo cáo"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    revision = models.PositiveSmallIntegerField(_("lần"))
    estimate = models.BooleanField(_("số ước"), default=False)
    on_behalf = models.BooleanField(_("gửi thay"), default=False)
    state = models.CharField(_("tình trạng"), max_length=10, choices=[(s.value, _(n)) for s, n in STATE_NAMES.items()])
    words = models.JSONField(_("lời báo cáo"), default=dict, blank=True)
    figures = models.JSONField(_("số liệu"), default=list, blank=True)
    warnings = models.JSONField(_("cảnh báo"), default=list, blank=True)
    seq = models.BigIntegerField(_("số bút toán"), null=True, blank=True)
    hash = models.CharField(_("mã kiểm tra"), max_length=64, blank=True)
    attested_seq = models.BigIntegerField(null=True, blank=True, help_text="the entry that attests the period")
    submitted_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("báo cáo đã nộp")
        ordering = ("round", "unit", "revision")
        constraints = [
            models.UniqueConstraint("round", "unit", "revision", name="one_submission_of_a_revision"),
            models.UniqueConstraint("round", "unit", condition=~Q(state="accepted"), name="one_submission_under_way"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_at__isnull=False, seq__isnull=False),
                name="submission_frozen_when_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.unit_id} #{self.revision}"


class SubmissionStep(models.Model):
    """What somebody did to a submission, and why; append only."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="steps")
    state = models.CharField(_("tình trạng"), max_length=10, choices=[(s.value, _(n)) for s, n in STATE_NAMES.items()])
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    taken_at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("bước xử lý báo cáo")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.submission_id} {self.state}"


class Reopening(models.Model):
    """A wish to open closed days again: one person asks, another decides. `through_on` None: nothing stays closed."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    closed_through_on = models.DateField(_("đang khóa đến ngày"))
    through_on = models.DateField(_("còn khóa đến ngày"), null=True, blank=True)
    reason = models.CharField(_("lý do"), max_length=500)
    asked_at = models.DateTimeField(_("đề nghị lúc"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    agreed = models.BooleanField(_("đồng ý"), null=True, blank=True)
    answer = models.CharField(_("ý kiến"), max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("đề nghị mở khóa")
        constraints = [
            models.UniqueConstraint("unit", condition=Q(agreed=None), name="one_reopening_under_way"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="reopening_needs_two_persons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.closed_through_on} > {self.through_on}"
