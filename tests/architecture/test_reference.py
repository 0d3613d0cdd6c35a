"""docs/reference says what the code says."""

import importlib.util
from types import ModuleType

import pytest

from .source import ROOT, text_of


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["commands.md", "indicators.md", "models.md"])
def test_the_reference_agrees_with_the_code(name: str) -> None:
    stands = text_of(ROOT / "docs" / "reference" / name)
    assert stands == generator().pages()[name], f"docs/reference/{name}: run .venv/bin/python scripts/reference.py"
