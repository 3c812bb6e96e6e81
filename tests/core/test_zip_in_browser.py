"""Zips that a page writes: Python reads them, and they are those that Python would write."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page

from healthclaims.core.assets import asset
from healthclaims.core.zips import zip_bytes

ZIP = """async ([script, parts]) => {
  const zipFile = new Function(`${script}; return zipFile;`)();
  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const made = zipFile(parts.map(([name, text]) => [name, bytes(text)]));
  return Array.from(new Uint8Array(await made.arrayBuffer()));
}"""
PARTS = {
    "a1_who_was_studied.ipynb": b'{"cells": []}\n',
    "logs/Antworten für später 🙂.jsonl": "Gemüse – ja?\n".encode(),
    "empty.txt": b"",
    "every byte": bytes(range(256)) * 300,
}


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page to run the script in."""
    with browser.new_page() as page:
        yield page


def zip_of_page(page: Page, parts: Mapping[str, bytes]) -> bytes:
    given = [[name, base64.b64encode(content).decode()] for name, content in parts.items()]
    return bytes(page.evaluate(ZIP, [asset("core/zip.js"), given]))


def test_python_reads_every_file_of_a_zip_that_a_page_wrote(blank: Page) -> None:
    with zipfile.ZipFile(io.BytesIO(zip_of_page(blank, PARTS))) as packed:
        assert packed.testzip() is None
        assert [(name, packed.read(name)) for name in packed.namelist()] == list(PARTS.items())


@pytest.mark.parametrize("parts", [PARTS, {}], ids=["files", "nothing"])
def test_a_page_writes_the_zip_that_python_writes(parts: dict[str, bytes], blank: Page) -> None:
    assert zip_of_page(blank, parts) == zip_bytes(parts, compressed=False)


SUM = """([script, texts]) => {
  const sha256 = new Function(`${script}; return sha256;`)();
  return texts.map((text) => sha256(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))));
}"""


def test_a_page_sums_up_files_as_python_does(blank: Page) -> None:
    # At 55, 56 and 64 bytes the padding takes one block more.
    contents = [bytes(range(256))[:size] for size in (0, 1, 55, 56, 63, 64, 65, 119, 120, 256)]
    contents.append(bytes(range(256)) * 5000)
    given = [base64.b64encode(content).decode() for content in contents]
    found = blank.evaluate(SUM, [asset("core/sha256.js"), given])
    assert found == [hashlib.sha256(content).hexdigest() for content in contents]
