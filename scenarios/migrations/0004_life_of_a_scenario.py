"""Scenarios are retired and restored, lists filter by their cards, and versions say who worked on
them; techniques and aggression types can be hidden.

The cards of the scenarios of before are filled in batches. Scenarios are not fixed when a version
is published, so nothing published changes.
"""

import unicodedata

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q

import core.ids

BATCH = 500
LANGUAGES = ("nl", "en")
STATES = [("draft", "draft"), ("published", "published"), ("retired", "retired")]
SECTORS = [
    ("retail", "retail"),
    ("hospitality", "hospitality"),
    ("transport", "public transport"),
    ("municipality", "municipality"),
    ("contact_centre", "contact centre"),
    ("care", "care"),
    ("other", "other"),
]
CHANNELS = [("face_to_face", "face to face"), ("phone", "telephone"), ("chat", "chat")]
CARD = ["state", "intensity", "sector", "channel", "technique_codes", "languages", "search_text"]


def fill(apps, schema_editor):
    scenarios = apps.get_model("scenarios", "Scenario").objects
    last = None
    while True:
        rows = scenarios.order_by("pk").prefetch_related(
            "versions__techniques", "versions__scenes__options", "versions__scenes__clips"
        )
        batch = list((rows.filter(pk__gt=last) if last else rows)[:BATCH])
        if not batch:
            return
        scenarios.bulk_update([with_card(one) for one in batch], CARD)
        last = batch[-1].pk


def with_card(scenario):
    versions = sorted(scenario.versions.all(), key=lambda one: one.number)
    if any(one.published_at for one in versions):
        scenario.state = "published"
    if versions:
        newest = versions[-1]
        for name in ("intensity", "sector", "channel"):
            setattr(scenario, name, getattr(newest, name))
        scenario.technique_codes = sorted(one.code for one in newest.techniques.all())
        scenario.languages = languages_of(newest)
        texts = [text for one in (newest.title, newest.summary) for _, text in sorted(one.items())]
        scenario.search_text = folded([*texts, scenario.code])
    return scenario


def languages_of(version):
    """Return the languages in which each text and clip is there that is there in any."""
    parts = [set(has) for has in parts_of(version) if has]
    return [code for code in LANGUAGES if parts and all(code in has for has in parts)]


def parts_of(version):
    yield from (version.title, version.summary, version.content_warning)
    for scene in version.scenes.all():
        yield from (scene.prompt, scene.body, scene.autocue, scene.example_answer)
        for role in ("scene", "example"):
            yield [one.language for one in scene.clips.all() if one.role == role]
        for option in scene.options.all():
            yield from (option.text, option.explanation)


def folded(texts):
    apart = unicodedata.normalize("NFKD", " ".join(texts).casefold())
    return " ".join("".join(one for one in apart if not unicodedata.combining(one)).split())


def scenario_field(name, field):
    return migrations.AddField("scenario", name, field)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_membership_name"),
        ("scenarios", "0003_conversations"),
    ]

    operations = [
        migrations.AddField("technique", "is_hidden", models.BooleanField(default=False)),
        migrations.AddField("aggressiontype", "is_hidden", models.BooleanField(default=False)),
        scenario_field("retired_at", models.DateTimeField(null=True)),
        scenario_field(
            "retired_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        scenario_field(
            "state",
            models.CharField(choices=STATES, default="draft", editable=False, max_length=10),
        ),
        scenario_field("intensity", models.PositiveSmallIntegerField(editable=False, null=True)),
        scenario_field(
            "sector",
            models.CharField(choices=SECTORS, editable=False, max_length=20, null=True),
        ),
        scenario_field(
            "channel",
            models.CharField(choices=CHANNELS, editable=False, max_length=20, null=True),
        ),
        scenario_field(
            "technique_codes",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=50),
                default=list,
                editable=False,
                size=None,
            ),
        ),
        scenario_field(
            "languages",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=2),
                default=list,
                editable=False,
                size=None,
            ),
        ),
        scenario_field("search_text", models.TextField(default="", editable=False)),
        migrations.CreateModel(
            "VersionWork",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("saved", "Saved"), ("published", "Published")], max_length=10
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="work",
                        to="scenarios.scenarioversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "work on a version",
                "ordering": ["at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "kind", "member"), name="version_work_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            "scenario",
            models.CheckConstraint(
                condition=Q(retired_at__isnull=False, state="retired")
                | (~Q(state="retired") & Q(retired_at__isnull=True)),
                name="scenario_retired_since",
            ),
        ),
        migrations.AddIndex(
            "scenario", models.Index(fields=["organisation", "-id"], name="scenario_newest")
        ),
        migrations.AddIndex(
            "scenario",
            models.Index(fields=["organisation", "state", "-id"], name="scenario_by_state"),
        ),
        migrations.AddIndex(
            "scenario",
            models.Index(
                fields=["organisation", "intensity", "-id"], name="scenario_by_intensity"
            ),
        ),
        migrations.AddIndex(
            "scenario",
            models.Index(fields=["organisation", "sector", "-id"], name="scenario_by_sector"),
        ),
        migrations.AddIndex(
            "scenario",
            models.Index(fields=["organisation", "channel", "-id"], name="scenario_by_channel"),
        ),
        migrations.AddIndex(
            "scenario",
            django.contrib.postgres.indexes.GinIndex(
                fields=["technique_codes"], name="scenario_by_technique"
            ),
        ),
        # Last: PostgreSQL alters no table after changing its rows in the same transaction.
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
