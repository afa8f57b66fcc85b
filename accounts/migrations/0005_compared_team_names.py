"""Team names are compared as people see them, no longer by capitals alone.

Names that became the same get a number, so that nothing is lost; an admin renames them.
"""

import structlog
from django.db import migrations, models

from core.normalisation import compared, normal_line

BATCH = 1000
LONGEST = 200
log = structlog.get_logger(__name__)


def fill(apps, schema_editor):
    teams = apps.get_model("accounts", "Team").objects.using(schema_editor.connection.alias)
    organisations = apps.get_model("accounts", "Organisation").objects.using(
        schema_editor.connection.alias
    )
    for organisation in organisations.order_by("id").values_list("id", flat=True).iterator():
        _fill_one(teams, teams.filter(organisation=organisation).order_by("id"))


def _fill_one(teams, rows):
    taken, changed = set(), []
    for team in rows:
        name = normal_line(team.name) or team.name
        free = _free(name, taken)
        if free != name:
            log.warning("team_name_numbered", team=str(team.pk))
        team.name, team.compared_name = free, compared(free)
        taken.add(team.compared_name)
        changed.append(team)
    teams.bulk_update(changed, ["name", "compared_name"], batch_size=BATCH)


def _free(name, taken):
    number, free = 1, name
    while compared(free) in taken:
        number += 1
        end = f" ({number})"
        free = name[: LONGEST - len(end)] + end
    return free


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_retention")]

    operations = [
        migrations.AddField(
            model_name="team",
            name="compared_name",
            field=models.CharField(default="", editable=False, max_length=600),
        ),
        migrations.RemoveConstraint(model_name="team", name="team_name_once"),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
