"""Papers of the outgoing register, directives, proposals: shape and wording."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.correspondence.models import OutgoingDocument
from chungtay.correspondence.queries.outgoing import number_on_paper
from chungtay.correspondence.rules import PAPER_KINDS, Audience, OutgoingDraft, PaperKind, ProposalAnswer, ProposalDraft
from chungtay.correspondence.rules.directives import AUDIENCE_WORDS, DIRECTIVE_KINDS, MOST_LETTERS
from chungtay.correspondence.rules.proposals import ANSWER_WORDS, AUTHORITIES, PROPOSAL_KINDS
from chungtay.design.forms import DayField
from chungtay.organizations.queries import ClusterOn, UnitOn
from chungtay.organizations.rules import KIND_NAMES, UnitKind
from chungtay.programmes.queries import ProgrammeOn


def _long(label: Any, most: int, *, rows: int = 3, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget)


class RecordOutgoing(forms.Form):
    """What the register says of a paper (Decree 30/2020, annex IV)."""

    kind = forms.ChoiceField(
        label=_("Tên loại"), choices=lambda: [(k.value, gettext(word)) for k, (word, _short) in PAPER_KINDS.items()]
    )

    symbol = forms.CharField(label=_("Ký hiệu"), max_length=40, required=False, help_text=_("Ví dụ: BC-CTĐ"))
    about = _long(_("Trích yếu nội dung"), 500, rows=2)
    signer = forms.CharField(label=_("Người ký"), max_length=200, required=False)
    recipients = forms.CharField(label=_("Nơi nhận"), max_length=500, required=False)
    copies = forms.IntegerField(label=_("Số bản"), min_value=1, max_value=10_000, initial=1)
    kept_by = forms.CharField(label=_("Đơn vị, người nhận bản lưu"), max_length=200, required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)
    source = forms.RegexField(r"^/(?!/)[\w/.\-?=&%]*$", max_length=300, required=False, widget=forms.HiddenInput)

    def draft(self, unit_id: int) -> OutgoingDraft:
        """The paper of that unit."""
        told = self.cleaned_data
        return OutgoingDraft(**{**told, "unit_id": unit_id, "kind": PaperKind(told["kind"])})


class AssignNumber(forms.Form):
    """The day of signature and the number that the paper got."""

    signed_on = DayField(_("Ngày ký"))
    number = forms.IntegerField(label=_("Số văn bản"), min_value=1, max_value=99_999)


class WithdrawOutgoing(forms.Form):
    """Why the paper is called back."""

    reason = forms.CharField(label=_("Lý do hủy"), max_length=300)


class AskRegister(forms.Form):
    """Which unit's register of which year."""

    of = forms.CharField(label=_("Đơn vị"), max_length=60, required=False)
    year = forms.IntegerField(label=_("Năm"), min_value=1946, max_value=2100, required=False)


