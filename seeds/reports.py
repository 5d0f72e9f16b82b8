"""Reports to CoMensha in a story: prepared, and sent when there is a basis."""

from typing import Any

from intake import comensha, comensha_send
from intake.models import ComenshaReport
from seeds.storyteller import Story


def draft(story: Story, who: str, ago: int, *, forms: tuple[str, ...], basis: str = "CONSENT", **said: Any) -> Any:
    """A registration; who reports by duty says so."""
    return story.do(comensha.DRAFT, who, ago, 17, kind="REGISTRATION", basis=basis, exploitation_forms=list(forms),
                    **said)  # fmt: skip


def send(story: Story, row: ComenshaReport, who: str, ago: int) -> None:
    story.do(comensha_send.SEND, who, ago, 18, about=row)
