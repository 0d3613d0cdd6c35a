"""Donors, drives and donations. What health and person say is sealed; days, bags and states stand in the open."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.blood.rules.states import DRIVE_STATE_NAMES, SIGN_UP_STATE_NAMES
from chungtay.organizations.models import Unit
from chungtay.people.models import Person
from chungtay.places.models import Area


class Donor(models.Model):
    """A person who gives blood, enrolled by a unit (a club, a commune) or by the person.

    `health` (sealed): ABO, RhD and whether a centre confirmed them, weight, typing, haemoglobin, deferrals; `token`: the
    address of the own page, random; `returns_on`: does not want to be asked before; `erasure_asked_at`: the donor asked
    by the own page that everything is erased, which a coordinator does (a link may be in wrong hands).
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="donor")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("câu lạc bộ, đơn vị"))
    token = models.CharField(max_length=22, unique=True)
    health = models.BinaryField(null=True)
    active = models.BooleanField(_("đang tham gia"), default=True)
    returns_on = models.DateField(_("tạm nghỉ đến"), null=True, blank=True)
    night_ok = models.BooleanField(_("gọi được ban đêm"), default=False)
    erasure_asked_at = models.DateTimeField(_("đề nghị xóa lúc"), null=True, blank=True)
    entered_at = models.DateTimeField(_("lúc"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(_("đổi lúc"), db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = _("người hiến máu")

    def __str__(self) -> str:
        return f"#{self.pk}"


class Campaign(models.Model):
    """Drives under one name (Lễ hội Xuân hồng, Giọt hồng đất mỏ) in a span of days."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị tổ chức"))
    name = models.CharField(_("tên chiến dịch"), max_length=200)
    first_on = models.DateField(_("từ ngày"))
    last_on = models.DateField(_("đến ngày"))
    programme = models.CharField(_("chương trình"), max_length=60, blank=True)
    entered_at = models.DateTimeField(_("lúc"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("chiến dịch hiến máu")
        constraints = [models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="campaign_days_in_order")]

    def __str__(self) -> str:
        return self.name


class Drive(models.Model):
    """A day of giving blood at a place; `slots`: [start "07:30", places]; `token`: the address of its public sign-up."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị tổ chức"))
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="drives")
    name = models.CharField(_("tên đợt"), max_length=200)
    held_on = models.DateField(_("ngày"))
    place = models.CharField(_("địa điểm"), max_length=200)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("địa bàn"))
    quota = models.PositiveIntegerField(_("chỉ tiêu (đơn vị máu)"), null=True, blank=True)
    slots = models.JSONField(_("khung giờ"), default=list, blank=True)
    partners = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("đơn vị phối hợp"))
    centre = models.CharField(_("nơi tiếp nhận máu"), max_length=200, blank=True)
    token = models.CharField(max_length=22, unique=True)
    state = models.CharField(
        _("tình trạng"), max_length=10, choices=[(s.value, _(n)) for s, n in DRIVE_STATE_NAMES.items()]
    )
    cancelled_because = models.CharField(_("lý do hủy"), max_length=300, blank=True)
    entered_at = models.DateTimeField(_("lúc"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("đợt hiến máu")
        ordering = ("-held_on", "-pk")

    def __str__(self) -> str:
        return self.name


class SignUp(models.Model):
    """A donor at a drive, and how far the donor came through it."""

    drive = models.ForeignKey(Drive, models.PROTECT, related_name="sign_ups")
    donor = models.ForeignKey(Donor, models.PROTECT, related_name="sign_ups")
    slot = models.CharField(_("khung giờ"), max_length=5, blank=True)
    state = models.CharField(
        _("tình trạng"), max_length=10, choices=[(s.value, _(n)) for s, n in SIGN_UP_STATE_NAMES.items()]
    )
    cause = models.CharField(_("lý do tạm hoãn"), max_length=40, blank=True)
    signed_at = models.DateTimeField(_("đăng ký lúc"))
    changed_at = models.DateTimeField(_("đổi lúc"))

    class Meta:
        verbose_name = verbose_name_plural = _("lượt đăng ký hiến máu")
        constraints = [models.UniqueConstraint("drive", "donor", name="one_sign_up_of_a_donor")]

    def __str__(self) -> str:
        return f"{self.drive_id} {self.donor_id}"


class DriveResult(models.Model):
    """A drive's result as told, the latest counts; `entry`: the ledger's entry. Bags by volume in ml."""

    drive = models.ForeignKey(Drive, models.PROTECT, related_name="results")
    registered = models.PositiveIntegerField(_("đăng ký"))
    came = models.PositiveIntegerField(_("tham gia"))
    eligible = models.PositiveIntegerField(_("đủ điều kiện"))
    donated = models.PositiveIntegerField(_("hiến"))
    bags = models.JSONField(_("túi máu theo thể tích"), default=dict)
    entry = models.BigIntegerField(_("bút toán"), null=True)
    told_at = models.DateTimeField(_("lúc"))
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("kết quả đợt hiến máu")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(came__lte=F("registered"), eligible__lte=F("came"), donated__lte=F("eligible")),
                name="funnel_only_narrows",
            )
        ]

    def __str__(self) -> str:
        return f"{self.drive_id}: {self.donated}"


