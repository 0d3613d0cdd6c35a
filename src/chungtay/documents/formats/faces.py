"""The face that PDF and drawings are set in: a twin of Times New Roman that has every Vietnamese letter, else a serif.

Tinos is built at setup; where it stands the machine's own fonts are not read, so that every machine sets the same pages.
Liberation Serif before its second version has few Vietnamese letters: setting it would mix two faces in one word.
"""

import json
from functools import cache
from pathlib import Path

import typst

import chungtay.design

FOLDER = Path(chungtay.design.__path__[0]) / "static" / "fonts"
BUILT = "Tinos"
TWINS = (BUILT, "Liberation Serif", "Times New Roman")
EMBEDDED = "Libertinus Serif"  # in typst itself

# A letter that the face lacks is drawn as a box of another width than its plain letter.
_PROBE = """#let width(face, letter) = measure(text(font: face, fallback: false, letter)).width
#let complete(face) = ("ạa", "ếe", "ỘO", "ỵy").all(pair => {
  let (marked, plain) = pair.clusters()
  width(face, marked) == width(face, plain)
})
#context [#metadata(json(bytes(sys.inputs.faces)).filter(complete)) <complete>]
"""


@cache
def fonts() -> typst.Fonts:
    """The built face alone, or what the machine has; with what typst brings along."""
    stands = any(FOLDER.glob(f"{BUILT}-*.ttf"))
    return read_from([str(FOLDER)] if stands else [], system=not stands)


def read_from(folders: list[str], *, system: bool) -> typst.Fonts:
    """Fonts of these folders, with the machine's where asked, and those that typst brings along."""
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=True, font_paths=folders)


@cache
def face() -> str:
    """The name of the face that documents are set in."""
    return chosen(fonts())


def chosen(found: typst.Fonts) -> str:
    """The first twin of Times among these fonts that lacks no letter."""
    twins = [name for name in TWINS if name in found.families()]
    if not twins:
        return EMBEDDED
    probe = typst.Compiler(_PROBE.encode(), font_paths=found, sys_inputs={"faces": json.dumps(twins)})
    (complete,) = json.loads(probe.query("<complete>", field="value"))
    return next(iter(complete), EMBEDDED)
