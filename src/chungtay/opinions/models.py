"""What readers said under articles. The e-mail address is sealed; where something was sent from is kept as a digest, for a day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from chungtay.opinions.rules.states import STATE_NAMES, OpinionState
from chungtay.opinions.rules.texts import MOST_LETTERS, MOST_NAME
from chungtay.organizations.models import Unit


class Opinion(models.Model):
    """What a reader said of an article, read by the unit whose portal it is before anybody sees it.

    `token_digest`: of the link by which who sent it comes back; `text_digest`: the same words of the same article are one;
    `sent_from`: of the network address. Erased: name, text, address and digests are gone, the row stays for the audit book.
    """

    article = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("bài viết"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    name = models.CharField(_("tên"), max_length=MOST_NAME, blank=True)
    text = models.TextField(_("nội dung ý kiến"), max_length=MOST_LETTERS, blank=True)
    email = models.BinaryField(_("thư điện tử được niêm"), null=True)
    state = models.CharField(
        _("trạng thái"), max_length=10, default=OpinionState.WAITING.value,
        choices=[(state.value, _(name)) for state, name in STATE_NAMES.items()],
    )  # fmt: skip
    reason = models.CharField(_("lý do không hiện"), max_length=200, blank=True)
    token_digest = models.CharField(_("dấu của liên kết"), max_length=64, unique=True)
    text_digest = models.CharField(_("dấu của ý kiến"), max_length=64, blank=True)
    sent_from = models.CharField(_("dấu của địa chỉ mạng"), max_length=64, blank=True)
    sent_at = models.DateTimeField(_("gửi lúc"), db_index=True)
    decided_at = models.DateTimeField(_("xem lúc"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True, blank=True)
    erased_at = models.DateTimeField(_("xóa lúc"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("ý kiến bạn đọc")
        indexes = [
            models.Index(fields=["article", "state", "sent_at"], name="opinion_of_article"),
            models.Index(fields=["state", "unit", "sent_at"], name="opinion_to_read"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "text_digest"], condition=~Q(text_digest=""), name="opinion_said_once"
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(name="", text="", email=None, text_digest="", sent_from=""),
                name="erased_opinion_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
