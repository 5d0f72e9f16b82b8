"""The partner's door: what reads across the rooms."""
