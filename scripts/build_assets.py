"""Builds what stands in design/static (CSS, script, fonts for screens and documents) and the compiled translations.

Needs a Node that Vite accepts: the machine's when it is new enough, else the one from PyPI (dependency group
`assets`), which this script installs into the environment that it runs in. When no input has changed since the last
build it ends at once. `--relock` renews package-lock.json without the addresses that npm writes into it.
"""

import argparse
import gzip
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DESIGN = ROOT / "src" / "chungtay" / "design"
BUILT = DESIGN / "static" / "built"
FONTS = DESIGN / "static" / "fonts"
MODULES = ROOT / "node_modules"
SOURCE = ROOT / "src" / "chungtay"
STAMP = BUILT / "stamp.txt"
OLDEST_NODE = (20, 19)
WEIGHTS = (400, 600)
TINOS = {
    "400Regular/Tinos_400Regular": "Tinos-Regular",
    "700Bold/Tinos_700Bold": "Tinos-Bold",
    "400Regular_Italic/Tinos_400Regular_Italic": "Tinos-Italic",
    "700Bold_Italic/Tinos_700Bold_Italic": "Tinos-BoldItalic",
}


def catalogues() -> list[Path]:
    """The .po files of every app that has a folder `locale`."""
    return sorted(SOURCE.glob("*/locale/*/LC_MESSAGES/*.po"))


def inputs() -> Iterator[Path]:
    """Every file that decides what is built."""
    yield from (ROOT / name for name in ("package.json", "package-lock.json", ".npmrc", "vite.config.js"))
    yield from (ROOT / "scripts" / name for name in ("build_assets.py", "messages.py"))
    yield from sorted(path for path in (DESIGN / "assets").rglob("*") if path.is_file())
    yield from catalogues()


def fingerprint() -> str:
    """Digest of the inputs: their names and bytes."""
    digest = hashlib.sha256()
    for path in inputs():
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def outputs_stand() -> bool:
    """Whether every built file is there (someone may have emptied a folder)."""
    manifest = BUILT / "manifest.json"
    if not manifest.exists():
        return False
    built = [BUILT / entry["file"] for entry in json.loads(manifest.read_text()).values()]
    fonts = [FONTS / f"{name}.ttf" for name in TINOS.values()]
    compiled = [path.with_suffix(".mo") for path in catalogues()]
    return all(path.exists() for path in (*built, *fonts, *compiled))


def is_current() -> bool:
    return STAMP.exists() and STAMP.read_text() == fingerprint() and outputs_stand()


def node_version(node: str) -> tuple[int, ...]:
    """Version of a Node executable; empty when it does not answer."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(int(part) for part in re.findall(r"\d+", said)[:3])


def found_node() -> Path | None:
    """The folder of a usable Node with npm: beside this Python first, then on the machine's path."""
    places = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    node, npm = shutil.which("node", path=places), shutil.which("npm", path=places)
    if node and npm and node_version(node) >= OLDEST_NODE:
        return Path(node).parent
    return None


def said(english: str, vietnamese: str) -> str:
    """In the language of the commands, which a newcomer reads among their lines."""
    return english if os.environ.get("CHUNGTAY_LANGUAGE") == "en" else vietnamese


def install_group(group: str) -> None:
    """Install a dependency group of pyproject.toml beside this Python, held to the lock file."""
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if not uv:
        raise SystemExit(f"uv is missing beside {Path(sys.executable).name}: run `make setup`.")
    print(f"  {said('installing the dependency group', 'cài nhóm thư viện')} {group!r} …", flush=True)
    command = [uv, "pip", "install", "-q", "-p", sys.executable, "--group", f"{ROOT / 'pyproject.toml'}:{group}"]
    subprocess.run([*command, "--constraint", str(ROOT / "requirements-dev.lock")], check=True, cwd=ROOT)


def node_folder() -> Path:
    """The folder of a usable Node, fetched from PyPI where the machine has none."""
    if not (folder := found_node()):
        install_group("node")
        folder = found_node()
    if not folder:
        raise SystemExit(f"No Node from {'.'.join(map(str, OLDEST_NODE))} on was found or could be installed.")
    return folder


