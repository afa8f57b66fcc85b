"""Configures how fast nudges go out."""

from deploy import environment as env

# Nudges that are claimed for one organisation in a minute; the others wait for the next one.
NUDGES_PER_MINUTE = env.integer("NUDGES_PER_MINUTE", 3000, least=1)
