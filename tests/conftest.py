"""Starts the real services that every test uses, and points the settings at them."""

import gc
import os

import pytest
import pytest_django

from tests import absent, bytecode, catalogues, chromium
from tests.services import Services, take_own_share

SERVICES = pytest.StashKey[Services]()


def pytest_configure(config: pytest.Config) -> None:
    """Start the services, then load Django's settings.

    The order is why DJANGO_SETTINGS_MODULE is set here and not in pyproject.toml, where
    pytest-django would load the settings before any conftest could name the database.
    """
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        take_own_share(worker)
    else:
        services = config.stash[SERVICES] = Services()
        config.add_cleanup(services.stop)
        services.start()
        catalogues.compile_all()
        bytecode.compile_all()
    os.environ["DJANGO_SETTINGS_MODULE"] = "deploy.settings"
    import django

    django.setup()
    _make_hashing_cheap()
    _look_for_static_files_when_asked()
    _plan_each_time()
    # Imports models, so it can't be named in pytest_plugins, which is read before this.
    config.pluginmanager.import_plugin("tests.cast")
    if config.getoption("numprocesses", None):
        # An xdist worker that inherits it loads the settings before it has taken its own share.
        del os.environ["DJANGO_SETTINGS_MODULE"]


def _make_hashing_cheap() -> None:
    """Let Argon2 spend next to nothing in this process; in production it takes 0.1 s and 100 MB."""
    from core.hashing import NormalisedArgon2

    NormalisedArgon2.time_cost, NormalisedArgon2.memory_cost = 1, 8
    NormalisedArgon2.parallelism = 1


def _look_for_static_files_when_asked() -> None:
    """Spare each of thousands of test clients a walk through all static files as it is made."""
    from django.conf import settings

    settings.WHITENOISE_AUTOREFRESH = True


def _plan_each_time() -> None:
    """Let a request take as many statements whichever tests its connection served before; tests
    of the kept ones switch that on. The servers of browser tests and flows keep them."""
    from django.conf import settings

    settings.DATABASE_PREPARE = False


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> None:
    """Let Django copy a migrated database for this process."""
    from tests import template

    with django_db_blocker.unblock():
        template.use()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Keep the files of a run in which something failed: a stack's logs are among them."""
    services = session.config.stash.get(SERVICES, None)
    if services and exitstatus not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        services.keeps_files = True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Set up the test database, whose append-only tables can be emptied between tests alone."""
    from tests.flushing import let_flush_empty_every_table

    let_flush_empty_every_table()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a long text by its length: a test's id goes from process to process again and again."""
    if isinstance(val, str | bytes) and len(val) > 200:
        return f"{argname} of {len(val)}"
    return None


def pytest_itemcollected(item: pytest.Item) -> None:
    """Keep a folder's tests that need a running stack in one xdist worker: they share one stack."""
    if item.get_closest_marker("browser") or item.get_closest_marker("stack"):
        item.add_marker(pytest.mark.xdist_group(f"stack-{item.path.parent.name}"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the browser's tests where there is no Chromium, except where it must be, as in CI."""
    if chromium.find() is not None or os.environ.get("KALM_REQUIRE_BROWSER"):
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=chromium.ABSENT))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Leave the modules and thousands of tests, which stay till the end, out of garbage
    collections from here on."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report where the files of a failed run are, and which tests a missing program left out."""
    services = terminalreporter.config.stash.get(SERVICES, None)
    if services and services.keeps_files:
        terminalreporter.line(f"The files of these tests are in {services.files}")
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for what, missing in (("BROWSER", chromium.ABSENT), ("NGINX", absent.NGINX)):
        if any(missing in reason for reason in skipped):
            terminalreporter.section(f"{what} TESTS DID NOT RUN", sep="!", red=True, bold=True)
            terminalreporter.line(missing)
    for reason in sorted({text for text in skipped if chromium.NOT_TESTED in text}):
        terminalreporter.section("AN ENGINE WAS NOT TESTED", sep="!", red=True, bold=True)
        terminalreporter.line(reason)
