from django.apps import AppConfig


class Design(AppConfig):
    name = "chungtay.design"
    verbose_name = "Giao diện"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chungtay.design import checks  # noqa: F401 - registers itself
