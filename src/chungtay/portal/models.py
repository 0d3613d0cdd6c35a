"""The portal's pages, as its editors keep them: a front page, sections, articles, and the websites it leads to.

Drafts, revisions, review and schedule are Wagtail's. What a page shows of the ledger is kept in `openness`.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from chungtay.kernel.text import folded
from chungtay.portal.blocks import ArticleBody
from chungtay.portal.fields import BodyField
from chungtay.portal.rules.searching import searchable


class PortalPage(Page):
    """A page of the portal: the view that is registered for pages shows it, to readers and in an editor's preview.

    None is for some readers only: whoever asks gets the same (`private_page_options`).
    """

    private_page_options: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def clean(self) -> None:
        page: Any = self
        page.slug = slugify(folded(page.slug)) or page.slug  # addresses are written without accents
        super().clean()

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> str | None:
        """Its address without host, for a house has one portal."""
        parts = self.get_url_parts(request)
        return parts[2] if parts else None

    def get_full_url(self, request: HttpRequest | None = None) -> str | None:
        """The same with the host that was asked, else with that of the house."""
        url = self.get_url(request)
        if url is None:
            return None
        return request.build_absolute_uri(url) if request is not None else f"{settings.CHUNGTAY_ADDRESS}{url}"

    url, full_url = property(get_url), property(get_full_url)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        show = hooks.get_hooks("show_portal_page")[0]
        return show(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return self.serve(request)


class FrontPage(PortalPage):
    """Where the portal of a chapter begins; one for each language."""

    unit_code = models.CharField(_("mã đơn vị"), max_length=60, blank=True)
    welcome = models.TextField(_("lời giới thiệu"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("welcome"), FieldPanel("unit_code")]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["portal.SectionPage"]
    template = "portal/front.html"

    class Meta:
        verbose_name = _("trang chủ cổng thông tin")


class SectionPage(PortalPage):
    """A section (chuyên mục); sections may stand inside one another."""

    about = models.TextField(_("về chuyên mục"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("about")]
    parent_page_types: ClassVar = ["portal.FrontPage", "portal.SectionPage"]
    subpage_types: ClassVar = ["portal.SectionPage", "portal.ArticlePage"]
    template = "portal/section.html"

    class Meta:
        verbose_name = _("chuyên mục")


class ArticlePage(PortalPage):
    """An article: when it appeared, its lead, its body, who wrote it and from what.

    `folded`: title, lead and text without accents, for searching; written whenever the page is kept. `drafted_from`: the
    publication or meeting from which it was drafted, by kind and number.
    """

    shown_at = models.DateTimeField(_("ngày giờ đăng"), default=timezone.now, db_index=True)
    lead = models.TextField(_("tóm tắt"), blank=True, max_length=600)
    body = BodyField(ArticleBody(), verbose_name=_("nội dung"), blank=True)
    author = models.CharField(_("người viết"), max_length=120, blank=True)
    sources = models.CharField(_("nguồn"), max_length=300, blank=True)
    picture = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ảnh đại diện")
    )
    picture_caption = models.CharField(_("chú thích ảnh"), max_length=300, blank=True)
    picture_credit = models.CharField(_("ảnh của ai"), max_length=120, blank=True)
    is_illustrative = models.BooleanField(_("bài minh họa"), default=False)
    takes_opinions = models.BooleanField(_("nhận ý kiến bạn đọc"), default=True)
    folded = models.TextField(editable=False, blank=True)
    drafted_from = models.CharField(editable=False, max_length=40, blank=True, help_text="what it was drafted from")

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("shown_at"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_caption"), FieldPanel("picture_credit")],
            heading=_("Ảnh đại diện"),
        ),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("author"), FieldPanel("sources")], heading=_("Người viết, nguồn")),
        FieldPanel("takes_opinions"),
    ]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("folded"), index.FilterField("shown_at")]
    parent_page_types: ClassVar = ["portal.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "portal/article.html"

    class Meta:
        verbose_name = _("bài viết")

    def clean(self) -> None:
        super().clean()
        self.folded = searchable(self.title, self.lead, self.body.render_as_block() if self.body else "")


@register_snippet
class LinkedSite(models.Model):
    """A website that the portal leads to (*Liên kết website*)."""

    name = models.CharField(_("tên"), max_length=120)
    address = models.URLField(_("địa chỉ"))
    place = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    panels: ClassVar = [FieldPanel("name"), FieldPanel("address"), FieldPanel("place")]

    class Meta:
        verbose_name = verbose_name_plural = _("liên kết website")
        ordering = ("place", "name")

    def __str__(self) -> str:
        return self.name


class ReadCount(models.Model):
    """How often an article was opened on a day; no reader is known."""

    article = models.ForeignKey(ArticlePage, models.CASCADE, related_name="reads", verbose_name=_("bài viết"))
    day = models.DateField(_("ngày"))
    times = models.PositiveIntegerField(_("lượt đọc"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("lượt đọc")
        constraints = [models.UniqueConstraint("article", "day", name="one_count_of_an_article_a_day")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.day}: {self.times}"


class PortalChange(models.Model):
    """The one row that counts what editors changed: pages kept by a process are as old as its number."""

    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("lần thay đổi của cổng thông tin")

    def __str__(self) -> str:
        return str(self.number)
