"""The composition root: settings, routes, servers and the processes around them."""
