"""A comment may be on a stretch, about a criterion, and a question.

The columns are null, so no row is rewritten. The constraints are added without looking at the
rows, which keep them already; the look comes after, in 0032, and stops no writer.
"""

import django.contrib.postgres.operations
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

TRIGGER = """
CREATE FUNCTION coaching_check_comment_criterion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM coaching_review review
        JOIN scenarios_criterion criterion ON criterion.version_id = review.rubric_version_id
        WHERE review.id = NEW.review_id AND criterion.id = NEW.criterion_id
    ) THEN
        RAISE EXCEPTION 'criterion % is not in the rubric of review %',
            NEW.criterion_id, NEW.review_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'comment_criterion_in_rubric';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER comment_criterion_in_rubric
    BEFORE INSERT OR UPDATE OF review_id, criterion_id ON coaching_comment
    FOR EACH ROW WHEN (NEW.criterion_id IS NOT NULL)
    EXECUTE FUNCTION coaching_check_comment_criterion();
"""

NO_TRIGGER = """
DROP TRIGGER comment_criterion_in_rubric ON coaching_comment;
DROP FUNCTION coaching_check_comment_criterion();
"""


class Migration(migrations.Migration):
    dependencies = [("coaching", "0013_who_may_review"), ("scenarios", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="comment",
            name="kind",
            field=models.CharField(choices=[("strength", "strength"), ("say_instead", "say this instead"), ("question", "question"), ("note", "note")], max_length=12),
        ),
        migrations.AddField(
            model_name="comment",
            name="until_ms",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="criterion",
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="scenarios.criterion"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(condition=Q(("criterion__isnull", False)), fields=["criterion"], name="comment_of_criterion"),
        ),
        migrations.RemoveConstraint(model_name="comment", name="comment_kind_known"),
        django.contrib.postgres.operations.AddConstraintNotValid(
            model_name="comment",
            constraint=models.CheckConstraint(condition=Q(("kind__in", ["strength", "say_instead", "question", "note"])), name="comment_kind_known"),
        ),
        django.contrib.postgres.operations.AddConstraintNotValid(
            model_name="comment",
            constraint=models.CheckConstraint(condition=Q(("until_ms__isnull", True), ("until_ms__gt", F("at_ms")), _connector="OR"), name="comment_ends_after_start"),
        ),
        migrations.RunSQL(TRIGGER, NO_TRIGGER),
    ]
