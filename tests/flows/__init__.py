"""Tests what crosses the apps, through the public API and with real servers, workers and files."""
