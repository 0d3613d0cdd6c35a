from django.apps import AppConfig


class BloodLists(AppConfig):
    name = "chungtay.bloodlists"
    verbose_name = "Danh sách của nơi tiếp nhận máu"
