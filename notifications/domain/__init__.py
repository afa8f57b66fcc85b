"""Pure rules on plain values: no ORM, no clock, no network."""
