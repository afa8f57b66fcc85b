"""An archive that breaks a rule of packages is refused with code and place, and leaves nothing."""

import io
import struct
import zipfile
from typing import Any

import pytest

from core.ids import new_id
from tests.cast import Api, Cast, code_of
from tests.scenarios.packages import packed, refused, send, unpacked


def test_what_is_no_zip_is_refused(api: Api, cast: Cast) -> None:
    for body in (b"", b"PK", b"{}", b"PK\5\6" + bytes(17), b"x" * 5000):
        assert refused(api, cast, body)[0] == "package_unreadable"


def test_a_zip_with_something_before_or_behind_it_is_refused(
    api: Api, cast: Cast, package: bytes
) -> None:
    assert refused(api, cast, b"MZ" + package)[0] == "package_unreadable"
    assert refused(api, cast, package + b"\0")[0] == "package_unreadable"


@pytest.mark.parametrize(
    "path", ["../media/a.mp4", "/etc/passwd", "media/../../a", "C:\\a.mp4", "..\\a", "\\\\host\\a"]
)
def test_a_path_outside_is_refused(api: Api, cast: Cast, package: bytes, path: str) -> None:
    code, where = refused(api, cast, packed(unpacked(package) | {path: b"x"}))
    assert (code, where) == ("package_path_refused", [path])


def test_a_link_is_refused(api: Api, cast: Cast, package: bytes) -> None:
    made = io.BytesIO(package)
    with zipfile.ZipFile(made, "a") as archive:
        link = zipfile.ZipInfo("media/" + "a" * 64 + ".mp4")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert refused(api, cast, made.getvalue())[0] == "package_path_refused"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_path_that_is_there_twice_is_refused(api: Api, cast: Cast, package: bytes) -> None:
    made = io.BytesIO(package)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("package.json", b"{}")
    assert refused(api, cast, made.getvalue()) == ("package_path_refused", ["package.json"])


@pytest.mark.parametrize("path", ["readme.txt", "media/", "media/a.mp4", "captions/" + "a" * 64])
def test_an_entry_that_no_package_has_is_refused(
    api: Api, cast: Cast, package: bytes, path: str
) -> None:
    code, where = refused(api, cast, packed(unpacked(package) | {path: b""}))
    assert (code, where) == ("package_entry_unknown", [path])


def test_an_entry_that_is_not_named_is_refused(api: Api, cast: Cast, package: bytes) -> None:
    path = f"media/{'a' * 64}.mp4"
    code, where = refused(api, cast, packed(unpacked(package) | {path: b"x"}))
    assert (code, where) == ("package_entry_unknown", [path])


def test_a_package_without_its_list_is_refused(api: Api, cast: Cast) -> None:
    assert refused(api, cast, packed({})) == ("package_file_missing", ["package.json"])


def test_a_missing_file_is_refused(api: Api, cast: Cast, filmed: bytes) -> None:
    files = unpacked(filmed)
    gone = next(path for path in files if path.startswith("media/"))
    del files[gone]
    assert refused(api, cast, packed(files)) == ("package_file_missing", [gone])


def test_a_file_of_another_length_is_refused(api: Api, cast: Cast, filmed: bytes) -> None:
    files = unpacked(filmed)
    path = next(path for path in files if path.startswith("media/"))
    files[path] += b"x"
    assert refused(api, cast, packed(files)) == ("package_file_changed", [path])


def test_a_bomb_in_one_entry_is_refused(api: Api, cast: Cast, package: bytes) -> None:
    path = f"media/{'a' * 64}.mp4"
    bomb = packed(unpacked(package) | {path: bytes(20 * 1024 * 1024)})
    assert len(bomb) < 100_000
    assert refused(api, cast, bomb) == ("package_bomb", [path])


def test_an_entry_that_is_longer_than_it_says_is_refused(
    api: Api, cast: Cast, package: bytes
) -> None:
    content = unpacked(package)["package.json"] + b" " * 3_000_000
    bomb = bytearray(packed({"package.json": content}))
    short = struct.pack("<I", 500_000)
    whole = struct.pack("<I", len(content))
    assert bomb.count(whole) == 2
    lying = bytes(bomb).replace(whole, short)
    assert refused(api, cast, lying) == ("package_file_changed", ["package.json"])


@pytest.mark.parametrize("offset", [2**40, 2**62, 2**63 - 1, 2**64 - 1])
@pytest.mark.parametrize("folder", ["package.json", "media/"])
def test_an_entry_beyond_the_file_is_refused(
    api: Api, cast: Cast, filmed: bytes, folder: str, offset: int
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, content in unpacked(filmed).items():
            entry = zipfile.ZipInfo(path)
            archive.writestr(entry, content)
            if path.startswith(folder):
                entry.header_offset = offset  # as Zip64 writes it: a number of 64 bits
    assert refused(api, cast, made.getvalue()) == ("package_unreadable", [])


def test_a_damaged_list_of_entries_is_refused(api: Api, cast: Cast, package: bytes) -> None:
    assert package.count(b"PK\1\2") == 1
    damaged = package.replace(b"PK\1\2", b"PK\0\0")
    assert refused(api, cast, damaged) == ("package_unreadable", [])


def test_a_second_end_of_64_bits_is_refused(api: Api, cast: Cast, package: bytes) -> None:
    """A reader would take its list of entries in place of the one whose length was checked."""
    made = io.BytesIO(package)
    with zipfile.ZipFile(made, "a") as archive:
        archive.getinfo("package.json").comment = struct.pack("<4sLQL", b"PK\6\7", 0, 0, 1)
        archive.comment = b""
        archive._didModify = True  # type: ignore[attr-defined]  # zipfile's own
    assert refused(api, cast, made.getvalue()) == ("package_unreadable", [])


def test_an_entry_that_is_encrypted_or_packed_in_another_way_is_refused(
    api: Api, cast: Cast, package: bytes
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("package.json", unpacked(package)["package.json"])
    assert refused(api, cast, made.getvalue()) == ("package_unreadable", [])
    start = package.index(b"PK\1\2") + 8  # the flags in the list of entries
    encrypted = package[:start] + struct.pack("<H", 1) + package[start + 2 :]
    assert refused(api, cast, encrypted) == ("package_unreadable", [])


def test_too_many_entries_are_refused_before_they_are_read(api: Api, cast: Cast) -> None:
    files = {f"captions/{number:064x}.vtt": b"" for number in range(2001)}
    assert refused(api, cast, packed(files)) == ("package_bomb", [])


def test_too_much_in_all_is_refused(api: Api, cast: Cast, filmed: bytes, settings: Any) -> None:
    settings.PACKAGE_MAX_BYTES = len(filmed) - 1
    answer = send(api, cast.stranger, filmed)
    assert (answer.status_code, code_of(answer)) == (413, "too_large")


def test_a_package_beside_json_is_not_taken(api: Api, cast: Cast) -> None:
    path = f"/api/v1/burcht/package-imports/{new_id()}"
    assert api(cast.stranger).put(path, {}).status_code == 415
