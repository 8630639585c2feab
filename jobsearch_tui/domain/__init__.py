"""What a job search is: standard library only, no clock, no I/O."""
