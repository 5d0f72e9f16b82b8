"""What `make test` is made of: standard library only, no Django."""
