"""``python -m ui`` opens the desktop."""

from ui.start import main

main()
