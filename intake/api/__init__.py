"""The partner's door of the intake: what is not made from an act."""