class AskSent(forms.Form):
    """Whose directives and proposals, of which days (`from`, `to`)."""

    of = forms.CharField(label=_("Đơn vị"), max_length=60, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["from"] = DayField(_("Từ ngày"), required=False)
        self.fields["to"] = DayField(_("Đến ngày"), required=False)

    def period(self, today: date) -> tuple[date, date]:
        """The days asked for; all up to today where none is named."""
        return self.cleaned_data["from"] or date.min, self.cleaned_data["to"] or today


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; becomes (name, bytes) each, no more files and bytes than a little beyond what is accepted."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, widget=_Files(attrs={"accept": ".docx,.xlsx,.pdf,.jpg,.jpeg,.png"}))

    def clean(self, data: Any, initial: Any = None) -> Any:
        files: list[Any] = data if isinstance(data, list) else [data] if data else []
        most, some = settings.CHUNGTAY_ATTACHMENT_BYTES + 1, files[: settings.CHUNGTAY_ATTACHMENTS + 1]
        return [(file.name, file.read(most)) for file in some]


class _Sent(forms.Form):
    """What a directive and a proposal have in common."""

    kind = forms.ChoiceField(label=_("Tên loại"))
    about = _long(_("Trích yếu nội dung"), 500, rows=2)
    programme = forms.ChoiceField(label=_("Thuộc chương trình"), required=False)
    paper = forms.TypedChoiceField(
        label=_("Trong sổ văn bản đi"), required=False, coerce=int, empty_value=None,
        help_text=_("Ghi vào sổ rồi, ký xong văn thư cấp số."),
    )  # fmt: skip

    def _offer(
        self, kinds: Iterable[PaperKind], programmes: Iterable[ProgrammeOn], papers: Iterable[OutgoingDocument]
    ) -> None:
        told = [(paper.pk, f"{number_on_paper(paper) or gettext('chờ cấp số')}: {paper.about}") for paper in papers]
        self.choose("kind", [(kind.value, gettext(PAPER_KINDS[kind][0])) for kind in kinds])
        self.choose(
            "programme", [("", gettext("Không thuộc chương trình nào")), *((p.code, p.name) for p in programmes)]
        )
        self.choose("paper", [("", gettext("Ghi mới vào sổ")), *told])

    def choose(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        """What a field offers."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


class IssueDirective(_Sent):
    """A directive: what it is and asks, for whom, until when."""

    asks = _long(_("Nội dung, việc yêu cầu"), MOST_LETTERS, rows=6)
    audience = forms.ChoiceField(label=_("Gửi cho"), widget=forms.RadioSelect, initial=Audience.BELOW.value)
    unit_kind = forms.ChoiceField(label=_("Loại đơn vị"), required=False)
    cluster = forms.ChoiceField(label=_("Cụm"), required=False)
    units = forms.MultipleChoiceField(label=_("Đơn vị"), required=False, widget=forms.CheckboxSelectMultiple)
    issued_on = DayField(_("Ngày ban hành"))
    ended_too = forms.BooleanField(label=_("Chỉ ghi lại văn bản đã gửi từ trước"), required=False)
    due_on = DayField(_("Hạn thực hiện"), required=False)
    attached = FilesField(
        label=_("Tệp kèm theo"), required=False, help_text=_("DOCX, PDF, XLSX, JPG, PNG; chọn được nhiều tệp.")
    )
    field_order = ("kind", "about", "asks", "audience", "unit_kind", "cluster", "units", "issued_on", "due_on")

    def __init__(
        self, *args: Any, below: Iterable[UnitOn], unit_kinds: Collection[UnitKind], clusters: Collection[ClusterOn],
        programmes: Iterable[ProgrammeOn], papers: Iterable[OutgoingDocument], **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self._offer(DIRECTIVE_KINDS, programmes, papers)
        offered = {Audience.KIND: bool(unit_kinds), Audience.CLUSTER: bool(clusters)}
        words = [(one.value, gettext(word)) for one, word in AUDIENCE_WORDS.items() if offered.get(one, True)]
        self.choose("audience", words)
        self.choose("unit_kind", [(kind.value, gettext(KIND_NAMES[kind])) for kind in unit_kinds])
        self.choose("cluster", [(cluster.code, cluster.name) for cluster in clusters])
        self.choose("units", [(unit.code, unit.name) for unit in below])

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("audience") == Audience.LIST and not told.get("units"):
            self.add_error("units", gettext("chọn ít nhất một đơn vị."))
        return told


class RecordDirectiveDone(forms.Form):
    """What a receiving unit (`unit`) did, and when."""

    text = _long(_("Đã làm gì"), 1000)
    done_on = DayField(_("Ngày làm xong"))

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"] = forms.ChoiceField(label=_("Đơn vị"), choices=units)


class WithdrawSent(forms.Form):
    """Why a directive or a proposal is taken back."""

    reason = forms.CharField(label=_("Lý do rút"), max_length=300)


class SubmitProposal(_Sent):
    """A proposal: to whom, what."""

    to_unit = forms.TypedChoiceField(label=_("Gửi Hội cấp trên"), required=False, coerce=int, empty_value=None)
    to = forms.CharField(
        label=_("Hoặc nơi khác"), max_length=200, required=False, help_text=_("Ví dụ: Thị ủy, Ủy ban nhân dân thị xã"),
        widget=forms.TextInput(attrs={"list": "authorities", "autocomplete": "off"}),
    )  # fmt: skip
    text = _long(_("Nội dung đề xuất"), MOST_LETTERS, rows=6)
    sent_on = DayField(_("Ngày gửi"))
    authorities = AUTHORITIES
    field_order = ("to_unit", "to", "kind", "about", "text", "sent_on")

    def __init__(
        self, *args: Any, above: Iterable[UnitOn], programmes: Iterable[ProgrammeOn],
        papers: Iterable[OutgoingDocument], **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self._offer(PROPOSAL_KINDS, programmes, papers)
        self.choose("to_unit", [("", gettext("Không gửi Hội cấp trên")), *((unit.id, unit.name) for unit in above)])

    def draft(self, unit_id: int) -> ProposalDraft:
        """The proposal of that unit."""
        told = self.cleaned_data
        return ProposalDraft(
            unit_id, PaperKind(told["kind"]), told["about"], told["text"], told["sent_on"], told["to"],
            told["to_unit"], told["programme"], told["paper"],
        )  # fmt: skip


class RecordProposalAnswer(forms.Form):
    """What the authority said, and when."""

    answer = forms.ChoiceField(
        label=_("Trả lời"), choices=lambda: [(one.value, gettext(word)) for one, word in ANSWER_WORDS.items()]
    )
    answered_on = DayField(_("Ngày trả lời"), required=False)
    text = _long(_("Nội dung trả lời"), 1000, required=False)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("answer") not in (None, ProposalAnswer.NONE) and not told.get("answered_on"):
            self.add_error("answered_on", gettext("cần ghi ngày trả lời."))
        return told
