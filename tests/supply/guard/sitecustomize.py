"""Brings loopback up in a namespace of its own, and refuses every other address.

Python imports this at its start when the folder is on its path, in kernels too.
"""

import os
import socket
import sys

LOCAL = {"", "127.0.0.1", "::1", "localhost", "0.0.0.0", None}
SIOCSIFFLAGS, IFF_UP = 0x8914, 1


def refuse(event, arguments):
    """Stop a connection or a look-up of a name that leaves this machine."""
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode()
    if host not in LOCAL and not str(host).startswith("127."):
        message = f"the network is cut off, and something asked for {host!r}"
        raise ConnectionRefusedError(message)


def bring_loopback_up():
    """Do what `ip link set lo up` does; it works only in a namespace of one's own."""
    import fcntl
    import struct

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        fcntl.ioctl(probe, SIOCSIFFLAGS, struct.pack("16sH14s", b"lo", IFF_UP, b""))


if os.environ.get("HEALTHCLAIMS_GUARD") == "on":
    sys.addaudithook(refuse)
    if hasattr(socket, "if_nameindex") and [n for _, n in socket.if_nameindex()] == ["lo"]:
        bring_loopback_up()
