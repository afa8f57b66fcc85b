"""Finds the system user that PostgreSQL runs as when we are root, because it refuses root
itself.
"""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

NAME = "kalm-postgres"


class NoAccount(Exception):
    """Root cannot get an unprivileged user. The message is one sentence for a person."""


@dataclass(frozen=True)
class Account:
    """An account is a numeric user with its groups; `groups` are the supplementary ones."""

    uid: int
    gid: int
    groups: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return plain values for the watcher's command line."""
        return asdict(self)

    def make_owner_of(self, path: Path) -> None:
        """Make this user the owner of one file or folder."""
        os.chown(path, self.uid, self.gid)


def unprivileged() -> Account | None:
    """Return None for an ordinary user, who runs everything as themselves; as root, a user made for
    it.

    Raises NoAccount when the user does not exist and cannot be added.
    """
    if os.geteuid() != 0:
        return None
    entry = _lookup() or _add()
    return Account(entry.pw_uid, entry.pw_gid)


def _lookup() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return None


def _add() -> pwd.struct_passwd:
    """Add the user, and look again afterwards, because another process may have been first."""
    command = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    said = "useradd is not installed"
    if command:
        options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        done = subprocess.run(
            [command, *options, NAME], capture_output=True, text=True, check=False
        )
        said = done.stderr.strip()
    entry = _lookup()
    if entry is None:
        raise NoAccount(
            f"PostgreSQL does not run as root, and the user {NAME} cannot be added ({said});"
            " run as an ordinary user, or set DATABASE_URL."
        )
    return entry


def grant_access(account: Account, path: Path) -> Account:
    """Return the account, able to reach `path` inside folders closed to others, such as /root.

    Each closed folder above `path` gets the search bit for its own group only (0700 becomes
    0710), and that group is lent to the service: no other user of the machine gains anything.
    """
    groups = set(account.groups)
    for folder in path.resolve().parents:
        seen = folder.stat()
        if not seen.st_mode & stat.S_IXOTH:
            if not seen.st_mode & stat.S_IXGRP:
                folder.chmod(stat.S_IMODE(seen.st_mode) | stat.S_IXGRP)
            groups.add(seen.st_gid)
    return Account(account.uid, account.gid, tuple(sorted(groups)))
