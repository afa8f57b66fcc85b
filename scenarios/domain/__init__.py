"""Holds pure rules on plain values, without ORM, clock or network."""
