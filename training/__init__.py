"""Who practises and when: programmes, enrolments, nudges, attempts, takes."""
