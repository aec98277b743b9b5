"""What one person recorded, folded from standing events into a single value."""
