"""Defines the models Person, Organisation, Team, Membership, AuditEvent."""

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain.addresses import is_mailable, normal_address
from accounts.domain.slugs import is_reserved
from core.ids import new_id
from core.model_fields import Char, Email, LineField, NormalisedMixin
from core.normalisation import LONGEST_COMPARED, compared
from core.zones import validate_zone, zone_named

# A coach must have time to watch; and what is kept for ever is promised to nobody.
SHORTEST_RETENTION_DAYS, LONGEST_RETENTION_DAYS = 7, 3650
PROMISE_HOURS = [MinValueValidator(1), MaxValueValidator(720)]


def validate_slug(slug: str) -> None:
    """Refuses a slug that leads elsewhere, with code slug_reserved."""
    if is_reserved(slug):
        raise ValidationError(
            _("This address is in use by Kalm itself. Choose another."), code="slug_reserved"
        )


def validate_mailable(address: str) -> None:
    """Refuses an address to which no mail can be sent, with code invalid."""
    if not is_mailable(address):
        raise ValidationError(_("We can't send mail to this address."), code="invalid")


class AddressField(NormalisedMixin, Email):
    """Stores a mail address in the one spelling that is stored, found and mailed, however it was
    typed."""

    normalised = staticmethod(normal_address)

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        validate_mailable(value or "")

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs


class Language(models.TextChoices):
    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")


class Role(models.TextChoices):
    """Lists what a person may do in an organisation; one membership can have several roles."""

    EMPLOYEE = "employee", _("employee")
    COACH = "coach", _("coach")
    AUTHOR = "author", _("author")
    MANAGER = "manager", _("manager")
    ADMIN = "admin", _("organisation admin")


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Person":
        """Create a person who signs in with `email`; without a password they can't sign in yet."""
        person = self.model(email=normal_address(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str, **fields: object) -> "Person":
        """Create an operator, who may use the admin pages."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=username or "")


class Person(AbstractBaseUser, PermissionsMixin):
    """A person signs in with their mail address, and belongs to organisations by membership."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = AddressField(unique=True)
    name = LineField(max_length=200)
    language = models.CharField(max_length=2, choices=Language, default=Language.DUTCH)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="person_email_lowercase"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=Language.values), name="person_language_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def check_password(self, raw_password: str | None) -> bool:
        """Tell whether this is the password, in the same time where there is none."""
        if not self.has_usable_password():
            make_password(raw_password)
            return False
        return bool(super().check_password(raw_password))


class Organisation(models.Model):
    """An organisation is a customer of Kalm. Nothing of one organisation is visible from another.

    Recordings are deleted `video_retention_days` after they were sent, or made where they were not
    sent. A trigger sets `video_retention_since` whenever the number changes. Feedback is promised
    within `review_promise_hours` by a new programme.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.CharField(
        max_length=50,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9][a-z0-9-]*\Z",
                _("Use small letters, digits and hyphens, and begin with a letter or digit."),
            ),
            validate_slug,
        ],
    )
    name = LineField(max_length=200)
    video_retention_days = models.PositiveSmallIntegerField(
        default=180,
        validators=[
            MinValueValidator(SHORTEST_RETENTION_DAYS),
            MaxValueValidator(LONGEST_RETENTION_DAYS),
        ],
    )
    review_promise_hours = models.PositiveSmallIntegerField(
        default=48, db_default=48, validators=PROMISE_HOURS
    )
    video_retention_since = models.DateTimeField(default=timezone.now, editable=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("organisation")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(slug__regex=r"^[a-z0-9][a-z0-9-]*$") & ~models.Q(slug="me"),
                name="organisation_slug_fits_a_path",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    video_retention_days__range=(SHORTEST_RETENTION_DAYS, LONGEST_RETENTION_DAYS)
                ),
                name="organisation_retention_days_sensible",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ComparedName(Char):
    """Stores the form in which names that look alike are equal; follows the column `name`."""

    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {"max_length": LONGEST_COMPARED, "editable": False, "default": ""}
        super().__init__(**usual | options)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = compared(vars(model_instance)["name"])
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class Team(models.Model):
    """A team is some people of one organisation who work together. No two names there look the
    same."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="teams")
    name = LineField(max_length=200)
    compared_name = ComparedName()

    class Meta:
        verbose_name = _("team")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "compared_name"], name="team_compared_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A membership puts a person in an organisation, with roles and the time zone in which they
    live.

    `name` is what the organisation calls somebody who used Kalm elsewhere before; blank where it
    is the person's own. `teams` are those that the member works in, `leads` those whose people a
    manager oversees.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    name = LineField(max_length=200, blank=True)
    roles = ArrayField(models.CharField(max_length=20, choices=Role), default=list)
    teams = models.ManyToManyField(Team, blank=True, related_name="memberships")
    leads = models.ManyToManyField(Team, blank=True, related_name="leaders")
    time_zone = models.CharField(
        max_length=64, default="Europe/Amsterdam", validators=[validate_zone]
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("membership")
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(roles__contained_by=Role.values),
                name="membership_roles_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_name} ({self.organisation})"

    @property
    def shown_name(self) -> str:
        """Return the name that colleagues see. `accounts.queries.SHOWN_NAME` is the same in SQL."""
        return self.name or self.person.name

    @property
    def role_set(self) -> frozenset[Role]:
        """Return the roles that this version of Kalm knows."""
        return frozenset(Role(role) for role in self.roles if role in Role.values)

    @property
    def zone(self) -> ZoneInfo | None:
        """Return the member's time zone; None for a stored name that this host does not know."""
        return zone_named(self.time_zone)

    def acts_as(self, role: Role) -> bool:
        """Tell whether the member, the person and the organisation are active and the member has
        the role. `accounts.queries.acting_as` says the same in SQL."""
        is_active = self.is_active and self.person.is_active and self.organisation.is_active
        return is_active and role in self.role_set


class AuditEvent(models.Model):
    """Records who did what to which object, when; the database refuses update and delete.

    `organisation` is null for what belongs to none; `detail` names the operator where one acted.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    actor = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.UUIDField()
    detail = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("audit event")
        indexes = [models.Index(fields=["organisation", "object_id"], name="audit_by_object")]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"
