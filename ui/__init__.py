"""The desktop; begins when the registry below it can be worked without a screen."""
