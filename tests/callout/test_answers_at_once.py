"""Five hundred answers at once for three places: exactly three are accepted, and nobody is lost nor holds two places."""

import json
import time
from pathlib import Path

import pytest

from tests.factories.databases import database_of_its_own
from tests.factories.processes import Forked

from .answerers import TWICE

ANSWERS, PLACES, PROCESSES = 500, 3, 2


def begun(environment: dict[str, str], *words: object) -> Forked:
    return Forked("from tests.callout.answerers import main; main()", tuple(map(str, words)), environment)


def done(process: Forked) -> str:
    code, output, errors = process.ended()
    assert code == 0, output + errors
    return output


@pytest.mark.usefixtures("db")
def test_five_hundred_answers_at_once_take_exactly_three_places(tmp_path: Path) -> None:
    with database_of_its_own(tmp_path) as environment:
        done(begun(environment, "prepare", ANSWERS, PLACES))
        starts_at = time.time() + 1  # when every process has begun
        refused = sum(
            int(done(process).split()[-1])
            for process in [begun(environment, "answer", part, PROCESSES, starts_at) for part in range(PROCESSES)]
        )
        told = json.loads(done(begun(environment, "tell")).splitlines()[-1])
    states = told["states"]
    assert told["taken"][0] == PLACES == states["accepted"] and sum(states.values()) == ANSWERS
    assert states["stood_down"] >= ANSWERS - PLACES - TWICE and told["held"] == 1, "one donor serves one request"
    assert told["answered"] + refused == ANSWERS + TWICE and told["taken"][1] + refused >= TWICE, "nobody is lost"
    assert not told["faults"]
