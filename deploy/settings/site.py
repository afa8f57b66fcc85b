"""Configures the secret key, the hosts and the public address, checked in production."""

from django.core.exceptions import ImproperlyConfigured

from deploy import environment as env
from deploy.embedded import secret
from deploy.settings.base import DATA_DIR, DEBUG, PRODUCTION


def _demo_secret_key() -> str:
    """Return this machine's own key, made once and kept under the data directory."""
    return secret.read_or_make(DATA_DIR / "secrets" / "django", 50)


SECRET_KEY = env.text("SECRET_KEY") if PRODUCTION else env.text("SECRET_KEY", _demo_secret_key())
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("TRUSTED_ORIGINS")
PUBLIC_URL = env.text("PUBLIC_URL", None if PRODUCTION else "http://localhost:8000").rstrip("/")
DEMO_PASSWORD = None if PRODUCTION else "rustig-blijven"

if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("DEBUG must be off in production.")
    if len(SECRET_KEY) < 40 or "insecure" in SECRET_KEY or len(set(SECRET_KEY)) < 10:
        raise ImproperlyConfigured("SECRET_KEY must be a random text of 40 characters or more.")
    if not ALLOWED_HOSTS or any("*" in host or host.startswith(".") for host in ALLOWED_HOSTS):
        raise ImproperlyConfigured("ALLOWED_HOSTS must name each host; wildcards are refused.")
    if not PUBLIC_URL.startswith("https://"):
        raise ImproperlyConfigured("PUBLIC_URL must start with https:// in production.")
