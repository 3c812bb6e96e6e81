"""Browsers whose storage does not do what it should."""

from __future__ import annotations


def never_made(seconds: str) -> str:
    """Return a script with which a storage is being made for some seconds and then refused."""
    return f"""{{
      const {{ createObjectStore }} = IDBDatabase.prototype;
      IDBDatabase.prototype.createObjectStore = function (...about) {{
        const store = createObjectStore.apply(this, about);
        const until = performance.now() + 1000 * {seconds};
        const refuse = () => {{
          if (performance.now() > until) store.transaction.abort();
          else store.get("x").onsuccess = refuse;
        }};
        if (about[0] === "settings") refuse();
        return store;
      }};
    }}"""
