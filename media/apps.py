from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "media"

    def ready(self) -> None:
        """Give the store `objects` its rows, which live in a room above it."""
        from media.ledger import RowLedger
        from media.store.objects import use_ledger

        use_ledger(RowLedger)
