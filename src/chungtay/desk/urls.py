"""The frame's own pages of a signed-in person."""

from django.urls import path

from chungtay.desk.views import account, help, home

urlpatterns = [
    path("", home.home, name="home"),
    path("chua-bao-cao/", home.unreported, name="unreported"),
    path("tat-ca-muc/", home.menu, name="menu"),
    path("tai-khoan/", account.account, name="account"),
    path("huong-dan/", help.help, name="help"),
    path("huong-dan/tu-ngu/", help.terms, name="terms"),
    path("huong-dan/vong-dau/<slug:step>/", help.tour, name="tour"),
    path("huong-dan/<slug:slug>/", help.guide, name="guide"),
]
