"""The sentences of a review, field by field, as they are written in real reports (data, told by `telling.Teller`)."""

from chungtay.reports.rules.telling import Sentence

OVERALL = (
    Sentence(
        (
            (
                "đã trợ giúp {total.turns} với tổng trị giá {total.value}",
                "đã trợ giúp {total.turns}",
                "đã thực hiện các hoạt động với tổng trị giá {total.value}",
            ),
        ),
        lead="{in_period}, {body} ",
    ),
    Sentence(
        ("lượt người được trợ giúp {~total.turns}", "tổng trị giá {~total.value}"),
        lead="so với {same_period}, ",
        joint=", ",
    ),
)

SOCIAL = (
    Sentence(
        (
            (
                "công tác xã hội trợ giúp {social.turns} với trị giá {social.value}",
                "công tác xã hội trợ giúp {social.turns}",
                "công tác xã hội đạt trị giá {social.value}",
            ),
            "trị giá {+social.value}",
        ),
    ),
    Sentence(
        (
            ("trao {gift.count} với trị giá {gift.value}", "trao {gift.count}", "trị giá quà {gift.value}"),
            "{gift.households} được tặng quà",
            "thăm hỏi {visit.households|hộ gia đình}",
        ),
        lead="Trong đó, ",
    ),
    Sentence(
        (
            "{dis.wheelchairs} cho người khuyết tật",
            "{edu.scholarships}",
            "{edu.bicycles} tặng học sinh",
            "{live.cows} giống",
            "{fish.kits} dụng cụ an toàn cho ngư dân",
        ),
        lead="Hỗ trợ khác: ",
        joint=", ",
    ),
)

PROGRAMME = Sentence(
    (
        ("{gift.count} trị giá {gift.value}", "{gift.count}"),
        "trợ giúp {social.turns}",
        ("trị giá công tác xã hội {social.value}",),
        "{house.built} xây mới",
        "{blood.units}",
        "{health.cases} được chăm sóc sức khỏe",
    ),
    lead="{programme}: ",
    joint=", ",
    end="",
)

HEALTH = (
    Sentence(
        (
            (
                "công tác chăm sóc sức khỏe cộng đồng được {body} triển khai với {health.cases} được hỗ trợ "
                "có tổng trị giá {health.value}",
                "công tác chăm sóc sức khỏe cộng đồng được {body} triển khai với {health.cases} được hỗ trợ",
                "công tác chăm sóc sức khỏe cộng đồng được {body} triển khai có tổng trị giá {health.value}",
            ),
            (
                "duy trì mô hình “Nồi cháo nhân đạo” tại các Trung tâm y tế, bệnh viện tại {meal.localities}",
                "duy trì mô hình “Nồi cháo nhân đạo” tại {meal.sites}",
            ),
        ),
    ),
    Sentence(
        (
            "số trường hợp {+health.cases}",
            ("phát {meal.portions} trị giá {meal.value}", "phát {meal.portions}", "trị giá nồi cháo {meal.value}"),
            "tổ chức {health.drives} khám bệnh, cấp thuốc",
            "{health.turns} được khám, tư vấn, cấp thuốc",
            "{health.eye_surgeries} được mổ mắt miễn phí",
            "trao {health.cards} bảo hiểm y tế",
        ),
    ),
)

# "Ngoài ra": relief that the total does not count follows the blood in one sentence, as the page has it.
BLOOD_AND_BESIDES = (
    Sentence(
        (
            "{in_period}, {body} tiếp nhận tổng số {blood.units}",
            (
                "ngoài ra {short} còn vận động {disaster.gifts} trị giá {disaster.value} hỗ trợ cho các hộ khó khăn "
                "bị ảnh hưởng {event}",
                "ngoài ra {short} còn vận động {disaster.gifts} hỗ trợ cho các hộ khó khăn bị ảnh hưởng {event}",
                "ngoài ra {short} còn cứu trợ các hộ khó khăn bị ảnh hưởng {event} với trị giá {disaster.value}",
            ),
        ),
    ),
)
BLOOD = (Sentence(("{in_period}, {body} tiếp nhận tổng số {blood.units}",)),)
BLOOD_DETAIL = (
    Sentence(
        (
            "số đơn vị máu {+blood.units}",
            (
                "{blood.registered} đăng ký, {blood.donors} hiến được máu qua {blood.drives}",
                "{blood.registered} đăng ký, {blood.donors} hiến được máu",
                "{blood.donors} hiến được máu qua {blood.drives}",
                "{blood.registered} đăng ký hiến máu qua {blood.drives}",
                "{blood.drives} hiến máu",
            ),
            "trong đó {blood.emergency} hiến khẩn cấp khi có bệnh nhân cấp cứu",
            "duy trì hoạt động của {blood.clubs} hiến máu tình nguyện",
            "{blood.platelets}",
        ),
    ),
    Sentence(("{organ.registered} đăng ký hiến mô, tạng", "{organ.donated} hiến mô, tạng, giác mạc")),
)

