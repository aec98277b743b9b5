"""The door for people: pages, forms and addresses, on this computer alone."""
