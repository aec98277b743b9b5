"""What is known, by whom, in which dose band and until when: claims with their citations."""
