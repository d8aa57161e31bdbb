"""Downloads that a connection or a host spoils, one file at a time, in Node.js with a stand-in for the host."""

from __future__ import annotations

import json
import shutil
import subprocess
from hashlib import sha256
from typing import Any

import pytest

from cards.page.build import WEB

pytestmark = pytest.mark.reader("page-parts")

CONTENT = "abcdefghijklmnopqrstuvwxyz"

SCRIPT = """
import { readFileSync } from "node:fs";
const { runtime, listed, replies } = JSON.parse(readFileSync(0, "utf8"));
const { Folder } = await import(runtime);
const ranges = [];
const encode = (text) => new TextEncoder().encode(text);
globalThis.fetch = async (address, { headers }) => {
  ranges.push(headers?.Range ?? "");
  const { status, range, chunks, breaks } = replies.shift();
  const left = chunks.map(encode);
  const body = new ReadableStream({
    pull(stream) { // one chunk at a time, because an error takes away those that nobody has read
      if (left.length) stream.enqueue(left.shift());
      else if (breaks) stream.error(new Error("the connection broke"));
      else stream.close();
    },
  }, { highWaterMark: 0 });
  return new Response(body, { status, headers: range ? { "Content-Range": range } : {} });
};
let counted = 0;
const folder = new Folder(new URL("http://host.invalid/p/0123456789abcdef/"));
const read = folder.reader("x", listed, (more) => (counted += more));
const failures = [];
let content = null;
while (content === null) {
  try {
    content = new TextDecoder().decode(await read());
  } catch (error) {
    failures.push(error.message);
    if (failures.length > 5) break;
  }
}
console.log(JSON.stringify({ ranges, counted, failures, content, unused: replies.length }));
"""


def reply(*chunks: str, status: int = 200, content_range: str = "", breaks: bool = False) -> dict[str, Any]:
    """What the host answers to one request."""
    return {"status": status, "range": content_range, "chunks": chunks, "breaks": breaks}


def downloaded(*replies: dict[str, Any]) -> dict[str, Any]:
    """What the page makes of a host's replies: the ranges that it asks for, and the content that it gets."""
    listed = {"bytes": len(CONTENT), "sha256": sha256(CONTENT.encode()).hexdigest()}
    given = {"runtime": (WEB / "runtime.mjs").as_uri(), "listed": listed, "replies": replies}
    node = shutil.which("node")
    assert node is not None
    done = subprocess.run(
        [node, "--input-type=module", "--eval", SCRIPT],
        input=json.dumps(given), capture_output=True, text=True, encoding="utf-8", check=True, timeout=120,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["content"] == CONTENT, found
    assert (found["counted"], found["unused"]) == (len(CONTENT), 0), found
    return found


def test_a_download_that_breaks_off_after_its_last_byte_is_complete() -> None:
    """Hosts answer a request for what is behind the last byte with 416, each time."""
    found = downloaded(reply(CONTENT[:9], CONTENT[9:], breaks=True))
    assert found["ranges"] == [""]
    assert found["failures"] == ["the connection broke"]


def test_a_download_goes_on_where_it_was() -> None:
    rest = reply(CONTENT[9:], status=206, content_range="bytes 9-25/26")
    assert downloaded(reply(CONTENT[:9], breaks=True), rest)["ranges"] == ["", "bytes=9-"]
    assert downloaded(reply(CONTENT[:9], breaks=True), reply(CONTENT))["ranges"] == ["", "bytes=9-"]


@pytest.mark.parametrize(
    "wrong",
    [
        reply(status=416, content_range="bytes */26"),
        reply(CONTENT, status=206, content_range="bytes 0-25/26"),
        reply(CONTENT[10:], status=206, content_range="bytes 10-25/26"),
        reply(CONTENT[9:], status=206),
    ],
    ids=["none", "the first bytes", "others", "unnamed"],
)
def test_a_host_that_has_another_range_is_asked_for_everything(wrong: dict[str, Any]) -> None:
    assert downloaded(reply(CONTENT[:9], breaks=True), wrong, reply(CONTENT))["ranges"] == ["", "bytes=9-", ""]


@pytest.mark.parametrize(
    "wrong", [CONTENT[:-1] + "Z", CONTENT + "z", CONTENT * 2], ids=["damaged", "longer", "much longer"]
)
def test_a_file_that_is_not_the_listed_one_is_fetched_from_its_beginning(wrong: str) -> None:
    assert downloaded(reply(wrong), reply(CONTENT))["ranges"] == ["", ""]
    assert downloaded(reply(wrong[:20], wrong[20:]), reply(CONTENT))["ranges"] == ["", ""]
