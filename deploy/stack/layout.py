"""Names every path under the data folder."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Layout:
    """Lays out the data folder: `.data` in the project, or where KALM_DATA_DIR points."""

    root: Path

    @classmethod
    def from_environment(cls) -> "Layout":
        """Return the layout of the folder that this process works with."""
        return cls(Path(os.environ.get("KALM_DATA_DIR") or PROJECT / ".data").resolve())

    def make(self) -> None:
        """Make the folders that the supervisor writes in, closed to others because they hold
        secrets."""
        for folder in (self.root, self.run, self.logs):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    @property
    def run(self) -> Path:
        """Return the folder of what only matters while a stack is up."""
        return self.root / "run"

    @property
    def logs(self) -> Path:
        """Return the folder of log files, one per service."""
        return self.root / "logs"

    @property
    def secrets(self) -> Path:
        """Return the folder of the embedded services' passwords."""
        return self.root / "secrets"

    @property
    def services(self) -> Path:
        """Return the file with the addresses of what is running, for settings and for the tour."""
        return self.run / "services.json"

    @property
    def welcome(self) -> Path:
        """Return the file that says who can sign in."""
        return self.run / "welcome.txt"

    def addresses(self) -> dict[str, str]:
        """Return the addresses of what is running, as variables; empty when nothing is."""
        try:
            found: dict[str, str] = json.loads(self.services.read_text())
        except (OSError, ValueError):
            return {}
        return found
