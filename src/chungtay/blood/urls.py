"""Voluntary blood: donors and their own pages, rules."""

from django.urls import path

from chungtay.blood import views

urlpatterns = [
    path("hien-mau/", views.blood, name="blood"),
    path("hien-mau/quy-tac/", views.blood_rules, name="blood_rules"),
    path("hien-mau/quy-tac/them/", views.record_rule_layer, name="record_rule_layer"),
]
