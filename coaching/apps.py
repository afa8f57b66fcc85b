from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "coaching"

    def ready(self) -> None:
        from coaching import messages
        from notifications.domain import kinds

        kinds.register(*messages.KINDS)
