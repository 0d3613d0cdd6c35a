"""`make bench-reading [ARGS=--misses]`: how well and how fast documents are read (reading_corpus/README.md)."""

import argparse
import gc
import io
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Final

from homes import SOURCE, units_home
from measure import Line, ms, p50, say, table, timed
from reading_corpus.marks import LATER, Marked, corpus
from reading_corpus.peer import peer
from reading_corpus.scoring import ASPECTS, Miss, Score, aspects, found_of, paired

from chungtay.kernel.text import nfc

if TYPE_CHECKING:
    from chungtay.reading.rules.figures import Figure, Reading
    from chungtay.reading.rules.known import Known
    from chungtay.unpacking.rules import Document

CHAPTER: Final = SOURCE / "demonstration" / "data" / "chapter.json"
FACTS: Final = Path(os.environ.get("CHUNGTAY_FACTS", "../shared/cases/pages.json"))
REAL: Final = os.environ.get("CHUNGTAY_REAL_PAGES")  # real pages as text, never committed: cNNN.txt, marked/*.txt
ASKED: Final = {"F1": 0.97, "precision": 0.98, "kind": 0.95, "indicator": 0.90}
PAGE_CHARACTERS, PAGES = 3000, 60
DENSITY: Final = (
    30  # figures on a page: marked real pages hold 16 (176 of them) to 27 (28); the corpus's paragraphs over 50
)


class Reader:
    """The product's reader with the lexicon of a whole country."""

    def __init__(self) -> None:
        self.known = _lexicon()
        gc.freeze()  # as the server that reads: what is loaded stays, and is looked through seldom (config/wsgi.py)
        gc.set_threshold(10_000, 50, 50)
        self.names = {code: {unit.name for unit in units} for code, units in self.known.by_code.items()}
        self.names |= {cluster.code: {cluster.name} for cluster in self.known.clusters}

    def read(self, document: "Document") -> "Reading":
        """Everything that the product does with a document."""
        from chungtay.reading.rules.reading import read_figures

        return read_figures(document, self.known, None)


def _lexicon() -> "Known":
    """What the reader knows in an office: every unit of the country, and the demonstration's cluster."""
    os.environ |= {"CHUNGTAY_HOME": str(units_home()), "DJANGO_SETTINGS_MODULE": "chungtay.config.settings"}
    import django

    django.setup()
    from chungtay.reading.queries.known import known
    from chungtay.reading.rules.known import KnownCluster

    told = json.loads(CHAPTER.read_text(encoding="utf-8"))
    cluster, since = told["cluster"], date.fromisoformat(told["cluster"]["since"])
    members = tuple((code, since, None) for code in cluster["members"])
    return replace(
        known(date.today()),
        clusters=(KnownCluster(cluster["code"], cluster["name"], told["province"], members),),
    )


def document_of(marked: Marked) -> "Document":
    """The document as a format hands it over; a decomposed one goes through the reader of text files, as NFD."""
    from chungtay.unpacking.formats import read_document
    from chungtay.unpacking.rules import Block, BlockKind, Document, Span

    if marked.decomposed:
        import unicodedata

        return read_document(f"{marked.name}.txt", unicodedata.normalize("NFD", marked.text).encode())
    blocks = tuple(Block(BlockKind(kind), Span(start, end)) for kind, start, end in marked.lines)
    title = next((marked.text[start:end] for kind, start, end in marked.lines if kind == "title"), None)
    return Document(f"{marked.name}.txt", marked.text, blocks, (), title, marked.dated)


def shifted(document: "Document", marked: Marked, figures: Sequence["Figure"]) -> list["Figure"]:
    """Spans moved from the document's text to the marked one, which differ by white space only."""
    if document.text == marked.text:
        return list(figures)
    from chungtay.unpacking.rules import Span

    ink = [place for place, sign in enumerate(marked.text) if not sign.isspace()]
    order = {place: n for n, place in enumerate(p for p, sign in enumerate(document.text) if not sign.isspace())}
    if len(order) != len(ink):
        raise SystemExit(f"{marked.name}: the text was changed on its way")

    def moved(span: Span) -> Span:
        return Span(ink[order[span.start]], ink[order[span.end - 1]] + 1)

    return [replace(figure, quantity=replace(figure.quantity, span=moved(figure.quantity.span))) for figure in figures]


def judged(reader: Reader, marked: Marked) -> tuple[Score, list[Miss]]:
    """The product's score on one document."""
    document = document_of(marked)
    figures = shifted(document, marked, reader.read(document).figures)
    pairs, score, misses = paired(marked, found_of(figure.quantity for figure in figures))
    score.aspects, more = aspects(marked, figures, pairs, reader.names)
    return score, misses + more


def scored(reader: Reader, documents: Iterable[Marked], show: bool) -> tuple[dict[str, Score], Score]:
    """Scores by genre and the peer's over all; with `show`, every miss with its sentence."""
    genres: dict[str, Score] = defaultdict(Score)
    naive = Score()
    for marked in documents:
        score, misses = judged(reader, marked)
        genres[marked.genre].add(score)
        naive.add(paired(marked, peer(marked))[1])
        for miss in misses if show else ():
            around = marked.text[max(0, miss.start - 60) : miss.end + 40].replace("\n", " / ")
            print(f"{marked.name}: {miss.what}: {miss.said}\n    … {around} …")
    return dict(genres), naive


