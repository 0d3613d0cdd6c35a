"""What an article is made of besides text: pictures with captions, documents, tables, quotations, figures of the ledger."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

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


class ArticleBody(blocks.StreamBlock):
    """Blocks in the order of reading."""

    text = blocks.RichTextBlock(label=_("Đoạn văn"), features=RICH, template="portal/blocks/text.html")
    heading = blocks.CharBlock(
        label=_("Tiêu đề mục"), max_length=200, icon="title", template="portal/blocks/heading.html"
    )
    picture = PictureBlock()
    table = TableBlock(label=_("Bảng"), template="portal/blocks/table.html")
    quote = QuoteBlock()
    paper = PaperBlock()
