"""Cryptography: sign, verify, derive, wrap, encrypt a stream.

Alone imports cryptography and pyrage. Touches no disk, clock or network: bytes and
streams come in, bytes and streams go out.
"""
