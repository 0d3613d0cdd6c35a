"""What leaders said about entries, what still waits for their word, and how far each of them has looked.

`Approval` is append only. `Waiting` is a list kept beside it, so that a queue need not read the whole book: entries up
to `WaitingMark.seq` that were not approved; what came after the mark is read from the book itself.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.records.rules import ApprovalState

SAID = [(state.value, state.value) for state in (ApprovalState.RETURNED, ApprovalState.APPROVED)]


class Approval(models.Model):
    """A leader's word about an entry: returned with a reason, or approved; each at most once."""

    pk = models.CompositePrimaryKey("entry_seq", "state")
    entry_seq = models.BigIntegerField(_("số bút toán"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=SAID)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("người duyệt"),
    )
    at = models.DateTimeField(_("lúc"))
    reason = models.TextField(_("lý do"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("lời duyệt")
        indexes = [
            models.Index(
                fields=["entry_seq"], condition=Q(state=ApprovalState.RETURNED.value), name="approval_returned"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ApprovalState.RETURNED.value) | ~Q(reason=""), name="return_has_its_reason"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.entry_seq} {self.state}"


class WaitingMark(models.Model):
    """The one row: up to which entry `Waiting` is complete."""

    seq = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.seq)


class Waiting(models.Model):
    """An entry up to the mark that nobody has approved; it may no longer stand."""

    entry_seq = models.BigIntegerField(primary_key=True)
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, db_constraint=False, related_name="+", verbose_name=_("đơn vị")
    )

    def __str__(self) -> str:
        return f"#{self.entry_seq}"


class LastLook(models.Model):
    """Up to which entry a leader has looked at what came in."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    seq = models.BigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id}: #{self.seq}"
