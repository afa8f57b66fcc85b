"""Bytes: resumable uploads, storage, processing, playback."""
