"""The tables of the configuration."""

from config.encryption import DataKey
from config.rounds import WorkerRound

__all__ = ["DataKey", "WorkerRound"]
