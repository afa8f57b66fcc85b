"""Sends people messages: writes them as rows, and delivers them through channels."""
