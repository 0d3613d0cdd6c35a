"""What is on paper agrees with the demonstration: the seed's page in the documentation, and our own review read back."""

import importlib.util
import json
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from types import ModuleType

import docx
import pytest
from django.core.management import call_command

from chungtay.documents.formats import Format, written
from chungtay.reading.queries import known
from chungtay.reading.queries.checking import verdicts
from chungtay.reading.rules.agreeing import Agreement, Verdict
from chungtay.reading.rules.reading import read_figures
from chungtay.reports.queries import review
from chungtay.unpacking.formats import read_document
from tests.architecture.source import ROOT, text_of

from .telling import FIRST, LAST

pytestmark = pytest.mark.sqlite  # words on paper: test_golden tells them on both databases


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("seed_page", ROOT / "scripts" / "seed_page.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_the_seed_agrees_with_the_demonstration(demonstration: None) -> None:
    made = generator().page()
    assert made == text_of(ROOT / "docs" / "seed.md"), "run .venv/bin/python scripts/seed_page.py"
    assert "NOT PRINTED" not in made and "a gap" not in made
    assert made.count("printed word for word") >= 5


def held(data: bytes) -> list[Verdict]:
    document = read_document("bao-cao.docx", data)
    return list(verdicts(document, read_figures(document, known(date(2026, 11, 26)), "22/cum-2")))


def test_every_figure_of_our_review_agrees_and_a_changed_one_is_found(demonstration: None, tmp_path: Path) -> None:
    data = written(review(of="22/cum-2", first=FIRST, last=LAST), Format.DOCX)
    found = held(data)
    differing = [v for v in found if v.agreement is Agreement.DIFFERS]
    assert differing == []
    assert sum(v.agreement is Agreement.AGREES for v in found) > 350

    changed = docx.Document(BytesIO(data))
    for paragraph in changed.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("6.727", "7.627")
    file = tmp_path / "sua.docx"
    changed.save(str(file))
    out = StringIO()
    call_command("check-report", str(file), "--of", "22/cum-2", "--json", stdout=out)
    answer = json.loads(out.getvalue())
    wrong = [figure for figure in answer["figures"] if figure["result"] == "differs"]
    assert wrong and answer["differs"] == len(wrong)
    assert {(figure["value"], figure["ledger"], figure["difference"]) for figure in wrong} == {(7627, 6727, -900)}
    assert {figure["indicator"] for figure in wrong} <= {"blood.units", "blood.donors"}
