"""The room of certificates: the list, one certificate, batch issue, and checking."""
