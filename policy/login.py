"""Getting in and staying in: how often one may try, and how long a session and a proof count. Ours, not the law's."""

from datetime import datetime, timedelta

# So many tries with one name from one network address, and so many from one address with any name, within these
# minutes. Never by the name alone: then anybody could keep somebody out.
TRIES, TRIES_OF_ADDRESS, TRY_MINUTES = 10, 100, 15
# Wrong second steps of one person from everywhere together in these minutes. Only who has the password gets that far.
SECOND_STEPS_OF_PERSON = 60
# For so long a code that was used is not taken again: longer than it is right.
CODE_MINUTES = 5
# Without doing anything, and in all; a setting makes them shorter, and not longer than the most.
IDLE_MINUTES, IDLE_MINUTES_AT_MOST = 30, 60
SESSION_HOURS, SESSION_HOURS_AT_MOST = 10, 12
# How old a proof of the second step may be for what weighs most.
PROOF_MINUTES = 10
# For so long a one-time word opens the page on which one chooses a password.
WORD_HOURS = 72


def try_window(minute: int) -> int:
    """The minute in which the window began that this minute belongs to."""
    return minute - minute % TRY_MINUTES


def word_lapses(given_at: datetime) -> datetime:
    """From when on a one-time word is right no more."""
    return given_at + timedelta(hours=WORD_HOURS)
