import re
from decimal import Decimal
from pathlib import Path

from chungtay.quantities.rules.figures import FigureKind, Quantity
from chungtay.quantities.rules.grammar import quantities
from chungtay.unpacking.rules import Block, BlockKind, Document, Span

SENTENCES = Path(__file__).parent / "grammar_sentences.txt"
MARK = re.compile(r"\{([^{}=]+) = ([0-9.]+) ([^{}!]+?)(?: ! (\w+))?\}")
KINDS = {"rate": FigureKind.RATE, "context": FigureKind.CONTEXT}


def document(text: str, *kinds: BlockKind) -> Document:
    """Each line of a text as a block: a paragraph, or what `kinds` says of the first ones."""
    blocks, start = [], 0
    for place, line in enumerate(text.split("\n")):
        kind = kinds[place] if place < len(kinds) else BlockKind.PARAGRAPH
        blocks.append(Block(kind, Span(start, start + len(line))))
        start += len(line) + 1
    return Document("x.txt", text, tuple(blocks))


def read(text: str) -> list[Quantity]:
    return quantities(document(text))


def test_sentences_are_read_as_an_officer_would() -> None:
    wrong = []
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        text = MARK.sub(lambda found: found[1], line)
        want = [_marked(*found.groups()) for found in MARK.finditer(line)]
        got = [_told(one, text) for one in read(text)]
        if want != got:
            wrong.append((text, [one for one in want if one not in got], [one for one in got if one not in want]))
    assert not wrong, "\n".join(f"{text}\n   want {want}\n   got  {got}" for text, want, got in wrong)


def _marked(written: str, value: str, unit: str, kind: str | None) -> tuple[object, ...]:
    low, _, high = value.partition("..")
    return (
        written,
        Decimal(low),
        Decimal(high) if high else None,
        unit,
        KINDS.get(kind or "") or FigureKind(kind or "result"),
    )


def _told(one: Quantity, text: str) -> tuple[object, ...]:
    high = None if one.value_to is None else Decimal(one.value_to)
    return one.span.of(text), Decimal(one.value), high, one.unit, one.kind


def test_worth_parts_and_comparisons_are_tied_to_their_figures() -> None:
    text = (
        "Huyện trao 180 suất quà, trong đó 100 suất do tỉnh hỗ trợ, mỗi suất 500.000 đồng; tổng trị giá 90 triệu đồng. "
        "Tiếp nhận 948 đơn vị máu, đạt 105% chỉ tiêu, 5/6 xã vượt kế hoạch. "
        "Trợ giúp 2.000 lượt người, tăng 300 lượt người so với cùng kỳ, giảm 4% so với năm trước."
    )
    found = {one.span.of(text): one for one in read(text)}
    places = {written: place for place, written in enumerate(found)}
    assert found["100"].part_of == places["180"]
    assert found["500.000"].value_of == places["100"]
    assert found["948"].comparison and found["948"].comparison.value == 105
    assert found["5/6"].comparison and found["5/6"].comparison.value == 6
    assert found["2.000"].comparison and found["2.000"].comparison.value == 300
    assert set(found) == {"180", "100", "500.000", "90 triệu", "948", "5/6", "2.000"}
    brackets = "Chăm sóc sức khỏe 5.482 trường hợp (mỗi trường hợp tính là một lượt người), trị giá trên 1,7 tỷ đồng."
    assert [one.unit for one in read(brackets)] == ["trường hợp", "đồng"]


def test_what_stands_under_a_paper_of_plans_is_a_target_but_for_what_is_done() -> None:
    text = "Số: 27/KH-CTĐ\nKẾ HOẠCH\nI. NỘI DUNG\n1. Cấp tỉnh trao 500 suất quà.\nNăm qua, toàn tỉnh đã trao 9.200 suất quà."
    assert [one.kind for one in read(text)] == [FigureKind.TARGET, FigureKind.RESULT]
