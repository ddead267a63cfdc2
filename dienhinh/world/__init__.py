"""What stands in the workspace now, read and typed: all that a plan is made from."""
