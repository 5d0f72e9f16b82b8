"""The overview stores nothing: it reads across the rooms."""
