"""``python -m ui`` opens the desktop."""

from ui.app import main

main()
