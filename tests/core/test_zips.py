"""Zips that the kit writes: the files as given, and no date, so that the same work is the same."""

from __future__ import annotations

import io
import zipfile

from healthclaims.core.zips import zip_bytes

PARTS = {"b.txt": b"two", "logs/a.txt": "Für".encode()}


def test_a_zip_holds_the_files_in_the_order_given() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_bytes(PARTS))) as packed:
        assert [(name, packed.read(name)) for name in packed.namelist()] == list(PARTS.items())


def test_no_date_and_no_machine_is_in_a_zip() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_bytes(PARTS))) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        # 3 stands for Unix, whatever the machine; what is unpacked can be read and not run.
        assert {info.create_system for info in packed.infolist()} == {3}
        assert {info.external_attr >> 16 for info in packed.infolist()} == {0o644}
