"""Sign in, sign out, one's own account."""

from django.urls import path

from chungtay.accounts import views

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign_in"),
    path("dang-xuat/", views.sign_out, name="sign_out"),
    path("tai-khoan/", views.account, name="account"),
    path("tai-khoan/mat-khau/", views.change_password, name="change_password"),
]
