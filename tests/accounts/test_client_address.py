"""The network address by which tries at passwords are counted."""

from typing import Any

import pytest

from accounts.rest import client_address
from tests.accounts.strangers import EMMA, WRONG, at, is_refused, use_up
from tests.cast import PASSWORD, Cast


@pytest.fixture(autouse=True)
def _limits(cast: Cast, fresh_limits: None) -> None:
    """Each test begins with the cast and nothing counted."""


def test_what_a_client_says_of_its_address_is_not_believed(settings: Any) -> None:
    stranger = at("203.0.113.7")
    for number in range(5):
        stranger.sign_in(EMMA, WRONG, **{"X-Forwarded-For": f"198.51.100.{number}"})
    assert is_refused(stranger.sign_in(EMMA, PASSWORD, **{"X-Forwarded-For": "198.51.100.9"}))


def test_behind_a_proxy_the_address_that_it_saw_counts(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    proxy = at("10.0.0.1")
    for number in range(5):
        made_up = f"192.0.2.{number}, 203.0.113.7"
        proxy.sign_in(EMMA, WRONG, **{"X-Forwarded-For": made_up})
    assert is_refused(proxy.sign_in(EMMA, PASSWORD, **{"X-Forwarded-For": "203.0.113.7"}))
    other = proxy.sign_in(EMMA, PASSWORD, **{"X-Forwarded-For": "203.0.113.8"})
    assert other.status_code == 200


def test_an_ipv6_network_counts_as_one_address() -> None:
    for number in range(5):
        use_up(at(f"2001:db8:1:2::{number + 1:x}"), times=1)
    assert is_refused(at("2001:db8:1:2:ffff::1").sign_in(EMMA, PASSWORD))
    assert at("2001:db8:1:3::1").sign_in(EMMA, PASSWORD).status_code == 200


@pytest.mark.parametrize(
    ("plain", "forms"),
    [
        ("203.0.113.7", ["203.0.113.7:4711", "::ffff:203.0.113.7", "[::ffff:203.0.113.7]:99"]),
        ("2001:db8:1:2::1", ["[2001:db8:1:2::1]:443", "2001:db8:1:2::2%eth0"]),
    ],
)
def test_an_address_counts_as_one_however_a_proxy_writes_it(
    plain: str, forms: list[str], settings: Any
) -> None:
    settings.TRUSTED_PROXIES = 1
    proxy = at("10.0.0.1")
    for number in range(5):
        form = forms[number % len(forms)]
        proxy.sign_in(EMMA, WRONG, **{"X-Forwarded-For": form})
    assert is_refused(proxy.sign_in(EMMA, PASSWORD, **{"X-Forwarded-For": plain}))


@pytest.mark.parametrize("forwarded", ["garbage", "", "1.2.3.4:99999", ",,", "::ffff:300.0.0.1"])
def test_an_unreadable_address_keeps_nobody_out(forwarded: str, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 2
    for address in ("10.0.0.1", ""):
        answer = at(address).sign_in(EMMA, PASSWORD, **{"X-Forwarded-For": forwarded})
        assert answer.status_code == 200


def test_a_proxy_that_no_setting_names_is_in_the_log(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.TRUSTED_PROXIES = 0
    client_address._warn_of_a_proxy.cache_clear()
    for _ in range(2):
        at("10.0.0.1").sign_in(EMMA, WRONG, **{"X-Forwarded-For": "203.0.113.7"})
    assert caplog.text.count("forwarded_addresses_ignored") == 1
