"""The partner's door of the room of the law: what is not made from an act."""
