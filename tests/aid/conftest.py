"""A chapter with its catalogue, and photos."""

import io

import pytest
from PIL import Image

from chungtay.disasters.actions import load_disasters
from chungtay.ledger.actions import load_core, post_tree
from chungtay.programmes.actions import load_programmes
from tests.factories.organizations import AT


@pytest.fixture
def catalogued(chapter, home):
    """The chapter with catalogue, programmes and disasters, on a data folder of its own."""
    load_core(by=None, at=AT)
    load_programmes(by=None, at=AT)
    load_disasters(by=None, at=AT)
    post_tree(by=None, at=AT)
    return chapter


def photo(size=(64, 48), form="JPEG", colour="teal", **options):
    """Bytes of a picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form, **options)
    return out.getvalue()
