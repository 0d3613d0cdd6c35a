"""Names in an English page are marked as Vietnamese, sentences of the page are not."""

from time import process_time

import pytest

from chungtay.design.rules.spoken import is_vietnamese, marked


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Hội Chữ thập đỏ Trường Cao đẳng Y tế Quảng Ninh", True),
        ("Hội CTĐ TX Quảng Yên", True),
        ("Nghị quyết 1679/NQ-UBTVQH15 ngày 16/6/2025", False),  # a sign of seven letters: no word of either
        ("Cụm thi đua số 2", True),
        ("Phường Hà Tu &amp; Cao Xanh", True),
        ("Received by Hội Chữ thập đỏ tỉnh Quảng Ninh", False),
        ("10 Feb 2026, Hạ Long", False),
        ("Unit", False),
        ("An An", False),
        ("café", False),
    ],
)
def test_what_is_vietnamese_through_and_through_is_known(text: str, spoken: bool) -> None:
    assert is_vietnamese(text) is spoken


def test_only_an_element_that_holds_nothing_else_is_marked() -> None:
    page = """<p>Under <a href="/don-vi/22/">Quảng Ninh</a></p><td class="x">Hà Tu</td><th lang="vi">Hồng Gai</th>
      <p title="Hạ Long">Report of Hạ Long</p><script>"<b>Quảng Yên"</script>"""
    told = marked(page)
    assert '<a lang="vi" href="/don-vi/22/">Quảng Ninh</a>' in told and '<td lang="vi" class="x">Hà Tu</td>' in told
    assert told.count('lang="vi"') == 3, "what said it, and the two that do now"


def test_a_long_paragraph_with_a_link_in_it_is_looked_at_once() -> None:
    page, begun = f"<p>{'tiếng Việt có dấu ' * 2_000}<a>", process_time()
    assert marked(page) == page and process_time() - begun < 1, "read once for each letter it took five seconds"


def test_an_english_page_marks_its_names_and_a_vietnamese_one_says_it_once(client, cast) -> None:
    client.force_login(cast["recorder"])
    assert 'lang="vi">Hội' not in client.get("/").content.decode()
    client.cookies["django_language"] = "en"
    answer = client.get("/")
    page = answer.content.decode()
    assert 'lang="vi">Hội Chữ thập đỏ thị xã Quảng Yên</' in page
    assert "Content-Length" not in answer or int(answer["Content-Length"]) == len(answer.content)
