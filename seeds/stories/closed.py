"""A case in which nothing runs any more."""

from residence import closing
from seeds import scenes
from seeds.children import KIDS
from seeds.storyteller import Story


def closed_at_eighteen(story: Story) -> None:
    """Nothing worried anybody; he came of age at his uncle's, and then his guardian closed the case (C3.13)."""
    kid = KIDS["yared"]
    scenes.intake(story, kid, "voogd", 75)
    scenes.settle_birth_date(story, kid, 72)
    story.do(closing.CLOSE, "voogd", 5, 11,
             reason="Achttien geworden; woont bij zijn oom, die een school voor hem vond.")  # fmt: skip
