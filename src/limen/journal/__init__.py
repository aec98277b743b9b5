"""The append-only journal of one participant or one study: events, their chain and their kinds."""
