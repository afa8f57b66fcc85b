"""Runs a PostgreSQL and a Valkey just for the measurement, with one person who uploads."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.uploads.servers import PROJECT
from deploy.embedded import ports
from deploy.embedded.postgres import Postgres
from deploy.embedded.process import Running
from deploy.embedded.valkey import Valkey


@contextmanager
def stack(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the environment that names the services, and set up Django in this process."""
    postgres = Postgres(folder / "postgres", folder / "secrets", ports.free())
    valkey = Valkey(folder / "valkey", folder / "secrets", ports.free())
    running = []
    try:
        for part in (postgres, valkey):
            part.prepare()
            running.append(Running(part.service(), subprocess.DEVNULL))
            part.wait(running[-1])
        names = {"DATABASE_URL": postgres.url, "REDIS_URL": valkey.url}
        more = {"LOG_LEVEL": "WARNING", "KALM_DATA_DIR": str(folder)}
        os.environ |= {**names, **more, "DJANGO_SETTINGS_MODULE": "deploy.settings"}
        env = dict(os.environ)
        migrate = [sys.executable, "manage.py", "migrate", "-v", "0"]
        subprocess.run(migrate, env=env, cwd=PROJECT, check=True, stdout=sys.stderr)
        _set_up()
        yield env
    finally:
        for one in reversed(running):
            one.stop()


def _set_up() -> None:
    import django

    django.setup()
    from accounts.models import Membership, Organisation, Person, Role

    person = Person.objects.create(email="phone@bench.example", name="Phone")
    organisation = Organisation.objects.create(slug="bench", name="Bench")
    Membership.objects.create(person=person, organisation=organisation, roles=[Role.EMPLOYEE])


def make(count: int, size: int) -> list[str]:
    """Create uploads through the verb that the API calls."""
    from accounts.models import Membership
    from core.ids import new_id
    from media import services

    owner = Membership.objects.get()
    made = []
    for _ in range(count):
        upload, _ = services.create_upload(
            owner=owner, id=new_id(), length=size, content_type="video/mp4"
        )
        made.append(services.make_location(upload))
    return made
