"""What happens to the houses themselves: beds in which nobody can sleep for a while."""

from seeds import scenes
from seeds.storyteller import Story


def beds_out_of_service(story: Story) -> None:
    """A leak that nobody mended yet, and a room that will be painted: COA has to move the child that sleeps there."""
    scenes.take_out(story, "Kleinschalige opvang De Kade", 6, 5, "Lekkage boven het raam; de loodgieter komt.")
    scenes.take_out(story, "Kleinschalige opvang De Kade", 3, 2, "De kamer wordt geschilderd.", ahead=7, back=10)
