"""A tag that names nothing is refused, never answered with silence."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from chungtay.disasters.actions import load_disasters
from chungtay.disasters.queries import disasters
from chungtay.figures.queries.tags import known_tags
from chungtay.kernel.errors import Refusal
from chungtay.ledger.actions import open_batch
from chungtay.programmes.actions import load_programmes
from chungtay.programmes.queries import programmes
from tests.ledger.telling import AT, TET, recorded

DAY = date(2024, 12, 31)
ASKED = ("--of", "22", "--from", "2024-01-01", "--to", "2024-12-31", "--indicator", "gift.count", "--json")


def told(*tags, command="figures"):
    out = StringIO()
    call_command(command, *ASKED, *(part for tag in tags for part in ("--tag", tag)), stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize("code", ["nope", "programme:nope", "disaster:tet_nhan_ai", "TET_NHAN_AI", ""])
def test_a_code_of_no_programme_disaster_or_tag_in_use_is_refused_by_name(book, code):
    recorded(book, "22.206", date(2024, 2, 1), tags=TET, gift_count=3)
    with pytest.raises(Refusal) as refused:
        known_tags(["tet_nhan_ai", code], DAY)
    assert refused.value.params == {"code": code}


@pytest.mark.parametrize("command", ["figures", "trace"])
def test_the_commands_refuse_it_with_one_object(book, command):
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command(command, *ASKED, "--tag", "nope", stdout=out)
    assert end.value.code == 1 and "nope" in json.loads(out.getvalue())["error"]["message"]


def test_a_tag_in_use_is_found_with_and_without_its_kind(book):
    recorded(book, "22.206", date(2024, 2, 1), tags=TET | {"value:cash"}, gift_count=3)
    for tags in (["tet_nhan_ai"], ["programme:tet_nhan_ai"], ["cash", "tet_nhan_ai"]):
        assert told(*tags)["figures"][0]["value"] == 3


def test_a_programme_or_disaster_without_an_entry_is_known_and_silent(book):
    load_programmes(by=None, at=AT)
    load_disasters(by=None, at=AT)
    programme, disaster = programmes(DAY)[0].code, disasters()[0].code
    assert known_tags([programme, disaster], DAY) == {f"programme:{programme}", f"disaster:{disaster}"}
    assert told(disaster)["figures"][0]["state"] == "not_reported"


@pytest.mark.parametrize("command", ["figures", "trace"])
def test_what_is_kept_in_kilograms_is_written_in_tonnes_and_an_unfinished_import_is_told(book, command):
    recorded(book, "22.206", date(2024, 2, 1), goods_rice=10_500)
    open_batch(by=None, at=AT, source="import:1")
    out = StringIO()
    call_command(command, *ASKED[:6], "--indicator", "goods.rice", stdout=out)
    assert "10,5" in out.getvalue() and "10.500" not in out.getvalue()
    assert ("lượt nhập" in out.getvalue()) == (command == "figures")
