"""What keeps children safe in their house: measures agreed on with them, and a car near a house at night."""

from seeds.storyteller import Story
from shelter import incident, measure
from shelter.models import Location


def looked_at_soon(story: Story) -> None:
    """One measure was confirmed and is looked at again the day after tomorrow; of another that day has passed."""
    outings = story.do(
        measure.BEGIN, "mentor-wilg", 28, 15, type="ESCORTED_OUTINGS", ground_kind="THREAT",
        ground="Haar oom stuurde spraakberichten dat hij weet in welke stad zij is.",
        proportionality="Alleen overdag naar buiten gaf haar geen rust: de berichten komen op elk uur.",
        child_view="Zij wil het zelf, zolang zij alleen naar school mag bellen.",
    )  # fmt: skip
    story.do(measure.CONFIRM, "voogd", 27, 9, about=outings)
    story.do(
        measure.BEGIN, "mentor-wilg", 28, 16, type="DAILY_CHECK_IN", ground_kind="STATEMENT",
        ground="Zij vertelde dat zij 's avonds het bangst is.", review_by=story.day(2),
        proportionality="Een vast moment op de avond is het lichtste dat helpt.",
        child_view="Fijn, als het geen verhoor wordt.",
    )  # fmt: skip


def not_confirmed_yet(story: Story) -> None:
    """Agreed on since she is back; it limits her, and her guardian has not looked yet."""
    story.do(
        measure.BEGIN, "mentor-es", 1, 17, type="PHONE_AND_INTERNET", ground_kind="CONTACTED",
        ground="De man die haar schuld opeist, belt haar elke avond op haar oude nummer.",
        proportionality="Het nummer alleen blokkeren hielp niet: hij belt met een ander.",
        child_view="Zij vindt een nieuw nummer goed; haar toestel blijft van haar.",
    )  # fmt: skip


def car_near_the_house(story: Story) -> None:
    """A dark car stood in front of the house; police came by, and COA has not said yet what it does."""
    seen = story.do(
        incident.REPORT, "mentor-wilg", 1, 23, location=Location.objects.get(name="Huis Wilg"), what="VEHICLE",
        police_called=True,
        description="Donkere bestelbus, kenteken begint met VZ, twee mannen; stond er van tien tot elf.",
    )  # fmt: skip
    story.do(incident.ACT, "avim", 0, about=seen, action="Langs geweest; het kenteken is nagetrokken, bus was weg.")
