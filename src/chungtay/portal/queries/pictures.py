"""Which pictures public pages show, and in which sizes: the sizes that a page needs are asked for at once."""

from typing import Any, Final

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from wagtail.images import get_image_model
from wagtail.images.models import AbstractRendition

from chungtay.portal.models import ArticlePage

SMALL: Final = "fill-480x320|format-webp"  # as templates ask for them
LARGE: Final = ("width-1200|format-webp", "fill-1200x630|format-jpeg")


def is_shown_picture(path: str) -> bool:
    """Is it a picture in a size that a page asked for, not what an editor sent in?"""
    return bool(_renditions().filter(file=path).exists())


def with_pictures(rows: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
    """Articles with the small picture that stands beside each."""
    sizes = Prefetch("picture__renditions", _renditions().filter(filter_spec=SMALL), "prefetched_renditions")
    return rows.select_related("picture").prefetch_related(sizes)


def draw_large(article: ArticlePage) -> None:
    """Have the sizes of an article's pictures at hand."""
    inside = (block.value.get("image") for block in article.body if block.block_type == "picture")
    pictures: list[Any] = [picture for picture in (article.picture, *inside) if picture]
    sizes = Prefetch("renditions", _renditions().filter(filter_spec__in=LARGE), "prefetched_renditions")
    prefetch_related_objects(pictures, sizes)


def _renditions() -> QuerySet[AbstractRendition]:
    found: QuerySet[AbstractRendition] = get_image_model().get_rendition_model().objects.all()
    return found