class Donation(models.Model):
    """Blood given on a day. `donor` None: from a centre's list, nobody found yet; `flagged`: inside the interval, kept."""

    donor = models.ForeignKey(Donor, models.PROTECT, null=True, blank=True, related_name="donations")
    drive = models.ForeignKey(Drive, models.PROTECT, null=True, blank=True, related_name="donations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    given_on = models.DateField(_("ngày hiến"))
    component = models.CharField(_("thành phần"), max_length=20)
    ml = models.PositiveSmallIntegerField(_("thể tích (ml)"))
    number = models.CharField(_("mã đơn vị máu"), max_length=20, blank=True)
    emergency = models.BooleanField(_("hiến khẩn cấp"), default=False)
    flagged = models.BooleanField(_("cần xem lại"), default=False)
    source = models.CharField(_("nguồn"), max_length=120, blank=True, db_index=True)
    withdrawn_because = models.CharField(_("lý do rút"), max_length=300, blank=True)
    entered_at = models.DateTimeField(_("lúc"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("lần hiến máu")
        ordering = ("given_on", "pk")
        constraints = [
            models.UniqueConstraint(
                "number", condition=~Q(number="") & Q(withdrawn_because=""), name="donation_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.given_on} {self.component} {self.ml}"


class HonourGiven(models.Model):
    """An honour handed to a donor: the tier by its name then and by its least number of donations.

    `unit`, `record_key`: the ledger's record of the handing-over, of all donors of the unit who were honoured with it.
    """

    donor = models.ForeignKey(Donor, models.PROTECT, related_name="honours")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    tier = models.CharField(_("mức"), max_length=60)
    least = models.PositiveSmallIntegerField(_("từ số lần"))
    donations = models.PositiveSmallIntegerField(_("số lần hiến"))
    given_on = models.DateField(_("ngày trao"))
    paper = models.CharField(_("quyết định"), max_length=120, blank=True)
    record_key = models.CharField(_("khóa bản ghi"), max_length=40, db_index=True)
    withdrawn_because = models.CharField(_("lý do rút"), max_length=300, blank=True)
    entered_at = models.DateTimeField(_("lúc"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("tôn vinh đã trao")
        constraints = [
            models.UniqueConstraint(
                fields=["donor", "least"], condition=Q(withdrawn_because=""), name="one_honour_of_a_tier"
            )
        ]

    def __str__(self) -> str:
        return f"{self.donor_id} {self.tier}"


class HonourTable(models.Model):
    """A province's own tiers from a day on: [[least, name], ...]; without one the committed table holds."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("tỉnh"))
    first_on = models.DateField(_("từ ngày"))
    tiers = models.JSONField(_("các mức"))
    source = models.CharField(_("văn bản"), max_length=200)
    entered_at = models.DateTimeField(_("lúc"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("bảng mức tôn vinh")
        constraints = [models.UniqueConstraint("unit", "first_on", name="one_honour_table_of_a_day")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.first_on}"


class RuleLayer(models.Model):
    """Rules that a province or a collecting site lays over the national ones from a day on (`data/rules.json`)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    site = models.CharField(_("nơi tiếp nhận máu"), max_length=200, blank=True)
    version = models.CharField(_("phiên bản"), max_length=40)
    first_on = models.DateField(_("từ ngày"))
    rules = models.JSONField(_("quy tắc"))
    source = models.CharField(_("văn bản"), max_length=200)
    entered_at = models.DateTimeField(_("lúc"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("quy tắc riêng")
        constraints = [models.UniqueConstraint("unit", "site", "version", name="one_layer_of_a_version")]

    def __str__(self) -> str:
        return self.version
