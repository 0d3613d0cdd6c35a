"""The frame's own pages of a signed-in person."""

from django.urls import path

from chungtay.desk.views import account, home

urlpatterns = [
    path("", home.home, name="home"),
    path("chua-bao-cao/", home.unreported, name="unreported"),
    path("tat-ca-muc/", home.menu, name="menu"),
    path("tai-khoan/", account.account, name="account"),
]
