"""The body of an article, whose migrations do not repeat what its blocks are made of."""

from typing import Any

from wagtail.fields import StreamField


class BodyField(StreamField):
    """Blocks change with the code that shows them, the column does not: a migration knows the column alone."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, "chungtay.portal.fields.BodyField", [[]], kwargs
