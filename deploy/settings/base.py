"""Configures the mode, the folders, and where the embedded services answer."""

import json
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from deploy import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env.text("KALM_DATA_DIR", str(BASE_DIR / ".data")))

MODE = env.choice("KALM_MODE", ("demo", "production"), "demo")
PRODUCTION = MODE == "production"
# Off: an empty installation, for an organisation of one's own (manage.py create_organisation).
DEMO = not PRODUCTION and env.flag("KALM_DEMO", default=True)
DEBUG = env.flag("DEBUG", default=False)

# Port 9 answers nobody: commands that need no database work without one, others say it is away.
NOT_RUNNING = {
    "DATABASE_URL": "postgresql://kalm@127.0.0.1:9/kalm",
    "REDIS_URL": "redis://127.0.0.1:9/0",
}


def embedded(name: str) -> str | None:
    """Return where the embedded service answers, as the supervisor wrote it down; production has
    none."""
    if PRODUCTION:
        return None
    try:
        return str(json.loads((DATA_DIR / "run" / "services.json").read_text())[name])
    except (OSError, ValueError, KeyError):
        return NOT_RUNNING[name]


LANGUAGE_CODE = "en"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
