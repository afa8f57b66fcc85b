"""Adds invitations of colleagues to look along, with what they say; triggers keep what was sent, and
that nobody is shown a take that was not submitted."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import core.ids

TRIGGERS = """
CREATE FUNCTION coaching_check_peer_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'open' OR NOT EXISTS (
        SELECT FROM training_submission s
        JOIN training_attempt a ON a.id = s.attempt_id
        JOIN accounts_membership owner ON owner.id = a.membership_id
        JOIN accounts_membership peer ON peer.id = NEW.peer_id
        WHERE s.id = NEW.submission_id AND a.id = NEW.attempt_id
            AND peer.id <> owner.id AND peer.organisation_id = owner.organisation_id
    ) THEN
        RAISE EXCEPTION 'invitation % is not to a colleague about what was submitted', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'peer_invitation_of_colleague';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER peer_invitation_of_colleague BEFORE INSERT ON coaching_peerinvitation
    FOR EACH ROW EXECUTE FUNCTION coaching_check_peer_invitation();

CREATE FUNCTION coaching_keep_peer_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.attempt_id, NEW.peer_id, NEW.invited_at, NEW.expires_at)
            IS DISTINCT FROM (OLD.id, OLD.attempt_id, OLD.peer_id, OLD.invited_at, OLD.expires_at)
        OR (NEW.submission_id IS NOT NULL
            AND NEW.submission_id IS DISTINCT FROM OLD.submission_id)
        OR (OLD.sent_at IS NOT NULL AND NEW.sent_at IS DISTINCT FROM OLD.sent_at)
        OR (NEW.state <> OLD.state AND NOT (
            (OLD.state = 'open' AND NEW.state IN ('sent', 'declined', 'withdrawn', 'ended'))
            OR (OLD.state = 'sent' AND NEW.state = 'removed')
        ))
    THEN
        RAISE EXCEPTION 'invitation % moves on alone', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'peer_invitation_is_fixed';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER peer_invitation_is_fixed BEFORE UPDATE ON coaching_peerinvitation
    FOR EACH ROW EXECUTE FUNCTION coaching_keep_peer_invitation();

CREATE FUNCTION coaching_check_peer_comment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    about coaching_peerinvitation;
BEGIN
    SELECT * INTO about FROM coaching_peerinvitation
        WHERE id = NEW.invitation_id FOR NO KEY UPDATE;
    IF about.state <> 'open'
        OR (TG_OP = 'UPDATE' AND NEW.invitation_id IS DISTINCT FROM OLD.invitation_id)
    THEN
        RAISE EXCEPTION 'what was said by invitation % is fixed', NEW.invitation_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'peer_comment_is_fixed';
    END IF;
    IF NOT EXISTS (
        SELECT FROM training_submissiontake
        WHERE submission_id = about.submission_id AND take_id = NEW.take_id
    ) THEN
        RAISE EXCEPTION 'take % is not shown by invitation %', NEW.take_id, NEW.invitation_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'peer_comment_on_shown_take';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER peer_comment_is_fixed BEFORE INSERT OR UPDATE ON coaching_peercomment
    FOR EACH ROW EXECUTE FUNCTION coaching_check_peer_comment();
"""

NO_TRIGGERS = """
DROP TRIGGER peer_comment_is_fixed ON coaching_peercomment;
DROP TRIGGER peer_invitation_is_fixed ON coaching_peerinvitation;
DROP TRIGGER peer_invitation_of_colleague ON coaching_peerinvitation;
DROP FUNCTION coaching_check_peer_comment();
DROP FUNCTION coaching_keep_peer_invitation();
DROP FUNCTION coaching_check_peer_invitation();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0012_promise_of_older_workers"),
        ("coaching", "0071_holds"),
        ("training", "0041_retakes"),
    ]

    operations = [
        migrations.CreateModel(
            name="PeerRules",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="accounts.organisation",
                    ),
                ),
                ("are_allowed", models.BooleanField(default=True)),
            ],
            options={
                "verbose_name": "rules of peer feedback",
            },
        ),
        migrations.CreateModel(
            name="PeerInvitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("sent", "sent"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                            ("ended", "ended"),
                            ("removed", "removed by its reader"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="peer_invitations",
                        to="training.attempt",
                    ),
                ),
                (
                    "peer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="peer_invitations",
                        to="accounts.membership",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="peer_invitations",
                        to="training.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation of a colleague",
                "ordering": ["invited_at", "id"],
                "indexes": [
                    models.Index(fields=["peer", "expires_at"], name="peer_invitation_of_peer"),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["expires_at"],
                        name="peer_invitation_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["open", "sent", "declined", "withdrawn", "ended", "removed"],
                            )
                        ),
                        name="peer_invitation_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("sent_at__isnull", False), ("state__in", ["sent", "removed"])
                            ),
                            models.Q(
                                models.Q(("state__in", ["sent", "removed"]), _negated=True),
                                ("sent_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="peer_invitation_sent_has_instant",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["withdrawn", "ended"]), _negated=True),
                        fields=("attempt", "peer"),
                        name="peer_invitation_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeerComment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("strength", "strength"),
                            ("say_instead", "say this instead"),
                            ("question", "question"),
                            ("note", "note"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at_ms", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "take",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="peer_comments",
                        to="training.take",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="coaching.peerinvitation",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment of a colleague",
                "ordering": ["at_ms", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="peer_comment_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["strength", "say_instead", "question", "note"])
                        ),
                        name="peer_comment_kind_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
