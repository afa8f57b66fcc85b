"""Adds adjudications: a coach decides where a first and a second review differ far. A trigger lets
one begin only once both were released."""

import django.core.validators
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

PURPOSES = ["first", "second", "calibration", "dispute", "regrade", "adjudication"]

TRIGGER = """
CREATE FUNCTION coaching_check_adjudication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(*) FROM coaching_review
        WHERE submission_id = NEW.submission_id AND purpose IN ('first', 'second')
            AND released_at IS NOT NULL) <> 2
    THEN
        RAISE EXCEPTION 'adjudication % comes before two judgements', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'adjudication_of_two';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER adjudication_of_two BEFORE INSERT ON coaching_review
    FOR EACH ROW WHEN (NEW.purpose = 'adjudication')
    EXECUTE FUNCTION coaching_check_adjudication();
"""

NO_TRIGGER = """
DROP TRIGGER adjudication_of_two ON coaching_review;
DROP FUNCTION coaching_check_adjudication();
"""


class Migration(migrations.Migration):
    dependencies = [("coaching", "0081_fill_turnarounds")]

    operations = [
        migrations.AlterField(
            model_name="review",
            name="purpose",
            field=models.CharField(
                choices=[(one, one) for one in PURPOSES], default="first", max_length=12
            ),
        ),
        migrations.AlterField(
            model_name="turnaround",
            name="purpose",
            field=models.CharField(choices=[(one, one) for one in PURPOSES], max_length=12),
        ),
        migrations.AddField(
            model_name="coachingrules",
            name="adjudicate_from",
            field=models.PositiveSmallIntegerField(
                db_default=2,
                default=2,
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                condition=Q(("purpose", "adjudication")),
                fields=("submission",),
                name="review_one_adjudication",
            ),
        ),
        migrations.RemoveConstraint(model_name="review", name="review_purpose_known"),
        AddConstraintNotValid(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=Q(("purpose__in", PURPOSES)), name="review_purpose_known"
            ),
        ),
        migrations.RunSQL(TRIGGER, NO_TRIGGER),
    ]
