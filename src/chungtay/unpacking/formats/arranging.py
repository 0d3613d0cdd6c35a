"""Plain lines to what they are: a news page saved as text, an office's letter or report, or a note without form."""

import re
from collections.abc import Sequence
from typing import Final

from chungtay.kernel.text import folded
from chungtay.unpacking.rules import BlockKind

from .dates import date_line, letter_date
from .pieces import Line, Parts

BODY: Final = 90  # characters from which a line with a full stop is running text
LONG: Final = 200  # and without one
HEADING_MOST: Final = 160
TITLE_MOST: Final = 250
HEAD_OF_LETTER: Final = 25  # lines in which the motto of the state is sought
HEAD_OF_PAGE: Final = 60  # lines in which a page's date line is sought

_END: Final = tuple(".!?…;:”\"')")
_ITEM: Final = re.compile(r"[-–—+•*●○▪■❖✓→]\s*\S|[a-zđ]\)\s|\(\d{1,2}\)\s")
_NUMBERED: Final = re.compile(r"(?:[IVXL]{1,6}|[A-Z]|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])[.)/]?\s+\S")
_MARKED: Final = re.compile(r"(?:[IVXL]{1,6}|[A-Z]|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])[.)/]\s*\D")
_PART: Final = re.compile(r"(?:phan|chuong|muc|phu luc|bieu) (?:thu |so )?(?:[ivx]+|\d+|nhat|hai|ba|tu|nam)\b")
_CAPTION: Final = re.compile(r"(?:anh|nguon anh|hinh|so do|bieu do)\s*(?:\d+\s*)?[:.]|(?:\(anh|bang \d+)")
_MOTTO: Final = re.compile(r"cong hoa xa hoi chu nghia|doc lap\s*[-–—]\s*tu do|^[\W_]+$")
_NUMBER_LINE: Final = re.compile(r"so\s*:?\s*[\d.…]*\s*/")
_PAGE_NUMBER: Final = re.compile(r"(?:trang|page)?\s*[-–—]?\s*\d{1,4}\s*(?:[-–—]|/\s*\d{1,4})?")
_RECIPIENTS: Final = re.compile(r"noi nhan\s*:?")
_KIND_OF_LETTER: Final = re.compile(
    r"(?:bao cao|ke hoach|thong bao|to trinh|quyet dinh|bien ban|chuong trinh|huong dan|cong van|de an|phuong an|giay moi|"
    r"ket qua|tong hop|bang tong hop|bieu tong hop|danh sach|thong ke)\b"
)
_OPENING: Final = re.compile(r"(?:thuc hien|can cu|kinh gui|phan |dac diem|tinh hinh|nham |trong )")
_TAIL: Final = re.compile(
    r"(?:lien ket (?:website|web)|y kien(?: ban doc| cua ban)?|(?:gui |viet |cac )?binh luan(?: cua ban)?|tin (?:lien quan|khac|moi|moi hon|"
    r"cu hon|cung chuyen muc|noi bat|doc nhieu|da dua|moi nhat)|cac tin (?:khac|lien quan|da dua|moi hon|cu hon)|(?:cac )?bai "
    r"(?:viet )?(?:lien quan|khac|viet khac|cung chuyen muc)|tin tuc (?:khac|lien quan)|tu khoa|tags?|chia se(?: bai viet)?|in (?:trang|bai viet)|quay lai|"
    r"doc nhieu(?: nhat)?|xem nhieu(?: nhat)?|cung chuyen muc|co the ban quan tam|ve dau trang|ban quyen (?:thuoc|cua)\b.*|"
    r"thong ke truy cap|luot truy cap\b.*|dang truy cap\b.*|ban in|van ban moi|video|thu vien anh|quang cao|danh gia bai viet|comments?)"
)
_LONE: Final = re.compile(
    r"(?:xem them|doc them|>>+|>|tin lien quan|video|nguon|theo|tac gia|bai, anh|bai va anh)\s*[:>]?\s"
)
_WORD: Final = re.compile(r"[^\W\d_]+")


