"""Voluntary blood: donors and their own pages, rules."""

from django.urls import path

from chungtay.blood import views

urlpatterns = [
    path("hien-mau/", views.blood, name="blood"),
    path("hien-mau/nguoi-hien/", views.donors, name="donors"),
    path("hien-mau/nguoi-hien/them/", views.add_donor, name="add_donor"),
    path("hien-mau/nguoi-hien/<int:pk>/", views.donor, name="donor"),
    path("hien-mau/nguoi-hien/<int:pk>/doi/", views.change_donor, name="change_donor"),
    path("hien-mau/nguoi-hien/<int:pk>/sua/", views.correct_donor, name="correct_donor"),
    path("hien-mau/nguoi-hien/<int:pk>/suc-khoe/", views.record_health, name="record_health"),
    path("hien-mau/nguoi-hien/<int:pk>/dong-y/", views.record_donor_consent, name="record_donor_consent"),
    path("hien-mau/nguoi-hien/<int:pk>/tam-nghi/", views.pause_donor, name="pause_donor"),
    path("hien-mau/nguoi-hien/<int:pk>/thoi/", views.end_donor, name="end_donor"),
    path("hien-mau/nguoi-hien/<int:pk>/gop/", views.merge_donors, name="merge_donors"),
    path("hien-mau/nguoi-hien/<int:pk>/xoa/", views.erase_donor, name="erase_donor"),
    path("hien-mau/quy-tac/", views.blood_rules, name="blood_rules"),
    path("hien-mau/quy-tac/them/", views.record_rule_layer, name="record_rule_layer"),
    path("hien-mau/dang-ky/", views.register_donor, name="register_donor"),
    path("hien-mau/cua-toi/<str:token>/", views.own_donor, name="own_donor"),
    path("hien-mau/cua-toi/<str:token>/doi/", views.change_own, name="change_own"),
    path("hien-mau/cua-toi/<str:token>/tai-ve/", views.export_own, name="export_own"),
]
