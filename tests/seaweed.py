"""Runs SeaweedFS from its wheel: a real S3 server on loopback, which refuses forged signatures."""

import json
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import IO, Any

import httpx

from deploy import bucket
from deploy.embedded import ports
from deploy.embedded.process import Running, Service, wait_until
from tests import loopback

BUCKET = "kalm-tests"
KEY, SECRET = "kalm", "only-for-tests"
# The tests' own: makes buckets and policies, which Kalm has no right to.
OPERATOR = ("operator", "of-the-tests-alone")
PARTS = ("master", "volume", "filer", "s3")


@cache
def lasting_storage(url: str) -> Any:
    """Return this process's storage in the bucket at the address, as Django makes it."""
    from deploy.bucket_storage import BucketStorage  # slow to import, and only a bucket needs it

    return BucketStorage(**_settings(url)["OPTIONS"])


def _settings(url: str) -> dict[str, Any]:
    return bucket.storage(
        BUCKET, endpoint=url, region="us-east-1", access_key=KEY, secret_key=SECRET
    )


def _ports() -> dict[str, int]:
    names = [f"{part}.port{kind}" for part in PARTS for kind in ("", ".grpc")]
    return dict(zip(names, _lasting(len(names)), strict=True))


def _lasting(count: int) -> list[int]:
    """Return ports below those that the kernel gives to outgoing connections: still free for a
    restart."""
    free: list[int] = []
    while len(free) < count:
        port = random.randrange(15_000, 32_000)
        if port not in free and not ports.answers(port):
            free.append(port)
    return free


@dataclass
class Seaweed:
    """A server with its data in `folder`. Stopped and started again, it has the same data."""

    folder: Path
    ports: dict[str, int] = field(default_factory=_ports)
    running: Running | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports['s3.port']}"

    @property
    def environment(self) -> dict[str, str]:
        """Return the variables that make a process of ours use it."""
        return {
            "S3_BUCKET": BUCKET,
            "S3_ENDPOINT_URL": self.url,
            "S3_REGION": "us-east-1",
            "S3_ACCESS_KEY": KEY,
            "S3_SECRET_KEY": SECRET,
        }

    @property
    def storage(self) -> dict[str, Any]:
        """Return Django's storage settings that make this process use it.

        The storage is made once: each loads the library's description of S3 anew, which takes a
        quarter of a second, and Django would make one for each test.
        """
        return {"BACKEND": "tests.seaweed.lasting_storage", "OPTIONS": {"url": self.url}}

    def start(self) -> None:
        """Start it below a watcher, and wait until its bucket takes an object."""
        data = self.folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        with (self.folder / "seaweed.log").open("ab") as log:
            self.running = self._run(data, log)
        wait_until(self._answers, self.running, 60)

    def stop(self) -> None:
        if self.running:
            self.running.stop()
            self.running = None

    def _run(self, data: Path, log: IO[bytes]) -> Running:
        argv = [str(Path(sys.executable).with_name("weed")), "-logtostderr=true", "server"]
        argv += ["-filer", "-s3", f"-dir={data}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"]
        argv += [f"-{name}={port}" for name, port in self.ports.items()]
        argv += [f"-s3.config={self._config()}", "-s3.iam=false", "-master.telemetry=false"]
        argv += ["-s3.port.iceberg=0", "-s3.port.lance=0", "-volume.max=16"]
        argv += ["-master.volumeSizeLimitMB=256", "-volume.minFreeSpace=1MiB"]
        # Alone, it need not wait for others: neither to vote (10 s) nor to take over (10 s).
        argv += ["-master.electionTimeout=500ms", "-master.heartbeatInterval=50ms"]
        argv += ["-volume.preStopSeconds=0"]
        # Relative, since a socket's path has 107 bytes at most and a test's folder may take more.
        argv += [f"-{part}.localSocket={part}.sock" for part in ("filer", "s3")]
        return Running(Service(name="seaweed", argv=argv, cwd=data, grace=1), log)

    def _config(self) -> Path:
        path = self.folder / "s3.json"
        rights = [f"{right}:{BUCKET}" for right in ("Read", "Write", "List")]
        known = [("kalm", KEY, SECRET, rights), ("operator", *OPERATOR, ["Admin"])]
        identities = [
            {"name": name, "actions": actions, "credentials": [{"accessKey": k, "secretKey": s}]}
            for name, k, s, actions in known
        ]
        path.write_text(json.dumps({"identities": identities}))
        return path

    def _answers(self) -> bool:
        """Tell whether the bucket, made if need be, takes and gives back bytes."""
        try:
            if loopback.get(self.url).status_code != 403:
                return False
        except httpx.HTTPError:
            return False
        return self._has_bucket()

    def _has_bucket(self) -> bool:
        from botocore.exceptions import ClientError

        try:
            self.client.create_bucket(Bucket=BUCKET)
        except ClientError as error:
            if error.response["Error"]["Code"] not in {
                "BucketAlreadyExists",
                "BucketAlreadyOwnedByYou",
            }:
                return False
        try:
            self.client.put_object(Bucket=BUCKET, Key="probe", Body=b"probe")
            self.client.delete_object(Bucket=BUCKET, Key="probe")
        except ClientError:
            return False
        return True

    @cached_property
    def client(self) -> Any:
        """Return the operator's access to it."""
        import boto3

        options = _settings(self.url)["OPTIONS"]
        return boto3.client(
            "s3",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id=OPERATOR[0],
            aws_secret_access_key=OPERATOR[1],
            config=options["client_config"],
        )

    def listing(self) -> list[str]:
        """Return every object in the bucket."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        return [entry["Key"] for page in pages for entry in page.get("Contents", ())]

    def empty(self) -> None:
        if keys := self.listing():
            wanted = {"Objects": [{"Key": key} for key in keys], "Quiet": True}
            assert "Errors" not in self.client.delete_objects(Bucket=BUCKET, Delete=wanted)

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Forbid writing for a while, by the bucket's own policy."""
        refused = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject"}
        refused["Resource"] = f"arn:aws:s3:::{BUCKET}/*"
        policy = {"Version": "2012-10-17", "Statement": [refused]}
        self.client.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(policy))
        try:
            yield
        finally:
            self.client.delete_bucket_policy(Bucket=BUCKET)

    @contextmanager
    def removed(self) -> Iterator[None]:
        """Remove the bucket for a while; afterwards it is empty."""
        self.empty()
        self.client.delete_bucket(Bucket=BUCKET)
        try:
            yield
        finally:
            assert self.running
            wait_until(self._has_bucket, self.running, 60)
