"""Configures recordings: where they arrive and are kept, who plays them, and how they are
converted."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from deploy import bucket
from deploy import environment as env
from deploy.settings.base import DATA_DIR, PRODUCTION

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
# Whether the store `local` answers the last byte after fsync. Off, what arrived survives the end of
# our processes, but not that of the machine.
UPLOAD_FSYNC = env.flag("UPLOAD_FSYNC", default=True)
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
# Other origins whose pages may do what an employee does (deploy/cross_origin.py).
CLIENT_ORIGINS = env.origins("CLIENT_ORIGINS")
UPLOAD_MAX_BYTES = env.integer("UPLOAD_MAX_BYTES", 512 * 1024 * 1024, least=1)
# A file of exercises, as it is exported and imported.
PACKAGE_MAX_BYTES = env.integer("PACKAGE_MAX_BYTES", 100 * 1024 * 1024, least=1)
UPLOAD_LIFETIME_HOURS = env.integer("UPLOAD_LIFETIME_HOURS", 7 * 24, least=1)
# A Whisper model in CTranslate2's form (a folder with model.bin) that writes captions from speech;
# needs requirements-captions.txt. Without it people type captions.
CAPTIONER_MODEL_DIR = env.optional("CAPTIONER_MODEL_DIR")
# A worker beats six times in this; past it, another may take the recording over.
MEDIA_CLAIM_SECONDS = env.integer("MEDIA_CLAIM_SECONDS", 60, least=3)
# Restrictions of the sandbox (media/sandbox) without which a worker may open recordings all the
# same. A container often has no network of its own to leave; `calls` refuses sockets anyway.
SANDBOX_WITHOUT = env.some(
    "SANDBOX_WITHOUT",
    ("files", "calls", "network"),
    "network" if PRODUCTION else "files,calls,network",
)
# Extras and drafts of captions at the same time, of all workers on one disk: the other workers are
# left to recordings that somebody waits for. More where workers listen to `extras` alone.
MEDIA_EXTRAS_AT_ONCE = env.integer("MEDIA_EXTRAS_AT_ONCE", 1, least=1)
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
