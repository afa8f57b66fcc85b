"""The app accounts knows people, organisations, teams and roles; it signs in and audits."""
