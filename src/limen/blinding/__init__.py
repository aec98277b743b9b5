"""One blinded trial on one person: slots, tokens, seal, guesses and unblinding."""
