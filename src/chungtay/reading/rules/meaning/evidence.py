"""What speaks for an indicator: words of a field of work, the units it is counted in, words of its own.

Everything here is data. `TOPICS` gives the words of a field with their weight ("3: hiến máu | người hiến máu"). `ROWS`
gives each indicator its fields, its units (names of `UNITS`, or unit words), a weight that it has by its unit alone, and
words that tell it from its neighbours in the field; a negative weight speaks against. `WORTH` and `PRICE` say which
indicator states the worth, or the price of one, of what another counts.
"""

from typing import Final, NamedTuple

UNITS: Final = {
    "people": "người | cá nhân | trẻ em | trẻ | học sinh | sinh viên | em | cháu | đối tượng | bệnh nhân | nạn nhân | phụ nữ"
    " | người dân | học viên | thai phụ | cụ | mẹ | người nghèo | công nhân | đoàn viên | giáo viên | hoàn cảnh | ngư dân"
    " | người khuyết tật | chiến sĩ | mảnh đời",
    "turns": "lượt người | lượt | lượt đối tượng | lượt hộ | lượt gia đình | lượt bệnh nhân | lượt học sinh | lượt cá nhân"
    " | lượt người dân | lượt trẻ em | lượt cán bộ | lượt hội viên",
    "households": "hộ | gia đình | hộ gia đình | hộ dân | hộ nghèo",
    "cases": "trường hợp | ca | vụ",
    "gifts": "suất quà | phần quà | suất | phần | túi quà | gói quà | giỏ quà | túi | quà",
    "localities": "địa phương | xã | phường | huyện | xã, phường | quận, huyện | thị trấn | huyện, thị xã, thành phố"
    " | quận | thôn | đặc khu | xã, phường, đặc khu | xã, phường, thị trấn | thị xã | thành phố",
    "provinces": "tỉnh | tỉnh, thành | tỉnh, thành phố | tỉnh thành | tỉnh hội",
    "bodies": "đơn vị | hội | hội cơ sở | tỉnh hội | cơ quan, đơn vị | đơn vị trực thuộc",
    "money": "đồng",
    "shares": "% | % dân số",
    "givers": "tổ chức, cá nhân | tập thể, cá nhân | nhà tài trợ | tổ chức | cơ quan, đơn vị | doanh nghiệp | cá nhân | tập thể"
    " | nhà hảo tâm",
    "events": "chương trình | phiên chợ | hoạt động | buổi | hội chợ | gian hàng | hội nghị | lễ | chuyến | cuộc | tin | bài"
    " | tin, bài | đợt",
    "gift_rates": "đồng/suất | đồng/phần | đồng/suất quà | đồng/phần quà | đồng/túi | đồng/túi quà",
}

