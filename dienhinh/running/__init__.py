"""One cycle: settings, clock, lease, slots, and the jobs of a timetable that is handed in."""
