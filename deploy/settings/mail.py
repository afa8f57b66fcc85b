"""Configures how mail leaves: through SMTP, or in the demo into files that /mailbox shows."""

from deploy import environment as env
from deploy.settings.base import DATA_DIR, PRODUCTION
from notifications.domain.mail_events import SERVICES

MAILBOX_DIR = None if PRODUCTION or env.optional("EMAIL_HOST") else DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env.sender("EMAIL_FROM", None if PRODUCTION else "Kalm <kalm@demo.example>")

# Bounces and complaints, as the mail service reports them by webhook. Off without a name.
MAIL_EVENTS = env.choice("MAIL_EVENTS", ("", *SERVICES), "")
ANYMAIL = {}
if MAIL_EVENTS:
    ANYMAIL["WEBHOOK_SECRET"] = env.credentials("MAIL_EVENTS_SECRET")
    if SERVICES[MAIL_EVENTS].key:
        ANYMAIL[SERVICES[MAIL_EVENTS].key] = env.text("MAIL_EVENTS_KEY")

UNSUBSCRIBE_ADDRESS = env.optional("EMAIL_UNSUBSCRIBE")
if MAILBOX_DIR:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(MAILBOX_DIR)
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = env.text("EMAIL_HOST")
    EMAIL_PORT = env.integer("EMAIL_PORT", 587, least=1)
    EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=PRODUCTION)
    EMAIL_TIMEOUT = 20
