"""Signs in the wording: what cannot stand alone, who speaks, for which side, and what is loaded."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.gates import count_words
from bot.articles.lexicon import loaded_terms, tone
from bot.articles.speakers import side, speaker
from bot.articles.wording import (
    MAX_SENTENCE_LENGTH,
    can_stand_alone,
    dangling_start,
    leans_on_context,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "He voted against the toll on Monday.", "She said so.", "It will cost more.", "They left.", "This is new.",
        "However, the vote failed.", "But the mayor stayed.", "“However, the vote failed,” Quill said.",
        "And then came the flood.", "Their boats stayed in port.", "Meanwhile, the pier closed.",
        "In addition, the pier closed.", "As a result, the pier closed.", "The move came late.",
        "The former won the seat.", "For example, buses pay nothing.", "Some of them left.", "It's late.", "(He left.)",
        "In each case, the mayor paid.", "On that day, the pier closed.", "Under these rules, buses pay nothing.",
    ],
)  # fmt: skip
def test_dangling_starts(sentence: str) -> None:
    assert dangling_start(sentence)
    assert leans_on_context(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The council voted on Monday.", "Hello Harbour opened its doors.", "Thessaly grows wheat.",
        "Italy sent two ships.", "Butter prices rose.", "Andorra joined the treaty.", "The movement grew.", "Herring is back.",
        "The secondary school closed.", "Weeks passed before the vote.", "By this week, two boats had left.",
    ],
)  # fmt: skip
def test_starts_that_stand(sentence: str) -> None:
    assert not dangling_start(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "“The bridge must be repaired this year,” she said on Monday.",
        "“The bridge must be repaired this year,” said he.",
        "A former teacher, she leads the party in the uplands.",
        "The bill is wrong, I told the council on Monday.",
        "Everyone in our town knows the old bridge.",
    ],
)
def test_speakers_named_before(sentence: str) -> None:
    assert leans_on_context(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mara Quill told the council that she would resign in May.",
        "“We can pay a little now,” Quill said on Monday in the hall.",
        "The council said that it would wait for the auditors.",
        "Mayor Mara Quill (I–Fernmouth) voted against the toll.",
        "The bridge of Fernmouth was built before World War I.",
    ],
)
def test_sentences_with_their_own_speaker(sentence: str) -> None:
    assert not leans_on_context(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The council of Fernmouth voted on Monday.", True),
        ("The council voted.", False),
        ("The council of Fernmouth voted on Monday", False),
        ("Read more about the council of Fernmouth here.", False),
        ("Photo: The council of Fernmouth on Monday.", False),
        ("- The council of Fernmouth voted on Monday.", False),
        ("and the council of Fernmouth voted on Monday.", False),
        ("“The council of Fernmouth voted on Monday.", False),
        ("Will the council of Fernmouth vote on Monday?", False),
        ("The council " + "of the old town " * 12 + "voted.", False),
        ("The Ledger may earn a commission from some of the goods named here.", False),
        ("Get the Fernmouth Ledger delivered to your door every Monday.", False),
        ("The council of Fernmouth voted on" + "—" * MAX_SENTENCE_LENGTH + ".", False),
    ],
)
def test_what_may_be_taken_out_of_its_article(sentence: str, expected: bool) -> None:
    assert can_stand_alone(sentence, count_words(sentence)) is expected


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("“We can pay now,” Mara Quill said on Monday.", "Mara Quill"),
        ("“We can pay now,” said Mara Quill, the mayor.", "Mara Quill"),
        ("Mayor Mara Quill of the Harbour Alliance defended the toll.", "Mayor Mara Quill of the Harbour Alliance"),
        ("Opposition member Petra Lund accused the minister of haste.", "Opposition member Petra Lund"),
        ("Teodor Vance, who leads the Green Vale party, argued for a tax.", "Teodor Vance"),
        ("Critics of the toll argued that commuters pay.", "Critics of the toll"),
        ("Opponents from the Harbour Alliance warned of the cost.", "Opponents from the Harbour Alliance"),
        ("A spokeswoman for Norbrook said the price was fair.", "A spokeswoman for Norbrook"),
        ("According to Lena Fohr, the dunes are closed.", "Lena Fohr"),
        ("The dunes are closed, according to the report.", "the report"),
        ("The dunes are closed, according to the mayor's office.", "the mayor's office"),
        ("The ministry said the clinics were open.", "The ministry"),
        ("Police said two people were hurt.", "Police"),
        ("He said the clinics were open.", None),
        ("The bridge was built in 1962.", None),
        ("“We can pay now,” she said.", None),
        ("While waiting, nobody said a word.", None),
        ("Lark added 25 points to the score.", None),
        ("Lark added that the boats stay in port, and Pell agreed.", "Lark"),
        ("Lena Fohr, a professor at Norbrook, said the president’s “haste” had made it hard.", "Lena Fohr"),
        ("The minister, who came late, said the Harbour Alliance would pay.", "The minister"),
        ("The mayor, a former docker, said the president would come.", "The mayor"),
        ("Rain falls on Norbrook, but the coast is drier, said study author Lena Fohr, a geographer.", "study author Lena Fohr"),
        ("Prices fell in Norbrook, the data show, said Mara Quill.", "Mara Quill"),
        ("“We pay now,” said the group's leader, Petra Lund.", "the group's leader, Petra Lund"),
        ("“We pay now,” said Norbrook Inc.", "Norbrook Inc."),
        ("James Pell Jr., the attorney for the district, said the case is closed.", "James Pell Jr."),
        ("The boats are ready, said the ministry on Monday.", "the ministry"),
        ("“We pay now,” said late on Monday.", None),
        ("The only two Norbrook states to sign also criticised the treaty.", None),
    ],
)  # fmt: skip
def test_speakers(sentence: str, who: str | None) -> None:
    found = speaker(sentence)
    assert found == who
    assert found is None or found in sentence


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Critics of the toll argued that commuters pay.", "challenge"),
        ("Petra Lund accused the minister of haste.", "challenge"),
        ("Teodor Vance warned of the cost.", "challenge"),
        ("Mayor Mara Quill defended the toll.", "reply"),
        ("Aldo Reeve denied any wrongdoing on Monday.", "reply"),
        ("Supporters said the town needs it.", "reply"),
        ("A spokeswoman for Norbrook said the price was fair.", "reply"),
        ("Aldo Reeve denied what critics had said.", "reply"),
        ("The minister was criticised in the hall.", None),
        ("Lena Fohr said the dunes are closed.", None),
        ("Residents of Saddler Street, which line 5 passes, object to the noise.", "challenge"),
        ("The Harbour Alliance voted against, saying the money is needed elsewhere.", "challenge"),
        ("The Green Vale party supports the trial and wants more of it.", "reply"),
        ("The Green Vale party supports 40 families.", None),
    ],
)
def test_sides(sentence: str, expected: str | None) -> None:
    assert side(sentence) == expected


@given(st.text(alphabet="aB ,.“”\"'’said he According to The", max_size=MAX_SENTENCE_LENGTH))
def test_signs_are_read_in_any_text(text: str) -> None:
    found = speaker(text)
    assert found is None or found in text
    assert side(text) in (None, "challenge", "reply")
    assert dangling_start(text) in (True, False)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Ministers slammed the shameless plan.", ["slammed", "shameless"]),
        ("Slammed by all, the plan fell.", ["Slammed"]),
        ("The far-left and the far-right met.", ["far-left", "far-right"]),
        ("A witch hunt, they say.", ["witch hunt"]),
        ("OUTRAGE in Sandle", ["OUTRAGE"]),
        ("The boats passed Mount Chaos on Monday.", []),
        ("The council voted on the toll.", []),
        ("Pouncey played well.", []),
        ("", []),
    ],
)
def test_loaded_terms(text: str, terms: list[str]) -> None:
    assert loaded_terms(text) == terms


@pytest.mark.parametrize(
    "word",
    [
        "Harbour Alliance",
        "conservative",
        "liberal",
        "socialist",
        "immigrant",
        "union",
        "police",
        "church",
        "tax",
        "abortion",
        "gun",
    ],
)
def test_names_of_camps_and_topics_are_not_loaded(word: str) -> None:
    assert not loaded_terms(word)


@pytest.mark.parametrize(
    ("text", "judges"),
    [
        ("The shameful vote came at night.", True),  # VADER's and TextBlob's adjectives
        ("The council woefully misjudged the toll.", True),
        ("The vote was an amazing one.", True),
        ("The vote threw the council into turmoil.", True),  # our own nouns and verbs
        ("SHAMEFUL", True),
        ("The ship passed the Amazing Rocks.", False),  # a name
        ("The council voted 7 to 4 on the toll.", False),
        ("", False),
    ],
)
def test_tone(text: str, judges: bool) -> None:
    assert (tone(text) > 0) is judges


@pytest.mark.parametrize(
    "facts",
    [
        "killed dead died war attack bomb murder victim wounded violence",
        "guilty innocent arrested charged convicted illegal corrupt accused",
        "ill sick disease vaccine pandemic pregnant disabled",
        "storm flood earthquake fire crash explosion disaster",
        "police court protest strike election victory defeat resign",
        "left right liberal conservative socialist moderate green",
        "black white gay young old foreign immigrant native",
        "said told asked denied criticised warned defended argued",
    ],
)
def test_facts_of_news_do_not_judge(facts: str) -> None:
    """Moods count them; a report has to be able to say them. Both camps' names are on no list."""
    assert not [word for word in facts.split() if tone(word) or loaded_terms(word)]


@pytest.mark.parametrize("name", ["tone_own.txt", "tone_textblob.txt", "tone_vader.txt"])
def test_every_line_of_the_tone_lists_is_a_word_and_a_weight(name: str) -> None:
    lines = files("bot.articles").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    entries = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert len(entries) > 500
    assert all(len(entry) == 2 and 0 < float(entry[1]) <= 1 for entry in entries)
    words = [word for word, _ in entries]
    assert len(words) == len(set(words))
    assert all(tone(word) > 0 for word in words)
