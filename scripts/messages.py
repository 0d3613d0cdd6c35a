"""Translations without gettext's tools: compile .po files, and name the texts that have no English yet.

Run as a command it lists what is missing from, and what is no longer used in, design/locale/en; exit 1 if anything is.
"""

import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "chungtay"
ENGLISH = SOURCE / "design" / "locale" / "en" / "LC_MESSAGES" / "django.po"
MARKERS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "Refusal"}
ENTRY = re.compile(r'^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+(".*")$|^(".*")$', re.MULTILINE)
TRANSLATE = re.compile(r"""\{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")
IN_TAG = re.compile(r"""[=\s|:]_\((?:"([^"]+)"|'([^']+)')\)""")
BLOCK = re.compile(r"\{%\s*blocktranslate\b([^%]*)%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL)


def entries(text: str) -> Iterator[dict[str, str]]:
    """The entries of a .po file: their fields, joined and unquoted; fuzzy and obsolete ones left out."""
    for block in re.split(r"\n\s*\n", text):
        if "#, fuzzy" in block:
            continue
        fields: dict[str, str] = {}
        last = ""
        for match in ENTRY.finditer(block):
            last = match[1] or last
            fields[last] = fields.get(last, "") + ast.literal_eval(match[2] or match[3])
        if "msgid" in fields:
            yield fields


def catalogue(text: str) -> dict[str, str]:
    """Keys and texts as the .mo format has them: context before \\4, plural forms apart by \\0."""
    found = {}
    for fields in entries(text):
        key = "\4".join(part for part in (fields.get("msgctxt"), fields["msgid"]) if part is not None)
        forms = [value for name, value in sorted(fields.items()) if name.startswith("msgstr")]
        if "msgid_plural" in fields:
            key += "\0" + fields["msgid_plural"]
        if all(forms) and forms:
            found[key] = "\0".join(forms)
    return found


def compiled(text: str) -> bytes:
    """The .mo file of a .po text (format: GNU gettext manual, section 10.3)."""
    pairs = [(key.encode(), value.encode()) for key, value in sorted(catalogue(text).items())]
    count = len(pairs)
    ids, texts, table_ids, table_texts = b"", b"", [], []
    first = 28 + 16 * count
    for key, _value in pairs:
        table_ids += [len(key), first + len(ids)]
        ids += key + b"\0"
    for _key, value in pairs:
        table_texts += [len(value), first + len(ids) + len(texts)]
        texts += value + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0)
    return head + struct.pack(f"<{4 * count}I", *table_ids, *table_texts) + ids + texts


def texts_in_python(source: str) -> Iterator[str]:
    """Literal first arguments of the calls that mark a text."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        first = node.args[0]
        if name in MARKERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def texts_in_template(source: str) -> Iterator[str]:
    """Texts of translate and blocktranslate tags and of _("...") inside other tags."""
    for pattern in (TRANSLATE, IN_TAG):
        for match in pattern.finditer(source):
            yield match[1] or match[2]
    for match in BLOCK.finditer(source):
        body = match[2]
        if "trimmed" in match[1]:
            body = " ".join(line.strip() for line in body.splitlines() if line.strip())
        for part in re.split(r"\{%\s*plural\s*%\}", body)[:1]:
            yield re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", part)


def marked(*apps: str) -> dict[str, Path]:
    """Every marked text of the named apps (of all without names) and a file that holds it."""
    found: dict[str, Path] = {}
    for folder in [SOURCE / app for app in apps] or [SOURCE]:
        for path in sorted(folder.rglob("*.py")):
            found |= {text: path for text in texts_in_python(path.read_text(encoding="utf-8"))}
        for path in sorted((*folder.rglob("*.html"), *folder.rglob("*.txt"))):
            found |= {text: path for text in texts_in_template(path.read_text(encoding="utf-8"))}
    return found


def main() -> int:
    apps = sys.argv[1:]
    known = {key.split("\0")[0] for key in catalogue(ENGLISH.read_text(encoding="utf-8"))} - {""}
    found = marked(*apps)
    missing, unused = sorted(found.keys() - known), sorted(known - found.keys()) if not apps else []
    for text in missing:
        print(f"missing  {found[text].relative_to(SOURCE)}: {text}")
    for text in unused:
        print(f"unused   {text}")
    return int(bool(missing or unused))


if __name__ == "__main__":
    raise SystemExit(main())
