"""By which way a person wants to be told of what."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chungtay.notifications.rules import LISTED, WORDS, Channel, NoticeKind

KINDS = [(kind.value, _(WORDS[kind].name)) for kind in LISTED]


class AssignNoticeChoices(forms.Form):
    """A box for each kind and way; only the ways that the person has are asked about."""

    language = forms.ChoiceField(label=_("Ngôn ngữ của thư và thông báo đẩy"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, channels: list[Channel], **options: Any) -> None:
        super().__init__(*args, **options)
        self.channels = channels
        for channel in channels:
            self.fields[channel.value] = forms.MultipleChoiceField(choices=KINDS, required=False)

    def wanted(self) -> Mapping[Channel, list[NoticeKind]]:
        """What was ticked, by way."""
        return {channel: [NoticeKind(code) for code in self.cleaned_data[channel.value]] for channel in self.channels}
