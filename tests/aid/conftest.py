"""A chapter with its catalogue, and photos."""

import io

import pytest
from PIL import Image


@pytest.fixture
def catalogued(house, home):
    """The chapter with catalogue, programmes and disasters, on a data folder of its own."""
    return house


def photo(size=(64, 48), form="JPEG", colour="teal", **options):
    """Bytes of a picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form, **options)
    return out.getvalue()
