"""The source as the architecture tests see it: files with their app and room, and their syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "chungtay"
DECISIONS = ROOT / "docs" / "decisions"


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file of the product: `room` is its first folder or file name inside the app (`actions`)."""

    path: Path
    app: str
    room: str

    @property
    def name(self) -> str:
        """The path as a reader finds it, from the repository's root."""
        return str(self.path.relative_to(ROOT))

    @property
    def dotted(self) -> str:
        parts = self.path.relative_to(PACKAGE.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.path)

    def line(self, node: ast.AST) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def apps() -> tuple[str, ...]:
    """Every folder of the package: the apps, `kernel` and `config`."""
    return tuple(sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()))


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of every app, the migrations left out: Django writes those."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts
        if len(parts) > 1 and "migrations" not in parts:
            found.append(Module(path, parts[0], parts[1].removesuffix(".py")))
    return tuple(found)


def in_rooms(*rooms: str) -> list[Module]:
    """Modules of these rooms; `kernel` counts as a room of its own."""
    return [module for module in modules() if module.room in rooms or (module.app == "kernel" and "kernel" in rooms)]


def imports(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """Each import as (statement, dotted name of what is imported), relative ones resolved."""
    package = module.dotted.split(".")
    if module.path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node, f"{base}.{alias.name}") for alias in node.names)


def dotted_name(node: ast.AST) -> str:
    """`a.b.c` for nested attributes of a name, else an empty text."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        left = dotted_name(node.value)
        return f"{left}.{node.attr}" if left else ""
    return ""


@cache
def repository_files() -> tuple[Path, ...]:
    """What git tracks or would track: neither ignored nor built."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def text_of(path: Path) -> str:
    """The text of a file, or nothing for a binary one."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def lessons(found: list[str], lesson: str) -> str:
    """What a failing test says: where, and what to do instead."""
    return "\n  ".join([lesson, *found])
