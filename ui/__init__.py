"""The Qt desktop: rooms over the workspace; knows only workspace, acts, records, Thai helpers."""