TOPICS: Final = {
    "blood": "3: hiến máu | hiến máu tình nguyện | hmtn | người hiến máu | đơn vị máu | ngân hàng máu | giọt máu | giọt hồng"
    " | lễ hội xuân hồng | hành trình đỏ | chủ nhật đỏ; 2: máu | tiểu cầu | truyền máu",
    "organ": "5: hiến mô | hiến tạng | hiến mô tạng | hiến giác mạc | giác mạc | hiến xác | bộ phận cơ thể người"
    " | hiến mô, tạng | mô tạng",
    "tet": "2.4: tết nhân ái | tết vì người nghèo | tết nguyên đán | quà tết | chợ tết | phiên chợ tết | dịp tết | đón tết"
    " | chăm lo tết | vui xuân | vui tết | xuân yêu thương; 1.6: tết | xuân | nhân ái",
    "hm": "2.2: tháng nhân đạo",
    "gift": "1.6: tặng quà | trao quà | phát quà | nhận quà | quà tặng | phần quà | suất quà | trị giá quà | túi quà | tiền quà"
    "; 0.8: quà | nhu yếu phẩm | trao tặng",
    "visit": "3: thăm hỏi | thăm hỏi, động viên | đến thăm; 2: thăm | động viên",
    "address": "4: địa chỉ nhân đạo | đcnđ | địa chỉ nđ | mỗi tổ chức mỗi cá nhân gắn với một địa chỉ nhân đạo | đỡ đầu | nhận đỡ đầu"
    " | con nuôi | bảo trợ; 2: địa chỉ",
    "house": "3: nhà nhân đạo | nhà nđ | nhà nd | nhà chữ thập đỏ | nhà ctđ | nhà tình thương | nhà tình nghĩa | mái ấm | xây nhà | sửa nhà | nhà ở"
    " | căn nhà | ngôi nhà | xây dựng nhà | nhà đại đoàn kết | xóa nhà tạm | xây mới nhà | sửa chữa nhà; 1: nhà",
    "live": "3: bò giống | ngân hàng bò | con bò | sinh kế | vay vốn | cho vay | con giống | cây giống | cây con giống | vốn vay"
    " | mô hình chăn nuôi | máy may; 2: bò | vốn | giảm nghèo",
    "dis": "3.5: xe lăn | xe lắc | xe lắc tay | chân tay giả | chân giả; 1.2: người khuyết tật | khuyết tật",
    "edu": "3: học bổng | xe đạp | sách giáo khoa | đồ dùng học tập | dụng cụ học tập | bộ sách | tập vở | vở | tiếp bước"
    " | tiếp sức đến trường | khuyến học; 1: học sinh nghèo | năm học mới",
    "infra": "2.5: công trình | cầu giao thông | cầu nông thôn | giếng nước | giếng | phòng học | nhà vệ sinh | nước sạch | cầu"
    " | đường giao thông | cây cầu | thắp sáng",
    "fish": "4: ngư dân | áo phao | phao cứu sinh | an toàn cho ngư dân | tàu thuyền",
    "nutr": "4: dinh dưỡng",
    "intl": "5: nhân dân cuba | cuba | thổ nhĩ kỳ | syria | ủng hộ quốc tế | nhân dân lào | myanmar | campuchia"
    " | hợp tác quốc tế",
    "goods": "1.5: gạo | mì tôm | mỳ tôm | nước uống | sữa | quần áo | chăn | hàng hóa | hiện vật | nhu yếu phẩm | khẩu trang",
    "campaign": "2.5: đi bộ | chạy bộ | phát động | chiến dịch | hưởng ứng | tham gia đi bộ; 1.5: phiên chợ | hội chợ | chợ tết"
    " | triển khai phong trào",
    "health": "3: khám bệnh | khám chữa bệnh | cấp thuốc | phát thuốc | chăm sóc sức khỏe | chăm sóc sức khỏe cộng đồng"
    " | khám | tư vấn sức khỏe | khám sức khỏe | chữa bệnh | mổ mắt | phẫu thuật mắt | đục thủy tinh thể | khám mắt"
    "; 2: bảo hiểm y tế | bhyt | thẻ bảo hiểm | y tế | thuốc | sức khỏe | viện phí; 1: bệnh nhân | tư vấn",
    "meal": "4: nồi cháo | nồi cháo nhân đạo | nồi cháo nghĩa tình | nồi cháo tình thương | bếp ăn | bếp ăn nhân đạo"
    " | bếp ăn từ thiện | suất cháo | suất cơm | suất ăn | bữa ăn | suất ăn miễn phí | cơm miễn phí | cháo | bánh mì"
    " | bánh mỳ; 2: cơm | nấu cháo",
    "firstaid": "3.5: sơ cấp cứu | sơ cứu | sơ cấp cứu ban đầu | điểm sơ cấp cứu | trạm sơ cấp cứu; 2: tập huấn | cấp cứu"
    " | chuyển viện | tai nạn giao thông | đuối nước | hướng dẫn viên",
    "disaster": "3: bão | bão số | cơn bão | bão lũ | lũ | lũ lụt | mưa lũ | lụt | thiên tai | cứu trợ | cứu trợ khẩn cấp | hỏa hoạn"
    " | sạt lở | hạn hán | thảm họa | vùng lũ | xâm nhập mặn | lũ quét | yagi | lốc xoáy | khắc phục hậu quả | ngập lụt"
    "; 2: bị thiệt hại | thiệt hại | bị ảnh hưởng | covid-19 | dịch covid | chống dịch | hàng gia đình | cháy nhà",
    "fund": "3: quỹ | khui | lần khui | quỹ nhân đạo | quỹ hội | khui thùng | thùng từ thiện | thùng nhân đạo | hòm từ thiện | quyên góp"
    " | vận động ủng hộ | cam kết | sổ vàng | nhắn tin; 1.6: vận động | ủng hộ | đóng góp | tiếp nhận | huy động | tài trợ"
    " | kêu gọi",
    "emu": "3: khen thưởng | bằng khen | giấy khen | kỷ niệm chương | cờ thi đua | tuyên dương | biểu dương | tôn vinh"
    " | điển hình tiên tiến | danh hiệu | khen thưởng cho; 1.5: thi đua | tặng cờ | tiên tiến | xuất sắc | trao tặng bằng khen"
    " | giao ước",
    "org": "2: trong cụm | đơn vị thành viên | hội viên | hv | tnv | chi hội | cơ sở hội | ban chấp hành | tình nguyện viên | câu lạc bộ | tổ chức hội | trực thuộc"
    " | thanh thiếu niên | kết nạp | đại hội | gồm có | gồm",
    "total": "2.4: tổng trị giá hoạt động | tổng trị giá hđ | tổng giá trị hoạt động | các hoạt động nhân đạo | tổng nguồn lực | hoạt động nhân đạo"
    " | hoạt động chữ thập đỏ | công tác hội và phong trào | công tác hội và phong trào chữ thập đỏ | giá trị hoạt động"
    " | trị giá hoạt động | hoạt động của hội | 7 lĩnh vực | các lĩnh vực | các mặt công tác | hoạt động hội"
    " | công tác nhân đạo | hoạt động nhân đạo từ thiện | toàn bộ hoạt động | các hoạt động | người yếu thế"
    "; 1.2: trợ giúp | được trợ giúp | giúp đỡ | được giúp đỡ | nguồn lực; 0.8: tổng trị giá | tổng giá trị | tổng kinh phí"
    " | nhân đạo; 0.5: hỗ trợ | được hỗ trợ",
    "social": "3: công tác xã hội | trợ giúp xã hội | xã hội nhân đạo | công tác xã hội nhân đạo | an sinh xã hội | hoạt động xã hội"
    " | trợ giúp nhân đạo | công tác trợ giúp nhân đạo; 2: hiểm nghèo | vượt qua hiểm nghèo | trợ giúp đột xuất"
    " | bệnh hiểm nghèo | hoàn cảnh khó khăn | đối tượng khó khăn; 0.8: khó khăn | người nghèo | hộ nghèo | neo đơn",
    "tracing": "5: tìm kiếm tin tức | tìm kiếm thân nhân | thân nhân thất lạc | tìm kiếm tin tức thân nhân",
    "comm": "2.5: tuyên truyền | truyền thông | tin, bài | tin bài | phóng sự | chuyên mục",
    "damage": "4: người chết | bị thương | mất tích | thiệt mạng | sơ tán | bị sập | bị ngập | tốc mái | sập | ngập | hư hỏng | tử vong"
    " | di dời | bị cuốn trôi",
}  # fmt: skip


