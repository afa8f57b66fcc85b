"""Sends requests drawn from the API's description to a running stack, by each role: `make fuzz`."""
