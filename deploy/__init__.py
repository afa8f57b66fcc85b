"""Composes the product: settings, routes, servers and the processes around them."""
