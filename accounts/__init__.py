"""Who: people, organisations, teams, roles, sign-in, audit."""
