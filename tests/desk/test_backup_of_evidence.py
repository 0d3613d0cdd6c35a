"""A backup carries the photos of records, sealed as they lie in the data folder."""

from collections.abc import Iterator

import pytest

from .sites import Site, sites

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ADD = """
import io
from datetime import UTC, datetime
from PIL import Image
from chungtay.aid.actions import add_evidence
from chungtay.organizations.models import Unit
out = io.BytesIO()
Image.new("RGB", (40, 30), "teal").save(out, "PNG")
unit = Unit.objects.get(code="22.206").pk
(row,) = add_evidence(by=None, at=datetime(2026, 11, 26, tzinfo=UTC), unit_id=unit, key="a", photos=[out.getvalue()])
print(row.digest)
"""
SEE = """
from chungtay.aid.models import Evidence
from chungtay.aid.queries.photos import opened_picture
row = Evidence.objects.get()
print(len(opened_picture(row.digest)) == row.size, len(opened_picture(row.digest, small=True)) > 0)
"""


@pytest.fixture
def pair(django_db_setup: None) -> Iterator[tuple[Site, Site]]:
    """A site with a record, and an empty one that has the same keys."""
    with sites() as copy:
        yield copy(False), copy(True)


@pytest.mark.sqlite  # on PostgreSQL a restore builds every table anew: test_backup_and_restore shows it
def test_photos_come_back_in_an_empty_home_and_are_opened_by_the_same_key(pair: tuple[Site, Site]) -> None:
    site, new = pair
    digest = site.script(ADD).strip()
    archive = site.backup()
    for key in site.home.glob("*.key"):
        (new.home / key.name).write_bytes(key.read_bytes())
    code, told = new.told("restore", str(archive))
    assert (code, told["restored"]) == (0, True)
    kept = new.home / "evidence" / digest[:2] / digest
    assert kept.read_bytes() == (site.home / "evidence" / digest[:2] / digest).read_bytes()
    assert kept.stat().st_mode & 0o077 == 0 and new.script(SEE).strip() == "True True"
