"""Questions that people kept, to ask them again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedQuestion(models.Model):
    """The address of a question under a name of its owner's; shown to the owner's unit where `shared_with` names it.

    It is no record: it counts nothing, and whoever opens it sees what that person may see.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_questions", verbose_name=_("người lưu")
    )
    name = models.CharField(_("tên câu hỏi"), max_length=120)
    address = models.TextField(_("địa chỉ"))
    shared_with = models.ForeignKey(
        "organizations.Unit", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("chia sẻ với")
    )
    saved_at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = verbose_name_plural = _("câu hỏi đã lưu")
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_question_once_per_name")]

    def __str__(self) -> str:
        return self.name
