"""Honours: who reached a tier, what was handed over, tables, certificates."""

from django.urls import path

from chungtay.honours import views

urlpatterns = [
    path("hien-mau/ton-vinh/", views.honours, name="honours"),
    path("hien-mau/ton-vinh/danh-sach/", views.honour_list, name="honour_list"),
    path("hien-mau/ton-vinh/giay/", views.honour_certificates, name="honour_certificates"),
    path("hien-mau/ton-vinh/da-trao/", views.honours_given, name="honours_given"),
    path("hien-mau/ton-vinh/da-trao/<int:pk>/rut/", views.withdraw_honour, name="withdraw_honour"),
    path("hien-mau/ton-vinh/bang-muc/", views.honour_tables, name="honour_tables"),
    path("hien-mau/ton-vinh/bang-muc/them/", views.record_honour_table, name="record_honour_table"),
    path("hien-mau/cua-toi/<str:token>/giay-ghi-nhan/", views.own_certificate, name="own_certificate"),
]
