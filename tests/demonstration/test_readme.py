"""The README shows what the demonstration really prints."""

import re
import shlex
from io import StringIO

import pytest
from django.core.management import call_command

from chungtay.documents.rules import Paragraph
from chungtay.reports.queries import review
from tests.architecture.source import ROOT, text_of

from .telling import FIRST, LAST

pytestmark = pytest.mark.sqlite  # words on paper: test_golden tells them on both databases

README = text_of(ROOT / "README.md")


def test_its_sentences_are_the_reviews(demonstration: None) -> None:
    told = "\n".join(b.text for b in review(of="22/cum-2", first=FIRST, last=LAST).blocks() if isinstance(b, Paragraph))
    quoted = [line.removeprefix("> ").strip("… ") for line in README.splitlines() if line.startswith("> ")]
    assert len(quoted) == 2 and [words for words in quoted if words not in told] == []


def test_its_commands_answer_what_stands_below_them(demonstration: None) -> None:
    shown = re.findall(r"^    \$ \.venv/bin/chungtay (.+)\n((?:    (?!\$).+\n)+)", README, re.MULTILINE)
    assert shown
    for command, answer in shown:
        out = StringIO()
        call_command(*shlex.split(command), stdout=out)
        assert out.getvalue() == re.sub(r"^    ", "", answer, flags=re.MULTILINE)


def test_its_number_of_entries_is_no_boast(demonstration: None) -> None:
    from chungtay.ledger.queries import head

    said = re.search(r"from more than (\d),(\d{3}) entries", README)
    assert said and 0 < head().seq - int(said[1] + said[2]) < 1000
