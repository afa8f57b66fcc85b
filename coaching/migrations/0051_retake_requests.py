"""Adds requests for another take, each because of a comment of the same feedback; triggers keep
them as they were released."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

TRIGGERS = """
CREATE TRIGGER retake_request_released_is_fixed
    BEFORE INSERT OR UPDATE OR DELETE ON coaching_retakerequest
    FOR EACH ROW EXECUTE FUNCTION coaching_check_mark();

CREATE FUNCTION coaching_check_retake_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM coaching_review review
        JOIN coaching_comment comment ON comment.review_id = review.id
        WHERE review.id = NEW.review_id AND comment.id = NEW.comment_id
            AND review.purpose = 'first'
    ) THEN
        RAISE EXCEPTION 'comment % is not in the feedback of review %',
            NEW.comment_id, NEW.review_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'retake_request_on_own_comment';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER retake_request_on_own_comment BEFORE INSERT OR UPDATE ON coaching_retakerequest
    FOR EACH ROW EXECUTE FUNCTION coaching_check_retake_request();
"""

NO_TRIGGERS = """
DROP TRIGGER retake_request_on_own_comment ON coaching_retakerequest;
DROP FUNCTION coaching_check_retake_request();
DROP TRIGGER retake_request_released_is_fixed ON coaching_retakerequest;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_leads"),
        ("coaching", "0038_fences_and_drafts"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetakeRequest",
            fields=[
                ("review", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="retake_request", serialize=False, to="coaching.review")),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("coach", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership")),
                ("comment", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="retake_request", to="coaching.comment")),
            ],
            options={
                "verbose_name": "request for another take",
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
