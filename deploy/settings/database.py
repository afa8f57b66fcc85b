"""Configures the connection to PostgreSQL."""

from typing import Any

from deploy import environment as env
from deploy.settings.base import embedded

DATABASE_URL = env.text("DATABASE_URL", embedded("DATABASE_URL"))
DATABASES: dict[str, Any] = {"default": env.database(DATABASE_URL)}
# PostgreSQL keeps statements that a connection asks often. A pooler must not hand it to somebody
# else after each transaction then, and PgBouncer takes no `options`.
DATABASE_PREPARE = env.flag("DATABASE_PREPARE", default=True)
if DATABASE_PREPARE:
    # One plan for all values: their conditions are written so that one suits, and at a million
    # submissions PostgreSQL would plan a claim anew each time, for longer than running it takes.
    own = DATABASES["default"]["OPTIONS"]
    own["options"] = f"{own.get('options', '')} -c plan_cache_mode=force_generic_plan".strip()
if DATABASE_POOL := env.integer("DATABASE_POOL", 0):
    # Connections per process. Servers choose by themselves before they read this: 16 for pages and
    # API (deploy/asgi.py), 4 for the receiver. A worker process needs just its one. After an outage
    # the next request tries anew at once, where the pool by itself waits up to minutes.
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": DATABASE_POOL,
        "timeout": 10,  # seconds that a request waits for a connection
        "reconnect_timeout": 5,  # seconds of tries, ever further apart
    }
    # A connection that the database ended while it was idle is replaced before a request gets it:
    # else each of them would cost somebody an error after a restart.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
