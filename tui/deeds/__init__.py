"""What each deed asks before it is done, and the plan that its answer makes."""
