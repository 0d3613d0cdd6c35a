"""What an article is made of besides text: pictures with captions, documents, tables, quotations, figures of the ledger.

Every command loads this with the models: what reads figures (`openness`) is imported where an editor or a page asks.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal

RICH = ["bold", "italic", "ol", "ul", "link", "document-link"]


class PictureBlock(blocks.StructBlock):
    """A picture that says what is seen and who took it."""

    image = ImageChooserBlock(label=_("ảnh"))
    caption = blocks.CharBlock(label=_("chú thích"), required=False, max_length=300)
    credit = blocks.CharBlock(label=_("ảnh của ai"), required=False, max_length=120)

    class Meta:
        label = _("Ảnh")
        icon = "image"
        template = "portal/blocks/picture.html"


class PaperBlock(blocks.StructBlock):
    """A file to take along."""

    document = DocumentChooserBlock(label=_("tệp"))
    title = blocks.CharBlock(label=_("tên hiện ra"), required=False, max_length=200)

    class Meta:
        label = _("Tài liệu")
        icon = "doc-full"
        template = "portal/blocks/paper.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words."""

    text = blocks.TextBlock(label=_("lời"))
    who = blocks.CharBlock(label=_("của ai"), required=False, max_length=200)

    class Meta:
        label = _("Trích lời")
        icon = "openquote"
        template = "portal/blocks/quote.html"


def indicators() -> list[tuple[str, list[tuple[str, str]]]]:
    """The catalogue by field of work."""
    from chungtay.openness.queries.asking import indicator_choices

    return [(gettext(field), rows) for field, rows in indicator_choices()]


def causes() -> list[tuple[str, str]]:
    """Programmes and disasters as they are called today."""
    from chungtay.openness.queries.asking import tag_choices

    return tag_choices(timezone.localdate())


class ListedBlock(blocks.FieldBlock):
    """One of a list that is read when an editor opens the form, and never when a page is shown."""

    def __init__(
        self, choices: Callable[[], list[Any]], required: bool = True, help_text: Any = None, **kwargs: Any
    ) -> None:
        self.choices, self._needed = choices, required
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.ChoiceField:
        """A list with an empty line on top."""
        return forms.ChoiceField(choices=lambda: [("", "—"), *self.choices()], required=self._needed)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """To a migration it is text."""
        return ("wagtail.blocks.CharBlock", [], {"label": self.meta.label, "required": self._needed})


class FigureBlock(blocks.StructBlock):
    """A figure of the book: kept as it was when the article was published, with what stands behind it."""

    indicator = ListedBlock(label=_("chỉ tiêu"), choices=indicators)
    unit = blocks.CharBlock(
        label=_("đơn vị hoặc cụm"), max_length=200, help_text=_("Tên hoặc mã; ví dụ: Quảng Yên, 22, 22/cum-2.")
    )
    period = blocks.CharBlock(
        label=_("kỳ"), required=False, max_length=60,
        help_text=_("Ví dụ: tháng 10 năm 2024, quý III năm 2024, 10 tháng năm 2024. Kỳ khác: điền hai ngày dưới đây."),
    )  # fmt: skip
    first = blocks.DateBlock(label=_("từ ngày"), required=False)
    last = blocks.DateBlock(label=_("đến ngày"), required=False)
    tag = ListedBlock(label=_("chương trình hoặc thiên tai"), required=False, choices=causes)
    form = blocks.ChoiceBlock(
        label=_("cách trình bày"), default="figure",
        choices=[("figure", _("Một số liệu")), ("table", _("Bảng")), ("chart", _("Biểu đồ")), ("map", _("Bản đồ"))],
    )  # fmt: skip
    by = blocks.ChoiceBlock(
        label=_("chia theo"), required=False,
        choices=[("", _("Không chia")), ("unit", _("Đơn vị")), ("month", _("Tháng")), ("programme", _("Chương trình"))],
    )  # fmt: skip
    caption = blocks.CharBlock(label=_("chú thích"), required=False, max_length=300)

    class Meta:
        label = _("Số liệu")
        icon = "table"
        template = "openness/figure.html"

    def clean(self, value: Any) -> Any:
        from chungtay.openness.queries.asking import asking_of
        from chungtay.openness.rules.asking import WrongField

        cleaned = super().clean(value)
        try:
            asking_of(cleaned)
        except WrongField as wrong:
            raise StructBlockValidationError({wrong.field: ValidationError(say(wrong))}) from None
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """What stands, or in an editor's preview what would; without a page around it (searching) its caption alone."""
        from chungtay.openness.queries.published import published_or_now
        from chungtay.openness.rules.asking import digest_of

        context = super().get_context(value, parent_context)
        around = parent_context or {}
        published, block = around.get("published", {}), around.get("block_id", "")
        context |= {"caption": value.get("caption"), "figure": published.get((block, digest_of(value)))}
        context["stands"] = "published" in around
        if getattr(around.get("request"), "is_preview", False):
            try:
                context["figure"] = published_or_now(value, block, published)
            except Refusal as refusal:
                context["refusal"] = refusal
        return context


TABLE: dict[str, Any] = {  # the grid's own words are English; the editor's are these
    "language": "en-US",
    "contextMenu": {
        "items": {
            "row_above": {"name": "Chèn hàng phía trên"},
            "row_below": {"name": "Chèn hàng phía dưới"},
            "col_left": {"name": "Chèn cột bên trái"},
            "col_right": {"name": "Chèn cột bên phải"},
            "remove_row": {"name": "Xóa hàng"},
            "remove_col": {"name": "Xóa cột"},
            "undo": {"name": "Hoàn tác"},
            "redo": {"name": "Làm lại"},
        }
    },
}


class ArticleBody(blocks.StreamBlock):
    """Blocks in the order of reading."""

    text = blocks.RichTextBlock(label=_("Đoạn văn"), features=RICH, template="portal/blocks/text.html")
    heading = blocks.CharBlock(
        label=_("Tiêu đề mục"), max_length=200, icon="title", template="portal/blocks/heading.html"
    )
    picture = PictureBlock()
    table = TableBlock(label=_("Bảng"), template="portal/blocks/table.html", table_options=TABLE)
    quote = QuoteBlock()
    paper = PaperBlock()
    figure = FigureBlock()

    def render_basic(self, value: Any, context: dict[str, Any] | None = None) -> str:
        """Every block is told which one it is: by that, what a figure was when it was published is found."""
        around = dict(context or {})
        parts = ((child.block_type, child.render(context=around | {"block_id": child.id})) for child in value)
        return format_html_join("\n", '<div class="block-{}">{}</div>', parts)
