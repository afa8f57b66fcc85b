"""Where everything lies under the data folder."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Layout:
    """The data folder: `.data` in the project, or where KALM_DATA_DIR points."""

    root: Path

    @classmethod
    def from_environment(cls) -> "Layout":
        """The folder this process works with."""
        return cls(Path(os.environ.get("KALM_DATA_DIR") or PROJECT / ".data").resolve())

    def make(self) -> None:
        """Make the folders that the supervisor writes in; private, for they hold secrets."""
        for folder in (self.root, self.run, self.logs):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    @property
    def run(self) -> Path:
        """What only matters while a stack is up."""
        return self.root / "run"

    @property
    def logs(self) -> Path:
        """One file per service."""
        return self.root / "logs"

    @property
    def secrets(self) -> Path:
        """Passwords of the embedded services."""
        return self.root / "secrets"

    @property
    def services(self) -> Path:
        """Addresses of what is running, for settings and for the tour."""
        return self.run / "services.json"

    @property
    def welcome(self) -> Path:
        """Who can sign in, in words."""
        return self.run / "welcome.txt"

    def addresses(self) -> dict[str, str]:
        """What is running, as variables; empty when nothing is."""
        try:
            found: dict[str, str] = json.loads(self.services.read_text())
        except (OSError, ValueError):
            return {}
        return found