def is_running(text: str) -> bool:
    """Is the line a paragraph of sentences?"""
    return len(text) >= LONG or (len(text) >= BODY and text.endswith(_END))


def ends_article(text: str) -> bool:
    """Does the line head what stands below an article (comments, related news)?"""
    if len(text) > HEADING_MOST:
        return False
    plain = " ".join(_WORD.findall(folded(text)))
    return _TAIL.fullmatch(plain) is not None


def kind_of(text: str) -> BlockKind:
    """What a line within a body is, by how it is written."""
    plain = folded(text[: HEADING_MOST + 1])
    if _PAGE_NUMBER.fullmatch(plain) or _MOTTO.search(plain):
        return BlockKind.FURNITURE
    if _CAPTION.match(plain) and len(text) <= LONG:
        return BlockKind.CAPTION
    if len(text) <= HEADING_MOST and not text.endswith((".", ";", ",")) and _is_heading(text, plain):
        return BlockKind.HEADING
    return BlockKind.ITEM if _ITEM.match(text) or _MARKED.match(text) else BlockKind.PARAGRAPH


def _is_heading(text: str, plain: str) -> bool:
    if _PART.match(plain):
        return True
    if _MARKED.match(text) and not _ITEM.match(text):
        return not re.search(r"\d{2}", text[5:]) or text.isupper()  # "1. Trao 200 suất quà" is an item
    return text.isupper() and len(_WORD.findall(text)) > 1


def arranged(lines: Sequence[Line]) -> Parts:
    """The lines with their kinds, the title and the day; a page's or letter's furniture known as such."""
    plain = [folded(line.text) for line in lines[:HEAD_OF_LETTER]]
    if any(_MOTTO.search(text) and _WORD.search(text) for text in plain):
        return _letter(lines)
    body = next((place for place, line in enumerate(lines) if is_running(line.text)), None)
    if body is not None and body < HEAD_OF_PAGE and any(date_line(line.text) for line in lines[: body + 1]):
        return _page(lines, body)
    return _note(lines)


def _page(lines: Sequence[Line], body: int) -> Parts:
    """A saved page: the title is the headline nearest the text, the day is told beside it, not by the site's clock."""
    dated = [place for place in range(body) if date_line(lines[place].text)]
    after = dated[-1] if dated else 0
    headline = _headline(lines, range(body - 1, after, -1)) if dated else None
    if headline is None:
        headline = _headline(lines, range(after - 1, -1, -1))
    start = min(after, headline if headline is not None else after)
    for place, line in enumerate(lines):
        if place < start:
            line.kind = BlockKind.FURNITURE
        else:
            line.kind = kind_of(line.text)
    if headline is not None:
        lines[headline].kind = BlockKind.TITLE
    lines[after].kind = BlockKind.DATELINE
    lines[body].kind = BlockKind.LEAD
    close(lines[body:])
    title = lines[headline].text if headline is not None else None
    return Parts(list(lines), title, date_line(lines[after].text))


def _headline(lines: Sequence[Line], places: range) -> int | None:
    return next((place for place in places if may_head(lines[place].text)), None)


def may_head(text: str) -> bool:
    """Is a line as long as a headline, and nothing else?"""
    return 25 <= len(text) <= TITLE_MOST and date_line(text) is None and not ends_article(text)


def close(lines: Sequence[Line]) -> None:
    """Below an article's text: its author and everything from "Tin liên quan" or "Ý kiến" on are furniture."""
    half = sum(len(line.text) for line in lines if is_running(line.text)) // 2
    read, closed, last = 0, False, None
    for line in lines:
        closed = closed or (read >= half and ends_article(line.text))
        read += len(line.text) if is_running(line.text) else 0
        if closed or ends_article(line.text) or (len(line.text) <= LONG and _LONE.match(folded(line.text[:40]))):
            line.kind = BlockKind.FURNITURE
        elif not closed:
            last = line
    if last is not None and _is_author(last.text):
        last.kind = BlockKind.FURNITURE


