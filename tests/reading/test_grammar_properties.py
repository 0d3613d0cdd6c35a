import time
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.kernel.numbers import written
from chungtay.quantities.rules.grammar import quantities
from chungtay.unpacking.rules import Block, BlockKind, Document, Span

from .test_grammar import SENTENCES, document, read

PIECES = st.sampled_from(
    [
        "trên", "gần", "từ", "đến", "hơn", "tỷ", "triệu", "nghìn", "đồng", "suất quà", "lượt người", "hộ", "đơn vị máu", "%",
        "mỗi suất", "trong đó", "trị giá", "kế hoạch", "đạt", "tăng", "so với", "hai", "mười lăm", "năm", "số", "ngày", "/",
        "-", ",", ".", ";", "(", ")", "“", "”", "5", "1.500", "1,500", "9/9", "20/11", "0912 345 678", "2024", "\n", "x", "m2",
        "một trăm", "rưỡi", "tr5", "thứ", "khoảng", "trở lên", "cùng kỳ", "0", "chiếm", "01", "và", ":", "vượt", "Hạ Long",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join)
)


@given(TEXTS, st.sampled_from(list(BlockKind)))
@settings(max_examples=150, deadline=None)
def test_no_text_crashes_the_grammar_and_every_span_points_at_its_text(text: str, kind: BlockKind) -> None:
    found = quantities(Document("x", text, (Block(kind, Span(0, len(text))),)))
    for place, one in enumerate(found):
        assert 0 <= one.sentence.start <= one.span.start < one.span.end <= one.sentence.end <= len(text)
        assert one.sentence.start <= one.counted.start <= one.counted.end <= one.sentence.end
        assert one.value_to is None or one.value < one.value_to
        assert one.unit and one.why
        for tied in (one.value_of, one.part_of):
            assert tied is None or (0 <= tied < len(found) and tied != place)
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)


@given(st.integers(1, 10**12), st.sampled_from(["suất quà", "lượt người", "đồng", "hộ", "kg"]))
@settings(max_examples=60, deadline=None)
def test_a_number_as_the_house_writes_it_is_read_back(value: int, unit: str) -> None:
    text = f"Hội đã hỗ trợ {written(value)} {unit}."
    (one,) = read(text)
    assert (Decimal(one.value), one.unit, one.span.of(text)) == (value, unit, written(value))


def test_a_page_is_read_within_fifteen_milliseconds_whatever_it_says() -> None:
    lines = [line for line in SENTENCES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    page = document("\n".join(lines)[:6000])
    hostile = [
        document(piece * (6000 // len(piece))) for piece in ("1.", "1 000 ", "“năm ", "từ 5 đến ", "a-", "9/", ", 5")
    ]
    assert min(_seconds(page) for _ in range(5)) < 0.030  # 15 ms where nothing else runs
    for document_ in hostile:
        assert min(_seconds(document_) for _ in range(2)) < 0.150


def _seconds(one: Document) -> float:
    start = time.process_time()
    quantities(one)
    return time.process_time() - start
