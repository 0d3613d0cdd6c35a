"""The build runs from what is in git, names no address, and ends at once when nothing has changed."""

import gettext
import importlib.util
import io
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_the_lock_file_names_hashes_and_no_addresses() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "http" not in text, "Renew it with: .venv/bin/python scripts/build_assets.py --relock"
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert packages
    assert all("integrity" in entry for entry in packages.values())


def test_a_second_build_has_nothing_to_do() -> None:
    builder = script("build_assets")
    assert builder.is_current(), "run make assets"


def test_any_changed_input_asks_for_a_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    builder = script("build_assets")
    before = builder.fingerprint()
    (tmp_path / "extra.css").write_text("a{}")
    monkeypatch.setattr(builder, "ROOT", tmp_path)
    monkeypatch.setattr(builder, "inputs", lambda: iter([tmp_path / "extra.css"]))
    first = builder.fingerprint()
    (tmp_path / "extra.css").write_text("b{}")
    assert len({before, first, builder.fingerprint()}) == 3


@pytest.mark.parametrize(("said", "version"), [("v20.19.0\n", (20, 19, 0)), ("v9.1.2", (9, 1, 2))])
def test_the_version_of_a_node_is_read(tmp_path: Path, said: str, version: tuple[int, ...]) -> None:
    node = tmp_path / "node"
    node.write_text(f"#!/bin/sh\necho '{said.strip()}'\n")
    node.chmod(0o755)
    assert script("build_assets").node_version(str(node)) == version
    assert script("build_assets").node_version(str(tmp_path / "none")) == ()


def test_the_fonts_of_documents_are_there_for_typst() -> None:
    fonts = ROOT / "src/chungtay/design/static/fonts"
    for name in ("Regular", "Bold", "Italic", "BoldItalic"):
        assert (fonts / f"Tinos-{name}.ttf").read_bytes()[:4] == b"\x00\x01\x00\x00"


def test_compiled_translations_read_back_as_written() -> None:
    messages = script("messages")
    source = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\nmsgid "một"\nmsgstr ""\n"o"\n"ne"\n\n'
    source += 'msgid "%d hộ"\nmsgid_plural "%d hộ."\nmsgstr[0] "%d household"\nmsgstr[1] "%d households"\n\n'
    source += '#, fuzzy\nmsgid "hai"\nmsgstr "three"\n\nmsgctxt "m"\nmsgid "một"\nmsgstr "uno"\n'
    read = gettext.GNUTranslations(io.BytesIO(messages.compiled(source)))
    assert (read.gettext("một"), read.pgettext("m", "một"), read.gettext("hai")) == ("one", "uno", "hai")
    assert (read.ngettext("%d hộ", "%d hộ.", 1), read.ngettext("%d hộ", "%d hộ.", 2)) == (
        "%d household",
        "%d households",
    )


def places(text: str) -> set[str]:
    """Where values and tags stand in a text."""
    return set(re.findall(r"%(?:\(\w+\))?[sd]|</?\w[^>]*>", text))


def catalogues() -> list[Path]:
    return script("build_assets").catalogues()


def test_every_marked_text_has_its_english_and_no_english_outlives_its_text() -> None:
    messages = script("messages")
    known = {key.split("\0")[0] for key in messages.catalogue(messages.ENGLISH.read_text(encoding="utf-8"))} - {""}
    found = messages.marked()
    assert not sorted(found.keys() - known), "no English yet: .venv/bin/python scripts/messages.py"
    assert not sorted(known - found.keys()), "English of texts that no code uses any more"


def test_a_text_stands_once_in_its_catalogue_and_is_finished() -> None:
    messages = script("messages")
    for path in catalogues():
        text = path.read_text(encoding="utf-8")
        read = [(entry.get("msgctxt"), entry["msgid"]) for entry in messages.entries(text)]
        assert sorted(set(read), key=str) == sorted(read, key=str)
        assert len(messages.catalogue(text)) == len(read), "an entry has an empty form"
        assert "#, fuzzy" not in text
        assert "#~" not in text


def test_a_translation_has_the_places_of_its_original_and_is_no_copy_of_it() -> None:
    messages = script("messages")
    for path in catalogues():
        for key, text in messages.catalogue(path.read_text(encoding="utf-8")).items():
            for form in text.split("\0") if key else ():
                one, *many = [places(original) for original in key.split("\0")]
                assert places(form) == (many or [one])[0] >= one, key  # Wagtail's singular may leave the number out
            assert text != key or text.isascii() or text == "đồng", key


def test_the_committed_catalogues_are_compiled_from_what_stands_beside_them() -> None:
    messages = script("messages")
    for path in catalogues():
        compiled = messages.compiled(path.read_text(encoding="utf-8"))
        assert path.with_suffix(".mo").read_bytes() == compiled, "run make assets"
