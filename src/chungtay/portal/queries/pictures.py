"""Which pictures public pages show."""

from wagtail.images import get_image_model


def is_shown_picture(path: str) -> bool:
    """Is it a picture in a size that a page asked for, not what an editor sent in?"""
    return bool(get_image_model().get_rendition_model().objects.filter(file=path).exists())
