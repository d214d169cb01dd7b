"""What follows from the files: schedule, agenda, checks. Pure; today is an argument."""
