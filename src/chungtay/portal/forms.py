"""What editors send in besides words."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from wagtail.documents.forms import BaseDocumentForm

from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.portal.formats import check_paper


class PaperForm(BaseDocumentForm):
    """A file beside an article, taken where its bytes are what its name says."""

    def clean_file(self) -> File[Any]:
        """What stands already was looked at when it came; other endings are refused by the model."""
        file: File[Any] = self.cleaned_data["file"]
        name, most = file.name or "", settings.CHUNGTAY_PAPER_BYTES
        if "file" not in self.changed_data or name.rpartition(".")[2].lower() not in settings.WAGTAILDOCS_EXTENSIONS:
            return file
        try:
            check_paper(name, file.read(most + 1), most)
        except Refusal as refusal:
            raise ValidationError(say(refusal)) from None
        file.seek(0)
        return file