def printed(name: str, genres: dict[str, Score], naive: Score, by_genre: bool) -> Score:
    """One part of the corpus as a table; the sum is returned."""
    whole = Score()
    for score in genres.values():
        whole.add(score)
    rows = [*sorted(genres.items())] if by_genre else []
    head = ("genre", "figures", "prec.", "recall", "F1", *ASPECTS)
    cells = [head]
    for genre, score in [*rows, ("all", whole)]:
        cells.append(
            (
                genre,
                str(score.right + score.missed),
                *(f"{value:.3f}" for value in (score.precision, score.recall, score.f1)),
                *("" if (value := score.share(one)) is None else f"{value:.3f}" for one in ASPECTS),
            )
        )
    cells.append(("naive peer", "", *(f"{value:.3f}" for value in (naive.precision, naive.recall, naive.f1))))
    widths = [max(len(row[n]) for row in cells if n < len(row)) for n in range(len(head))]
    print(f"\n{name}")
    for row in cells:
        print("  ".join(cell.ljust(widths[n]) for n, cell in enumerate(row)).rstrip())
    lost = (1 - naive.f1) / (1 - whole.f1) if whole.f1 < 1 else float("inf")
    print(f"F1 {whole.f1 / naive.f1:.2f} times the peer's; its errors are {lost:.1f} times ours")
    return whole


def limits(name: str, score: Score) -> list[Line]:
    """The aims of the issue beside what was measured."""
    values = {"F1": score.f1} | {aspect: score.share(aspect) or 0.0 for aspect in ("precision", "kind", "indicator")}
    return [
        Line(f"{name}: {aspect}", f"{values[aspect]:.3f}", limit=f"{least:.2f}", met=values[aspect] >= least)
        for aspect, least in ASKED.items()
    ]


def times(reader: Reader, documents: Sequence[Marked]) -> list[Line]:
    """A page, and a report of sixty pages in Word."""
    from chungtay.unpacking.formats import read_document

    pages = [document_of(marked) for marked in documents]
    seconds = [min(timed(lambda page=page: reader.read(page)) for _ in range(3)) for page in pages]
    lines = [
        Line("a page, p50", ms(p50(seconds)), limit="30 ms", met=p50(seconds) <= 0.03),
        Line("a page, longest", ms(max(seconds)), limit="30 ms", met=max(seconds) <= 0.03),
    ]
    for most in (DENSITY, None):
        data, held = report(documents, most)
        word = min(timed(lambda data=data: reader.read(read_document("report.docx", data))) for _ in range(3))
        name = f"a DOCX of {PAGES} pages, {held / PAGES:.0f} figures on each"
        lines.append(Line(name, ms(word), limit="1 s", met=word <= 1))
    return lines


def report(documents: Sequence[Marked], most: int | None) -> tuple[bytes, int]:
    """A Word file of sixty pages of the corpus's paragraphs, and how many figures it holds.

    `most` of them on a page: where a page has so many, paragraphs follow that hold none; None: as the corpus has them.
    """
    import docx

    parts = [
        (kind, one.text[start:end], sum(start <= gold.start < end for gold in one.figures))
        for one in documents
        for kind, start, end in one.lines
    ]
    plain = cycle([part for part in parts if not part[2] and part[0] == "paragraph"])
    word, length, held = docx.Document(), 0, 0
    for part in cycle(parts):
        if length >= PAGE_CHARACTERS * PAGES:
            break
        full = most is not None and held > most * length / PAGE_CHARACTERS
        kind, text, figures = next(plain) if full else part
        word.add_paragraph(text, style="Heading 1" if kind == "title" else None)
        length, held = length + len(text), held + figures
    data = io.BytesIO()
    word.save(data)
    return data.getvalue(), held


def real(reader: Reader, folder: Path, show: bool) -> list[str]:
    """Recall over the facts that stand in the stored text of real pages, and what else was read, for a human eye."""
    from chungtay.unpacking.formats import read_document

    facts = {case["id"]: case["figures"] for case in json.loads(FACTS.read_text(encoding="utf-8"))["cases"]}
    asked = right = pages = 0
    others: list[str] = []
    for path in sorted(folder.glob("c*.txt")):
        if path.stem not in facts:
            continue
        pages += 1
        document = read_document(path.name, path.read_bytes())
        read = [
            (nfc(one.quantity.span.of(document.text)), Decimal(one.quantity.value), one.quantity.unit)
            for one in reader.read(document).figures
        ]
        values = {Decimal(repr(fact["value"])) for fact in facts[path.stem]}
        for fact in facts[path.stem]:
            if fact["as_written"] not in document.text:
                continue
            asked += 1
            found = any(value == Decimal(repr(fact["value"])) for _, value, _ in read)
            right += found
            if not found:
                others.append(f"{path.stem}: missed {fact['as_written']} {fact['unit']} ({fact['counted_vi']})")
        others += [f"{path.stem}: besides {said} = {value} {unit}" for said, value, unit in read if value not in values]
    print(f"\nreal pages: {pages}; {right} of {asked} facts found; {len(others)} lines for a human eye")
    return others if show else []


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--misses", action="store_true", help="every miss of the seen part with its sentence")
    asked.add_argument("--real", action="store_true", help="what was read besides the facts of real pages")
    said = asked.parse_args()
    reader, documents = Reader(), corpus()
    seen = [marked for marked in documents if marked.seen]
    unseen = [marked for marked in documents if not marked.seen]
    later = corpus(LATER)
    lines = limits("later", printed("later, seen", *scored(reader, later, said.misses), by_genre=False))
    lines += limits("seen", printed("seen", *scored(reader, seen, said.misses), by_genre=True))
    lines += limits("unseen", printed("unseen", *scored(reader, unseen, False), by_genre=True))
    if REAL:
        more = corpus(Path(REAL) / "marked")
        if more:
            lines += limits("real", printed("real, marked by hand", *scored(reader, more, said.real), by_genre=False))
        for other in real(reader, Path(REAL), said.real):
            print(other)
    say("times")
    print("\n" + table(lines + times(reader, seen)))


if __name__ == "__main__":
    sys.exit(main())
