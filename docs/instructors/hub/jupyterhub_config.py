"""What a JupyterHub on one machine needs for a class with this kit: see ../hub.md.

Who may log in (an authenticator) and how servers start (a spawner) are your hub's own; this file
adds to them: load_subconfig("/path/to/this/file.py").
"""

import os
import sys

c = get_config()  # noqa: F821 - JupyterHub gives it

# Twenty servers that start at once on two cores each take longer than the 60 and 30 seconds that
# JupyterHub allows.
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300
c.JupyterHub.concurrent_spawn_limit = 20

# The kit is the folder that opens, so that nobody sees more than it.
c.Spawner.notebook_dir = "~/health-claims"
c.Spawner.default_url = "/lab/tree/notebooks/00_start_here.ipynb"
# "Today" is the day of the server's clock.
c.Spawner.environment = {"TZ": os.environ.get("TZ", "UTC")}
# Measured: see ../hub.md. Only spawners that can hold a limit keep to it (systemd, Docker).
c.Spawner.mem_limit = "1G"

# Servers that nobody has used for an hour are stopped; answers are on the disk by then.
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "services": ["idle-culler"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    }
]
c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"],
    }
]
