"""A stranger who answers like Google: Sheets, Forms, Drive and Gmail on one loopback address."""
