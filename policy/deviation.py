"""What must be there for a first hearing inside the wait: five members, all needed (INV-14, EC-16)."""

from dataclasses import dataclass

from policy.text import Text


@dataclass(frozen=True)
class Member:
    """One member; ``of_minors``: from eighteen on it falls away."""

    code: str
    label: Text
    source: tuple[str, ...]
    of_minors: bool = False


MEMBERS: tuple[Member, ...] = (
    Member("requested_by", Text("het kind vraagt het zelf", "the child asks for it itself"), ("INV-14", "EC-16")),
    Member("reason", Text("een reden", "a reason"), ("INV-14",)),
    Member("lawyer_consulted", Text("er is met de advocaat overlegd", "the lawyer was consulted"), ("INV-14",)),
    Member("guardian_agrees", Text("de voogd is het ermee eens", "the guardian agrees"), ("INV-14",), of_minors=True),
    Member("ind_agrees", Text("de IND is het ermee eens", "IND agrees"), ("INV-14",)),
)
