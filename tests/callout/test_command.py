"""`chungtay call-out`: a file in, a list out, nothing written where it is only tried."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from chungtay.callout.models import BloodRequest, Call

from .planted import FAR_KM, O_POSITIVE, donor, planted


@pytest.fixture
def called(chapter, tmp_path, capsys):
    here = planted(chapter)
    donor(here, "same")
    donor(here, "light", kg=40)
    donor(here, "far", "A+", km=FAR_KM)
    told = {
        **O_POSITIVE, "abo": "A", "contact": "Bệnh viện Minh Họa", "urgency": "critical",
        "needed_at": (timezone.now() + timedelta(hours=3)).isoformat(),
    }  # fmt: skip

    def call(*words, **more):
        path = tmp_path / "request.json"
        path.write_text(json.dumps({**told, **more}), encoding="utf-8")
        code = 0
        try:
            call_command("call-out", "--request", str(path), "--json", *words)
        except SystemExit as end:
            code = end.code
        return code, json.loads(capsys.readouterr().out)

    call.here = here
    return call


def test_a_request_of_a_file_is_called_and_a_dry_run_writes_nothing(called) -> None:
    here = called.here
    code, tried = called("--dry-run")
    assert (code, tried["dry_run"], tried["request"]) == (0, True, None) and not BloodRequest.objects.exists()
    code, done = called()
    assert code == 0 and not done["enough"] and done["tier"] == "club"
    assert (
        [one["donor"] for one in done["order"]] == [here.donors["same"].pk] == [one["donor"] for one in tried["order"]]
    )
    assert done["order"][0]["reasons"] == ["compatible_group", "not_on_roster", "band_0", "calls_365_0", "never_called"]
    assert done["excluded"] == {"RANGE": 1, "WEIGHT_LOW": 1} == tried["excluded"]
    assert Call.objects.get().request_id == done["request"]
    code, again = called(units=2)
    assert (code, again["merged"], again["request"]) == (0, True, done["request"])


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"contact": "Nơi khác"}, "Nơi khác"),
        ({"needed_at": "hôm nay"}, "needed_at"),
        ({"units": "2"}, "units"),
        ({"patient_name": "Lan"}, "patient_name"),
        ({"basis": "article_15"}, "đã chỉ định"),
    ],
)
def test_a_file_that_says_something_wrong_is_refused_by_name(called, more, named) -> None:
    code, told = called(**more)
    assert code == 1 and named in told["error"]["message"] and not BloodRequest.objects.exists()
