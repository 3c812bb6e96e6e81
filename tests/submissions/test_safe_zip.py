"""A zip is read in memory and within limits, whatever it says of itself."""

from __future__ import annotations

import contextlib
import io
import tracemalloc
import zipfile

import pytest

from healthclaims.submissions.limits import CannotReadError, Limits, TooLargeError
from healthclaims.submissions.safe_files import Member
from healthclaims.submissions.safe_zip import list_zip
from tests.helpers.fuzz import ODD_NAMES, bomb, flagged, info, lying, many, overlapping
from tests.helpers.handed_in import LOG_NAME, log, pack

SMALL = Limits(ratio=50, ratio_from=10_000)


def opened(content: bytes, limits: Limits = SMALL) -> list[Member]:
    return list_zip(lambda: io.BytesIO(content), limits.directory, limits)


def read_only(content: bytes, most: int = 1_000_000, limits: Limits = SMALL) -> bytes:
    (member,) = opened(content, limits)
    return member.read(most)


def test_a_usual_zip_gives_its_files_and_leaves_out_its_folders() -> None:
    file = opened(pack({"a1/": b"", "a1/answers.jsonl": log(), "b.txt": b"x"}))
    assert [member.parts for member in file] == [("a1", "answers.jsonl"), ("b.txt",)]
    assert file[0].read(1_000_000) == log()


def test_files_that_are_stored_unpacked_are_read_too() -> None:
    assert read_only(pack([(info(LOG_NAME, method=zipfile.ZIP_STORED), log())])) == log()


@pytest.mark.parametrize(
    "content", [b"", b"x", b"PK\x03\x04", pack({"a": b"x" * 99})[:-9], b"\0" * 99]
)
def test_what_is_no_zip_is_refused_with_a_remedy(content: bytes) -> None:
    with pytest.raises(CannotReadError, match="no zip, or the zip is cut off") as caught:
        opened(content)
    assert "hand in again" in caught.value.why[1]


def test_a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_not() -> None:
    content = pack({"a": bytes(range(100))})
    assert len(read_only(content, 100)) == 100
    with pytest.raises(TooLargeError, match="larger than 99 bytes"):
        read_only(content, 99)


def test_a_size_that_is_not_true_changes_nothing() -> None:
    with pytest.raises(CannotReadError, match="damaged"):
        read_only(lying(pack({"a": bytes(100)}), 10))
    with pytest.raises(TooLargeError):
        read_only(lying(pack({"a": bytes(100)}), 2**32 - 2))


def test_a_bomb_is_stopped_by_how_well_it_is_packed_before_anything_is_unpacked() -> None:
    content = bomb(1_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(CannotReadError, match="more than 50 times smaller") as caught:
            read_only(content)
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()
    assert caught.value.cost == 0


def test_a_real_bomb_takes_no_more_memory_than_the_limit_allows() -> None:
    content = bomb(1_000_000_000)
    generous = Limits(ratio=100_000)
    said_small = lying(content, 4_000_000)
    tracemalloc.start()
    try:
        for one, limits in ((content, Limits()), (content, generous), (said_small, generous)):
            with pytest.raises(CannotReadError):
                read_only(one, 5_000_000, limits)
        assert tracemalloc.get_traced_memory()[1] < 12_000_000
    finally:
        tracemalloc.stop()


def test_a_list_of_contents_that_is_far_too_long_is_not_read() -> None:
    assert len(list_zip(lambda: io.BytesIO(many(1_000)), 100_000)) == 1_000
    with pytest.raises(CannotReadError, match="far more files"):
        list_zip(lambda: io.BytesIO(many(3_000)), 100_000)


def test_a_list_of_contents_that_says_it_is_four_gigabytes_long_takes_no_memory() -> None:
    content = bytearray(pack({"a": b"x"}))
    end = content.find(b"PK\x05\x06")
    content[end + 12 : end + 16] = b"\xfe\xff\xff\xff"
    with pytest.raises(CannotReadError):
        opened(bytes(content))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (flagged(1), "locked with a password"),
        (pack([(info("a", 0o120777), b"/etc/passwd")]), "a link, not a file"),
        (pack([(info("a", 0o010666), b"x")]), "not a regular file"),
        (pack({"a.jsonl/": b"x"}), "name of a folder, but holds data"),
        (pack([(info("a"), b"xyz")]).replace(b"\x08\x00", b"\x0c\x00"), "method that is not read"),
        (pack([(info("a"), b"xyz")]).replace(b"\x08\x00", b"\x63\x00"), "method that is not read"),
    ],
    ids=["password", "link", "pipe", "folder", "bzip2", "unknown"],
)
def test_a_member_that_is_never_opened_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(CannotReadError, match=reason) as caught:
        opened(content)[0].read(1_000_000)
    assert caught.value.why[1]


def test_members_that_share_their_bytes_are_read_within_the_limit_or_refused() -> None:
    file = opened(overlapping(50))
    assert len(file) == 50
    for member in file:
        # Newer versions of Python refuse such members.
        with contextlib.suppress(CannotReadError):
            assert member.read(10_000) == log()


def test_a_name_twice_gives_both_files() -> None:
    file = opened(pack([("a", b"one"), ("a", b"two")]))
    assert [member.read(10) for member in file] == [b"one", b"two"]


@pytest.mark.parametrize("name", [*ODD_NAMES.values(), "a\0b.jsonl"])
def test_no_name_leads_anywhere(name: str) -> None:
    (member,) = opened(pack({name: log()}))
    assert member.parts
    assert not {"", ".", "..", "C:"} & {*member.parts}
    assert not any(set("/\\") & set(part) for part in member.parts)


def test_a_nul_in_a_name_hides_nothing() -> None:
    content = pack({"a.jsonlXb.png": b"x"}).replace(b"a.jsonlXb.png", b"a.jsonl\0b.png")
    (member,) = opened(content)
    assert member.parts == ("a.jsonl\0b.png",)


def test_names_that_a_mac_did_not_mark_as_utf_8_are_read_as_utf_8() -> None:
    content = pack({"Nu\u0301n\u0303ez.zip": b"x"})
    unmarked = bytearray(content)
    for mark, place in ((b"PK\x01\x02", 9), (b"PK\x03\x04", 7)):
        unmarked[unmarked.find(mark) + place] &= ~8
    (member,) = opened(bytes(unmarked))
    assert member.parts == ("Nu\u0301n\u0303ez.zip",)
