"""`make fuzz`: requests drawn from the API's description, sent to a running stack by each role."""
