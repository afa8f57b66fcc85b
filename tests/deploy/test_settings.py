"""The settings refuse what is safe on a laptop only, and variables that make no sense."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from deploy import environment

pytestmark = pytest.mark.slow

GOOD_KEY = "".join(chr(ord("!") + number) for number in range(1, 60))
PRODUCTION = {
    "KALM_MODE": "production",
    "SECRET_KEY": GOOD_KEY,
    "ALLOWED_HOSTS": "kalm.example.org",
    "PUBLIC_URL": "https://kalm.example.org",
    "DATABASE_URL": "postgresql://kalm:secret@db.example.org:5432/kalm?sslmode=require",
    "REDIS_URL": "rediss://:secret@valkey.example.org:6379/0",
    "EMAIL_HOST": "mail.example.org",
    "EMAIL_FROM": "Kalm <kalm@example.org>",
}


@pytest.fixture
def variables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Return an environment without any of our variables, and an empty data folder."""
    for name in (*PRODUCTION, "DEBUG", "TRUSTED_ORIGINS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KALM_DATA_DIR", str(tmp_path))
    return monkeypatch


def settings(variables: pytest.MonkeyPatch, **values: str) -> dict[str, Any]:
    """Return the settings as a fresh process would read them."""
    for name, value in values.items():
        variables.setenv(name, value)
    kept = {name: sys.modules.pop(name) for name in _loaded()}
    try:
        return dict(vars(import_module("deploy.settings")))
    finally:
        for name in _loaded():
            del sys.modules[name]
        sys.modules.update(kept)


def _loaded() -> list[str]:
    return [name for name in sys.modules if f"{name}.".startswith("deploy.settings.")]


def test_production_starts_with_everything_named(variables: pytest.MonkeyPatch) -> None:
    found = settings(variables, **PRODUCTION)
    assert found["DEMO_PASSWORD"] is None
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] > 0
    assert found["DATABASES"]["default"]["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DEBUG", "on", "DEBUG"),
        ("SECRET_KEY", "", "SECRET_KEY"),
        ("SECRET_KEY", "short", "SECRET_KEY"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY"),
        ("SECRET_KEY", f"django-insecure-{GOOD_KEY}", "SECRET_KEY"),
        ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS"),
        ("ALLOWED_HOSTS", "kalm.example.org,.example.org", "ALLOWED_HOSTS"),
        ("PUBLIC_URL", "http://kalm.example.org", "PUBLIC_URL"),
        ("PUBLIC_URL", "", "PUBLIC_URL"),
        ("DATABASE_URL", "", "DATABASE_URL"),
        ("REDIS_URL", "", "REDIS_URL"),
        ("EMAIL_HOST", "", "EMAIL_HOST"),
        ("EMAIL_FROM", "", "EMAIL_FROM"),
    ],
)
def test_production_refuses(
    variables: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=says):
        settings(variables, **{**PRODUCTION, name: value})


def test_the_demo_makes_keys_of_its_own_that_only_their_owner_reads(
    variables: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = settings(variables)["SECRET_KEY"]
    assert len(first) > 50
    assert settings(variables)["SECRET_KEY"] == first
    kept = {path.name: path.stat().st_mode & 0o077 for path in (tmp_path / "secrets").iterdir()}
    assert kept == {"django": 0, "vapid": 0}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("API_RATE", "many"),
        ("DATABASE_URL", "postgresql://kalm@host:port/kalm"),
        ("KALM_MODE", "staging"),
        ("LOG_LEVEL", "loud"),
        ("REDIS_URL", "host:6379"),
        ("REDIS_URL", "redis://host:port/0"),
        ("DEBUG", "perhaps"),
        ("EMAIL_FROM", "Kalm"),
        ("EMAIL_FROM", "kalm@haven..example"),
        ("EMAIL_FROM", "k\u00e4lm@haven.example"),
        ("EMAIL_FROM", "Kalm kalm@"),
        ("DATABASE_POOL", "many"),
        ("UPLOAD_MAX_BYTES", "0"),
        ("UPLOAD_STORE", "s3"),
        ("PLAYBACK_VIA", "bucket"),
        ("DATABASE_URL", "sqlite:///kalm.db"),
        ("DATABASE_URL", "postgresql://db.example.org"),
        ("VAPID_CONTACT", "ops@example.com"),
        ("VAPID_CONTACT", "mailto:ops"),
        ("VAPID_CONTACT", "http://example.com"),
        ("VAPID_PRIVATE_KEY", "-----BEGIN EC PRIVATE KEY-----"),
        ("MAIL_EVENTS", "sendgrid"),
        ("CHAT_URL", "dbus://{email}"),
    ],
)
def test_a_variable_that_makes_no_sense_is_named(
    variables: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        settings(variables, **{name: value})


@pytest.mark.parametrize(
    ("named", "values"),
    [
        ("MAIL_EVENTS_SECRET", {"MAIL_EVENTS": "postmark"}),
        ("MAIL_EVENTS_SECRET", {"MAIL_EVENTS": "postmark", "MAIL_EVENTS_SECRET": "kalm:short"}),
        ("MAIL_EVENTS_KEY", {"MAIL_EVENTS": "mailgun", "MAIL_EVENTS_SECRET": f"kalm:{'x' * 20}"}),
        ("CHAT_URL", PRODUCTION | {"CHAT_URL": "json://gateway.example/{email}"}),
    ],
)
def test_what_listens_to_others_or_sends_to_them_is_configured_whole(
    variables: pytest.MonkeyPatch, named: str, values: dict[str, str]
) -> None:
    with pytest.raises(ImproperlyConfigured, match=named) as refused:
        settings(variables, **values)
    assert "short" not in str(refused.value)


@pytest.mark.parametrize(
    ("module", "given", "pool"),
    [
        ("deploy.asgi", None, 16),
        ("deploy.wsgi", None, 16),
        ("deploy.receiver", None, 4),
        ("deploy.celery", None, 0),
        ("deploy.asgi", "3", 3),
        ("deploy.receiver", "0", 0),
    ],
)
def test_a_server_keeps_connections_and_a_worker_its_own(
    module: str, given: str | None, pool: int
) -> None:
    shown = "settings.DATABASES['default']['OPTIONS'].get('pool', {}).get('max_size', 0)"
    assert _shown(module, shown, DATABASE_POOL=given) == str(pool)


@pytest.mark.parametrize(
    ("given", "options"),
    [
        (None, "True -c plan_cache_mode=force_generic_plan"),
        ("1", "True -c plan_cache_mode=force_generic_plan"),
        ("0", "False"),
    ],
)
def test_behind_a_pooler_nothing_is_kept_by_a_connection(given: str | None, options: str) -> None:
    shown = "settings.DATABASE_PREPARE, settings.DATABASES['default']['OPTIONS'].get('options', '')"
    assert _shown("deploy.asgi", shown, DATABASE_PREPARE=given) == options


def _shown(module: str, shown: str, **given: str | None) -> str:
    """Return what a new process prints of its settings, with these variables and no others."""
    env = {name: value for name, value in os.environ.items() if name not in given}
    env |= {"DJANGO_SETTINGS_MODULE": "deploy.settings"}
    env |= {name: value for name, value in given.items() if value is not None}
    script = f"import {module}; from django.conf import settings; print({shown})"
    done = subprocess.run(
        [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_database_address_may_contain_any_character_in_its_password() -> None:
    found = environment.database("postgresql://kalm:p%40ss%2Fword@[::1]:5433/kalm")
    assert (found["PASSWORD"], found["HOST"], found["PORT"]) == ("p@ss/word", "::1", "5433")
