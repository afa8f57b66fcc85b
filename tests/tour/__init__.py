"""`make tour`: the main loop, once, over HTTP, against the running stack or one of its own."""
