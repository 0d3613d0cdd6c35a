"""Persons: what is known of them is sealed by field group; what stands in the open says nothing about anybody."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.people.rules.consents import PROOF_NAMES, PURPOSE_NAMES
from chungtay.places.models import Area


class Person(models.Model):
    """Somebody the chapter knows. `profile` (sealed): name, phone, birthday, sex, address, e-mail.

    `phone_digest`: a keyed digest of the number, to find the person again; `area`: the commune, coarse on purpose;
    `merged_into`: the same person under another row; erased: everything sealed is gone, the row stays for what points at it.
    """

    profile = models.BinaryField(null=True)
    phone_digest = models.BinaryField(max_length=32, null=True, db_index=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("địa bàn"))
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    entered_at = models.DateTimeField(_("lúc"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    erased_at = models.DateTimeField(_("xóa lúc"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("người")
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(profile=None, phone_digest=None), name="erased_person_is_empty"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="person_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Consent(models.Model):
    """A person's yes to one purpose: when, how we know, which text stood there; withdrawn: it ends then and stays."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    purpose = models.CharField(
        _("mục đích"), max_length=10, choices=[(p.value, _(n)) for p, n in PURPOSE_NAMES.items()]
    )
    proof = models.CharField(_("bằng chứng"), max_length=10, choices=[(p.value, _(n)) for p, n in PROOF_NAMES.items()])
    text = models.CharField(_("lời đã đồng ý"), max_length=500)
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)
    given_at = models.DateTimeField(_("đồng ý lúc"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("sự đồng ý")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint("person", "purpose", condition=Q(withdrawn_at=None), name="one_standing_consent")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.purpose}"
