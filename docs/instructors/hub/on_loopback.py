"""The same hub to be tried on one's own machine: no passwords, no walls between students.

Never for a class: whoever reaches this hub can be anybody. It answers only this machine.
HUB_HOMES is an empty folder for the students' homes, HUB_KIT the students' copy of the kit.
"""

import os
import shutil
from pathlib import Path

c = get_config()  # noqa: F821 - JupyterHub gives it
load_subconfig("jupyterhub_config.py")  # noqa: F821 - so does this

c.JupyterHub.bind_url = "http://127.0.0.1:8900"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:8901"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:8902"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = os.environ["HUB_HOMES"] + "/{username}"
c.Spawner.args = ["--allow-root"]
# This spawner reads "~" as the home of whoever runs the hub.
c.Spawner.notebook_dir = os.environ["HUB_HOMES"] + "/{username}/health-claims"


def give_kit(spawner):
    """Give a student a copy of the kit at the first start; a copy that is there stays."""
    copy = Path(os.environ["HUB_HOMES"], spawner.user.name, "health-claims")
    if not copy.exists():
        shutil.copytree(os.environ["HUB_KIT"], copy)


c.Spawner.pre_spawn_hook = give_kit
# Whoever has this token may start and use every server: it is for `python -m tests.hub`.
c.JupyterHub.services.append({"name": "class", "api_token": os.environ["HUB_TOKEN"]})
c.JupyterHub.load_roles.append(
    {
        "name": "class",
        "services": ["class"],
        "scopes": ["admin:users", "admin:servers", "access:servers"],
    }
)
