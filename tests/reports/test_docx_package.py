"""The Word file as a package: what Word demands of its parts, and the template that a script builds."""

import sys
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from chungtay.documents.formats import written
from chungtay.documents.formats.docx import TEMPLATE
from chungtay.documents.formats.packing import LONG_AGO

from . import edges
from .word import Word

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
# The order that the schema (ECMA-376, part 1) gives to children; those that we never write are left out.
ORDER = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr shd tabs spacing ind jc outlineLvl rPr sectPr",
    "w:rPr": "rStyle rFonts b bCs i iCs noProof color sz szCs u lang",
    "w:tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "w:tcPr": "tcW gridSpan tcBorders shd vAlign",
    "w:sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
}


@pytest.fixture(scope="module")
def word() -> Word:
    return Word(edges.published())


@pytest.mark.parametrize("name", ORDER)
def test_children_stand_in_the_order_of_the_schema(word: Word, name: str) -> None:
    order = [qn(f"w:{child}") for child in ORDER[name].split()]
    found = [element for part in _parts(word) for element in word.tree(part).iter(qn(name))]
    assert found
    for element in found:
        tags = [child.tag for child in element]
        assert set(tags) <= set(order), (name, set(tags) - set(order))
        assert tags == sorted(tags, key=order.index), (name, tags)


def _parts(word: Word) -> list[str]:
    return ["word/document.xml", *(name for name in word.archive.namelist() if name.startswith("word/header"))]


def test_every_style_that_is_used_is_defined_and_every_relation_leads_somewhere(word: Word) -> None:
    used = {style.get(qn("w:val")) for style in word.body.iter(qn("w:pStyle"))}
    assert used <= word.styles.keys()
    targets = {f"word/{one.get('Target')}" for one in word.tree("word/_rels/document.xml.rels")}
    assert {t for t in targets if not t.startswith("word/../")} <= set(word.archive.namelist())


def test_word_of_today_is_asked_for_and_no_foreign_picture_travels_along(word: Word) -> None:
    settings = word.archive.read("word/settings.xml").decode()
    assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings
    assert not [name for name in word.archive.namelist() if "thumbnail" in name]


def test_properties_name_the_report_its_body_and_its_language(word: Word) -> None:
    properties = Document(BytesIO(word.bytes)).core_properties
    assert properties.title == "Báo cáo 10 tháng năm 2024 - Cụm thi đua số 2"
    assert (properties.author, properties.language) == ("CỤM THI ĐUA SỐ 2", "vi-VN")
    assert (properties.subject, properties.keywords) == ("10 tháng năm 2024", "Cụm thi đua số 2")
    languages = {lang.get(qn("w:val")) for lang in word.tree("word/styles.xml").iter(qn("w:lang"))}
    assert languages == {"vi-VN"}


def test_file_holds_no_moment_of_the_clock(word: Word) -> None:
    assert {info.date_time for info in word.archive.infolist()} == {LONG_AGO}
    properties = Document(BytesIO(word.bytes)).core_properties
    assert properties.created == properties.modified
    assert properties.created is not None and properties.created.date() == date(2024, 10, 31)


@pytest.mark.parametrize("as_format", ["docx", "pdf", "xlsx", "html", "md"])
def test_same_material_gives_the_same_bytes_at_any_hour(as_format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(edges.published(), as_format)
    monkeypatch.setattr("xlsxwriter.core.datetime", _Later)
    monkeypatch.setattr("time.time", lambda: 2_208_988_800.0)
    assert written(edges.published(), as_format) == first


class _Kind(type):
    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, datetime)


class _Later(datetime, metaclass=_Kind):
    """The clock's class, years later; what it makes and knows is the real class's."""

    @classmethod
    def now(cls, *_given: object) -> datetime:
        return datetime(2040, 1, 1)


def test_committed_template_is_what_the_script_builds() -> None:
    sys.path.insert(0, str(SCRIPTS))
    try:
        from build_report_template import build
    finally:
        sys.path.remove(str(SCRIPTS))
    assert _unpacked(build()) == _unpacked(TEMPLATE.read_bytes())


def _unpacked(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
