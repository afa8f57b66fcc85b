"""Measures how fast mails and pushes leave one process."""
