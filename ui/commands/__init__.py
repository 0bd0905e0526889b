"""One catalogue of everything that can be done: menus, palette, keys and key card draw on it."""
