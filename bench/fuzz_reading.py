"""Mutated files of every kind through the reader: `.venv/bin/python bench/fuzz_reading.py [SECONDS] [SEED]`.

Nothing may come out but a document whose places are true, or an Unreadable; a file takes at most SLOWEST seconds and the
reader MEMORY. Prints how many of each kind were read and refused, and the slowest.
"""

import io
import random
import resource
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Final

import docx
import typst
import xlsxwriter

from chungtay.quantities.rules.grammar import quantities
from chungtay.quantities.rules.tables import table_quantities
from chungtay.unpacking.formats import Unreadable, read_document
from chungtay.unpacking.rules import Document

SLOWEST: Final = 25.0  # a worker is waited for 20 s
MEMORY: Final = 2_000_000  # kB
SENTENCE: Final = (
    "Trong 10 tháng năm 2024, Hội CTĐ tỉnh đã trợ giúp trên 22.200 lượt người, trị giá gần 10,9 tỷ đồng.\n"
)
ROWS: Final = (("Đơn vị", "Kế hoạch", "Thực hiện", "%"), ("Hạ Long", 120, 150, 1.25), ("Cộng", 120, 150, 1.25))
TOKENS: Final = (b"\0", b"\xff", b"<", b">", b"&#x110000;", b"<table>", b"<td rowspan=99999999>", b"9" * 400, b"1.", b"(" * 200,
                 "từ 1 đến ".encode() * 50, b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"/Length 99999999", b"<w:tbl>", b"gridSpan", b"\t;,\n")  # fmt: skip


def seeds() -> dict[str, bytes]:
    """One file of each kind."""
    word, book, packed = docx.Document(), io.BytesIO(), io.BytesIO()
    word.add_heading("BÁO CÁO", 1)
    word.add_paragraph(SENTENCE, style="List Bullet")
    table = word.add_table(3, 4)
    with xlsxwriter.Workbook(book, {"in_memory": True}) as sheets:
        sheet = sheets.add_worksheet("T10")
        for row, values in enumerate(ROWS):
            sheet.write_row(row, 0, values)
            for column, value in enumerate(values):
                table.cell(row, column).text = str(value)
    table.cell(0, 1).merge(table.cell(0, 2))
    word.save(packed)
    cells = "".join(f"<tr>{''.join(f'<td>{value}</td>' for value in row)}</tr>" for row in ROWS)
    page = f"<html><body><nav>Menu</nav><h1>Hội Chữ thập đỏ giao ban</h1><p>{SENTENCE * 3}</p><table>{cells}</table></body></html>"
    shown = ", ".join(f"[{value}]" for row in ROWS for value in row)
    pdf = typst.compile(f"= BÁO CÁO\n{SENTENCE * 4}\n#table(columns: 4, {shown})".encode())
    csv = "\n".join(";".join(map(str, row)) for row in ROWS)
    return {
        "a.txt": (SENTENCE * 3).encode(), "a.html": page.encode(), "a.csv": csv.encode(),
        "a.docx": packed.getvalue(), "a.xlsx": book.getvalue(), "a.pdf": bytes(pdf),
    }  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them changed, cut, doubled or put in; members of a zip are changed inside it, too."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _repacked(data, chance)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(data) + 1)
        end = min(len(data), place + chance.choice((1, 1, 4, 50)))
        match chance.randrange(5):
            case 0:
                data = data[:place] + bytes(chance.randrange(256) for _ in range(end - place)) + data[end:]
            case 1:
                data = data[:place] + data[end:]
            case 2:
                data = data[:place] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 300)) + data[place:]
            case 3:
                data = data[:end] + data[place:end] * chance.choice((1, 40)) + data[end:]
            case _:
                data = data[:place] if chance.random() < 0.2 else data
    return data


def _repacked(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        changed = {name for name in names if "document" in name or "sheet1" in name or chance.random() < 0.1}
        for name in names:
            body = old.read(name)
            new.writestr(name, mutated(body, chance) if name in changed else body)
    return out.getvalue()


def wrong(document: Document) -> str:
    """What is not true of a document and its quantities; "" where all is."""
    end = -1
    for block in document.blocks:
        if not end < block.span.start < block.span.end <= len(document.text):
            return f"block {block}"
        end = block.span.end
    held = {block.span for block in document.blocks}
    if any(cell.span not in held for table in document.tables for cell in table.cells):
        return "a cell is no block"
    for quantity in (*quantities(document), *table_quantities(document)):
        if (
            not 0
            <= quantity.sentence.start
            <= quantity.span.start
            < quantity.span.end
            <= quantity.sentence.end
            <= len(document.text)
        ):
            return f"quantity {quantity}"
    return ""


def main(seconds: float, seed: int) -> int:
    """Fuzz for so long; 1 if anything went wrong, the file kept beside."""
    chance, files, told, slowest = random.Random(seed), seeds(), Counter[str](), (0.0, "")
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        name = chance.choice(list(files))
        data = mutated(files[name], chance)
        began = time.monotonic()
        try:
            failed = wrong(read_document(name, data))
            told[f"{name} read"] += 1
        except Unreadable as refused:
            failed = ""
            told[f"{name} {refused.kind}"] += 1
        except Exception as error:
            failed = repr(error)
        took = time.monotonic() - began
        slowest = max(slowest, (took, name))
        if failed or took > SLOWEST:
            Path(f"bench/out/fuzz-{name}").write_bytes(data)
            print(f"{name}: {failed or 'too slow'} after {took:.1f} s; kept as bench/out/fuzz-{name}, seed {seed}")
            return 1
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(*(f"{what}: {times}" for what, times in sorted(told.items())), sep="\n")
    print(f"slowest {slowest[0]:.2f} s ({slowest[1]}); memory {memory // 1024} MB; seed {seed}")
    return int(memory > MEMORY)


if __name__ == "__main__":
    given = [float(argument) for argument in sys.argv[1:]]
    sys.exit(main(given[0] if given else 30, int(given[1]) if len(given) > 1 else 1))
