"""`make mutants` names what it removes from the code as it stands: whoever rewrites a check brings its list along."""

from tools import checks_of_access


def test_every_kind_of_check_is_named_and_each_plan_still_stands_in_the_code():
    found = [str(each) for each in checks_of_access.mutants()]
    for kind in ("no refusal if", "without .filter(", "every column of every class", "becomes"):
        assert any(kind in each for each in found), kind
