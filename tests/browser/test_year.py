"""The demonstration cluster's year as its people live it: targets, a directive, a report, the meeting of 11 November 2024.

One journey by clicks and typing. CHUNGTAY_PICTURES=DIR keeps a picture of each step at 360 and 1280 px.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Locator, Page, expect
from pptx import Presentation
from pypdf import PdfReader

from tests.browser.conftest import Planted
from tests.browser.live import Site, served

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("CHUNGTAY_PICTURES")
TOWN, HEIR = "Hội Chữ thập đỏ thị xã Quảng Yên", "Hội Chữ thập đỏ phường Quảng Yên"
MEETING = "Hội nghị giao ban Cụm thi đua số 2, 10 tháng năm 2024"
REPORT = "Báo cáo sơ kết 6 tháng: 6 tháng đầu năm 2024"
DIRECTION = "Cả Cụm tiếp nhận 8.000 đơn vị máu trong năm 2025"
LAST_YEARS = "Cả Cụm tiếp nhận 7.600 đơn vị máu trong năm 2024"
LEADER, RECORDER, HEAD = "lãnh đạo Hội", "cán bộ nhập liệu", "cụm trưởng"


class Office:
    """The people of the demonstration, each in a browser of their own; what their pages complain of."""

    def __init__(self, browser: Browser, site: Site, printed: str) -> None:
        self.browser, self.site = browser, site
        rows = re.findall(r"^ +(\d{10}) +(\S+) +(.+?)  +\S", printed, re.M)
        self.accounts = {role: (login, password) for login, password, role in rows}
        self.pages: dict[str, Page] = {}
        self.complaints: list[str] = []
        self.seen = 0

    def who(self, role: str) -> Page:
        """That person's page; signed in through the form the first time."""
        if role not in self.pages:
            context = self.browser.new_context(base_url=self.site.url, locale="vi-VN", service_workers="block")
            page = self.pages[role] = context.new_page()
            page.on("pageerror", lambda error: self.complaints.append(str(error)))
            page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
            login, password = self.accounts[role]
            page.goto("/dang-nhap/")
            page.fill("[name=login]", login)
            page.fill("[name=password]", password)
            page.click("main button[type=submit]")
            expect(page.get_by_role("heading", name="Việc của")).to_be_visible()
        return self.pages[role]

    def place(self, role: str, name: str) -> Page:
        """Where the rail leads that person."""
        page = self.who(role)
        rail = page.get_by_role("navigation")
        rail.get_by_role("link", name=re.compile(rf"^{name}( \d|$)")).first.click()
        return page

    def look(self, page: Page, heading: str) -> None:
        """The page of that heading keeps within a phone's width; its picture is kept where it was asked for."""
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        page.wait_for_load_state()
        self.seen += 1
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{heading} scrolls sideways"
            if PICTURES:
                page.screenshot(path=f"{PICTURES}/{self.seen:02}-{width}.png", full_page=True)


