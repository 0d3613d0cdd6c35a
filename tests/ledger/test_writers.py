"""Several processes on one data folder: nothing lost, nobody locked out, nothing half posted."""

import json
import shutil

import pytest

from tests.factories.databases import environment_of
from tests.factories.processes import Forked

WRITERS, EACH = 8, 8
pytestmark = pytest.mark.sqlite


def begun(environment, *words):
    return Forked("from tests.ledger.writers import main; main()", words, environment)


def done(process):
    code, output, errors = process.ended()
    assert code == 0, output + errors
    return output


def verified(environment):
    return json.loads(
        Forked("from chungtay.config.cli import main; main()", ("verify", "--json"), environment).ended()[1]
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A home with a chapter and its catalogue; every test works on a copy."""
    home = tmp_path_factory.mktemp("prepared")
    done(begun(environment_of(home), "prepare"))
    return home


@pytest.fixture
def environment(prepared, tmp_path):
    shutil.copytree(prepared, tmp_path / "home")
    return environment_of(tmp_path / "home")


def test_eight_writers_at_once_lose_nothing_and_are_never_locked_out(environment):
    before = verified(environment)
    writers = [begun(environment, "post", f"w{number}", str(EACH)) for number in range(WRITERS)]
    assert not any("locked" in done(writer) for writer in writers)
    after = verified(environment)
    assert after["ok"], after["mismatches"]
    assert after["entries"] - before["entries"] == WRITERS * EACH


def test_a_process_killed_at_any_statement_leaves_nothing_half_posted(environment):
    *killed, posted = json.loads(done(begun(environment, "die")).splitlines()[-1])
    assert len(killed) > 10, "a delivery takes more statements than that"
    assert all(sizes == killed[0] for sizes in killed)
    assert all(now > before for now, before in zip(posted, killed[0], strict=True))
    assert verified(environment)["ok"]
