"""The outgoing register, directives, proposals. No row is ever deleted: a paper that was called back keeps its number."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.correspondence.rules import PAPER_KINDS, PaperKind, ProposalAnswer, ReceiptKind
from chungtay.correspondence.rules.directives import DIRECTIVE_KINDS, MOST_LETTERS
from chungtay.correspondence.rules.proposals import ANSWER_WORDS, PROPOSAL_KINDS
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


def _person() -> Any:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")


def _kinds(kinds: Iterable[PaperKind]) -> list[tuple[str, Any]]:
    return [(kind.value, _(PAPER_KINDS[kind][0])) for kind in kinds]


class Directive(models.Model):
    """A plan, letter or guidance that a unit sends down. Append only: another directive replaces it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị ban hành"))
    kind = models.CharField(_("tên loại"), max_length=12, choices=_kinds(DIRECTIVE_KINDS))
    about = models.CharField(_("trích yếu"), max_length=500)
    asks = models.TextField(_("nội dung, việc yêu cầu"), max_length=MOST_LETTERS)
    programme = models.CharField(_("chương trình"), max_length=60, blank=True)
    issued_on = models.DateField(_("ngày ban hành"))
    due_on = models.DateField(_("hạn"), null=True, blank=True)
    paper = models.OneToOneField(OutgoingDocument, models.PROTECT, related_name="directive")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    issued_at = models.DateTimeField(_("ban hành lúc"))
    issued_by = _person()

    class Meta:
        verbose_name = verbose_name_plural = _("văn bản chỉ đạo")
        indexes = [models.Index(fields=["unit", "issued_on"], name="directive_by_unit_day")]

    def __str__(self) -> str:
        return self.about


class DirectiveWithdrawal(models.Model):
    """That a directive was called back, and why."""

    directive = models.OneToOneField(Directive, models.PROTECT, related_name="withdrawal")
    because = models.CharField(_("lý do rút"), max_length=300)
    at = models.DateTimeField(_("lúc"))
    by = _person()

    class Meta:
        verbose_name = verbose_name_plural = _("việc rút văn bản chỉ đạo")

    def __str__(self) -> str:
        return self.because


class DirectiveReceiver(models.Model):
    """A unit that a directive is for; it stays so when the unit ends."""

    directive = models.ForeignKey(Directive, models.PROTECT, db_index=False, related_name="receivers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị nhận"))

    class Meta:
        verbose_name = verbose_name_plural = _("đơn vị nhận văn bản chỉ đạo")
        constraints = [models.UniqueConstraint(fields=["directive", "unit"], name="directive_received_once")]

    def __str__(self) -> str:
        return f"{self.directive_id}: {self.unit_id}"


class DirectiveReceipt(models.Model):
    """One thing that happened to a directive at a unit: opened, carried out, reminded of. Append only."""

    receiver = models.ForeignKey(DirectiveReceiver, models.PROTECT, related_name="receipts")
    kind = models.CharField(_("việc"), max_length=8, choices=[(kind.value, kind.value) for kind in ReceiptKind])
    at = models.DateTimeField(_("lúc"))
    by = _person()
    done_on = models.DateField(_("ngày làm xong"), null=True, blank=True)
    text = models.CharField(_("đã làm gì"), max_length=1000, blank=True)
    on_behalf = models.BooleanField(_("ghi thay"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("hồi báo")
        constraints = [
            models.UniqueConstraint(
                fields=["receiver"], condition=Q(kind=ReceiptKind.OPENED.value), name="directive_opened_once"
            ),
            models.CheckConstraint(
                condition=Q(kind=ReceiptKind.DONE.value, done_on__isnull=False) & ~Q(text="")
                | ~Q(kind=ReceiptKind.DONE.value) & Q(done_on__isnull=True),
                name="directive_done_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receiver_id}: {self.kind}"


class DirectiveFile(models.Model):
    """A file that goes with a directive, as it came. Append only."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="files")
    name = models.CharField(_("tên tệp"), max_length=150)
    media_type = models.CharField(_("loại tệp"), max_length=100)
    size = models.PositiveIntegerField(_("dung lượng (byte)"))
    sha256 = models.CharField(_("dấu của tệp"), max_length=64)
    content = models.BinaryField(_("nội dung"))

    class Meta:
        verbose_name = verbose_name_plural = _("tệp kèm văn bản chỉ đạo")

    def __str__(self) -> str:
        return self.name


class Proposal(models.Model):
    """What a unit proposes upward, and the answer; to a unit above, or to an authority in words."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị đề xuất"))
    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("Hội cấp trên"))
    to = models.CharField(_("nơi nhận"), max_length=200, blank=True)
    kind = models.CharField(_("tên loại"), max_length=12, choices=_kinds(PROPOSAL_KINDS))
    about = models.CharField(_("trích yếu"), max_length=500)
    text = models.TextField(_("nội dung đề xuất"), max_length=MOST_LETTERS)
    programme = models.CharField(_("chương trình"), max_length=60, blank=True)
    sent_on = models.DateField(_("ngày gửi"))
    paper = models.OneToOneField(OutgoingDocument, models.PROTECT, related_name="proposal")
    submitted_at = models.DateTimeField(_("lúc"))
    submitted_by = _person()
    answer = models.CharField(
        _("trả lời"), max_length=8, default=ProposalAnswer.NONE.value,
        choices=[(answer.value, _(word)) for answer, word in ANSWER_WORDS.items()],
    )  # fmt: skip
    answered_on = models.DateField(_("ngày trả lời"), null=True, blank=True)
    answer_text = models.CharField(_("nội dung trả lời"), max_length=1000, blank=True)
    on_behalf = models.BooleanField(_("ghi thay"), default=False)
    withdrawn_because = models.CharField(_("lý do rút"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("đề xuất")
        indexes = [models.Index(fields=["unit", "sent_on"], name="proposal_by_unit_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_unit__isnull=True) & ~Q(to="") | Q(to_unit__isnull=False, to=""),
                name="proposal_to_one_authority",
            ),
            models.CheckConstraint(
                condition=Q(answer=ProposalAnswer.NONE.value, answered_on__isnull=True)
                | ~Q(answer=ProposalAnswer.NONE.value) & Q(answered_on__isnull=False),
                name="proposal_answered_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.about
