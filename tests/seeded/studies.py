"""Faults in the record of studies: something is told as known that is not."""

from .edits import row
from .fault import fault

RECORD = "tests/content/test_studies.py"
STUDIES, LINKS = "data/evidence/studies.csv", "data/evidence/links.csv"

FAULTS = (
    fault(
        "study-better-checked-than-it-was",
        "A study known from a list only is shown as one whose page was read.",
        f"{RECORD}::test_only_a_record_whose_page_was_read_has_an_identifier_seen_there",
        "agapova2007",
        row(STUDIES, {"study": "agapova2007"}, check_grade="A"),
    ),
    fault(
        "identifier-said-to-be-opened",
        "An identifier that stood in a list is said to stand on the page that was read.",
        f"{RECORD}::test_only_a_record_whose_page_was_read_has_an_identifier_seen_there",
        "shadrina2001",
        row(STUDIES, {"study": "shadrina2001"}, opened="pmid"),
    ),
    fault(
        "identifier-with-a-slip",
        "The number leads to another paper.",
        f"{RECORD}::test_every_identifier_is_the_one_in_the_research_notes",
        "IDENTIFIERS_SHA256",
        row(STUDIES, {"study": "shadrina2001"}, pmid=lambda pmid: str(int(pmid) + 1)),
    ),
    fault(
        "unknown-number-filled-in",
        "A number of participants that nobody has seen stands in the record.",
        f"{RECORD}::test_what_is_told_of_every_study_is_what_the_research_notes_say",
        "FACTS_SHA256",
        row(STUDIES, {"study": "dolotov2003"}, participants="45 rats"),
    ),
    fault(
        "unknown-comparison-filled-in",
        "A comparison that our notes do not hold is told as a fact.",
        f"{RECORD}::test_what_is_told_of_every_study_is_what_the_research_notes_say",
        "FACTS_SHA256",
        row(STUDIES, {"study": "dolotov2003"}, compared_with="rats given salt water"),
    ),
    fault(
        "link-to-no-study",
        "A line of the page leads to a study that is not in the record.",
        "check",
        "Did you mean 'kaplan1996'?",
        row(LINKS, {"study": "kaplan1996", "unit": "u29"}, study="kaplan1995"),
    ),
    fault(
        "animal-study-told-of-people",
        "A study of rats is said to show something in patients.",
        f"{RECORD}::test_no_link_of_an_animal_study_says_that_it_shows_something_in_people",
        "heart_apoptosis",
        row(
            LINKS,
            {"unit": "u01", "study": "heart_apoptosis"},
            shows="In patients with a blocked heart artery, fewer cells died.",
        ),
    ),
    fault(
        "dose-in-the-record",
        "A student copy tells how much was given to people.",
        f"{RECORD}::test_no_amount_for_people_is_given_anywhere",
        "lebedeva2018",
        row(STUDIES, {"study": "lebedeva2018"}, measured="brain networks after 400 mcg"),
    ),
    fault(
        "shop-linked",
        "The record of studies leads to a seller.",
        f"{RECORD}::test_no_shop_is_linked_or_named_by_its_address",
        "shop.example.com",
        row(STUDIES, {"study": "lebedeva2018"}, journal="shop.example.com"),
    ),
)
