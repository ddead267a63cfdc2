"""The example term: a school's spring of registrations, played on the local workspace."""
