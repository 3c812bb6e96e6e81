"""Texts that somebody brings in: taken as they are, kept whole, and never in the way of others."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthclaims.check import check_all
from healthclaims.content.articles import article_ids, load_article, passed_over
from healthclaims.content.codebook import load_codebook
from healthclaims.highlighter.word_table import QUESTIONS
from healthclaims.own_text.draft import Reason, bring_in, label_problems, with_labels
from healthclaims.own_text.example import own_example
from healthclaims.own_text.friend_quiz import FILES, pack, unpack
from healthclaims.own_text.paste import (
    ABOUT_WORDS,
    MOST_CHARACTERS,
    MOST_IN_LINE,
    MOST_LINES,
    NOT_ENGLISH,
    PasteError,
    clean,
    read_file,
)
from healthclaims.own_text.store import hold, own_ids, store, store_labels
from healthclaims.own_text.suggestions import suggested_key
from tests.helpers.kit import Table, copy_data, problems_of

TEXT = "Corvane drops\n\nThey may calm a cough. In rats, swelling went down.\n"
REASON = Reason("hedged", "“may” leaves the effect open.", "may")


def bring(text: str = TEXT, **card: str):
    return bring_in(text, **card)[0]


def mine(home: Path) -> Path:
    return home / "my_articles"


# ---------------------------------------------------------------- what may be pasted


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "There is no text yet."),
        (" \n\t\r\n ", "There is no text yet."),
        ("\x00\x01\x02", "There is no text yet."),
        ("Cough", "This text has only one word. Paste at least one whole sentence."),
        ("Cough drops", "This text has only 2 words."),
        ("123 456 !!! 😀", "This text has no words."),
        ("x" * 5_000_000, r"This text has 5,000,000 characters; at most 200,000 \(about 30,000 wo"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(text: str, message: str) -> None:
    with pytest.raises(PasteError, match=message):
        clean(text)


def test_the_length_in_words_is_that_of_so_many_letters() -> None:
    words = int(ABOUT_WORDS.removeprefix("about ").removesuffix(" words").replace(",", ""))
    assert 5 < MOST_CHARACTERS / words < 8


def test_a_text_with_too_many_lines_is_refused() -> None:
    with pytest.raises(PasteError, match="This text has 3,001 lines; at most 3,000"):
        bring("It helps now.\n" * (MOST_LINES + 1))
    assert len(bring("It helps now.\n" * MOST_LINES).units) == MOST_LINES


def test_a_line_that_never_ends_is_refused() -> None:
    with pytest.raises(PasteError, match=r"One sentence, “may may .*…”, goes on for 9,999 char"):
        bring("may " * 2_500)
    assert len(bring("may " * (MOST_IN_LINE // 4 - 1)).units) == 1


@pytest.mark.parametrize(
    "text",
    ["It\x00 may help.", "It may \u202ehelp.", "It \ud800may help.", "\x1bIt\x7f may\x90 help."],
)
def test_signs_that_cannot_be_seen_are_taken_out_and_told(text: str) -> None:
    found = clean(text)
    assert found.text == "It may help."
    assert "Signs that cannot be seen were taken out." in found.notes[0]


def test_line_ends_tabs_and_a_mark_at_the_start_are_no_matter() -> None:
    assert clean("\ufeffIt may help.\r\n\tYes.") == clean("It may help.\r\n\tYes.")
    assert clean("It may help.\r\n\tYes.").notes == ()


RUSSIAN = "Чай может помочь от кашля, говорят продавцы чая на рынке. "
GERMAN = "Der Tee hilft gegen den Husten, sagt der Hersteller der Blätter am großen Moor. "


@pytest.mark.parametrize("text", [RUSSIAN, RUSSIAN * 20, GERMAN * 5, "会話 会話 会話。" * 9])
def test_a_text_in_another_language_can_still_be_labelled_by_hand(text: str) -> None:
    article, notes = bring_in(text, title="Tea")
    assert notes == (NOT_ENGLISH,)
    assert article.units


@pytest.mark.parametrize("name", ["semax", "bramosol_leaflet", "tamberlee_post", "otrenda_notice"])
def test_no_english_text_is_called_foreign(name: str) -> None:
    assert clean(load_article(name).text).notes == ()
    assert clean("Helps cough.\nMay soothe throats.").notes == ()


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("windows-1252", "is not stored as UTF-8")],
)
def test_a_file_is_read_in_the_usual_encodings(home: Path, encoding: str, note: str) -> None:
    (home / "page.txt").write_bytes("It “may” help – says Zoë.".encode(encoding))
    found = read_file("page.txt")
    assert found.text == "It “may” help – says Zoë."
    assert note in " ".join(found.notes)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("page.html", b"<p>It may help.</p>", "is a saved web page, not plain text. Open it, sel"),
        ("page.PDF", b"%PDF-1.7", "is a PDF, not plain text."),
        ("page.docx", b"PK", "is a Word file, not plain text."),
        ("page.txt", b"It \x00\x01 may help.", "is not plain text. Copy the words"),
        ("page.md", b"x" * 5_000_000, r"This text has 5,000,000 characters; at most"),
    ],
)
def test_a_file_that_is_no_plain_text_says_what_to_do(
    home: Path, name: str, content: bytes, message: str
) -> None:
    (home / name).write_bytes(content)
    with pytest.raises(PasteError, match=message):
        read_file(name)


def test_a_missing_file_says_where_to_put_it(home: Path) -> None:
    with pytest.raises(PasteError, match=r"There is no file 'pag\.txt'\. Put it into the f"):
        read_file("pag.txt")
    mine(home).mkdir()
    (mine(home) / "pag.txt").write_text("It may help.", encoding="utf-8")
    assert read_file("pag.txt").text == "It may help."


# ---------------------------------------------------------------- an article of the kit's form


@given(st.text(alphabet=st.sampled_from("Ab c.\n!?\t\r“”(é😀\u2028\u202e\x00|"), max_size=80))
def test_any_text_becomes_units_that_the_loader_takes(text: str) -> None:
    try:
        article = bring(text)
    except PasteError:
        return
    shown = "".join(unit.text for unit in article.units)
    assert "".join(shown.split()) == "".join(article.text.split())
    for unit in article.units:
        assert set(QUESTIONS) >= {a for a in QUESTIONS if suggested_key(article)(unit, a)}


def test_a_stored_text_is_read_back_word_for_word(home: Path) -> None:
    article = bring(
        'Corvane "drops"\r\n\r\n\\n They may, I think; calm\ta cough.\r\nIt\x85helps.',
        title='A "title" \\ with\nlines',
        publisher="Zoë’s #shop = [x]",
        promotes="yes",
        genre="shop page",
    )
    stored = store(article)
    assert stored == article
    raw = (mine(home) / article.id / "article.txt").read_bytes()
    assert raw.decode("utf-8") == article.text
    assert stored.card.title == 'A "title" \\ with lines'
    assert stored.own
    assert not stored.invented


def test_a_repeated_line_is_told_as_such_and_amounts_to_take_are_covered() -> None:
    article = bring("Tea now.\nTea now.\nTake 2 capsules of 5 mg twice a day.\nIt won 3 prizes.")
    assert [unit.repeat_of for unit in article.units] == ["", "u01", "", ""]
    assert article.amounts_or_routes == {"u03"}
    assert "5" not in article.shown_text(article.units[2])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Mint tea: Does it WORK?", "mint_tea_does_it_work"),
        ("Café ☕ crème", "cafe_creme"),
        ("Чай", "my_text"),
        ("../../etc/passwd", "etc_passwd"),
        ("con", "text_con"),
        ("Pair", "text_pair"),
        ("written", "text_written"),
        ("x" * 300, "x" * 40),
    ],
)
def test_the_name_of_the_folder_comes_from_the_title(title: str, name: str) -> None:
    assert bring(title=title).id == name


def test_without_a_title_the_first_line_is_taken() -> None:
    assert bring().card.title == "Corvane drops"
    assert bring().id == "corvane_drops"


def test_another_text_is_never_overwritten_and_the_same_one_keeps_its_labels(home: Path) -> None:
    first = store(bring())
    store_labels(with_labels(first, {("u02", "certainty"): REASON}))
    other = store(bring("Corvane drops\nThey heal a cough.", title="Corvane drops"))
    assert (first.id, other.id) == ("corvane_drops", "corvane_drops_2")
    again = store(bring(publisher="A shop", promotes="yes"))
    assert again.id == "corvane_drops"
    assert again.card.publisher == "A shop"
    assert again.annotations["u02", "certainty"].why == REASON.why
    assert load_article("corvane_drops").text == TEXT
    assert sorted(path.name for path in mine(home).iterdir()) == [
        "corvane_drops",
        "corvane_drops_2",
    ]


def test_a_text_of_the_kit_cannot_be_taken_for_ones_own() -> None:
    assert store(bring(title="Semax")).id == "semax_2"
    assert hold(bring(title="Semax")).id == "semax_2"
    assert not load_article("semax").own


def test_a_folder_that_is_no_text_is_not_touched(home: Path) -> None:
    (mine(home) / "corvane_drops").mkdir(parents=True)
    (mine(home) / "corvane_drops" / "note.txt").write_text("mine", encoding="utf-8")
    assert store(bring()).id == "corvane_drops_2"
    assert [path.name for path in (mine(home) / "corvane_drops").iterdir()] == ["note.txt"]


def test_a_failure_leaves_nothing_half_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> None:
        with path.open("wb") as file:
            file.write(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        store(bring())
    assert list(mine(home).iterdir()) == []
    monkeypatch.undo()
    monkeypatch.chdir(home)
    stored = store(bring())
    before = (mine(home) / stored.id / "annotations.csv").read_bytes()
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        store_labels(with_labels(stored, {("u02", "certainty"): REASON}))
    assert (mine(home) / stored.id / "annotations.csv").read_bytes() == before
    assert len(list((mine(home) / stored.id).iterdir())) == len(FILES)


def test_own_texts_are_listed_and_the_kits_are_not(home: Path) -> None:
    assert own_ids() == ()
    store(bring())
    assert own_ids() == ("corvane_drops",)
    (mine(home) / "broken").mkdir()
    (mine(home) / "broken" / "source.toml").write_text("title = 3", encoding="utf-8")
    assert own_ids() == ("corvane_drops",)


# ---------------------------------------------------------------- labels


@pytest.mark.parametrize(
    ("place", "reason", "message"),
    [
        (("u09", "certainty"), REASON, "not known here"),
        (("u02", "fit"), REASON, "not known here"),
        (("u02", "evidence"), REASON, "not known here"),
        (
            ("u02", "certainty"),
            Reason("hedged", "“may” is open here", "May"),
            "Copy the words lett",
        ),
        (("u02", "certainty"), Reason("hedged", "because of may"), "at least 4 words"),
        (("u03", "certainty"), Reason("firm", "it is said so plainly"), "repeats another"),
        (("u04", "purpose"), Reason("marketing", "it tells you to take it"), "how much or how"),
    ],
)
def test_a_label_that_cannot_be_asked_says_what_to_mend(
    place: tuple[str, str], reason: Reason, message: str
) -> None:
    article = bring("Corvane\n\nIt may help. It may help. Take 5 drops a day.")
    assert message in label_problems(article, {place: reason})[place]
    assert label_problems(article, {("u02", "certainty"): REASON}) == {}


def test_labels_are_the_makers_own_judgement_and_pass_the_loader(home: Path) -> None:
    article = store(bring())
    store_labels(with_labels(article, {("u02", "certainty"): REASON}))
    found = load_article(article.id)
    assert list(found.annotations) == [("u02", "certainty")]
    label = found.annotations["u02", "certainty"]
    assert (label.rule, label.status, label.label) == ("OWN", "scored", "hedged")
    assert check_all() == []


def test_the_own_judgement_rule_is_refused_in_a_text_of_the_kit(data: Path) -> None:
    folder = data / "articles" / "tamberlee_post"
    table = Table(folder / "annotations.csv")
    table.find(unit="u02", axis="purpose")["rule"] = "OWN"
    table.save()
    assert problems_of(lambda: load_article("tamberlee_post")) == [
        "data/articles/tamberlee_post/annotations.csv, line 6: rule 'OWN' (somebody's own "
        "judgement) cannot stand here. Use a rule of the codebook, or write own = true in "
        "source.toml."
    ]
    card = folder / "source.toml"
    card.write_text(card.read_text(encoding="utf-8") + "own = true\n", encoding="utf-8")
    found = problems_of(lambda: load_article("tamberlee_post"))
    assert any("own is true, but this is one of the kit's texts." in text for text in found)
    assert any("rule 'OWN'" in text for text in found)


def test_an_instructors_full_text_is_still_held_to_every_line(home: Path) -> None:
    article = store(bring())
    card = mine(home) / article.id / "source.toml"
    card.write_text(card.read_text("utf-8").replace("own = true", "own = false"), encoding="utf-8")
    found = problems_of(lambda: load_again(article.id))
    assert any("u01 has no row for certainty" in text for text in found)


def load_again(name: str):
    from healthclaims.content.articles import read_again

    read_again(name)
    return load_article(name)


def test_no_rule_of_the_codebook_lacks_the_labels_of_the_own_judgement() -> None:
    axes = load_codebook().axes
    rule = load_codebook().rules["OWN"]
    assert rule.labels == {label for name in QUESTIONS for label in axes[name].names}


# ---------------------------------------------------------------- what is passed over


def test_a_folder_that_cannot_be_used_is_named_with_what_to_do(home: Path) -> None:
    for name in ("no_card", "semax", "bad name!", ".hidden"):
        (mine(home) / name).mkdir(parents=True)
    (mine(home) / "semax" / "source.toml").write_text("", encoding="utf-8")
    (mine(home) / "a file.txt").write_text("not a folder", encoding="utf-8")
    told = [str(problem) for problem in passed_over()]
    assert len(told) == 3
    assert told[0].startswith("my_articles/bad name!: has a name that cannot be used")
    assert told[1].startswith("my_articles/no_card: holds no source.toml")
    assert "data/articles/semax" in told[1]
    assert told[2].startswith("my_articles/semax: has the name of one of the kit's own texts")
    assert [text for text in check_all() if "my_articles" in text] == told
    assert "no_card" not in article_ids()


def test_nothing_is_passed_over_where_all_is_well(home: Path) -> None:
    store(bring())
    assert passed_over() == ()


# ---------------------------------------------------------------- handing over


def handed_over(home: Path) -> Path:
    """Make a text with a label, and give its zip file alone."""
    article = store(bring())
    store_labels(with_labels(article, {("u02", "certainty"): REASON}))
    return pack(load_article(article.id))


def test_a_packed_text_arrives_with_its_labels(home: Path, tmp_path_factory, monkeypatch) -> None:
    packed = handed_over(home)
    friend = tmp_path_factory.mktemp("friend")
    mine(friend).mkdir()
    packed.rename(mine(friend) / packed.name)
    monkeypatch.chdir(friend)
    arrived = unpack("corvane_drops")
    assert arrived is not None
    assert arrived.text == TEXT
    assert arrived.annotations["u02", "certainty"].why == REASON.why
    assert unpack("corvane_drops") is None, "a folder is never overwritten"


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["../../evil.txt"], "lacks tea/article.txt, tea/source.toml"),
        ([f"other/{name}" for name in FILES], "lacks tea/article.txt"),
    ],
)
def test_a_zip_file_that_is_no_text_leaves_nothing_behind(
    home: Path, names: list[str], message: str
) -> None:
    mine(home).mkdir()
    with zipfile.ZipFile(mine(home) / "tea.zip", "w") as file:
        for name in names:
            file.writestr(name, "x")
    assert message in problems_of(lambda: unpack("tea"))[0]
    assert [path.name for path in mine(home).iterdir()] == ["tea.zip"]
    assert not (home.parent / "evil.txt").exists()


def test_a_zip_file_is_looked_for_in_my_articles_alone(home: Path) -> None:
    packed = handed_over(home)
    packed.rename(home / "corvane_drops.zip")
    assert unpack("../corvane_drops") is None
    assert unpack("") is None
    assert not (home / "corvane_drops").exists()


def test_a_damaged_or_giant_zip_file_is_refused(home: Path) -> None:
    mine(home).mkdir()
    (mine(home) / "tea.zip").write_bytes(b"no zip file")
    assert "cannot be opened as a zip file" in problems_of(lambda: unpack("tea"))[0]
    with zipfile.ZipFile(mine(home) / "tea.zip", "w", zipfile.ZIP_DEFLATED) as file:
        for name in FILES:
            file.writestr(f"tea/{name}", b"x" * 9_000_000)
    assert "is too big" in problems_of(lambda: unpack("tea"))[0]
    with zipfile.ZipFile(mine(home) / "tea.zip", "w") as file:
        for name in FILES:
            file.writestr(f"tea/{name}", "x")
    assert problems_of(lambda: unpack("tea"))
    assert [path.name for path in mine(home).iterdir()] == ["tea.zip"]


# ---------------------------------------------------------------- the example


def test_the_example_is_invented_and_its_labels_are_in_order() -> None:
    article = own_example()
    assert article.invented
    assert "invented" in article.card.publisher
    assert "invented" in article.units[-1].text
    labels = [(axis, label.label) for (_, axis), label in article.annotations.items()]
    assert len(labels) == 6
    assert len(set(labels)) == 6, "no answer can be guessed from the others"


def test_damage_to_the_example_is_named(data: Path) -> None:
    path = data / "own_example.toml"
    path.write_text(path.read_text("utf-8").replace('cue = "Rats"', 'cue = "Mice"'), "utf-8")
    assert "“Mice” does not stand in the sentence" in " ".join(check_all())
    path.write_text('title = "x"', encoding="utf-8")
    assert "data/own_example.toml: labels is missing." in " ".join(check_all())


def test_a_copy_of_the_data_is_enough_for_the_example(tmp_path: Path) -> None:
    assert (copy_data(tmp_path / "copy") / "own_example.toml").is_file()
