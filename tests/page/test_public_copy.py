"""What of a content folder a site makes public: what the program reads, without anybody's comments and addresses."""

from __future__ import annotations

import io
import json
import shutil
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.decoding import decode
from cards.errors import BadFile
from cards.locations import bundled, shelves
from cards.page.build import program_files
from cards.page.bundle import bundle
from cards.page.fetched import Parts
from cards.page.form import font_names
from cards.page.public_copy import _STRING_OR_COMMENT, public_fonts, public_texts
from cards.page.session import Session
from cards.read.answers import Verdict
from cards.read.catalogs import read_messages, read_wording
from cards.read.po_file import parse_po
from cards.read.sign_offs import digest, words_digest
from cards.read.suggestions import Suggestion
from cards.upkeep.suggestions import suggestions_text
from tests.page.browsers import PARTS
from tests.page.conftest import TODAY

FONTS = bundled().fonts
CATALOG = "translations/es/LC_MESSAGES/cards.po"
HEADER = r"""# Secret translation of Maria's group
# Maria Secret <maria@secret.example>, 2026.
msgid ""
msgstr ""
"Project-Id-Version: secret 1.0\n"
"Report-Msgid-Bugs-To: bugs@secret.example\n"
"Last-Translator: Maria Secret <maria@secret.example>\n"
"Language-Team: secret <team@secret.example>\n"
"Language: es\n"
"X-Secret: yes\n"
"Content-Type: text/plain; charset=UTF-8\n"

"""
TABLE = '''# secret of ours
id = "park" # secret
title = "Park # 1"
about = """
In a park.
# this is text
""" # secret
note = 'A # in text' # secret's "quote
list = ["a", # secret
  "b"]
'''


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with something secret wherever somebody may write it."""
    folder = tmp_path / "ours"
    catalog = (bundled().translations / "es/LC_MESSAGES/cards.po").read_text("utf-8")
    start = catalog.index("\n\n", catalog.index('msgid ""')) + 2
    notes = "# negation: no\n#. secret source\n# secret: ask Maria\n#: secret.toml\n"
    fonts = '# secret\n["Own"]\nregular = "NotoSans-Regular.ttf"\nbold = "Own-Bold.ttf"\nscripts = ["Latn"]\n'
    texts = {
        "scripts/street.toml": (bundled().scripts / "street.toml").read_text("utf-8") + "# secret\n",
        "scripts/notes.txt": "secret",
        "members.csv": "secret",
        "translations/es/members.toml": 'name = "secret"\n',
        "translations/es/back-translation.toml": "# secret\n",
        CATALOG: HEADER
        + catalog[start:].replace("msgctxt", f"{notes}msgctxt", 1)
        + '\n#, fuzzy\n#~ msgid "secret"\n#~ msgstr "x"\n\nmsgctxt "park/x"\nmsgid "a"\nmsgstr "b"\n',
        "fonts/fonts.toml": fonts,
        "fonts/Secret.ttf": "secret",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    shutil.copy(FONTS / "NotoSans-Bold.ttf", folder / "fonts/NotoSans-Regular.ttf")
    shutil.copy(FONTS / "NotoSans-Bold.ttf", folder / "fonts/Own-Bold.ttf")
    return folder


def copied(content: Path, to: Path) -> Path:
    """The folder as a site has it."""
    fonts = {f"fonts/{name}": each for name, each in public_fonts(content)}
    for name, each in {**dict(public_texts(content)), **fonts}.items():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_bytes(each)
    return to


def test_nothing_secret_is_public(content: Path) -> None:
    texts = dict(public_texts(content))
    assert set(texts) == {"scripts/street.toml", CATALOG, "fonts/fonts.toml"}
    for name, text in texts.items():
        assert b"secret" not in text.lower() and b"maria" not in text.lower(), name
    assert {name for name, _ in public_fonts(content)} == {"NotoSans-Regular.ttf", "Own-Bold.ttf"}


def test_what_is_read_stays_and_stays_on_its_line(content: Path, tmp_path: Path) -> None:
    public = copied(content, tmp_path / "public")
    before, after = (parse_po((each / CATALOG).read_text("utf-8"), Path(CATALOG)) for each in (content, public))
    assert len(before.lines) == len(after.lines)
    assert after.header_field("Language") == "es"
    assert after.header_field("Last-Translator") == after.header_field("X-Secret") == ""
    theirs, ours = read_messages(before), read_messages(after)
    assert any(each.claims for each in ours.values())
    for context, each in theirs.items():
        found = ours[context]
        assert (found.text, found.source, found.fuzzy, found.line) == (each.text, each.source, each.fuzzy, each.line)
        assert found.claims == each.claims


def test_fuzzy_marks_stay_without_other_words(content: Path) -> None:
    path = content / CATALOG
    text = path.read_text("utf-8")
    path.write_text(text.replace("#: secret.toml\n", "#, Fuzzy, secret-flag\n"), encoding="utf-8")
    public = dict(public_texts(content))[CATALOG].decode()
    assert "secret" not in public
    assert [each.fuzzy for each in read_messages(parse_po(public, path)).values()].count(True) == 1


def test_a_translator_who_signed_still_does_not_count(content: Path, tmp_path: Path) -> None:
    message = next(iter(read_wording(shelves(content), "es").messages.values()))
    code = digest(message.context, message.source, message.text, "es")
    (content / "translations/es/review.toml").write_text(
        f'# secret\n[["{message.context}"]]\nsha256 = "{code}"\nlocale = "es"\nrole = "community"\n'
        'by = "maria SECRET"\non = 2026-01-01\n',
        encoding="utf-8",
    )
    public = copied(content, tmp_path / "public")
    found = read_wording(shelves(public), "es")
    assert found.messages[message.context].translator == "maria SECRET"
    assert "secret.example" not in (public / CATALOG).read_text("utf-8")


def test_objections_count_there_without_what_reviewers_wrote(content: Path, tmp_path: Path) -> None:
    message = next(iter(read_wording(shelves(content), "es").messages.values()))
    suggestion = Suggestion(
        message.context, words_digest(message.source, message.text, "es"), "1" * 64, Verdict.WRONG, 'No "secret"',
        "secret # why", "community", "Rosa", date(2026, 1, 1),
    )  # fmt: skip
    left = replace(suggestion, by="Bo", left_by="Ana", left_on=date(2026, 1, 2), left_because="secret = it")
    path = content / "translations/es/suggestions.toml"
    path.write_text(suggestions_text("", [suggestion, left], (), path), encoding="utf-8")
    (content / "translations/reviewers.toml").write_text('["Secret"]\nroles = ["legal"]\n', encoding="utf-8")
    public = copied(content, tmp_path / "public")
    assert "secret" not in (public / "translations/es/suggestions.toml").read_text("utf-8").lower()
    assert not (public / "translations/reviewers.toml").exists()
    assert read_wording(shelves(public), "es").sign_offs == read_wording(shelves(content), "es").sign_offs
    path.write_text(
        path.read_text("utf-8").replace('why = "secret # why"', 'why = """\nsecret"""', 1), encoding="utf-8"
    )
    with pytest.raises(BadFile, match="not laid out"):
        copied(content, tmp_path / "again")


def test_cards_and_packs_are_the_same_bytes(content: Path, tmp_path: Path) -> None:
    public = copied(content, tmp_path / "public")
    made = []
    for folder in (content, public):
        session = Session(shelves(folder), decode, TODAY)
        args = {"wishes": {"script": ["street"], "hotline": "617-555-0100"}, "languages": ["es"]}
        made.append([session.answer(question, json.dumps(args))[1] for question in ("make", "pack")])
    assert made[0] == made[1]
    assert all(made[0])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_keeps_its_texts(content: Path, end: str) -> None:
    (content / "scripts/park.toml").write_bytes(TABLE.replace("\n", end).encode())
    public = dict(public_texts(content))["scripts/park.toml"].decode()
    assert tomllib.loads(public) == tomllib.loads(TABLE)
    assert "secret" not in public and public.count("\n") == TABLE.count("\n")


@given(
    st.lists(st.sampled_from(['"', "'", "\\", "#", '"' * 3, "'" * 3, "\n", "a", "=", "[", "]", "x = 1"]), max_size=24)
)
def test_comments_are_told_from_texts(pieces: list[str]) -> None:
    text = "".join(["a = ", *pieces])
    try:
        wanted = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    bare = _STRING_OR_COMMENT.sub(lambda found: "" if found[0].startswith("#") else found[0], text)
    assert tomllib.loads(bare) == wanted


@pytest.mark.parametrize(
    "name", ["labels.toml", "hotlines/x.toml", "translations/ar/LC_MESSAGES/cards.po", "fonts/Own-Bold.ttf", "stocks"]
)
def test_a_link_out_of_the_folder_is_refused(content: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.toml").write_text('id = "secret"\n', encoding="utf-8")
    path = content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(outside if name == "stocks" else outside / "secret.toml")
    with pytest.raises(BadFile, match="leads out of the content folder"):
        dict(public_fonts(content)) | dict(public_texts(content))


def test_a_link_inside_the_folder_is_a_file(content: Path) -> None:
    (content / "fonts/Own-Bold.ttf").replace(content / "Bold.ttf")
    (content / "fonts/Own-Bold.ttf").symlink_to("../Bold.ttf")
    assert dict(public_fonts(content))["Own-Bold.ttf"] == (FONTS / "NotoSans-Bold.ttf").read_bytes()


@pytest.mark.full_only
def test_a_build_has_fonts_of_one_name_of_both_and_each_once(need_reader: Callable[[str], None], content: Path) -> None:
    need_reader("page-parts")
    (content / "translations/languages.toml").write_text(
        '[es]\nenglish = "Spanish"\nautonym = "Español"\ndirection = "ltr"\nscript = "Latn"\nfonts = ["Own"]\n',
        encoding="utf-8",
    )
    files = program_files(Parts(PARTS), content)
    assert files["fonts/NotoSans-Regular.ttf.part"] != files["fonts/content/NotoSans-Regular.ttf.part"]
    names = font_names(shelves(content), "es")
    assert {"content/NotoSans-Regular.ttf", "content/Own-Bold.ttf", "NotoSans-Regular.ttf"} <= set(names)
    assert all(f"fonts/{name}.part" in files for name in names)
    with zipfile.ZipFile(io.BytesIO(bundle(Parts(PARTS), content).program)) as archive:
        assert [name for name in archive.namelist() if name.endswith(".ttf")] == []
        found = {name: archive.read(name) for name in archive.namelist() if name.startswith("content/")}
        assert found == {f"content/{name}": text for name, text in public_texts(content)}
