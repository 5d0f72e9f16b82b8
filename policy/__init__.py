"""The letter: terms, steps, tables and the one way of counting days, in Python a policy officer can read."""
