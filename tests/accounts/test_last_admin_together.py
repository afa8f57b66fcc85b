"""Two admins who dismiss each other at the same instant, on real separate connections."""

import threading

import pytest
from django.db import connection

from accounts import services
from accounts.errors import LastAdmin
from accounts.models import Membership, Role
from tests.cast import Cast

pytestmark = pytest.mark.slow


@pytest.mark.django_db(transaction=True)
def test_one_of_two_admins_who_dismiss_each_other_stays(cast: Cast) -> None:
    services.change_roles(actor=cast.admin, membership=cast.manager, roles=[Role.ADMIN])
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def dismiss(actor: Membership, other: Membership) -> None:
        try:
            start.wait(timeout=20)
            services.change_roles(actor=actor, membership=other, roles=[Role.EMPLOYEE])
            outcomes.append("done")
        except LastAdmin:
            outcomes.append("refused")
        finally:
            connection.close()

    pairs = [(cast.admin, cast.manager), (cast.manager, cast.admin)]
    threads = [threading.Thread(target=dismiss, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["done", "refused"]
    admins = Membership.objects.filter(organisation=cast.haven, roles__contains=[Role.ADMIN])
    assert admins.count() == 1
