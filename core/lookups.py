"""Adds the lookup `among` to queries: one of the values of a list, as one parameter.

`in` has a parameter for each value, which Django and psycopg quote one by one: for 500 ids that
took longer than PostgreSQL took to answer. For example `filter(enrolment__among=ids)`. The list may
be an `ArraySubquery`, which PostgreSQL reads first, and not in a join of its own choice.
"""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Field, ForeignKey, Lookup

from core.sql_values import id_array

if TYPE_CHECKING:
    AnyLookup = Lookup[Any]
else:
    AnyLookup = Lookup  # it takes no type in Django itself


class Among(AnyLookup):
    lookup_name = "among"

    def get_prep_lookup(self) -> Any:
        return self.rhs if hasattr(self.rhs, "resolve_expression") else list(self.rhs)

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        is_of_ids = all(isinstance(one, UUID) for one in value)
        return "%s", (id_array(value) if is_of_ids else value,)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, parameters = self.process_lhs(compiler, connection)
        right, values = self.process_rhs(compiler, connection)
        return f"{left} = ANY ({right})", (*parameters, *values)


def register() -> None:
    """Let every field and foreign key have the lookup."""
    for kind in (Field, ForeignKey):
        kind.register_lookup(Among)
