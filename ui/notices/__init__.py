"""The room of notices: files about ends, ends that are near, the count in words."""
