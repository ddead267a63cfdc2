"""What the program does: one verb a module, decided by the nouns of `jobs.domain`."""
