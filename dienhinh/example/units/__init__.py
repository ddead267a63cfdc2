"""What the units of the example term write, one module a kind of unit."""
