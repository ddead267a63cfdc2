"""What is done to the outside, each once, in one place."""