HOUSE = (
    Sentence(
        ("xây mới {house.built}", "sửa chữa {house.repaired}", "tổng trị giá {house.value}"),
        lead="Phong trào “Chung tay góp sức xây dựng nhà nhân đạo”: ",
    ),
)

ADDRESS = (
    Sentence(
        (
            "lập hồ sơ {address.profiled}",
            (
                "trợ giúp {address.assisted} với {address.turns}",
                "trợ giúp {address.assisted}",
                "trợ giúp {address.turns}",
            ),
            "trị giá {address.value}",
            "trị giá {+address.value}",
        ),
        lead="Cuộc vận động “Mỗi tổ chức, mỗi cá nhân gắn với một địa chỉ nhân đạo”: ",
    ),
)

DISASTER = (
    Sentence(
        (
            (
                "cứu trợ các hộ bị ảnh hưởng {event}: {disaster.gifts} trị giá {disaster.value}",
                "cứu trợ các hộ bị ảnh hưởng {event}: {disaster.gifts}",
                "cứu trợ các hộ bị ảnh hưởng {event}: trị giá {disaster.value}",
            ),
            "{disaster.households} được cứu trợ",
            "{disaster.turns} được cứu trợ",
        ),
    ),
)
DISASTER_EVENT = Sentence(
    ("{disaster.gifts}", "trị giá {disaster.value}", "{disaster.households}"), lead="{event}: ", joint=", ", end=""
)

OTHER = (
    Sentence(
        (
            (
                "sơ cấp cứu: tổ chức {firstaid.courses} cho {firstaid.trained}",
                "sơ cấp cứu: tổ chức {firstaid.courses}",
                "sơ cấp cứu: tập huấn {firstaid.trained}",
            ),
            "sơ cứu {firstaid.cases}",
            "duy trì {firstaid.posts} sơ cấp cứu",
        ),
    ),
    Sentence(("{communication.events} tuyên truyền",)),
    Sentence(("vận động {fund.raised}", "chi {fund.spent}"), lead="Quỹ (vận động chưa phải là đã trao): "),
)

ORGANIZATION = (
    Sentence(
        (
            "{org.bases}",
            "{org.chapters}",
            "{org.members}",
            "{org.volunteers}",
            "{org.youth} Chữ thập đỏ",
            "{org.clubs}",
            "{org.teams} tình nguyện",
        ),
        lead="Đến ngày {last_day}, {body} có ",
        joint=", ",
    ),
    Sentence(("kết nạp {org.new_members} mới",)),
)
EMULATION = (Sentence(("{emu.awards}",), lead="Trong kỳ có "),)

VISITS = (
    Sentence(
        (
            (
                "đã thăm hỏi, động viên và hỗ trợ cho {visit.households|hộ gia đình} có hoàn cảnh khó khăn "
                "tại {visits_place}",
                "đã thăm hỏi, động viên và hỗ trợ cho {visit.households|hộ gia đình} có hoàn cảnh khó khăn",
            ),
        ),
        lead="Nhân dịp này, {body} ",
    ),
)
MEETING = (
    Sentence(
        (
            "{meeting_moment}, tại {meeting_place}, {host} tổ chức hội nghị giao ban công tác hội và phong trào CTĐ "
            "{review_of}; phương hướng, nhiệm vụ {next_of} tại {body}",
        )
    ),
)
MEETING_OF_UNIT = (
    Sentence(
        (
            "{meeting_moment}, tại {meeting_place}, {host} tổ chức hội nghị giao ban công tác hội và phong trào CTĐ "
            "{review_of}; phương hướng, nhiệm vụ {next_of}",
        )
    ),
)
