"""All settings, in one file. Every part of the embedded default can be replaced by a variable.

Modes: `demo` (the default: everything on this machine, demo sign-ins, a mailbox page) and
`production`, which refuses to start with anything that is only safe on a laptop.
"""

import json
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from deploy import bucket
from deploy import environment as env
from deploy.embedded import secret

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env.text("KALM_DATA_DIR", str(BASE_DIR / ".data")))

MODE = env.choice("KALM_MODE", ("demo", "production"), "demo")
PRODUCTION = MODE == "production"
DEBUG = env.flag("DEBUG", default=False)

# Port 9 answers nobody: commands that need no database work without one, others say it is away.
NOT_RUNNING = {
    "DATABASE_URL": "postgresql://kalm@127.0.0.1:9/kalm",
    "REDIS_URL": "redis://127.0.0.1:9/0",
}


def _embedded(name: str) -> str | None:
    """Where the embedded service answers, as the supervisor wrote down; production has none."""
    if PRODUCTION:
        return None
    try:
        return str(json.loads((DATA_DIR / "run" / "services.json").read_text())[name])
    except (OSError, ValueError, KeyError):
        return NOT_RUNNING[name]


def _demo_secret_key() -> str:
    """A key of this machine's own, made once and kept under the data directory."""
    return secret.kept(DATA_DIR / "secrets" / "django", 50)


# --- Secrets and hosts -------------------------------------------------------------------

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

# --- Apps, in the order of the storeys ---------------------------------------------------

INSTALLED_APPS = [
    "core",
    "accounts",
    "notifications",
    "media",
    "scenarios",
    "training",
    "coaching",
    "demo",
    "deploy",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "deploy.health.Health",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "accounts.rest.sign_in.ProblemsFromSignIn",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "deploy.urls"
WSGI_APPLICATION = "deploy.wsgi.application"
ASGI_APPLICATION = "deploy.asgi.application"
APPEND_SLASH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- PostgreSQL --------------------------------------------------------------------------

DATABASE_URL = env.text("DATABASE_URL", _embedded("DATABASE_URL"))
DATABASES: dict[str, Any] = {"default": env.database(DATABASE_URL)}
if DATABASE_POOL := env.integer("DATABASE_POOL", 0):
    # Connections per process. `make run` gives its server 16, production must say so itself; a
    # worker process needs just its one. After an outage the next request tries anew at once, where
    # the pool by itself waits up to minutes.
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": DATABASE_POOL,
        "timeout": 10,  # seconds that a request waits for a connection
        "reconnect_timeout": 5,  # seconds of tries, ever further apart
    }

# --- Valkey: broker, throttles -----------------------------------------------------------

REDIS_URL = env.broker(env.text("REDIS_URL", _embedded("REDIS_URL")))
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
}

# Who rings for tasks: Celery, or in a process that does without it, `by_hand`.
DISPATCHER = "core.dispatch.through_celery"
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    # A Valkey that hangs or is away must not hold requests up: a ring that fails is rung again by a
    # sweep. Without these a ring waits for ever, or tries for six seconds.
    "socket_timeout": 5,
    "socket_connect_timeout": 5,
    "max_retries": 1,
    "interval_start": 0,
}
CELERY_TASK_DEFAULT_QUEUE = "default"
# What nobody waits for. Of priorities, 9 is the last in Valkey: a worker that also listens to the
# other queues takes from this one when they are empty.
_LAST: dict[str, Any] = {"queue": "extras", "priority": 9}
CELERY_TASK_ROUTES: dict[str, dict[str, Any]] = {
    "media.add_extras": _LAST,
    "media.draft_captions": _LAST,
    "media.clear_orphans": _LAST,
    "media.*": {"queue": "media"},
    "notifications.*": {"queue": "messages"},
}

# --- Files -------------------------------------------------------------------------------

