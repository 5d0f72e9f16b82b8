"""The caseworker's and the supervisor's door: the stock admin with our own pages."""
