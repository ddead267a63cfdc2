"""What runs, and when: one verb a module, its times in `timetable`."""
