"""The real world's habits, each asked for under `/_local/faults`; none is there by itself."""
