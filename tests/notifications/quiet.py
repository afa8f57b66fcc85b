"""Makes it quiet for a member now, by the hours that they set."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Membership
from tests.cast import Api

QUIET_HOURS = "/api/v1/haven/quiet-hours"


def quiet_now(api: Api, member: Membership) -> datetime:
    """Make it quiet for the member from an hour ago, and return the end, in an hour."""
    now = datetime.now(ZoneInfo(member.time_zone))
    end = (now + timedelta(hours=1)).replace(second=0, microsecond=0)
    client = api(member)
    body = {"begins": f"{now - timedelta(hours=1):%H:%M}", "ends": f"{end:%H:%M}"}
    seen = client.get(QUIET_HOURS).headers["ETag"]
    assert client.put(QUIET_HOURS, body, headers={"If-Match": seen}).status_code == 200
    return end
