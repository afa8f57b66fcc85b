"""What every test stands on: real services, and settings that point at them."""

import os

import pytest

from tests.services import Services, take_own_share

SERVICES = pytest.StashKey[Services]()


def pytest_configure(config: pytest.Config) -> None:
    """Bring the services up, then load Django's settings.

    The order is why DJANGO_SETTINGS_MODULE is set here and not in pyproject.toml, where
    pytest-django would load the settings before any conftest could name the database.
    """
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        take_own_share(worker)
    else:
        services = config.stash[SERVICES] = Services()
        config.add_cleanup(services.stop)
        services.start()
    os.environ["DJANGO_SETTINGS_MODULE"] = "deploy.settings"
    import django

    django.setup()
    # Imports models, so it can't be named in pytest_plugins, which is read before this.
    config.pluginmanager.import_plugin("tests.cast")