MEDIA_DIR = Path(env.text("MEDIA_DIR", str(DATA_DIR / "media")))
UPLOADS_DIR = MEDIA_DIR / "uploads"
S3_BUCKET = env.optional("S3_BUCKET")
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(MEDIA_DIR / "objects")},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
if S3_BUCKET:
    STORAGES["default"] = bucket.storage(
        S3_BUCKET,
        endpoint=env.optional("S3_ENDPOINT_URL"),
        region=env.optional("S3_REGION"),
        access_key=env.optional("S3_ACCESS_KEY"),
        secret_key=env.optional("S3_SECRET_KEY"),
        addressing=env.choice("S3_ADDRESSING", ("auto", "path", "virtual"), "auto"),
    )
# Arriving and kept recordings together, as they were sent; 0 sets no quota.
UPLOAD_QUOTA_PERSON_BYTES = env.integer("UPLOAD_QUOTA_PERSON_BYTES", 20 * 1024**3)
UPLOAD_QUOTA_ORGANISATION_BYTES = env.integer("UPLOAD_QUOTA_ORGANISATION_BYTES", 2 * 1024**4)
# Where arriving bytes are kept: in files of this host, or as objects in the storage above.
UPLOAD_STORE = env.choice("UPLOAD_STORE", ("local", "objects"), "local")
# The store `objects` keeps at most two pieces of this size in memory for each upload that runs.
UPLOAD_PIECE_BYTES = env.integer("UPLOAD_PIECE_BYTES", 2 * 1024 * 1024, least=64 * 1024)
# Past this, over all uploads of a process, pieces leave before they are full.
UPLOAD_MEMORY_BYTES = env.integer("UPLOAD_MEMORY_BYTES", 64 * 1024 * 1024, least=64 * 1024)
# Who sends recordings once a grant is checked: this server, nginx by X-Accel-Redirect
# (deploy/nginx.conf), or the bucket by a signed URL that ends with the grant.
PLAYBACK_VIA = env.choice(
    "PLAYBACK_VIA", ("direct", "nginx", "bucket"), "bucket" if S3_BUCKET else "direct"
)
if ("nginx" if S3_BUCKET else "bucket") == PLAYBACK_VIA:
    raise ImproperlyConfigured(
        "PLAYBACK_VIA=nginx needs recordings on a disk, so no S3_BUCKET."
        if S3_BUCKET
        else "PLAYBACK_VIA=bucket needs S3_BUCKET."
    )
# Pages of other origins that may create uploads and send their bytes (deploy/cross_origin.py).
UPLOAD_ORIGINS = env.origins("UPLOAD_ORIGINS")
UPLOAD_MAX_BYTES = env.integer("UPLOAD_MAX_BYTES", 512 * 1024 * 1024, least=1)
UPLOAD_LIFETIME_HOURS = env.integer("UPLOAD_LIFETIME_HOURS", 7 * 24, least=1)
# A Whisper model in CTranslate2's form (a folder with model.bin) that writes captions from speech;
# needs requirements-captions.txt. Without it people type captions.
CAPTIONER_MODEL_DIR = env.optional("CAPTIONER_MODEL_DIR")
# A worker beats six times in this; past it, another may take the recording over.
MEDIA_CLAIM_SECONDS = env.integer("MEDIA_CLAIM_SECONDS", 60, least=3)
# Walls of the sandbox (media/sandbox.py) without which a worker may open recordings all the same. A
# container often has no network of its own to leave; sockets are refused by the wall `calls`.
SANDBOX_WITHOUT = env.some(
    "SANDBOX_WITHOUT",
    ("files", "calls", "network"),
    "network" if PRODUCTION else "files,calls,network",
)
# Second stages and drafts of captions at the same time, of all workers on one disk: the others are
# left to recordings that somebody waits for. More where workers listen to `extras` alone.
MEDIA_EXTRAS_AT_ONCE = env.integer("MEDIA_EXTRAS_AT_ONCE", 1, least=1)
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WEB_BUILD_DIR = BASE_DIR / "web" / "build"
if WEB_BUILD_DIR.is_dir():
    WHITENOISE_ROOT = WEB_BUILD_DIR
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:  # noqa: N802
    """Files whose name holds the hash of their content never change."""
    return "/_app/immutable/" in url or (PRODUCTION and url.startswith("/static/"))


