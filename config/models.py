"""The one table of the configuration."""

from config.encryption import DataKey

__all__ = ["DataKey"]
