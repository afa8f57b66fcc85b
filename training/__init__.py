"""Plans who practises what and when, and keeps the practice: programmes, enrolments, nudges,
attempts and takes."""
