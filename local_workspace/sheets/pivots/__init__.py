"""Pivot tables: read, computed from their source, and written where they are anchored."""
