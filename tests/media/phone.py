"""A phone that uploads: tus by hand over httpx or a bare socket, to say exactly what is sent."""

import socket
import struct
from dataclasses import dataclass
from uuid import UUID

import httpx

from accounts.models import Membership
from core.ids import new_id
from media import services
from media.models import Upload, UploadState
from tests import loopback
from tests.servers import Server

BODY = "application/offset+octet-stream"


@dataclass
class Phone:
    """Sends to `server` as `owner`."""

    server: Server
    owner: Membership

    def create(self, length: int, content_type: str = "video/mp4", id: UUID | None = None) -> str:
        """A new upload's location."""
        upload, _ = services.create_upload(
            owner=self.owner, id=id or new_id(), length=length, content_type=content_type
        )
        return services.make_location(upload)

    def upload(self, location: str) -> Upload:
        """The row behind a location."""
        from django.utils import timezone

        from media.tokens import read_upload_token

        read = read_upload_token(location.removeprefix("/uploads/"), timezone.now())
        assert read
        return Upload.objects.select_related("video").get(pk=read[0])

    def is_complete(self, location: str) -> bool:
        return self.upload(location).state == UploadState.COMPLETE

    def head(self, location: str, **headers: str) -> httpx.Response:
        return self.send("HEAD", location, None, **headers)

    def offset(self, location: str) -> int:
        """Return the offset at which the server says to go on."""
        answer = self.head(location)
        assert answer.status_code == 200, answer.status_code
        return int(answer.headers["upload-offset"])

    def patch(self, location: str, offset: int, body: bytes, **headers: str) -> httpx.Response:
        own = {"content-type": BODY, "upload-offset": str(offset)}
        return self.send("PATCH", location, body, **(own | headers))

    def send(
        self, method: str, location: str, body: bytes | None = None, **headers: str
    ) -> httpx.Response:
        """A request with tus' version; header names with underscores for dashes, "" leaves out."""
        named = {"tus-resumable": "1.0.0"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        kept = {name: value for name, value in named.items() if value}
        url = self.server.url + location
        return loopback.request(method, url, content=body, headers=kept, timeout=30)

    def start_patch(self, location: str, offset: int, promised: int, sent: bytes) -> socket.socket:
        """Begin a PATCH of `promised` bytes on a bare socket, and send only `sent` of them."""
        link = socket.create_connection(("127.0.0.1", self.server.port))
        head = (
            f"PATCH {location} HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\n"
            f"Content-Type: {BODY}\r\nUpload-Offset: {offset}\r\nContent-Length: {promised}\r\n\r\n"
        )
        link.sendall(head.encode() + sent)
        return link


def reset(link: socket.socket) -> None:
    """Close with RST instead of FIN, as a network that fell away does."""
    link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    link.close()
