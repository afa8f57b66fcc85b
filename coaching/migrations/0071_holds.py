"""A finished review may be held before its release; triggers keep what is held as it was finished.

Backwards, what is held is in the queue again, with all that was saved.
"""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import core.ids

# Workers from before, which know of no holds, take no lease on what is held: an insert that is
# refused by a constraint is to them one that a colleague was faster with.
TRIGGERS = """
CREATE FUNCTION coaching_check_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM coaching_review
        WHERE id = NEW.review_id AND purpose IN ('first', 'second') AND released_at IS NULL
    ) THEN
        RAISE EXCEPTION 'review % is not of the queue', NEW.review_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_before_release';
    END IF;
    IF EXISTS (
        SELECT FROM coaching_lease WHERE review_id = NEW.review_id AND ended_at IS NULL
    ) THEN
        RAISE EXCEPTION 'review % has an open lease', NEW.review_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_without_lease';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER hold_before_release BEFORE INSERT OR UPDATE ON coaching_hold
    FOR EACH ROW EXECUTE FUNCTION coaching_check_hold();

CREATE FUNCTION coaching_refuse_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM coaching_hold WHERE review_id = NEW.review_id) THEN
        RAISE EXCEPTION 'review % is held', NEW.review_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'held_is_fixed';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER lease_on_held BEFORE INSERT ON coaching_lease
    FOR EACH ROW EXECUTE FUNCTION coaching_refuse_held();
CREATE TRIGGER score_held_is_fixed BEFORE INSERT OR UPDATE ON coaching_score
    FOR EACH ROW EXECUTE FUNCTION coaching_refuse_held();
CREATE TRIGGER comment_held_is_fixed BEFORE INSERT OR UPDATE ON coaching_comment
    FOR EACH ROW EXECUTE FUNCTION coaching_refuse_held();
CREATE TRIGGER retake_held_is_fixed BEFORE INSERT OR UPDATE ON coaching_retakerequest
    FOR EACH ROW EXECUTE FUNCTION coaching_refuse_held();

CREATE FUNCTION coaching_keep_lead_remark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'remark % is kept as it was written', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'lead_remark_is_fixed';
END $$;

CREATE TRIGGER lead_remark_is_fixed BEFORE UPDATE ON coaching_leadremark
    FOR EACH ROW EXECUTE FUNCTION coaching_keep_lead_remark();
"""

NO_TRIGGERS = """
DROP TRIGGER lead_remark_is_fixed ON coaching_leadremark;
DROP FUNCTION coaching_keep_lead_remark();
DROP TRIGGER retake_held_is_fixed ON coaching_retakerequest;
DROP TRIGGER comment_held_is_fixed ON coaching_comment;
DROP TRIGGER score_held_is_fixed ON coaching_score;
DROP TRIGGER lease_on_held ON coaching_lease;
DROP FUNCTION coaching_refuse_held();
DROP TRIGGER hold_before_release ON coaching_hold;
DROP FUNCTION coaching_check_hold();
"""

RELEASING = ["at_once", "held", "lead_first"]


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_review_promise"),
        ("coaching", "0063_anchors"),
    ]

    operations = [
        migrations.AddField(
            model_name="coachingrules",
            name="releasing",
            field=models.CharField(choices=[("at_once", "as its coach finishes it"), ("held", "once its coach releases it"), ("lead_first", "once a lead coach looked at it")], db_default="at_once", default="at_once", max_length=10),
        ),
        migrations.AddConstraint(
            model_name="coachingrules",
            constraint=models.CheckConstraint(condition=models.Q(("releasing__in", RELEASING)), name="rules_releasing_known"),
        ),
        migrations.AddField(
            model_name="review",
            name="finished_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="review",
            name="approved_by",
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"),
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("review", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="hold", serialize=False, to="coaching.review")),
                ("finished_at", models.DateTimeField()),
                ("version", models.CharField(max_length=32)),
                ("needs_lead", models.BooleanField(default=False)),
                ("finished_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership")),
            ],
            options={"verbose_name": "hold on a review"},
        ),
        migrations.CreateModel(
            name="LeadRemark",
            fields=[
                ("id", models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("text", core.model_fields.ParagraphsField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("lead", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership")),
                ("review", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lead_remarks", to="coaching.review")),
            ],
            options={
                "verbose_name": "remark of a lead coach",
                "constraints": [models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="lead_remark_says_something")],
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
