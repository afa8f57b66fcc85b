"""Holds the demo organisation: its exercises, the clips in which customers speak, and the phone
clips."""
