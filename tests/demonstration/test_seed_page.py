"""The seed, sentence by sentence: the page of the documentation says what the demonstration answers, and nothing is missing."""

import importlib.util
from types import ModuleType

import pytest

from tests.architecture.source import ROOT, text_of

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
