"""What the coming months may bring: the plainest rule there is, so that everybody can check it (S004-14)."""

from collections.abc import Sequence

from policy.text import Text

RULE = Text(
    "De verwachting voor elk van de komende {months} maanden is het gemiddelde van de laatste {months} hele maanden. "
    "Beslissingen en opnames zijn naar boven afgerond, vertrek naar beneden: liever een bed te veel dan een kind "
    "zonder. Bij de bezetting van nu komen elke maand de verwachte opnames en gaat het verwachte vertrek eraf. De "
    "regel kent geen seizoen en geen besluit van elders.",
    "What is expected for each of the coming {months} months is the mean of the last {months} whole months. Decisions "
    "and admissions are rounded up, departures down: rather a bed too many than a child without one. To the occupancy "
    "of now each month adds the admissions expected and takes off the departures. The rule knows of no season and of "
    "no decision made elsewhere.",
)


def mean_up(counts: Sequence[int]) -> int:
    """The mean, rounded up; without counts it is nothing."""
    return -(-sum(counts) // len(counts)) if counts else 0


def mean_down(counts: Sequence[int]) -> int:
    return sum(counts) // len(counts) if counts else 0
