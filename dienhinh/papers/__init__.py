"""Letters and documents: when each is due and what it tells."""
