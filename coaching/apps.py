from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "coaching"

    def ready(self) -> None:
        from coaching import messages
        from coaching.queries import peers
        from media.domain.watching import watch_while
        from notifications.domain import kinds

        kinds.register(*messages.KINDS)
        watch_while(peers.PURPOSE, peers.may_still_watch)