def _is_author(text: str) -> bool:
    words = _WORD.findall(text)
    return (
        2 <= len(words) <= 6 and len(text) <= 40 and not re.search(r"\d", text) and all(w[0].isupper() for w in words)
    )


def _letter(lines: Sequence[Line]) -> Parts:
    """An office's letter: its head, its title (what kind of letter, on what), its body, those who receive it."""
    parts = Parts(list(lines))
    title = next((place for place, line in enumerate(lines[:60]) if names_letter(line.text)), None)
    head = title if title is not None else min(len(lines), 6)
    ended = False
    for place, line in enumerate(lines):
        plain = folded(line.text[:LONG])
        ended = (ended or bool(_RECIPIENTS.match(plain))) and not _PART.match(plain)
        if (day := letter_date(line.text)) and parts.dated is None:
            line.kind, parts.dated = BlockKind.DATELINE, day
        elif ended or _MOTTO.search(plain) or _NUMBER_LINE.match(plain):
            line.kind = BlockKind.FURNITURE
        elif place < head:
            line.kind = BlockKind.HEADING
        else:
            _know(line)
    if title is not None:
        parts.title = _title(lines[title : title + 6])
    return parts


def _know(line: Line) -> None:
    """A line of which its format says nothing is told by how it is written; a bold one heads those below."""
    if line.kind is BlockKind.PARAGRAPH:
        kind = kind_of(line.text)
        line.kind = BlockKind.HEADING if line.bold and kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else kind


def names_letter(text: str) -> bool:
    """Does a line name a report, plan or table?"""
    return len(text) <= TITLE_MOST and _KIND_OF_LETTER.match(folded(text)) is not None


def _title(lines: Sequence[Line]) -> str:
    """The title's lines: up to the first that opens the text."""
    said: list[str] = []
    for line in lines:
        plain = folded(line.text)
        styled = line.kind is BlockKind.HEADING and not line.bold and not line.text.isupper()
        opens = said and (
            styled
            or _OPENING.match(plain)
            or _NUMBERED.match(line.text)
            or not _WORD.search(plain)
            or _tells(line.text)
        )
        if opens or line.kind in (BlockKind.DATELINE, BlockKind.FURNITURE, BlockKind.ITEM) or is_running(line.text):
            break
        line.kind = BlockKind.TITLE
        said.append(line.text)
    return " ".join(said)


def _tells(text: str) -> bool:
    """Is a line a sentence, not a name of what was written?"""
    return text.endswith((".", ";", ":")) or " đã " in text


def _note(lines: Sequence[Line]) -> Parts:
    """A paragraph or a list without form; a first line that names a report is its title."""
    parts = Parts(list(lines))
    for line in lines:
        _know(line)
        if parts.dated is None and (day := letter_date(line.text) or date_line(line.text)):
            line.kind, parts.dated = BlockKind.DATELINE, day
    first = next((line for line in lines if line.kind is not BlockKind.FURNITURE), None)
    following = lines[lines.index(first) + 1 :] if first is not None else ()
    if first is not None and following and _heads(first, following[0]):
        parts.title = _title([first, *following[:3]]) or None
    return parts


def _heads(line: Line, following: Line) -> bool:
    """May the first line of a note be its title? A headline has running text below it, or the day."""
    if is_running(line.text) or line.text.endswith((".", ";")):
        return False
    below = is_running(following.text) or following.kind is BlockKind.DATELINE
    if below and may_head(line.text) and line.kind is BlockKind.PARAGRAPH:
        return not line.text.endswith((",", ":"))
    return line.text.isupper() or names_letter(line.text) or line.kind is BlockKind.HEADING
