from django.apps import AppConfig


class DeployConfig(AppConfig):
    name = "deploy"

    def ready(self) -> None:
        # Tasks are declared with shared_task; they need the configured application loaded.
        from deploy import celery, logs

        celery.app.set_default()
        logs.configure()
