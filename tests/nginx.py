"""Runs Debian's nginx with deploy/nginx.conf as it is committed, moved to free ports and
folders.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.embedded import ports
from deploy.embedded.process import Running, Service, wait_until
from deploy.stack import lan
from tests import absent
from tests.servers import PROJECT

CONFIG = PROJECT / "deploy" / "nginx.conf"


def find() -> str | None:
    return shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")


@dataclass
class Nginx:
    """A proxy before the server at `behind` and its `receiver`, with recordings in `objects`."""

    behind: int
    receiver: int
    objects: Path
    folder: Path
    plain: int
    tls: int

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.tls}"

    def config(self) -> str:
        """Return the committed file with every address and folder replaced, and nothing else."""
        text = CONFIG.read_text()
        for theirs, ours in {
            "listen 80;": f"listen 127.0.0.1:{self.plain};",
            "listen 443 ssl;": f"listen 127.0.0.1:{self.tls} ssl;",
            "127.0.0.1:8000": f"127.0.0.1:{self.behind}",
            "127.0.0.1:8001": f"127.0.0.1:{self.receiver}",
            "/run/nginx-kalm.pid": f"{self.folder}/nginx.pid",
            "/var/log/nginx": str(self.folder),
            "/etc/ssl/kalm": str(self.folder),
            "/var/lib/kalm/media/objects": str(self.objects),
        }.items():
            assert theirs in text, theirs
            text = text.replace(theirs, ours)
        temporary = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")  # elsewhere than root's
        paths = "".join(f"    {kind}_temp_path {self.folder}/{kind};\n" for kind in temporary)
        text = text.replace("http {\n", f"http {{\n{paths}", 1)
        # This run may read its own temporary folders as root alone.
        return f"user {'root' if os.geteuid() == 0 else 'nobody'};\ndaemon off;\n{text}"

    def answers(self) -> bool:
        return ports.answers(self.tls)


@contextmanager
def running_nginx(behind: int, receiver: int, objects: Path) -> Iterator[Nginx]:
    """Run nginx below a watcher for the time of the context."""
    program = find()
    assert program, absent.NGINX
    with tempfile.TemporaryDirectory(prefix="kalm-nginx-") as place:
        folder = Path(place)
        nginx = Nginx(behind, receiver, objects, folder, ports.free(), ports.free())
        _certificate(folder)
        (folder / "nginx.conf").write_text(nginx.config())
        argv = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
        with (folder / "out.log").open("ab") as log:
            running = Running(Service(name="nginx", argv=argv, cwd=folder), log)
        try:
            wait_until(nginx.answers, running, 20)
            yield nginx
        finally:
            running.stop()


def _certificate(folder: Path) -> None:
    """Make a self-signed certificate, under the names that the configuration uses."""
    pair = lan.certificate(folder, ["127.0.0.1"])
    shutil.copy(pair.certificate, folder / "fullchain.pem")
    shutil.copy(pair.key, folder / "privkey.pem")