def WHITENOISE_ADD_HEADERS_FUNCTION(headers: Any, path: str, url: str) -> None:  # noqa: N802
    """A new service worker must be found at once: it decides which version opens offline."""
    if url == "/service-worker.js":
        headers["Cache-Control"] = "no-cache"


# --- Mail --------------------------------------------------------------------------------

MAILBOX_DIR = None if PRODUCTION or env.optional("EMAIL_HOST") else DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", None if PRODUCTION else "Kalm <kalm@demo.example>")
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

# --- People and sign-in ------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_ADAPTER = "accounts.rest.sign_in.ByInvitationOnly"
# Proxies in front whose X-Forwarded-For is believed; 0 takes the address of the connection.
TRUSTED_PROXIES = env.integer("TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser", "app")
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": f"{PUBLIC_URL}/sign-in/confirm/{{key}}",
    "account_reset_password": f"{PUBLIC_URL}/sign-in/forgotten",
    "account_reset_password_from_key": f"{PUBLIC_URL}/sign-in/new-password/{{key}}",
    "account_signup": f"{PUBLIC_URL}/sign-in",
}

# --- The API -----------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.rest.authentication.Session",
        "accounts.rest.authentication.AppToken",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.rest.parsing.Json"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "core.rest.pagination.CursorPages",
    "DEFAULT_SCHEMA_CLASS": "core.rest.schema.Schema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "DEFAULT_THROTTLE_CLASSES": ["accounts.rest.throttling.PerPerson"],
    "DEFAULT_THROTTLE_RATES": {
        "person": env.matching("API_RATE", r"\d+/(sec|min|hour|day)", "600/min")
    },
    "NUM_PROXIES": TRUSTED_PROXIES,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "core.rest.problems.ProblemHandler",
    "EXCEPTION_FORMATTER_CLASS": "core.rest.problems.ProblemFormatter",
    "ENABLE_IN_DEBUG_FOR_UNHANDLED_EXCEPTIONS": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Kalm",
    "DESCRIPTION": "Short, private, coached video practice. Errors are RFC 9457 problems with a "
    "stable `code`.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    # Without names, an enum is called after its field, and its name changes with every new field.
    "ENUM_NAME_OVERRIDES": {
        "Language": "accounts.models.Language",
        "Role": "accounts.models.Role",
        "MessageKind": "notifications.domain.kinds.Kind",
        "UploadPurpose": "media.models.Purpose",
        "UploadState": "media.models.UploadState",
        "VideoState": "media.models.VideoState",
        "VideoNotice": [(code, code) for code in ("silent", "black", "cut_off", "damaged")],
        "Style": "scenarios.models.Style",
        "SceneKind": "scenarios.models.SceneKind",
        "AttemptState": "training.models.AttemptState",
        "EnrolmentState": "training.models.EnrolmentState",
        "CommentKind": "coaching.models.CommentKind",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
}

# --- Language and time -------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- The browser -------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
    }
}
if S3_BUCKET and PLAYBACK_VIA == "bucket":
    for kind in ("img-src", "media-src"):
        CONTENT_SECURITY_POLICY["DIRECTIVES"][kind] += bucket.origins(
            S3_BUCKET, endpoint=env.optional("S3_ENDPOINT_URL"), region=env.optional("S3_REGION")
        )
# Every other power is off: a take is recorded by camera and microphone, watched full screen, kept
# awake while recording, and read aloud by the browser itself.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": ["self"],
    "microphone": ["self"],
    "fullscreen": ["self"],
    "screen-wake-lock": ["self"],
    "autoplay": ["self"],
    "geolocation": [],
    "payment": [],
    "usb": [],
    "display-capture": [],
    "accelerometer": [],
    "gyroscope": [],
    "magnetometer": [],
    "midi": [],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "accounts.rest.csrf.refuse"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", 365 * 24 * 3600 if PRODUCTION else 0)
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Logs: one JSON object a line in production, readable lines elsewhere; no personal data --

LOG_LEVEL = env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processor": "ext://deploy.logs.renderer",
            "foreign_pre_chain": "ext://deploy.logs.shared",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        # Two lines for each run of each task, every few seconds; verbs log what matters.
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
        # Anyone can ask for any host: a traceback for each would be a way to fill the disk.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