class Row(NamedTuple):
    """An indicator and what speaks for it."""

    code: str
    topics: str
    units: str
    base: float = 0.0
    own: str = ""
    tags: tuple[str, ...] = ()


ROWS: Final = (
    Row("total.turns", "total hm", "turns | đối tượng", 1.2, "1.5: tổng | toàn"),
    Row("total.value", "total hm", "money", 0.6, "0.4: tổng trị giá | tổng giá trị | tổng kinh phí | tổng nguồn lực; 1.5: huy động"),
    Row("people.reached", "total social tet hm", "people", 0.3, "1: được trợ giúp | được giúp | được hỗ trợ | hưởng lợi"),
    Row("social.turns", "social tet gift", "turns | đối tượng | lượt hộ | lượt gia đình", 0.2),
    Row("social.value", "social", "money", 0.2, "1.5: công tác xã hội"),
    Row("social.cases", "social", "cases", 0.6, "2: hiểm nghèo"),
    Row("gift.count", "gift tet", "gifts", 2.0),
    Row("gift.value", "gift tet", "money", 0.1),
    Row("gift.value", "goods", "money", 0.0, "1.5: hàng hóa | hiện vật | trị giá hàng", ("value:goods",)),
    Row("gift.price", "gift tet", "gift_rates", 3.0),
    Row("gift.households", "gift tet", "households", 0.6),
    Row("visit.households", "visit", "households", 1.0),
    Row("address.profiled", "address", "địa chỉ | lượt đối tượng | đối tượng | địa chỉ nhân đạo | hồ sơ", 0.2,
        "5: lập hồ sơ | khảo sát | hồ sơ"),
    Row("address.assisted", "address", "địa chỉ | gia đình | hộ | trẻ | trẻ em | địa chỉ nhân đạo | trẻ mồ côi | cháu | em | học sinh"
        " | người | cá nhân | hộ gia đình | trường hợp", 0.9, "1: được giúp | trợ giúp | hỗ trợ | đỡ đầu | nhận giúp; -3: lập hồ sơ"),
    Row("address.assistances", "address", "lượt địa chỉ", 3.0),
    Row("address.turns", "address", "turns | đối tượng", 0.3),
    Row("address.value", "address", "money"),
    Row("address.open", "address", "địa chỉ | địa chỉ nhân đạo", 0.2, "3: đang duy trì | hiện có | đang quản lý | đang mở | hiện đang"),
    Row("address.sponsors", "address", "givers", -1.0, "3: nhận giúp | nhận đỡ đầu | tham gia nhận"),
    Row("address.coverage", "address", "shares", -1.0, "2: cơ sở hội | triển khai"),
    Row(
        "house.built",
        "house",
        "nhà | căn | căn nhà | ngôi nhà | ngôi",
        2.0,
        "1.2: xây mới | xây dựng | khởi công | bàn giao | làm mới; 5: xây mới sửa chữa | xây mới và sửa chữa"
        " | xây dựng sửa chữa | xây dựng và sửa chữa | xây sửa",
    ),
    Row(
        "house.repaired",
        "house",
        "nhà | căn | căn nhà | ngôi nhà | ngôi",
        0.6,
        "4: sửa chữa | sửa | tu sửa | nâng cấp | cải tạo",
    ),
    Row("house.value", "house", "money"),
    Row("house.price", "house", "đồng/nhà | đồng/căn | đồng/căn nhà | đồng/ngôi nhà", 3.0),
    Row("live.cows", "live", "con | con bò | bò | bò giống | con giống", 2.5),
    Row("live.loans", "live", "turns | suất | hộ | lượt vay | người", -1.5, "4: vay vốn | vay | cho vay"),
    Row("live.value", "live", "money"),
    Row("live.cow_price", "live", "đồng/con | đồng/con bò", 3.0),
    Row("live.localities", "live", "localities", 0.2),
    Row("dis.wheelchairs", "dis", "xe | xe lăn | chiếc | xe lắc", 1.0, "3: xe lăn | xe lắc"),
    Row("dis.value", "dis", "money"),
    Row("dis.wheelchair_price", "dis", "đồng/xe | đồng/xe lăn | đồng/chiếc", 1.0),
    Row("edu.scholarships", "edu", "suất | suất học bổng | học bổng | phần", 0.2, "5: học bổng"),
    Row("edu.bicycles", "edu", "xe | xe đạp | chiếc", 0.5, "4: xe đạp"),
    Row("edu.books", "edu", "bộ | bộ sách | quyển | cuốn | bộ sách giáo khoa | vở | quyển vở", 0.2, "3: sách | vở"),
    Row("edu.value", "edu", "money"),
    Row("infra.works", "infra", "công trình | công trình, phần việc", 3.0),
    Row("infra.bridges", "infra", "cầu | cây cầu | cây", 2.0),
    Row("infra.rooms", "infra", "phòng | phòng học", 2.0),
    Row("infra.wells", "infra", "giếng | giếng nước", 3.0),
    Row("infra.value", "infra", "money"),
    Row("fish.kits", "fish", "bộ | áo phao | chiếc | bộ áo phao | phao", 0.2),
    Row("fish.boats", "fish", "tàu, thuyền | tàu | thuyền | tàu thuyền", 3.0),
    Row("fish.value", "fish", "money"),
    Row("nutr.children", "nutr", "trẻ em | trẻ | em | cháu | người | học sinh", 0.2),
    Row("nutr.value", "nutr", "money"),
    Row("intl.value", "intl", "money"),
    Row("goods.rice", "goods", "tấn | kg | tạ", 0.5, "4: gạo"),
    Row("goods.weight", "goods", "tấn | kg | tạ", 1.0),
    Row("goods.boxes", "goods disaster", "thùng | thùng hàng", 2.0, "-4: thùng nhân đạo | thùng từ thiện | khui thùng"),
    Row("goods.packs", "goods disaster", "gói | chai | hộp | lon | lít | bình | túi | lốc", 2.0),
    Row("goods.kits", "goods disaster", "bộ | bộ dụng cụ", 1.2, "2: dụng cụ"),
    Row("goods.items", "goods disaster", "chiếc | cái | hiện vật | tấm | đôi | ổ | bình", 1.5),
    Row("campaign.events", "campaign tet hm", "chương trình | phiên chợ | hội chợ | chợ", 0.6),
    Row("campaign.localities", "campaign hm tet", "localities | provinces", 0.1),
    Row("campaign.participants", "campaign", "people | turns", 0.0, "2.5: tham gia | hưởng ứng"),
    Row("campaign.distance", "campaign", "km | cây số", 3.0),
    Row("campaign.days", "campaign", "ngày", 1.0),
    Row("campaign.participation", "campaign hm", "shares", -1.5, "3: phát động | triển khai | tham gia | hưởng ứng | tổ chức lễ"),
    Row("health.cases", "health", "cases", 0.4),
    Row("health.turns", "health", "turns | đối tượng", 0.2),
    Row("health.people", "health", "people", 0.2),
    Row("health.value", "health", "money"),
    Row("health.drives", "health", "đợt | buổi | cuộc | lần", 0.4),
    Row("health.eye_surgeries", "health", "people | cases | mắt", 0.0, "5: mổ mắt | phẫu thuật mắt | đục thủy tinh thể | thay thủy tinh thể"),
    Row("health.cards", "health", "thẻ | thẻ bảo hiểm y tế | thẻ bhyt", 3.0),
    Row("health.card_coverage", "health", "shares", -1.5, "3: thẻ bảo hiểm | bảo hiểm y tế | bhyt | thẻ bảo hiểm y tế"),
    Row("meal.sites", "meal", "điểm | bếp ăn | nồi cháo | bếp | nồi | bệnh viện | cơ sở | mô hình | trung tâm y tế", 0.4),
    Row("meal.localities", "meal", "localities | đơn vị", 0.3),
    Row("meal.portions", "meal", "suất | suất ăn | suất cháo | suất cơm | ổ | phần | tô | bát | bữa | suất quà | phần ăn | ổ bánh mì", 0.3),
    Row("meal.value", "meal", "money"),
    Row("meal.days_a_week", "meal", "ngày/tuần | lần/tuần | buổi/tuần", 3.0),
    Row("firstaid.courses", "firstaid", "lớp | khóa | lớp tập huấn | khóa tập huấn", 0.3),
    Row("firstaid.trained", "firstaid", "people | turns | hội viên | tình nguyện viên | cán bộ", 0.0, "3: tập huấn | học viên | lớp | đào tạo | huấn luyện"),
    Row("firstaid.cases", "firstaid", "cases | người | lượt người | nạn nhân", 0.3, "1: sơ cứu | sơ cấp cứu | nạn nhân"),
    Row("firstaid.transferred", "firstaid", "cases | người | nạn nhân", 0.0, "5: chuyển viện | đưa đến bệnh viện | chuyển đến bệnh viện | chuyển tuyến"),
    Row("firstaid.posts", "firstaid", "điểm | trạm | điểm, trạm | chốt", 1.0),
    Row("firstaid.instructors", "firstaid", "tình nguyện viên | người | hướng dẫn viên | giảng viên", 0.0, "4: hướng dẫn viên | đội ngũ | giảng viên; 1: tình nguyện viên"),
    Row("firstaid.value", "firstaid", "money"),
    Row("blood.registered", "blood", "people | turns | tình nguyện viên | hội viên | cán bộ | đoàn viên", 0.4,
        "4: đăng ký; 1.5: tham gia hiến máu | đến hiến | tham gia; 0.5: lượt người"),
    Row("blood.donors", "blood", "people | turns | tình nguyện viên | hội viên", 0.9, "4: hiến được | đủ điều kiện | đã hiến; 1: người hiến máu; -1: đăng ký"),
    Row("blood.units", "blood", "đơn vị máu | đơn vị | túi | túi máu | đv | đv máu | đơn vị máu an toàn", 2.2, "1: máu"),
    Row("blood.ml", "blood", "ml | lít", 2.5),
    Row("blood.drives", "blood", "đợt | điểm | buổi | cuộc | ngày hội | điểm hiến máu | lần", 0.8),
    Row("blood.clubs", "blood", "câu lạc bộ | clb | ngân hàng máu sống", 0.8),
    Row("blood.emergency", "blood", "đơn vị máu | đơn vị | túi", 0.0, "7: khẩn cấp | cấp cứu | hiến khẩn cấp"),
    Row("blood.platelets", "blood", "đơn vị tiểu cầu | đơn vị | đơn vị máu", 0.0, "6: tiểu cầu"),
    Row("blood.club_members", "blood", "thành viên | người | hội viên | tình nguyện viên", 0.2, "3: thành viên | câu lạc bộ | clb | ngân hàng máu sống"),
    Row("blood.value", "blood", "money", 0.0, "", ("value:converted",)),
    Row("blood.honoured", "blood", "cá nhân | gia đình | hộ gia đình | người | tập thể | tập thể, cá nhân | hộ | gương", 0.0,
        "5: tôn vinh | biểu dương | khen thưởng | tuyên dương | vinh danh | tiêu biểu"),
    Row("blood.units_at_target", "blood", "localities | bodies | hội", 0.0, "4: đạt chỉ tiêu | vượt chỉ tiêu | hoàn thành chỉ tiêu | hoàn thành | vượt kế hoạch"),
    Row("blood.quality", "blood", "%", -1.5, "4: máu sạch | an toàn | đạt tiêu chuẩn | chất lượng | đạt chất lượng"),
    Row("blood.coverage", "blood", "%", -1.5, "4: nhu cầu | đáp ứng"),
    Row("blood.population_rate", "blood", "% dân số | %", -1.5, "5: dân số"),
    Row("blood.unit_price", "blood", "đồng/đơn vị | đồng/đơn vị máu", 3.0),
    Row("organ.registered", "organ", "people | lượt người | đơn | tình nguyện viên", 0.5, "3: đăng ký"),
    Row("organ.donated", "organ", "people | cases", 0.2, "3: đã hiến | hiến giác mạc | hiến xác; -2: đăng ký"),
    Row("tracing.cases", "tracing", "cases | hồ sơ | yêu cầu | thân nhân | người | phiếu", 0.5),
    Row("communication.events", "comm", "events | tin | bài | tin, bài | tin bài | phóng sự", 0.3),
    Row("communication.value", "comm", "money"),
    Row("disaster.gifts", "disaster", "gifts | thùng quà", 1.0),
    Row("disaster.households", "disaster", "households", 0.4),
    Row("disaster.value", "disaster", "money", 0.1),
    Row("disaster.turns", "disaster", "turns | đối tượng", 0.1),
    Row("disaster.people", "disaster", "people", 0.1),
    Row("disaster.provinces", "disaster", "provinces", 0.2),
    Row("disaster.household_rate", "disaster", "đồng/hộ | đồng/gia đình | đồng/nhà", 0.6),
    Row("disaster.person_rate", "disaster", "đồng/người", 0.4, "2: thiệt mạng | người chết | tử vong | mất tích | bị thương"),
    Row("org.units", "org", "bodies | provinces | localities", 0.3,
        "2.5: gồm có | trực thuộc | đơn vị trực thuộc | thành viên | trong cụm | gồm | các đơn vị thành viên | thuộc cụm; 1: hội ctđ của"),
    Row("org.bases", "org", "cơ sở hội | hội cơ sở | xã | phường | xã, phường | trường | cơ sở | tổ chức cơ sở hội | tổ chức cơ sở | xã, phường, thị trấn",
        0.2, "2.5: cơ sở hội | hội cơ sở | hợp nhất | tổ chức hội | tổ chức cơ sở"),
    Row("org.chapters", "org", "chi hội | chi, tổ hội | chi tổ hội | tổ hội", 3.0),
    Row("org.members", "org", "hội viên | người | cán bộ, hội viên", 0.8, "3: hội viên; 2: tổng số | nâng tổng số | hiện có | tổng số hội viên; -2.5: kết nạp | phát triển mới | hội viên mới | tình nguyện viên | thanh thiếu niên | chi hội"),
    Row("org.new_members", "org", "hội viên | người | hội viên mới", 0.2, "4.5: kết nạp | phát triển mới | phát triển được | hội viên mới | phát triển thêm | kết nạp mới | phát triển"),
    Row("org.volunteers", "org", "tình nguyện viên | tnv | người | tình nguyện viên chữ thập đỏ", 0.7, "2.5: tình nguyện viên | tnv"),
    Row("org.youth", "org", "người | thanh thiếu niên | thanh niên | thiếu niên | em | hội viên | đội viên | ttn", 0.3,
        "4: thanh thiếu niên | thanh niên chữ thập đỏ | thiếu niên | thanh, thiếu niên | thanh niên | thanh niên xung kích; -1: khó khăn"),
    Row("org.clubs", "org", "câu lạc bộ | clb | câu lạc bộ, đội, nhóm | câu lạc bộ, đội", 2.0),
    Row("org.teams", "org", "đội | nhóm | tổ | đội, nhóm | đội tình nguyện", 2.0),
    Row("org.club_members", "org", "thành viên", 0.3, "1.5: đội | câu lạc bộ | clb"),
    Row("org.staff", "org", "cán bộ | người", 0.6, "2: chuyên trách | kiêm nhiệm | biên chế | cán bộ hội"),
    Row("org.committee", "org", "ủy viên | thành viên | đồng chí | người", 0.4, "3: ban chấp hành | bch | ủy viên | ban thường vụ | ban kiểm tra"),
    Row("org.delegates", "org", "đại biểu", 3.0),
    Row("org.coverage", "org", "%", -1.0, "3: có chi hội | có chi, tổ hội | có tổ hội | thôn có | có tổ chức hội | có chi | có chi hội chữ thập đỏ"),
    Row("org.quality", "org", "%", -1.0, "3: xuất sắc | vững mạnh | tiên tiến | chi hội đạt | khá"),
    Row("fund.raised", "fund", "money", 0.5, "1.8: tiếp nhận | đã tiếp nhận | quyên góp được | thu được | vận động được | quyên góp"),
    Row("fund.spent", "fund", "money", 0.0, "4: đã chi | chi hỗ trợ từ quỹ | chi từ quỹ | tổng chi | chi quỹ; 3: chi"),
    Row("fund.pledged", "fund", "money", 0.0, "4.5: cam kết | đăng ký ủng hộ | ủng hộ tại lễ phát động"),
    Row("fund.box", "fund", "money", 0.0, "4: khui thùng | thùng từ thiện | thùng nhân đạo | hòm từ thiện | thùng quỹ | hòm nhân đạo | khui | lần khui; -4: số dư | còn lại"),
    Row("fund.boxes", "fund", "thùng | hòm", 0.2, "3: thùng nhân đạo | thùng từ thiện | khui thùng | hòm từ thiện | hòm nhân đạo"),
    Row("fund.sponsor_turns", "fund", "lượt | lượt người | lượt tập thể, cá nhân | lượt tổ chức, cá nhân | lượt cá nhân, tổ chức", 0.2, "2.5: tập thể | ủng hộ | nhà hảo tâm | tổ chức | cá nhân"),
    Row("fund.rate", "fund", "đồng/người | đồng/cán bộ | đồng/hội viên", 1.0, "1.5: vận động | mức"),
    Row("fund.message_rate", "fund", "đồng/tin nhắn", 4.0),
    Row("emu.awards", "emu", "tập thể | cá nhân | điển hình | gia đình | cờ | bằng khen | giấy khen | tập thể, cá nhân | kỷ niệm chương | người"
        " | hình thức khen thưởng | gương | đồng chí | hộ gia đình | đơn vị | cán bộ | giấy chứng nhận", 0.3, "1: tặng | nhận | trao"),
    Row("emu.criteria", "emu", "chỉ tiêu | nội dung | tiêu chí | nhiệm vụ", 2.2),
    Row("emu.on_target", "emu", "bodies | provinces | localities", 0.0, "4: vượt chỉ tiêu | đạt chỉ tiêu | hoàn thành chỉ tiêu | đạt và vượt | vượt kế hoạch | hoàn thành"),
    Row("emu.rank", "emu", "hạng", 4.0),
    Row("", "damage", "người | nhà | hộ | ha | căn | ngôi nhà | căn nhà", 0.0),
)  # fmt: skip

