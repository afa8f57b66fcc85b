"""Pure rules of this app: plain values, no database."""
