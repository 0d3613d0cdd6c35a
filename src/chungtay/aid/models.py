"""Deliveries: what `ledger` does not hold of a record (partners, giver, place, lines).

Do not sum anything here: numbers stand in the ledger; ask `figures.queries.figures`. A correction leaves the old
version in place (`replaced`) and adds a new one; title and note live in the ledger's entry.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.aid.rules import DeliveryState, EvidenceState, ValueKind, Work
from chungtay.aid.rules.worth import HOME_CURRENCY


class Delivery(models.Model):
    """One version of a delivery or activity of its owner unit, under the unit's key."""

    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, db_index=False, related_name="deliveries", verbose_name=_("đơn vị")
    )
    key = models.CharField(_("mã bản ghi"), max_length=200)
    since_on = models.DateField(_("từ ngày"), null=True, blank=True)
    occurred_on = models.DateField(_("ngày"))
    work = models.CharField(_("loại việc"), max_length=12, choices=[(w.value, w.value) for w in Work])
    place = models.ForeignKey(
        "places.Area", models.PROTECT, null=True, blank=True, related_name="deliveries", verbose_name=_("nơi trao")
    )
    giver = models.CharField(_("người tặng"), max_length=300, blank=True)
    turns = models.PositiveBigIntegerField(_("lượt người"), null=True, blank=True)
    households = models.PositiveBigIntegerField(_("số hộ"), null=True, blank=True)
    count = models.PositiveBigIntegerField(_("số lượng"), null=True, blank=True)
    groups = models.CharField(_("nhóm được giúp"), max_length=200, blank=True, help_text="codes, joined by |")
    entry_seq = models.BigIntegerField(_("số bút toán"), db_index=True, help_text="the ledger entry of this version")
    state = models.CharField(_("trạng thái"), max_length=10, choices=[(s.value, s.value) for s in DeliveryState])
    partners = models.ManyToManyField(
        "organizations.Unit", related_name="partnered_deliveries", blank=True, verbose_name=_("đơn vị phối hợp")
    )

    class Meta:
        verbose_name = _("hoạt động trợ giúp")
        verbose_name_plural = _("hoạt động trợ giúp")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "key"], condition=Q(state=DeliveryState.STANDING.value), name="delivery_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(since_on__isnull=True) | Q(since_on__lte=F("occurred_on")),
                name="delivery_begins_before_it_ends",
            ),
        ]
        indexes = [models.Index(fields=["unit", "occurred_on"], name="delivery_by_day")]

    def __str__(self) -> str:
        return f"{self.key} ({self.occurred_on:%d/%m/%Y})"


class DeliveryLine(models.Model):
    """One thing given: goods, services, labour days by quantity and price, or cash in its currency."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="lines", verbose_name=_("hoạt động"))
    kind = models.CharField(_("loại trị giá"), max_length=10, choices=[(k.value, k.value) for k in ValueKind])
    item = models.CharField(_("tên hàng, việc"), max_length=200, blank=True)
    quantity = models.PositiveBigIntegerField(_("số lượng"), default=0)
    quantity_scale = models.PositiveSmallIntegerField(default=0, help_text="the number is the quantity times 10**scale")
    unit_word = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    unit_price = models.PositiveBigIntegerField(_("đơn giá (đồng)"), default=0)
    price_source = models.CharField(_("nguồn giá"), max_length=200, blank=True)
    amount = models.PositiveBigIntegerField(_("số tiền"), default=0)
    amount_scale = models.PositiveSmallIntegerField(default=0, help_text="the number is the amount times 10**scale")
    currency = models.CharField(_("loại tiền"), max_length=3, default=HOME_CURRENCY)
    rate = models.PositiveBigIntegerField(_("tỷ giá"), null=True, blank=True, help_text="đồng for one, times 10**4")
    counts_as = models.CharField(_("tính vào chỉ tiêu"), max_length=60, blank=True)
    value = models.PositiveBigIntegerField(_("thành tiền (đồng)"), default=0)

    class Meta:
        verbose_name = _("dòng")
        verbose_name_plural = _("dòng")

    def __str__(self) -> str:
        return self.item or self.kind


class Evidence(models.Model):
    """A photo of what a record tells, under the record's key, so that it stays when the record is corrected.

    The picture itself lies sealed in the data folder, under its digest. Nothing here changes but the state.
    """

    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, db_index=False, related_name="evidence", verbose_name=_("đơn vị")
    )
    key = models.CharField(_("mã bản ghi"), max_length=200)
    digest = models.CharField(_("dấu của ảnh"), max_length=64, help_text="SHA-256 of the picture, in hexadecimal")
    media_type = models.CharField(_("loại tệp"), max_length=40)
    size = models.PositiveIntegerField(_("dung lượng (byte)"))
    width = models.PositiveIntegerField(_("rộng (điểm ảnh)"))
    height = models.PositiveIntegerField(_("cao (điểm ảnh)"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người thêm")
    )
    at = models.DateTimeField(_("lúc"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=[(s.value, s.value) for s in EvidenceState])

    class Meta:
        verbose_name = verbose_name_plural = _("ảnh minh chứng")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "key", "digest"],
                condition=Q(state=EvidenceState.STANDING.value),
                name="evidence_stands_once",
            )
        ]
        indexes = [models.Index(fields=["digest"], name="evidence_by_digest")]

    def __str__(self) -> str:
        return f"{self.key} ({self.at:%d/%m/%Y})"
