"""Takes the line with the language out of the captions of the starter library, which nobody could
save unchanged: a line below WEBVTT is refused."""

from django.db import migrations

TAKE_OUT = """
UPDATE media_captions
SET text = regexp_replace(text, E'^WEBVTT\\nLanguage: (nl|en)\\n', E'WEBVTT\\n')
WHERE text LIKE E'WEBVTT\\nLanguage: %'
"""


class Migration(migrations.Migration):
    dependencies = [("media", "0012_list_clips")]
    operations = [migrations.RunSQL(TAKE_OUT, migrations.RunSQL.noop)]
