"""Measurements of Beschut, each against a floor of the same run; and, in bench/faults/, what it stands."""
