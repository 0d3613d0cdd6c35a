"""The pages of administration, and the doors of the frame and of monitoring."""

from django.urls import include, path

from chungtay.administration.views import audit_log, brand, catalogue, chapter, health, people, why

_pages = [
    path("", health.administration, name="administration"),
    path("nguoi-dung/", people.people, name="people"),
    path("nguoi-dung/moi/", people.invite_person, name="invite_person"),
    path("nguoi-dung/<int:user_id>/", people.person, name="person"),
    path("nguoi-dung/<int:user_id>/tai-khoan/", people.change_account, name="change_account"),
    path("nguoi-dung/<int:user_id>/vai-tro/", people.give_role, name="give_role"),
    path("nguoi-dung/<int:user_id>/vai-tro/<int:role_id>/", people.end_persons_role, name="end_persons_role"),
    path("chi-tieu/", catalogue.indicators, name="indicators"),
    path("chi-tieu/moi/", catalogue.add_indicator, name="add_indicator"),
    path("chi-tieu/<str:code>/", catalogue.indicator, name="indicator"),
    path("chi-tieu/<str:code>/dinh-chinh/", catalogue.correct_indicator, name="correct_indicator"),
    path("chi-tieu/<str:code>/ket-thuc/", catalogue.end_indicator, name="end_indicator"),
    path("quy-tac/", catalogue.counting_rules, name="counting_rules"),
    path("quy-tac/<str:code>/", catalogue.set_counting_rule, name="set_counting_rule"),
    path("chuong-trinh/", why.catalogue_programmes, name="catalogue_programmes"),
    path("chuong-trinh/moi/", why.add_programme, name="add_programme"),
    path("chuong-trinh/<slug:code>/", why.catalogue_programme, name="catalogue_programme"),
    path("chuong-trinh/<slug:code>/ten/", why.rename_programme, name="rename_programme"),
    path("chuong-trinh/<slug:code>/dot/", why.open_window, name="open_window"),
    path("thien-tai/", why.catalogue_disasters, name="catalogue_disasters"),
    path("thien-tai/moi/", why.add_disaster, name="add_disaster"),
    path("thien-tai/<slug:code>/", why.correct_disaster, name="correct_disaster"),
    path("hoi/", chapter.chapter, name="chapter"),
    path("hoi/dien-mao/", chapter.change_look, name="change_look"),
    path("hoi/co-quan-ban-hanh/", chapter.add_heading, name="add_heading"),
    path("nhat-ky/", audit_log.audit_log, name="audit_log"),
    path("nhat-ky/tep/", audit_log.audit_file, name="audit_file"),
    path("viec-nen/", health.jobs, name="jobs"),
    path("tinh-trang/", health.health, name="health"),
]
urlpatterns = [
    path("quan-tri/", include(_pages)),
    path("bieu-trung/<str:digest>.png", brand.chapter_logo, name="chapter_logo"),
    path("suc-khoe/", health.probe, name="probe"),
]
