"""What packages say on our pages without good Dutch of their own: it stands in our catalogue.

The rest of what Django says stays out. So does django-simple-history, which ships none: overview/admin/history.py
draws its pages with words of our own.
"""

EXTRA: dict[str, tuple[str, ...]] = {
    # Its Dutch speaks of a "stafaccount", which nobody here has.
    "django.contrib.admin": (
        "Please enter the correct %(username)s and password for a staff account. "
        "Note that both fields may be case-sensitive.",
    ),
    # Its Dutch is older than these; a partner reads them in the list of faults of an input.
    "rest_framework": (
        "Must be a valid boolean.",
        "Not a valid string.",
        "Must be a valid UUID.",
        "A valid biginteger is required.",
        "Integer value too large to convert to float",
        'Enter a valid "slug" consisting of Unicode letters, numbers, underscores, or hyphens.',
        'Invalid datetime for the timezone "{timezone}".',
        "Datetime value out of range.",
        "Ensure this field has at least {min_length} elements.",
        "Ensure this field has no more than {max_length} elements.",
        "This dictionary may not be empty.",
        "Surrogate characters are not allowed: U+{code_point:X}.",
    ),
}
