"""`python -m limen` is the command `limen`."""

from limen.cli.main import main

if __name__ == "__main__":
    main()