def npm(*words: str) -> None:
    """Run npm with the Node that was chosen first on the path."""
    folder = node_folder()
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = shutil.which("npm", path=str(folder)) or "npm"
    subprocess.run([command, *words], check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def install_packages() -> None:
    """`npm ci`, unless node_modules already holds what the lock file names."""
    mark, lock = MODULES / ".chungtay.lock", (ROOT / "package-lock.json").read_bytes()
    if not mark.exists() or mark.read_bytes() != lock:
        npm("ci")
        mark.write_bytes(lock)


def make_figures_fonts() -> None:
    """Be Vietnam Pro has no tabular figures: make a font of its ten digits, each as wide as the zero.

    The fonts (OFL, no reserved name) are cut down to the digits, 2 kB each; the CSS uses them where numbers line up.
    """
    if not importlib.util.find_spec("fontTools"):
        install_group("assets")
        importlib.invalidate_caches()
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    folder = MODULES / ".figures"
    folder.mkdir(exist_ok=True)
    for weight in WEIGHTS:
        source = MODULES / "@fontsource/be-vietnam-pro/files" / f"be-vietnam-pro-latin-{weight}-normal.woff"
        font = TTFont(source)
        subsetter = Subsetter(Options(layout_features=[], hinting=False))
        subsetter.populate(text="0123456789")
        subsetter.subset(font)
        widen_digits(font)
        font.flavor = "woff"
        font.save(folder / f"figures-{weight}.woff")


def widen_digits(font) -> None:  # type: ignore[no-untyped-def]  # fontTools is not a dependency of the product
    """Give all digits the width of the zero, each centred in it."""
    glyphs, metrics, names = font["glyf"], font["hmtx"], font.getBestCmap()
    width = metrics[names[ord("0")]][0]
    for digit in "0123456789":
        name = names[ord(digit)]
        old, bearing = metrics[name]
        shift = (width - old) // 2
        glyphs[name].coordinates.translate((shift, 0))
        glyphs[name].recalcBounds(glyphs)
        metrics[name] = (width, bearing + shift)


def copy_document_fonts() -> None:
    """Tinos, whose letters are exactly as wide as those of Times New Roman, for the PDF (typst reads TTF)."""
    FONTS.mkdir(parents=True, exist_ok=True)
    package = MODULES / "@expo-google-fonts" / "tinos"
    for source, name in TINOS.items():
        shutil.copyfile(package / f"{source}.ttf", FONTS / f"{name}.ttf")
    shutil.copyfile(package / "LICENSE_FONT", FONTS / "Tinos-LICENSE.txt")


def compress() -> None:
    """Lay a .gz beside every text file, for whitenoise to serve."""
    for path in sorted(BUILT.iterdir()):
        if path.suffix in {".css", ".js"}:
            path.with_suffix(path.suffix + ".gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))


def compile_messages() -> None:
    """Turn every .po of the house into the .mo that gettext reads (the machine needs no gettext tools)."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from messages import compiled

    for path in catalogues():
        path.with_suffix(".mo").write_bytes(compiled(path.read_text(encoding="utf-8")))


def build() -> None:
    install_packages()
    make_figures_fonts()
    npm("run", "build")
    compress()
    copy_document_fonts()
    compile_messages()
    STAMP.write_text(fingerprint())


def relock() -> None:
    """Renew package-lock.json and take the makers' sponsor addresses out of it."""
    npm("install", "--package-lock-only")
    path = ROOT / "package-lock.json"
    lock = json.loads(path.read_text())
    for package in lock["packages"].values():
        package.pop("funding", None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--force", action="store_true", help="build although nothing has changed")
    parser.add_argument("--relock", action="store_true", help="renew package-lock.json")
    asked = parser.parse_args()
    if asked.relock:
        relock()
    elif asked.force or not is_current():
        begun = time.monotonic()
        build()
        print(f"  {said('assets built in', 'đã dựng giao diện trong')} {time.monotonic() - begun:.1f} s", flush=True)


if __name__ == "__main__":
    main()
