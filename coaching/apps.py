from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "coaching"

    def ready(self) -> None:
        from coaching import messages
        from coaching.queries import peers
        from coaching.queries.anchors import is_agreed_on
        from media.domain.watching import watch_while
        from notifications.domain import kinds
        from scenarios.domain.clip_use import keep_while

        kinds.register(*messages.KINDS)
        watch_while(peers.PURPOSE, peers.may_still_watch)
        keep_while(is_agreed_on)
