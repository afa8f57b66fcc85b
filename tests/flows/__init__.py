"""What crosses the storeys, through the public API and with real servers, workers and files."""
