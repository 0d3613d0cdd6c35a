"""Several processes on one data folder: nothing lost, nobody locked out, nothing half posted."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import environment_of

ROOT = Path(__file__).resolve().parents[2]
WRITERS, EACH = 8, 8
pytestmark = pytest.mark.sqlite


def begun(environment, *words):
    command = [sys.executable, "-m", "tests.ledger.writers", *words]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def done(process):
    output = process.communicate()[0]
    assert process.returncode == 0, output
    return output


def verified(environment):
    command = [sys.executable, "-m", "django", "verify", "--json"]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False).stdout
    return json.loads(told)


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
    outputs = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS, outputs
    assert not any("locked" in output for output in outputs)
    after = verified(environment)
    assert after["ok"], after["mismatches"]
    assert after["entries"] - before["entries"] == WRITERS * EACH


def test_a_process_killed_at_any_statement_leaves_nothing_half_posted(environment):
    *killed, posted = json.loads(done(begun(environment, "die")).splitlines()[-1])
    assert len(killed) > 10, "a delivery takes more statements than that"
    assert all(sizes == killed[0] for sizes in killed)
    assert all(now > before for now, before in zip(posted, killed[0], strict=True))
    assert verified(environment)["ok"]
