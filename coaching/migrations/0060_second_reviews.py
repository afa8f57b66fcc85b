"""Lets a share of what has feedback wait in the queue once more, for a second coach, whose review
may ask for another take as feedback does."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

FUNCTION = """
CREATE OR REPLACE FUNCTION coaching_check_retake_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM coaching_review review
        JOIN coaching_comment comment ON comment.review_id = review.id
        WHERE review.id = NEW.review_id AND comment.id = NEW.comment_id
            AND review.purpose {purposes}
    ) THEN
        RAISE EXCEPTION 'comment % is not in the feedback of review %',
            NEW.comment_id, NEW.review_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'retake_request_on_own_comment';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_review_promise"),
        ("coaching", "0070_lead_coaches"),
    ]

    operations = [
        migrations.AddField(
            model_name="coachingrules",
            name="second_percent",
            field=models.PositiveSmallIntegerField(
                db_default=5,
                default=5,
                validators=[django.core.validators.MaxValueValidator(100)],
            ),
        ),
        migrations.AddField(
            model_name="waitingsubmission",
            name="first_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddConstraint(
            model_name="coachingrules",
            constraint=models.CheckConstraint(
                condition=models.Q(("second_percent__lte", 100)),
                name="coaching_rules_second_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                condition=models.Q(("purpose", "second")),
                fields=("submission",),
                name="review_one_second",
            ),
        ),
        migrations.AddIndex(
            model_name="waitingsubmission",
            index=models.Index(
                condition=models.Q(("first_by__isnull", False)),
                fields=["promised_at"],
                name="waiting_second",
            ),
        ),
        migrations.RunSQL(
            FUNCTION.format(purposes="IN ('first', 'second')"),
            FUNCTION.format(purposes="= 'first'"),
        ),
    ]
