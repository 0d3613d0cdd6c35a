"""Hatch's build hook: a wheel carries the built assets, building them first where they are missing or old."""

import importlib.util
import os
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = (
    "src/chungtay/design/static/built/**",
    "src/chungtay/design/static/fonts/**",
    "src/chungtay/**/*.mo",
    "src/chungtay/design/management/first/*.sqlite3",
)
LATER = "later"  # CHUNGTAY_ASSETS=later: an editable install, whose assets `make assets` builds afterwards


def _builder(root: str) -> Any:
    """The script of `make assets`, as a module."""
    spec = importlib.util.spec_from_file_location("build_assets", Path(root) / "scripts" / "build_assets.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Assets(BuildHookInterface):  # type: ignore[type-arg]
    """Runs the build before a wheel is packed, with Node and fontTools in the build's own environment."""

    def dependencies(self) -> list[str]:
        """What the build environment needs: nothing where the assets stand already, no Node where there is one."""
        builder = _builder(self.root)
        if self.target_name != "wheel" or os.environ.get("CHUNGTAY_ASSETS") == LATER or builder.is_current():
            return []
        groups = tomllib.loads(Path(self.root, "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
        return [*groups["assets"], *([] if builder.found_node() else groups["node"])]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        builder = _builder(self.root)
        if not builder.is_current():
            builder.build()
        build_data["artifacts"] += BUILT
