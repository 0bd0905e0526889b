"""What supervision asks: dashboards, compliance of both sides, concentration (F:K3, R-26, R-73)."""
