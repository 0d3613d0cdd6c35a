"""Emergency call-outs. Steps are append only and chained by hashes; phones and names stay sealed in `people`."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.blood.models import Donor
from chungtay.callout.rules.states import CALL_STATE_NAMES, REQUEST_STATE_NAMES, TIER_NAMES, URGENCY_NAMES
from chungtay.organizations.models import Unit
from chungtay.places.models import Area


class HospitalContact(models.Model):
    """Who may ask for blood in a hospital's name: `contact` (sealed) name and phone; verified by calling back."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị điều phối"))
    hospital = models.CharField(_("bệnh viện"), max_length=200)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("địa bàn"))
    latitude = models.FloatField(_("vĩ độ"))
    longitude = models.FloatField(_("kinh độ"))
    remote = models.BooleanField(_("vùng núi, hải đảo, xa xôi"), default=False)
    contact = models.BinaryField(null=True)
    verified_at = models.DateTimeField(_("xác minh lúc"), null=True, blank=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(_("thôi từ ngày"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("đầu mối bệnh viện")

    def __str__(self) -> str:
        return self.hospital


class Duty(models.Model):
    """A coordinator on duty for a unit: only then are phone numbers shown."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    from_at = models.DateTimeField(_("trực từ"))
    until_at = models.DateTimeField(_("trực đến"))

    class Meta:
        verbose_name = verbose_name_plural = _("ca trực điều phối")
        constraints = [models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="duty_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.user_id}"


class RosterPlace(models.Model):
    """A donor on a club's roster for a night or day."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("câu lạc bộ"))
    donor = models.ForeignKey(Donor, models.PROTECT, related_name="+")
    on = models.DateField(_("ngày trực"))

    class Meta:
        verbose_name = verbose_name_plural = _("lịch trực hiến máu")
        constraints = [models.UniqueConstraint("donor", "on", name="on_roster_once_a_day")]

    def __str__(self) -> str:
        return f"{self.donor_id} {self.on}"


class BloodRequest(models.Model):
    """What a verified hospital contact asks for; no patient's name. `need`: product, group, antigens, sex and age, boxes."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị điều phối"))
    contact = models.ForeignKey(HospitalContact, models.PROTECT, related_name="requests")
    need = models.JSONField(_("nhu cầu"))
    units = models.PositiveSmallIntegerField(_("số đơn vị"))
    urgency = models.CharField(
        _("mức khẩn"), max_length=10, choices=[(u.value, _(n)) for u, n in URGENCY_NAMES.items()]
    )
    needed_at = models.DateTimeField(_("cần trước"))
    state = models.CharField(
        _("tình trạng"), max_length=10, choices=[(s.value, _(n)) for s, n in REQUEST_STATE_NAMES.items()]
    )
    taken = models.PositiveSmallIntegerField(_("chỗ đã nhận"), default=0)
    tier = models.CharField(_("phạm vi gọi"), max_length=12, choices=[(t.value, _(n)) for t, n in TIER_NAMES.items()])
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(_("mở lúc"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("đóng lúc"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("yêu cầu máu")
        ordering = ("-opened_at", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(units__gte=1), name="request_of_a_unit_at_least"),
            models.CheckConstraint(condition=Q(state="open") | Q(closed_at__isnull=False), name="request_closed_then"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class CallWave(models.Model):
    """Donors called at once. `seen`: rule version, moment, digest of what was looked at, the order with its reasons."""

    request = models.ForeignKey(BloodRequest, models.PROTECT, related_name="waves")
    number = models.PositiveSmallIntegerField(_("đợt"))
    tier = models.CharField(_("phạm vi"), max_length=12, choices=[(t.value, _(n)) for t, n in TIER_NAMES.items()])
    seen = models.JSONField(_("căn cứ"))
    called_at = models.DateTimeField(_("lúc"))
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("đợt gọi")
        ordering = ("number",)
        constraints = [models.UniqueConstraint("request", "number", name="one_wave_of_a_number")]

    def __str__(self) -> str:
        return f"{self.request_id}.{self.number}"


class Call(models.Model):
    """One donor asked to come. `token_digest`: of the link that answers without signing in."""

    wave = models.ForeignKey(CallWave, models.PROTECT, related_name="calls")
    request = models.ForeignKey(BloodRequest, models.PROTECT, related_name="calls")
    donor = models.ForeignKey(Donor, models.PROTECT, related_name="calls")
    token_digest = models.BinaryField(max_length=32, unique=True)
    state = models.CharField(
        _("tình trạng"), max_length=16, choices=[(s.value, _(n)) for s, n in CALL_STATE_NAMES.items()]
    )
    changed_at = models.DateTimeField(_("đổi lúc"))

    class Meta:
        verbose_name = verbose_name_plural = _("lượt gọi")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint("request", "donor", name="donor_called_once_for_a_request")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.donor_id}"


class CallStep(models.Model):
    """Everything that happened in a request, in a chain: opened, called, answered, overridden, closed. Append only."""

    request = models.ForeignKey(BloodRequest, models.PROTECT, related_name="steps")
    place = models.PositiveIntegerField(_("thứ tự"))
    call = models.ForeignKey(Call, models.PROTECT, null=True, related_name="steps")
    kind = models.CharField(_("việc"), max_length=20)
    said = models.JSONField(_("nội dung"), default=dict)
    taken_at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    hash = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = verbose_name_plural = _("diễn biến gọi máu")
        ordering = ("request", "place")
        constraints = [models.UniqueConstraint("request", "place", name="one_step_at_a_place")]

    def __str__(self) -> str:
        return f"{self.request_id}.{self.place}"


class SentMessage(models.Model):
    """A message handed to a gateway: which call, by which way, what became of it. Number and text are not kept."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="messages")
    way = models.CharField(_("cách gửi"), max_length=10)
    purpose = models.CharField(_("nội dung"), max_length=16)
    state = models.CharField(_("tình trạng"), max_length=10)
    tries = models.PositiveSmallIntegerField(_("số lần thử"), default=0)
    queued_at = models.DateTimeField(_("lúc"))
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    error = models.CharField(_("lỗi"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("tin đã gửi")

    def __str__(self) -> str:
        return f"{self.call_id} {self.way}"
