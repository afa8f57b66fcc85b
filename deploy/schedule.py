"""Defines what Celery's beat starts, and when. It is apart from the settings, because some
processes read those without Celery."""

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    "training.tick": {"task": "training.tick", "schedule": 10.0, "options": {"expires": 10}},
    "training.sweep": {"task": "training.sweep", "schedule": 30.0, "options": {"expires": 30}},
    "training.sweep_workshops": {
        "task": "training.sweep_workshops",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "coaching.warn_of_late": {
        "task": "coaching.warn_of_late",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "coaching.clear_drafts": {"task": "coaching.clear_drafts", "schedule": crontab(minute="27")},
    "coaching.drop_late_seconds": {
        "task": "coaching.drop_late_seconds",
        "schedule": crontab(minute="7,22,37,52"),
        "options": {"expires": 900},
    },
    "coaching.seek_coaches": {
        "task": "coaching.seek_coaches",
        "schedule": crontab(minute="4,19,34,49"),
        "options": {"expires": 900},
    },
    "coaching.sweep_recordings": {
        "task": "coaching.sweep_recordings",
        "schedule": crontab(minute="41"),
    },
    "coaching.sweep_peers": {"task": "coaching.sweep_peers", "schedule": crontab(minute="32")},
    "coaching.warn_of_licences": {
        "task": "coaching.warn_of_licences",
        "schedule": crontab(hour="8", minute="11"),
    },
    "coaching.send_digests": {
        "task": "coaching.send_digests",
        "schedule": crontab(minute="*/15"),
        "options": {"expires": 900},
    },
    "notifications.sweep": {
        "task": "notifications.sweep",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "media.sweep": {"task": "media.sweep", "schedule": 15.0, "options": {"expires": 15}},
    "scenarios.sweep": {"task": "scenarios.sweep", "schedule": 15.0, "options": {"expires": 15}},
    "scenarios.clear_files": {
        "task": "scenarios.clear_files",
        "schedule": crontab(hour="3", minute="57"),
    },
    "media.tidy": {"task": "media.tidy", "schedule": crontab(minute="17")},
    "media.enforce_retention": {
        "task": "media.enforce_retention",
        "schedule": crontab(minute="47"),
        "options": {"expires": 3600},
    },
    "media.clear_orphans": {
        "task": "media.clear_orphans",
        "schedule": crontab(hour="3", minute="37"),
    },
}
