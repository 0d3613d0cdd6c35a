"""A file, or what was copied out of one."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chungtay.organizations.queries import UnitOn

ENDINGS: Final = (".xlsx", ".xls", ".csv", ".txt", ".tsv")  # .xls is opened to say how to save it anew
PASTED: Final = _("Dán từ bảng tính")


class OpenDraft(forms.Form):
    """For which unit, and what: a file or text, not both."""

    unit = forms.ChoiceField(label=_("Đơn vị nộp số liệu"))
    file = forms.FileField(
        label=_("Tệp bảng tính"), required=False, help_text=_("XLSX hoặc CSV."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={"empty": _("tệp rỗng, chưa có dòng nào.")},
    )  # fmt: skip
    pasted = forms.CharField(
        label=_("Hoặc dán từ bảng tính"), required=False, strip=False, max_length=2_000_000,
        help_text=_("Chọn các ô trong bảng tính, kể cả dòng tiêu đề, sao chép rồi dán vào đây."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, units: Sequence[UnitOn], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = [(str(unit.id), unit.name) for unit in units]  # type: ignore[attr-defined]
        if len(units) == 1:
            self.fields["unit"].initial = str(units[0].id)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if PurePath(file.name).suffix.lower() not in ENDINGS:
            raise forms.ValidationError(_("chỉ nhận tệp .xlsx hoặc .csv."))
        if file.size > settings.CHUNGTAY_IMPORT_BYTES:
            most = settings.CHUNGTAY_IMPORT_BYTES >> 20
            raise forms.ValidationError(_("tệp quá lớn; tối đa %(most)s MB."), params={"most": most})
        return file

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "file" in self.errors:
            return said
        given = [bool(said.get("file")), bool((said.get("pasted") or "").strip())]
        if sum(given) != 1:
            self.add_error(
                "file", _("chọn một tệp hoặc dán số liệu.") if not any(given) else _("chỉ dùng một trong hai cách.")
            )
        return said

    @property
    def name_and_bytes(self) -> tuple[str, bytes]:
        """What was given."""
        file = self.cleaned_data["file"]
        if file is not None:
            return file.name, file.read()
        return str(PASTED), self.cleaned_data["pasted"].strip("\r\n").encode()
