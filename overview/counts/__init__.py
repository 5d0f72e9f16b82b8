"""The counting behind the figures (C8): each topic in a file of its own, over all cases and without any of them.

Nothing here is shown as it is: small numbers are suppressed first (policy/suppression.py).
"""
