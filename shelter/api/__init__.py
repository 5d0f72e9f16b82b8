"""The partner's door of the shelter: what is not made from an act."""
