"""Targets. A row is never changed but to say what took its place or why it was withdrawn."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.ledger.models import Indicator
from chungtay.organizations.models import Unit
from chungtay.plans.rules import BASIS_WORDS


class Target(models.Model):
    """How much of an indicator a unit is to reach in a span, on whose word. `ended_at`: replaced or withdrawn."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("chỉ tiêu"))
    first_on = models.DateField(_("từ ngày"))
    last_on = models.DateField(_("đến ngày"))
    tags = models.CharField(_("thẻ"), max_length=300, blank=True, help_text="codes in code point order, joined by |")
    value = models.BigIntegerField(_("giá trị"))
    basis = models.CharField(_("cơ sở"), max_length=10, choices=[(b.value, _(word)) for b, word in BASIS_WORDS.items()])
    set_by = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("nơi giao"))
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    paper = models.CharField(_("văn bản"), max_length=120, blank=True)
    share_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="shares")
    entered_at = models.DateTimeField(_("lúc"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced")
    withdrawn_because = models.CharField(_("lý do rút"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("chỉ tiêu được giao")
        ordering = ("indicator", "first_on", "last_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "indicator", "first_on", "last_on", "tags", "basis"],
                condition=Q(ended_at=None),
                name="one_standing_target",
            ),
            models.CheckConstraint(condition=Q(value__gt=0), name="target_above_zero"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="target_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.unit_id}: {self.value}"
