"""Adds an index by which a search for a word of three letters or more reads no other rows.

pg_trgm comes with PostgreSQL and is trusted: the owner of the database may create it.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0007_package_imports")]

    operations = [
        TrigramExtension(),
        migrations.AddIndex(
            "scenario",
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="scenario_by_text"),
        ),
    ]
