"""Keeps what is taught: techniques, rubrics, scenarios and their versions."""