@pytest.fixture
def office(browser: Browser, demonstration: Planted, tmp_path: Path) -> Iterator[Office]:
    """The site on a copy of the demonstration of its own."""
    with served(demonstration.copied(tmp_path / "home")) as site:
        made = Office(browser, site, demonstration.printed)
        yield made
        for page in made.pages.values():
            page.context.close()
    assert not made.complaints, made.complaints


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).select_option(label=option)


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def told(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible()


def year_2024(page: Page) -> None:
    """Two years back in a calendar."""
    page.get_by_role("link", name="Năm 2025").click()
    page.get_by_role("link", name="Năm 2024").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lịch báo cáo năm 2024")


def calendar_of_2024(office: Office) -> Page:
    """Where a leader finds the reports of two years ago."""
    page = office.place(LEADER, "Lịch báo cáo")
    year_2024(page)
    return page


def targets(office: Office) -> None:
    """The province is given a number for the year and shares it out among the fourteen units of that time."""
    page = office.place(LEADER, "Chỉ tiêu giao")
    page.get_by_label("Năm").fill("2024")
    press(page, "Xem")
    page.get_by_role("link", name="Ghi chỉ tiêu").click()
    choose(page, "Chỉ tiêu", "Lớp tập huấn sơ cấp cứu")
    page.get_by_label("Số phải đạt").fill("100")
    page.get_by_label("Số, ký hiệu văn bản").fill("05/KH-CTĐ")
    office.look(page, "Ghi chỉ tiêu")
    press(page, "Ghi chỉ tiêu")
    told(page, "Đã ghi chỉ tiêu.")
    row = page.get_by_role("row").filter(has_text="05/KH-CTĐ")
    row.get_by_role("link", name="Phân bổ").click()
    office.look(page, "Phân bổ chỉ tiêu")
    assert sum(int(box.input_value()) for box in page.locator(".share-grid input").all()) == 100
    press(page, "Phân bổ")
    told(page, "Đã phân bổ")
    page = office.place(RECORDER, "Chỉ tiêu giao")
    choose(page, "Đơn vị", TOWN)  # it ended in 2025: its last year is shown
    press(page, "Xem")
    office.look(page, "Chỉ tiêu năm 2025")
    page.get_by_label("Năm").fill("2024")
    press(page, "Xem")
    expect(page.get_by_role("row").filter(has_text="05/KH-CTĐ")).to_contain_text("7 lớp")


def directive(office: Office) -> None:
    """A directive goes down, is read, and what was done comes back."""
    page = office.place(LEADER, "Chỉ đạo, đề xuất")
    page.get_by_role("link", name="Ban hành văn bản").click()
    page.get_by_label("Trích yếu nội dung").fill("Tập huấn sơ cấp cứu")
    page.get_by_label("Nội dung, việc yêu cầu").fill("Mở ít nhất 5 lớp.")
    page.get_by_label("Những đơn vị được chọn").check()
    page.get_by_label(HEIR, exact=True).check()
    office.look(page, "Ban hành văn bản")
    press(page, "Ban hành")
    told(page, "Đã ban hành")
    reader = office.place(RECORDER, "Thông báo")
    reader.get_by_role("main").get_by_role("button").filter(has_text="gửi văn bản chỉ đạo").first.click()
    told(reader, "Đã ghi nhận là đơn vị đã đọc.")
    reader.get_by_label("Đã làm gì").fill("Đã mở 5 lớp cho 200 người.")
    press(reader, "Báo đã làm")
    told(reader, "Đã báo cho nơi ban hành.")
    office.look(reader, "Tập huấn sơ cấp cứu")
    page.reload()
    expect(page.get_by_role("row").filter(has_text=HEIR)).to_contain_text("Đã mở 5 lớp cho 200 người.")


def calendar(office: Office) -> None:
    """A half-yearly report is asked for, and its rounds of the year are opened."""
    page = office.place(LEADER, "Lịch báo cáo")
    year_2024(page)
    page.get_by_role("link", name="Loại báo cáo và mở kỳ").click()
    page.get_by_role("link", name="Thêm loại báo cáo").click()
    page.get_by_label("Tên báo cáo").fill("Báo cáo sơ kết 6 tháng")
    choose(page, "Định kỳ", "6 tháng")
    page.get_by_label("Ngày chốt số liệu").fill("0")
    page.get_by_label("Hạn gửi", exact=True).fill("10")
    page.get_by_label("Áp dụng từ ngày").fill("01/01/2024")
    office.look(page, "Thêm loại báo cáo")
    press(page, "Thêm loại báo cáo")
    told(page, "Đã thêm loại báo cáo.")
    office.look(page, "Loại báo cáo")
    press(page, "Mở lịch năm 2024 Báo cáo sơ kết 6 tháng")
    told(page, "Đã mở lịch Báo cáo sơ kết 6 tháng năm 2024.")


def written(office: Office) -> None:
    """The recorder enters a gift that is out of the ordinary, and writes the report; the leader approves the gift."""
    page = office.place(RECORDER, "Ghi việc")  # the ward at once: the town has ended
    page.get_by_role("link", name="Đổi đơn vị").click()
    page.get_by_role("link", name=TOWN).click()
    page.get_by_label("Tặng quà", exact=True).check()
    page.get_by_label("Suất quà trao tặng").fill("10")
    page.get_by_label("Số tiền").fill("5000000000")
    page.get_by_label("Ngày làm").fill("2024-05-20")
    page.get_by_role("button", name="Ghi", exact=True).last.click()
    page.get_by_role("alert").get_by_role("button", name="Vẫn ghi").click()  # half a billion a gift: asked about
    told(page, "Đã ghi: Tặng quà: 10 suất quà")
    page = office.place(RECORDER, "Lịch báo cáo")
    page.get_by_text("Xem đơn vị khác").click()
    page.get_by_role("link", name=TOWN).click()
    page.get_by_role("link", name="Năm 2024").click()
    office.look(page, "Lịch báo cáo năm 2024")
    press(page, f"Soạn {REPORT}")
    page.get_by_role("textbox").first.fill("Đã trao quà Tết, mở 2 lớp sơ cấp cứu.")
    office.look(page, REPORT)
    press(page, "Kiểm tra")
    expect(page.get_by_text("1 bản ghi trong kỳ chờ duyệt")).to_be_visible()
    expect(page.get_by_text("Chỗ nên xem lại")).to_be_visible()
    page = office.place(LEADER, "Duyệt")
    page.get_by_role("checkbox", name="Tặng quà: 10 suất quà").check()
    office.look(page, "Duyệt")
    press(page, "Duyệt các mục đã chọn (1)")
    told(page, "Đã duyệt 1 bản ghi.")


def sent(office: Office) -> None:
    """Nobody of the town may send: a leader above explains what the checks ask about and sends it; it comes back with a reason."""
    leader = calendar_of_2024(office)
    leader.get_by_role("link", name=REPORT).click()
    leader.get_by_role("link", name=TOWN).click()
    press(leader, "Kiểm tra và gửi")
    office.look(leader, "Kiểm tra và gửi")
    boxes = leader.get_by_label("Giải thích")
    assert boxes.count() >= 2
    for box in boxes.all():
        box.fill("Một doanh nghiệp tài trợ 10 suất, có danh sách.")
    press(leader, "Gửi báo cáo")
    told(leader, "Đã gửi báo cáo.")

    leader = calendar_of_2024(office)
    leader.get_by_role("link", name="1 chờ tiếp nhận").click()
    leader.get_by_role("link", name=f"Xem, tiếp nhận {TOWN}").click()
    expect(leader.get_by_text("Một doanh nghiệp tài trợ 10 suất, có danh sách.").first).to_be_visible()
    office.look(leader, REPORT)
    leader.get_by_role("link", name="Trả lại").click()
    leader.get_by_label("Lý do trả lại").fill("Ghi rõ tên doanh nghiệp tài trợ.")
    press(leader, "Trả lại báo cáo")
    told(leader, "Đã trả lại báo cáo")


def accepted(office: Office) -> None:
    """The recorder, who is told, mends the words; it is sent again and accepted, and its days are closed."""
    page = office.place(RECORDER, "Thông báo")
    page.get_by_role("main").get_by_role("button").filter(has_text="trả lại").first.click()
    expect(page.get_by_text("Ghi rõ tên doanh nghiệp tài trợ.").first).to_be_visible()
    page.get_by_role("textbox").first.fill("Đã trao quà Tết; Công ty Minh Họa tài trợ 10 suất lớn.")
    press(page, "Lưu")
    told(page, "Đã lưu lời báo cáo.")
    leader = calendar_of_2024(office)
    leader.get_by_role("link", name=REPORT).click()
    leader.get_by_role("link", name=TOWN).click()
    press(leader, "Kiểm tra và gửi")
    press(leader, "Gửi báo cáo")
    told(leader, "Đã gửi báo cáo.")
    leader = calendar_of_2024(office)
    leader.get_by_role("link", name="1 chờ tiếp nhận").click()
    leader.get_by_role("link", name=f"Xem, tiếp nhận {TOWN}").click()
    expect(leader.get_by_text("Công ty Minh Họa tài trợ")).to_be_visible()
    press(leader, "Tiếp nhận")
    told(leader, "Đã tiếp nhận báo cáo.")

    page = office.place(RECORDER, "Lịch báo cáo")
    page.get_by_text("Xem đơn vị khác").click()
    page.get_by_role("link", name=TOWN).click()
    page.get_by_role("link", name="Khóa kỳ").click()
    expect(page.get_by_text("Đã khóa đến hết Chủ Nhật, 30/06/2024.")).to_be_visible()
    office.look(page, "Khóa kỳ")


def at_meeting(office: Office, role: str) -> Page:
    page = office.place(role, "Hội nghị")
    page.get_by_role("link", name=MEETING).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(MEETING)
    return page


def held(office: Office) -> None:
    """Last year's conclusions are spoken of, with the figures of the meeting's day; attendance, programme, minutes."""
    page = at_meeting(office, HEAD)
    expect(page.locator("#ket-thuc")).to_contain_text("Chưa có biên bản.")
    for name, state, said in (
        (LAST_YEARS, "Đang làm", "Còn đợt hiến máu tháng 12."),
        ("1.500 trường hợp", "Đã xong", ""),
        ("quy chế phối hợp", "Chuyển kỳ sau", "Còn chờ ý kiến một đơn vị."),
    ):
        line = page.locator("#ket-luan-truoc").get_by_role("listitem").filter(has_text=name)
        figure = line.locator("a[href*=so-lieu]").all_inner_texts()
        line.get_by_role("link", name="Nói đến kết luận này").click()
        office.look(page, "Tình hình thực hiện")
        for number in figure:  # on the meeting's day, there and here
            expect(page.locator("main")).to_contain_text(number)
        choose(page, "Tình trạng", state)
        page.get_by_label("Đã làm được gì, lý do").fill(said)
        if state == "Chuyển kỳ sau":
            page.get_by_label("Hạn mới").fill("30/06/2025")
        press(page, "Ghi tình hình")
        told(page, "Đã ghi tình hình thực hiện.")
    page.get_by_role("link", name="Ghi có mặt").click()
    page.get_by_label("Có mặt").last.select_option(label="vắng")
    office.look(page, "Ghi có mặt")
    page.get_by_role("button", name="Đều có mặt, trừ nơi ghi vắng").first.click()
    page.get_by_role("link", name="Soạn chương trình").click()
    page.get_by_label("Nội dung").nth(7).fill("Ký giao ước thi đua năm 2025")
    press(page, "Lưu chương trình")
    expect(page.locator("#chuong-trinh")).to_contain_text("Ký giao ước thi đua năm 2025")
    page.get_by_role("link", name="Viết biên bản").click()
    page.get_by_label("Ý kiến thảo luận").fill("Các đơn vị thống nhất giữ nhịp hiến máu.")
    office.look(page, "Biên bản")
    press(page, "Lưu biên bản")
    expect(page.locator("#bien-ban")).to_contain_text("Các đơn vị thống nhất giữ nhịp hiến máu.")


def concluded(office: Office) -> None:
    """A conclusion without owner is refused; then a direction with owner, day and figure."""
    page = at_meeting(office, HEAD)
    page.get_by_role("link", name="Ghi kết luận").click()
    press(page, "Ghi kết luận")
    expect(page.get_by_role("alert")).to_contain_text("Đơn vị thực hiện: Chưa điền mục này.")
    choose(page, "Loại", "Phương hướng")
    page.get_by_label("Nội dung").fill(DIRECTION)
    choose(page, "Đơn vị thực hiện", TOWN)
    page.get_by_label("Hạn", exact=True).fill("31/12/2025")
    page.get_by_label("Đo bằng chỉ tiêu").select_option(label="Đơn vị máu tiếp nhận")
    page.get_by_label("Giá trị cần đạt").fill("8.000")
    page.get_by_label("Tính từ ngày").fill("01/01/2025")
    page.get_by_label("Tính chung cả cụm").check()
    office.look(page, "Ghi kết luận")
    press(page, "Ghi kết luận")
    told(page, "Đã ghi kết luận.")


def visited(office: Office) -> None:
    """Two households are visited on the day: each a delivery; the second, which looks the same, is asked about."""
    page = at_meeting(office, RECORDER)
    for number in (1, 2):
        choose(page, "Đơn vị ghi việc", TOWN)
        press(page, "Ghi hộ được thăm")
        expect(page.get_by_label("Ngày làm")).to_have_value("11/11/2024")
        page.get_by_label("Hộ gia đình được thăm hỏi").fill("1")
        page.get_by_label("Số tiền").fill("1500000")
        page.get_by_role("button", name="Ghi", exact=True).last.click()
        if number == 2:
            page.get_by_role("alert").get_by_role("button", name="Vẫn ghi").click()
        told(page, "Đã ghi: Thăm hỏi gia đình: 1 hộ")
        page.get_by_role("link", name="Trở lại trang trước").click()
    expect(page.locator("#tham-ho").get_by_role("link", name="Thăm hỏi gia đình: 1 hộ")).to_have_count(2)
    office.look(page, MEETING)


def papers(office: Office, folder: Path) -> None:
    """The paper in its three forms opens with what became of last year's conclusions."""
    page = at_meeting(office, HEAD)
    page.get_by_role("link", name="Tài liệu hội nghị").click()
    office.look(page, "TÀI LIỆU HỘI NGHỊ")
    files = {form: folder / f"paper.{form}" for form in ("docx", "pdf", "pptx")}
    for form, path in files.items():
        with page.expect_download() as waiting:
            page.get_by_role("link", name=f"Tải {form.upper()}").click()
        waiting.value.save_as(path)
    body = Document(str(files["docx"]))
    text = "\n".join(node.text or "" for node in body.element.body.iter() if node.tag.endswith("}t"))
    pages = "\n".join(sheet.extract_text() for sheet in PdfReader(files["pdf"]).pages)
    for words in (text, " ".join(pages.split())):
        assert 0 < words.index(LAST_YEARS[:30]) < words.index("Công tác tham mưu, chỉ đạo")
    first = Presentation(str(files["pptx"])).slides[1]
    assert "kết luận" in " ".join(shape.text_frame.text for shape in first.shapes if shape.has_text_frame)


def closed(office: Office) -> None:
    """The meeting is closed; the next one opens with its direction."""
    page = at_meeting(office, HEAD)
    press(page, "Kết thúc hội nghị")
    told(page, "Hội nghị đã kết thúc.")
    page = office.place(HEAD, "Hội nghị")
    page.get_by_role("link", name="Mời họp").click()
    page.get_by_label("Nhìn lại từ ngày").fill("01/01/2025")
    page.get_by_label("Đến ngày").fill("31/05/2025")
    page.get_by_label("Ngày họp").fill("20/06/2025")
    press(page, "Mời họp")  # on that day the cluster had other members than today: they are shown first
    expect(page.get_by_role("alert")).to_contain_text("Thành phần của ngày 20/06/2025")
    office.look(page, "Mời họp")
    press(page, "Mời họp")
    office.look(page, "Hội nghị")
    earlier: Locator = page.locator("#ket-luan-truoc")
    expect(earlier).to_contain_text(DIRECTION)
    expect(earlier).to_contain_text("/ 8.000 đơn vị máu")
    expect(earlier).to_contain_text("quy chế phối hợp")


def test_a_year_goes_from_targets_to_the_meeting_and_the_next(office: Office, tmp_path: Path) -> None:
    targets(office)
    directive(office)
    calendar(office)
    written(office)
    sent(office)
    accepted(office)
    held(office)
    concluded(office)
    visited(office)
    papers(office, tmp_path)
    closed(office)
