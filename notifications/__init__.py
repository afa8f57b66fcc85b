"""Reach: messages, deliveries, channels."""
