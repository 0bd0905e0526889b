"""The rules of the registry: pure, without clock, disk, screen or sentences."""
