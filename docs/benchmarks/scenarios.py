"""Measures the list of scenarios at 100 and at 10,000: `python docs/benchmarks/scenarios.py`.

Starts a PostgreSQL and a Valkey of its own and asks through Django's test client, in this process:
routing, session, permissions, queries, serializers, and no network. Both organisations are in the
same database; rounds alternate between them, so that a busy moment of the machine hits both. Prints
one line per query: the median of each in ms, their ratio, and how many rows the two pages have; a
ratio compares where these are the same.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")

# E402 below: the project is found by the path that was set above.
from deploy.embedded import ports  # noqa: E402
from deploy.embedded.postgres import Postgres  # noqa: E402
from deploy.embedded.process import Running  # noqa: E402
from deploy.embedded.valkey import Valkey  # noqa: E402

SMALL, LARGE, VERSIONS, ROUNDS = 100, 10_000, 3, int(os.environ.get("ROUNDS", "60"))
QUERIES = {
    "first page": "",
    "published": "?state=published",
    "a sector": "?sector=care",
    "a channel and an intensity": "?channel=phone&intensity=4",
    "a technique": "?technique=t7",
    "complete in English": "?language=en",
    "search, two words": "?search=loket+99",
    "search, nothing found": "?search=giraffe",
    "all at once": "?state=published&sector=care&technique=t7&language=en&search=loket",
}


def fill(slug: str, scenarios: int) -> Any:
    """Make an organisation with so many scenarios of three versions each; return its author."""
    from accounts.models import Membership, Organisation, Person, Role
    from core.ids import new_id
    from scenarios.domain.searching import folded
    from scenarios.models import AggressionType, Scenario, ScenarioVersion, Technique

    organisation = Organisation.objects.create(slug=slug, name=slug)
    person = Person.objects.create(email=f"author@{slug}.example", name="Author")
    author = Membership.objects.create(
        person=person, organisation=organisation, roles=[Role.AUTHOR]
    )
    name = {"nl": "Naam", "en": "Name"}
    techniques = [
        Technique(organisation=organisation, code=f"t{at}", name=name, description=name, order=at)
        for at in range(20)
    ]
    Technique.objects.bulk_create(techniques)
    kind = AggressionType.objects.create(
        organisation=organisation, code="a", name=name, description=name, style="supportive"
    )
    sectors, channels = ("retail", "care", "transport", "other"), ("face_to_face", "phone", "chat")
    rows, versions, links = [], [], []
    for at in range(scenarios):
        title = {"nl": f"Boos aan het loket {at}", "en": f"Angry at the desk {at}"}
        summary = {"nl": "Je blijft rustig en zegt wat je doet. " * 3, "en": "Stay calm. " * 5}
        card = {
            "intensity": at % 5 + 1,
            "sector": sectors[at % 4],
            "channel": channels[at % 3],
        }
        used = [techniques[at % 20], techniques[(at + 7) % 20]]
        row = Scenario(
            id=new_id(),
            organisation=organisation,
            code=f"s{at}",
            state="published" if at % 2 else "draft",
            technique_codes=sorted(one.code for one in used),
            languages=["nl", "en"] if at % 3 else ["nl"],
            search_text=folded([*title.values(), *summary.values()]),
            **card,
        )
        rows.append(row)
        for number in range(1, VERSIONS + 1):
            version = ScenarioVersion(
                scenario=row,
                number=number,
                title=title,
                summary=summary,
                aggression_type=kind,
                **card,
            )
            versions.append(version)
            links += [(version.id, one.id) for one in used]
    Scenario.objects.bulk_create(rows, batch_size=2000)
    _store(versions, links)
    return author


def _store(versions: list[Any], links: list[tuple[Any, Any]]) -> None:
    from django.db import connection

    from scenarios.models import ScenarioVersion

    with connection.cursor() as cursor:  # rows are written as they are, three drafts a scenario
        cursor.execute("DROP INDEX IF EXISTS scenario_one_draft")
    ScenarioVersion.objects.bulk_create(versions, batch_size=2000)
    through = ScenarioVersion.techniques.through
    through.objects.bulk_create(
        (through(scenarioversion_id=one, technique_id=other) for one, other in links),
        batch_size=5000,
    )


def client_of(author: Any) -> Any:
    from rest_framework.test import APIClient

    client = APIClient()
    client.force_login(author.person, backend="django.contrib.auth.backends.ModelBackend")
    client.credentials(HTTP_KALM_MEMBERSHIP=str(author.pk))
    return client


def timed(client: Any, path: str) -> tuple[float, int]:
    """Return how long an answer takes, in ms, and how many rows it has."""
    start = time.perf_counter()
    answer = client.get(path)
    took = (time.perf_counter() - start) * 1000
    assert answer.status_code == 200, answer.content
    return took, len(answer.json()["results"])


def measure() -> None:
    from django.db import connection

    authors = {slug: fill(slug, count) for slug, count in (("small", SMALL), ("large", LARGE))}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    clients = {slug: client_of(author) for slug, author in authors.items()}
    print(f"| query | {SMALL} | {LARGE:,} | ratio | rows |\n| --- | --- | --- | --- | --- |")
    for name, query in QUERIES.items():
        took: dict[str, list[float]] = {slug: [] for slug in clients}
        rows: dict[str, int] = {}
        for at in range(ROUNDS + 5):
            for slug, client in clients.items():
                ms, rows[slug] = timed(client, f"/api/v1/{slug}/scenarios{query}")
                if at >= 5:  # after a warm-up
                    took[slug].append(ms)
        small, large = (statistics.median(took[slug]) for slug in ("small", "large"))
        shown = " and ".join(str(one) for one in sorted(set(rows.values())))
        figures = f"{small:.1f} | {large:.1f} | {large / small:.2f} | {shown}"
        print(f"| {name} | {figures} |", flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="kalm-bench-") as name:
        folder = Path(name)
        postgres = Postgres(folder / "postgres", folder / "secrets", ports.free())
        valkey = Valkey(folder / "valkey", folder / "secrets", ports.free())
        running = []
        for part in (postgres, valkey):
            part.prepare()
            running.append(Running(part.service(), (folder / "log").open("wb")))
            part.wait(running[-1])
        os.environ |= {
            "DATABASE_URL": postgres.url,
            "REDIS_URL": valkey.url,
            "KALM_DATA_DIR": str(folder),
            "API_RATE": "1000000/min",
            "LOG_LEVEL": "WARNING",
        }
        try:
            import django

            django.setup()
            from django.conf import settings
            from django.core.management import call_command

            settings.ALLOWED_HOSTS = ["testserver"]
            call_command("migrate", verbosity=0)
            measure()
        finally:
            for one in running:
                one.stop()


if __name__ == "__main__":
    main()
