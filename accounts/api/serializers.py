"""Serialises people, organisations and teams for the API."""

from typing import Any, ClassVar

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from accounts import queries
from accounts.domain.addresses import is_mailable, normal_address
from accounts.models import Language, Membership, Organisation, Person, Role, Team
from core.rest.bodies import KnownMembers
from core.rest.fields import LineField
from core.zones import validate_zone


class RolesField(serializers.ListField):
    """Takes names of roles, of which a repeated one counts once."""

    child = serializers.ChoiceField(choices=Role.choices)


class AddressField(serializers.EmailField):
    """Takes a mail address in the one spelling that is stored."""

    default_error_messages = {"invalid": _("We can't send mail to this address.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)

    def run_validation(self, data: Any = empty) -> Any:
        if isinstance(data, str):
            data = normal_address(data)
            if data and not is_mailable(data):
                self.fail("invalid")
        return super().run_validation(data)


class ZoneField(LineField):
    """Takes an IANA time zone, and refuses any other text as `unknown_time_zone`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "An IANA time zone name, such as Europe/Amsterdam.")
        super().__init__(max_length=64, validators=[validate_zone], **kwargs)


class OrganisationSerializer(serializers.ModelSerializer[Organisation]):
    class Meta:
        model = Organisation
        fields: ClassVar = ["id", "slug", "name", "video_retention_days"]
        read_only_fields: ClassVar = fields


class TeamSerializer(KnownMembers, serializers.ModelSerializer[Team]):
    name = LineField(max_length=200)

    class Meta:
        model = Team
        fields: ClassVar = ["id", "name"]
        # The verb says team_name_taken; DRF's own check would say it in other words.
        validators: ClassVar[list[Any]] = []


class MembershipSerializer(KnownMembers, serializers.ModelSerializer[Membership]):
    """Represents the caller's own place in an organisation."""

    organisation = OrganisationSerializer(read_only=True)
    roles = RolesField(read_only=True)
    teams = TeamSerializer(many=True, read_only=True)
    leads = TeamSerializer(many=True, read_only=True)
    time_zone = ZoneField()

    class Meta:
        model = Membership
        fields: ClassVar = ["id", "organisation", "roles", "time_zone", "teams", "leads"]


class MeSerializer(KnownMembers, serializers.ModelSerializer[Person]):
    """Represents the person who is signed in."""

    name = LineField(max_length=200)
    language = serializers.ChoiceField(choices=Language.choices)
    memberships = serializers.SerializerMethodField()

    class Meta:
        model = Person
        fields: ClassVar = ["id", "email", "name", "language", "memberships"]
        read_only_fields: ClassVar = ["id", "email"]

    @extend_schema_field(MembershipSerializer(many=True))
    def get_memberships(self, person: Person) -> Any:
        found = queries.memberships_of(person).prefetch_related("teams", "leads").order_by("id")
        return MembershipSerializer(found, many=True).data


class PersonSerializer(serializers.ModelSerializer[Membership]):
    """Represents a person as their organisation knows them; `id` is the membership's. `leads` are
    the teams whose people they oversee while they are a manager. To a manager, `teams` and `leads`
    of others are those that the manager leads."""

    name = serializers.CharField(source="shown_name", read_only=True)
    email = serializers.EmailField(source="person.email", read_only=True)
    roles = RolesField(read_only=True)
    teams = TeamSerializer(many=True, read_only=True)
    leads = TeamSerializer(many=True, read_only=True)

    class Meta:
        model = Membership
        fields: ClassVar = [
            "id",
            "name",
            "email",
            "roles",
            "teams",
            "leads",
            "time_zone",
            "is_active",
        ]
        read_only_fields: ClassVar = fields

    def to_representation(self, membership: Membership) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(membership)
        reader: Membership | None = self.context.get("reader")
        if reader and reader.pk != membership.pk and Role.ADMIN not in reader.role_set:
            for part in ("teams", "leads"):
                shown[part] = [team for team in shown[part] if team["id"] in self._led]
        return shown

    @cached_property
    def _led(self) -> set[str]:
        """Return the ids of the teams that the reader leads, read once for a whole list."""
        rows = queries.teams_led_by(self.context["reader"])
        return {str(id) for id in rows.values_list("pk", flat=True)}


class NewPersonSerializer(KnownMembers, serializers.Serializer[Any]):
    """Represents a person to add. A person who already uses Kalm keeps their own name and language;
    this organisation sees the name that is given here."""

    email = AddressField()
    name = LineField(max_length=200)
    roles = RolesField(allow_empty=False)
    teams = serializers.ListField(child=serializers.UUIDField(), default=list)
    leads = serializers.ListField(child=serializers.UUIDField(), default=list)
    time_zone = ZoneField(default="Europe/Amsterdam")
    language = serializers.ChoiceField(choices=Language.choices, default=Language.DUTCH)


class PersonChangeSerializer(KnownMembers, serializers.Serializer[Any]):
    """Takes an admin's changes of a person; a part that is left out stays."""

    name = LineField(max_length=200, required=False)
    email = AddressField(required=False)
    roles = RolesField(required=False)
    teams = serializers.ListField(child=serializers.UUIDField(), required=False)
    leads = serializers.ListField(child=serializers.UUIDField(), required=False)
    time_zone = ZoneField(required=False)
    is_active = serializers.BooleanField(required=False)