# What the money beside a count is the worth of.
WORTH: Final = {
    "total.turns": "total.value", "people.reached": "total.value", "social.turns": "social.value",
    "social.cases": "social.value", "gift.count": "gift.value", "gift.households": "gift.value",
    "visit.households": "gift.value", "address.profiled": "address.value", "address.assisted": "address.value",
    "address.assistances": "address.value", "address.turns": "address.value", "address.open": "address.value",
    "address.sponsors": "address.value", "house.built": "house.value", "house.repaired": "house.value",
    "live.cows": "live.value", "live.loans": "live.value", "dis.wheelchairs": "dis.value",
    "edu.scholarships": "edu.value", "edu.bicycles": "edu.value", "edu.books": "edu.value", "infra.works": "infra.value",
    "infra.bridges": "infra.value", "infra.rooms": "infra.value", "infra.wells": "infra.value",
    "fish.kits": "fish.value", "fish.boats": "fish.value", "nutr.children": "nutr.value", "goods.rice": "gift.value",
    "goods.weight": "gift.value", "goods.boxes": "gift.value", "goods.packs": "gift.value", "goods.kits": "gift.value",
    "goods.items": "gift.value", "health.cases": "health.value", "health.turns": "health.value",
    "health.people": "health.value", "health.drives": "health.value", "health.eye_surgeries": "health.value",
    "health.cards": "health.value", "meal.sites": "meal.value", "meal.localities": "meal.value",
    "meal.portions": "meal.value", "firstaid.courses": "firstaid.value", "firstaid.trained": "firstaid.value",
    "firstaid.cases": "firstaid.value", "blood.units": "blood.value", "disaster.gifts": "disaster.value",
    "disaster.households": "disaster.value", "disaster.turns": "disaster.value", "disaster.people": "disaster.value",
    "disaster.provinces": "disaster.value", "fund.boxes": "fund.box", "fund.sponsor_turns": "fund.raised",
    "campaign.participants": "fund.raised", "communication.events": "communication.value",
}  # fmt: skip
# What the price of one is called.
PRICE: Final = {
    "gift.count": "gift.price", "disaster.gifts": "gift.price", "gift.households": "gift.price",
    "house.built": "house.price", "house.repaired": "house.price", "live.cows": "live.cow_price",
    "dis.wheelchairs": "dis.wheelchair_price", "blood.units": "blood.unit_price",
    "disaster.households": "disaster.household_rate", "disaster.people": "disaster.person_rate",
}  # fmt: skip
# Movements and the fields of their own: there, named, they add no tag. What has its days of the year always does.
MOVEMENTS: Final = {
    "programme:hien_mau": "blood.",
    "programme:dia_chi_nhan_dao": "address.",
    "programme:noi_chao": "meal.",
    "programme:nha_nhan_dao": "house.",
    "programme:so_cap_cuu": "firstaid.",
    "programme:quy_nhan_dao": "fund.",
    "programme:ung_pho_thien_tai": "disaster.",
}
