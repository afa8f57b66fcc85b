"""Configures Django's storage for a bucket: S3, or a service that speaks its protocol."""

from typing import Any
from urllib.parse import urlsplit


def storage(
    name: str,
    *,
    endpoint: str | None,
    region: str | None,
    access_key: str | None,
    secret_key: str | None,
    addressing: str = "auto",
) -> dict[str, Any]:
    """Return the entry for STORAGES. Its time-outs are short, so that a bucket that hangs does not
    occupy threads for long: a client that is refused tries again, and nothing that was confirmed is
    lost."""
    from boto3.s3.transfer import TransferConfig  # slow to import, and only a bucket needs them
    from botocore.config import Config

    return {
        "BACKEND": "deploy.bucket_storage.BucketStorage",
        "OPTIONS": {
            "bucket_name": name,
            "endpoint_url": endpoint,
            "region_name": region,
            "access_key": access_key,
            "secret_key": secret_key,
            "default_acl": None,
            "file_overwrite": True,
            "querystring_auth": True,
            # Pieces are small, and threads for each of them cost more than they bring.
            "transfer_config": TransferConfig(use_threads=False),
            "client_config": Config(
                signature_version="s3v4",
                s3={"addressing_style": addressing},
                connect_timeout=5,
                read_timeout=30,
                retries={"mode": "standard", "total_max_attempts": 2},
            ),
        },
    }


def origins(name: str, *, endpoint: str | None, region: str | None) -> list[str]:
    """Return where a browser may be redirected for an object, in both ways to address a bucket."""
    url = urlsplit(endpoint or f"https://s3.{region or 'us-east-1'}.amazonaws.com")
    both = [f"{url.scheme}://{url.netloc}", f"{url.scheme}://{name}.{url.netloc}"]
    return both if endpoint else [*both, f"https://{name}.s3.amazonaws.com"]
