"""The kinds of events that a journal can hold, one frozen payload each."""
