"""Adds disputes of scores, one for each submission; triggers keep them as they were asked."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

TRIGGERS = """
CREATE FUNCTION coaching_keep_dispute() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'dispute % is kept as it was asked', OLD.review_id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'dispute_is_fixed';
END $$;

CREATE TRIGGER dispute_is_fixed BEFORE UPDATE ON coaching_dispute
    FOR EACH ROW EXECUTE FUNCTION coaching_keep_dispute();

CREATE TRIGGER dispute_released_is_fixed BEFORE INSERT OR DELETE ON coaching_dispute
    FOR EACH ROW EXECUTE FUNCTION coaching_check_mark();

CREATE FUNCTION coaching_check_dispute() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM coaching_review review
        JOIN coaching_review feedback ON feedback.submission_id = review.submission_id
            AND feedback.purpose = 'first' AND feedback.released_at IS NOT NULL
        JOIN scenarios_criterion criterion ON criterion.version_id = review.rubric_version_id
        WHERE review.id = NEW.review_id AND review.purpose = 'dispute'
            AND criterion.id = NEW.criterion_id
    ) THEN
        RAISE EXCEPTION 'dispute % is of no score of released feedback', NEW.review_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'dispute_of_released_score';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER dispute_of_released_score BEFORE INSERT ON coaching_dispute
    FOR EACH ROW EXECUTE FUNCTION coaching_check_dispute();
"""

NO_TRIGGERS = """
DROP TRIGGER dispute_of_released_score ON coaching_dispute;
DROP FUNCTION coaching_check_dispute();
DROP TRIGGER dispute_released_is_fixed ON coaching_dispute;
DROP TRIGGER dispute_is_fixed ON coaching_dispute;
DROP FUNCTION coaching_keep_dispute();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_leads"),
        ("coaching", "0053_follow_ups"),
        ("scenarios", "0008_search_by_trigrams"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dispute",
            fields=[
                ("review", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="dispute", serialize=False, to="coaching.review")),
                ("reason", models.TextField()),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("asked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership")),
                ("criterion", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scenarios.criterion")),
            ],
            options={
                "verbose_name": "dispute of a score",
                "constraints": [models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="dispute_has_reason")],
            },
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(condition=models.Q(("purpose", "dispute")), fields=("submission",), name="review_one_dispute"),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
