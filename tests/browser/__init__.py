"""Tests what people see and do, in a real Chromium with a fake camera, at their own screen size."""
