"""Takes the bytes of uploads: tus 1.0 as a raw ASGI application, beside Django."""
