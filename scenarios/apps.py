from django.apps import AppConfig


class ScenariosConfig(AppConfig):
    name = "scenarios"

    def ready(self) -> None:
        from notifications.domain import kinds
        from scenarios import messages

        kinds.register(*messages.KINDS)
