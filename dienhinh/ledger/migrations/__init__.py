"""The numbered steps from each form of the ledger to the next; a step is never changed again."""
