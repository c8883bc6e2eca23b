"""`python -m playbook` is `playbook`."""

from playbook.entry import main

if __name__ == "__main__":
    main()
