"""Lists of blood centres, and those on them who are still to be looked at; what is personal is sealed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chungtay.blood.models import Donation, Donor
from chungtay.bloodlists.rules.states import LIST_STATE_NAMES, ListedWhy, ListState
from chungtay.organizations.models import Unit


class BloodList(models.Model):
    """A list that somebody brought in for a unit. `content` (sealed): what it holds until it is recorded.

    `columns`: meanings given by hand, for the next list with the same headings (`signature`); `outcome`: control totals;
    `filled`: donations that got their number from it; `results`: results of drives that it told; `deferred`: by day.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    centre = models.CharField(_("nơi tiếp nhận máu"), max_length=200)
    file_name = models.CharField(_("tên tệp"), max_length=255)
    digest = models.CharField(_("dấu của tệp"), max_length=64, db_index=True, help_text="SHA-256 of the bytes")
    signature = models.CharField(_("dấu của các tiêu đề"), max_length=64, db_index=True)
    columns = models.JSONField(_("các cột"), default=dict)
    state = models.CharField(
        _("tình trạng"), max_length=8, choices=[(s.value, _(n)) for s, n in LIST_STATE_NAMES.items()],
        default=ListState.OPEN,
    )  # fmt: skip
    rows = models.PositiveIntegerField(_("số dòng"))
    content = models.BinaryField(null=True)
    outcome = models.JSONField(_("tổng kiểm soát"), default=dict)
    filled = models.JSONField(default=list)
    results = models.JSONField(default=list)
    deferred = models.JSONField(default=dict)
    opened_at = models.DateTimeField(_("lúc"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    posted_at = models.DateTimeField(_("ghi lúc"), null=True, blank=True)
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True, blank=True)
    undone_because = models.CharField(_("lý do hoàn tác"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("danh sách của nơi tiếp nhận máu")
        ordering = ("-pk",)
        indexes = [models.Index(fields=["unit", "state"], name="blood_list_unit_state")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.file_name}"


class ListedDonor(models.Model):
    """Somebody on a recorded list: not found among the donors, or with a group that contradicts; or health that changed.

    `told` (sealed): whom the row names, or what was kept before; None: thrown away.
    """

    of = models.ForeignKey(BloodList, models.CASCADE, related_name="listed", verbose_name=_("danh sách"))
    row = models.PositiveIntegerField(_("dòng"))
    why = models.CharField(_("vì sao"), max_length=8, choices=[(w.value, w.value) for w in ListedWhy])
    donation = models.ForeignKey(Donation, models.PROTECT, null=True, related_name="+", verbose_name=_("lần hiến"))
    donor = models.ForeignKey(Donor, models.PROTECT, null=True, related_name="+", verbose_name=_("người hiến"))
    told = models.BinaryField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("người trong danh sách cần xem")
        ordering = ("row", "pk")

    def __str__(self) -> str:
        return f"{self.of_id} {self.row}"
