"""One script a step; Alembic finds them here by their `revision`."""
