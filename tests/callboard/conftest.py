"""Every test musters its own donors: rows are rolled back, so that keys and moments come again."""

import pytest

from chungtay.callout.queries import muster


@pytest.fixture(autouse=True)
def mustered_anew(monkeypatch):
    monkeypatch.setattr(muster, "KEPT", 0)
