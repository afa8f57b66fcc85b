"""The way in over HTTP, shared by every app's API: who is calling, as which membership, and how
answers and refusals look. Not a door itself: it has no routes."""
