"""The registry of civil-society organisations, without any screen."""
