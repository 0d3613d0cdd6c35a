"""The page from which the project began, sentence by sentence: what the review must print, and what only people can say.

`WHOLE` sentences stand in the review word for word; of a `PARTS` sentence the words around are the page's own judgement
("đồng bộ, hiệu quả") or its shorter date, and these pieces stand; `OWN_WORDS` go into the slots named beside them.
"""

WHOLE = {
    "members": "Cụm thi đua số 2 gồm có Hội CTĐ của 6 địa phương, đơn vị là: Hạ Long, Cẩm Phả, Uông Bí, Quảng Yên, "
    "Đông Triều và Trường Cao đẳng Y tế Quảng Ninh.",
    "overall": "Trong 10 tháng năm 2024, Cụm thi đua số 2 đã trợ giúp trên 22.200 lượt người với tổng trị giá gần "
    "10,9 tỷ đồng.",
    "blood": "Trong 10 tháng năm 2024, Cụm thi đua số 2 tiếp nhận tổng số 6.727 đơn vị máu; ngoài ra Cụm còn vận động "
    "3.581 suất quà trị giá trên 4,3 tỷ đồng hỗ trợ cho các hộ khó khăn bị ảnh hưởng cơn bão số 3 (Yagi).",
    "visits": "Nhân dịp này, Cụm thi đua số 2 đã thăm hỏi, động viên và hỗ trợ cho 2 hộ gia đình có hoàn cảnh khó khăn "
    "tại phường Quảng Yên (TX Quảng Yên).",
}
PARTS = {
    "meeting": (
        "tại TX Quảng Yên, Hội Chữ thập đỏ (CTĐ) tỉnh tổ chức hội nghị giao ban công tác hội và phong trào CTĐ năm "
        "2024; phương hướng, nhiệm vụ năm 2025 tại Cụm thi đua số 2.",
    ),
    "health": (
        "Công tác chăm sóc sức khỏe cộng đồng được Cụm thi đua số 2 triển khai ",
        "với 5.482 trường hợp được hỗ trợ có tổng trị giá trên 1,7 tỷ đồng; duy trì mô hình “Nồi cháo nhân đạo” tại "
        "các Trung tâm y tế, bệnh viện tại 5 địa phương.",
    ),
}
OWN_WORDS = {
    "direction": "Từ đầu năm 2024 đến nay, các đơn vị trong Cụm thi đua số 2 đã bám sát chỉ đạo của Hội CTĐ tỉnh, cấp "
    "ủy, chính quyền địa phương chủ động triển khai chương trình “Tết nhân ái”; hoạt động “Tháng nhân đạo”, phong trào "
    "“Chung tay góp sức xây dựng nhà nhân đạo”, cuộc vận động “Mỗi tổ chức, mỗi cá nhân gắn với một địa chỉ nhân đạo”.",
    "blood": "Cụm triển khai thực hiện tốt chương trình hiến máu tình nguyện; duy trì có hiệu quả hoạt động của các "
    "câu lạc bộ hiến máu tình nguyện, sẵn sàng cho máu khi có bệnh nhân cấp cứu.",
    "directions": "Phương hướng, nhiệm vụ năm 2025, các thành viên, đơn vị trong Cụm thi đua số 2 tiếp tục tham mưu cho "
    "cấp ủy, chính quyền triển khai hiệu quả các phong trào “Tết nhân ái”, “Tháng nhân đạo”, cuộc vận động “Mỗi tổ chức "
    "mỗi cá nhân gắn với một địa chỉ nhân đạo”; vận động xây dựng quỹ nhân đạo; công tác hiến máu tình nguyện; chủ động "
    "phòng ngừa, ứng phó với thiên tai, thảm họa và hỗ trợ kịp thời các hộ bị ảnh hưởng nặng bão lũ cũng như các tình "
    "huống thiên tai đột xuất xảy ra.",
}
