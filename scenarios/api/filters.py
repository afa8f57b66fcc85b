"""Defines how lists of scenarios are filtered and searched."""

import django_filters
from django.db.models import QuerySet

from accounts.models import Language
from scenarios.domain.searching import LONGEST_SEARCH, words_of
from scenarios.models import Channel, Scenario, ScenarioState, Sector


class ScenarioFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter ships no types
    """Filters scenarios by the newest version's card; a filter that is left out lets all through.
    An unknown technique gives an empty list."""

    search = django_filters.CharFilter(
        method="with_words",
        max_length=LONGEST_SEARCH,
        help_text="Words, or parts of them, of title, summary or code; all must be there.",
    )
    state = django_filters.ChoiceFilter(choices=ScenarioState.choices)
    sector = django_filters.ChoiceFilter(choices=Sector.choices)
    channel = django_filters.ChoiceFilter(choices=Channel.choices)
    intensity = django_filters.ChoiceFilter(choices=[(at, str(at)) for at in range(1, 6)])
    technique = django_filters.CharFilter(method="with_technique", help_text="A code.")
    language = django_filters.ChoiceFilter(
        method="in_language",
        choices=Language.choices,
        help_text="Only what is complete in this language.",
    )

    class Meta:
        model = Scenario
        fields: list[str] = []

    def with_words(self, rows: QuerySet[Scenario], name: str, value: str) -> QuerySet[Scenario]:
        for word in words_of(value):
            rows = rows.filter(search_text__contains=word)
        return rows

    def with_technique(self, rows: QuerySet[Scenario], name: str, value: str) -> QuerySet[Scenario]:
        return rows.filter(technique_codes__contains=[value])

    def in_language(self, rows: QuerySet[Scenario], name: str, value: str) -> QuerySet[Scenario]:
        return rows.filter(languages__contains=[value])
