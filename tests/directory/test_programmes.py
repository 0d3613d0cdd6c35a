"""Every programme of the seed has its page, with the figures, days, records and sites that the demonstration has."""

import html
from datetime import date

import pytest
from django.utils.translation import override

from chungtay.accounts.models import User
from chungtay.design.templatetags.writing import number
from chungtay.directory.templatetags.directory_parts import year_label
from chungtay.figures.queries import Question, figures
from chungtay.kernel.periods import Period
from chungtay.ledger.rules.kinds import FigureState
from chungtay.programmes.queries import programmes
from tests.directory.conftest import enter

PERIOD = (date(2024, 1, 1), date(2024, 12, 31))
CLUSTER = "?of=22/cum-2&year=2024"
# What the page of the seed names, by the code of its programme, and a result that it must show.
SEED = {
    "tet_nhan_ai": ("“Tết nhân ái”", "gift.count"),
    "thang_nhan_dao": ("“Tháng nhân đạo”", "gift.count"),
    "nha_nhan_dao": ("“Chung tay góp sức xây dựng nhà nhân đạo”", "house.built"),
    "dia_chi_nhan_dao": ('"Mỗi tổ chức, mỗi cá nhân gắn với một địa chỉ nhân đạo"', "address.assisted"),
    "noi_chao": ("“Nồi cháo nhân đạo”", "meal.portions"),
    "hien_mau": ("hiến máu tình nguyện", "blood.units"),
    "quy_nhan_dao": ("vận động xây dựng quỹ nhân đạo", "fund.raised"),
    "ung_pho_thien_tai": ("phòng ngừa, ứng phó với thiên tai, thảm họa", "disaster.households"),
}


@pytest.fixture
def read(client, demonstration):
    """The page at an address as the holder of a demonstration login reads it."""

    def reading(login, address):
        enter(client, User.objects.get(login=login))
        answer = client.get(address)
        return answer.status_code, html.unescape(answer.content.decode())

    return reading


LEADER, RECORDER, HEAD = "0100000002", "0100000001", "0100000009"


@pytest.mark.parametrize("code", SEED)
def test_every_programme_of_the_seed_has_its_page_with_the_demonstration_s_figures(read, code):
    _, indicator = SEED[code]
    status, page = read(HEAD, f"/chuong-trinh/{code}/{CLUSTER}")
    assert status == 200
    tags = frozenset({f"programme:{code}"})
    figure = figures(Question(("22/cum-2",), *PERIOD, (indicator,), tags))[0]
    assert figure.state == FigureState.VALUE and figure.value
    assert (
        f'indicator={indicator}&from=2024-01-01&to=2024-12-31&tag=programme:{code}">{number(figure.value)}</a>' in page
    )
    assert f"of=22.193&indicator={indicator}" in page


def test_the_names_of_the_seed_mean_the_programmes_that_have_these_pages(demonstration):
    from chungtay.programmes.queries import programme_by

    for code, (name, _) in SEED.items():
        found = programme_by(name, date(2024, 11, 11))
        assert found and found.code == code, name


def test_the_catalogue_lists_every_programme_with_its_days_and_main_results(read):
    status, page = read(LEADER, "/chuong-trinh/?of=22")
    assert status == 200
    for programme in programmes(date(2026, 11, 26)):
        assert f'href="/chuong-trinh/{programme.code}/"' in page
    assert "tag=programme:hien_mau" in page and read(RECORDER, "/chuong-trinh/?of=22")[0] == 403
    assert "từ 26/01/2026 đến hết 10/02/2026" in page and "quanh năm" in page and 'href="/thien-tai/yagi_2024/"' in page


def test_tet_is_found_under_its_older_name_and_with_the_windows_of_its_years(read):
    _, page = read(LEADER, f"/chuong-trinh/tet_nhan_ai/{CLUSTER}")
    assert "Tết vì người nghèo và nạn nhân chất độc da cam" in page and "đến hết 31/12/2022" in page
    assert "từ 20/01/2024 đến hết 04/02/2024" in page


def test_porridge_sites_stand_on_their_programme_s_page_unit_by_unit(read):
    _, page = read(LEADER, f"/chuong-trinh/noi_chao/{CLUSTER}")
    sites = page.partition('id="diem"')[2].partition("</section>")[0]
    assert sites.count("indicator=meal.sites") == 5 and "Cao đẳng" not in sites
    _, other = read(LEADER, f"/chuong-trinh/tet_nhan_ai/{CLUSTER}")
    assert 'id="diem"' not in other


def test_a_year_that_is_not_over_is_marked_in_the_chart():
    spans = [Period(date(2024, 1, 1), date(2024, 12, 31)), Period(date(2026, 1, 1), date(2026, 10, 31))]
    assert [year_label(span) for span in spans] == ["2024", "10T/2026"]
    with override("en"):
        assert [year_label(span) for span in spans] == ["2024", "10 mo. 2026"]


def test_a_programme_s_directives_are_named_to_whom_they_concern(read):
    address = "/chuong-trinh/thang_nhan_dao/"
    for who in (LEADER, RECORDER, HEAD):
        papers = read(who, address)[1].partition('id="van-ban"')[2].partition("</section>")[0]
        way = papers.partition('href="')[2].partition('"')[0]
        assert "Tổ chức Tháng Nhân đạo năm 2024" in papers and read(who, way)[0] == 200, who
    assert 'id="van-ban"' not in read(LEADER, "/chuong-trinh/so_cap_cuu/")[1]


def test_a_disaster_has_the_same_page(read):
    status, page = read(LEADER, f"/thien-tai/yagi_2024/{CLUSTER}")
    assert status == 200 and 'tag=disaster:yagi_2024">3.581</a>' in page and "từ 07/09/2024 đến hết 09/09/2024" in page
    assert read(LEADER, "/thien-tai/khong-co/")[0] == 404


def test_records_are_for_whom_may_see_them_and_figures_for_whom_the_scope_concerns(read):
    address = f"/chuong-trinh/tet_nhan_ai/{CLUSTER}"
    assert 'id="ban-ghi"' in read(LEADER, address)[1]
    assert 'id="ban-ghi"' not in read(HEAD, address)[1]
    assert read(RECORDER, address)[0] == 403
    assert read(RECORDER, "/chuong-trinh/tet_nhan_ai/?of=22.195")[0] == 403
    own = read(RECORDER, "/chuong-trinh/tet_nhan_ai/?year=2024")[1]  # of the scopes the one that stood then
    assert "of=22.206.07132&indicator=gift.count" in own and "22.195" not in own


def test_who_has_no_unit_reads_what_a_programme_is_and_no_figure(client, demonstration):
    enter(client, User.objects.create_user("0912000077", "mật khẩu dài", name="visitor"))
    page = client.get("/chuong-trinh/tet_nhan_ai/").content.decode()
    assert "Tết Nhân ái" in page and "indicator=" not in page
    assert client.get(f"/chuong-trinh/tet_nhan_ai/{CLUSTER}").status_code == 403
    assert "indicator=" not in client.get("/chuong-trinh/").content.decode()


@pytest.mark.parametrize("asked", ["?year=x", "?year=1900", "?of=22/cum-9"])
def test_what_cannot_be_meant_is_refused(read, asked):
    assert read(LEADER, f"/chuong-trinh/tet_nhan_ai/{asked}")[0] in {400, 403}
