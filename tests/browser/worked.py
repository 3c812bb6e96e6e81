"""A notebook in which a student has worked: every widget answered, every fold open."""

from __future__ import annotations

from playwright.sync_api import expect

from .notebook import NotebookPage

# Answers the question that is shown, in one quiz with the first option, in the next with another,
# so that every kind of feedback stands somewhere in the course.
ANSWER = """(quizzes) => quizzes.forEach((quiz, place) => {
  const radios = [...quiz.querySelectorAll('input[type="radio"]')];
  if (!radios.length) return;
  radios[place % radios.length].click();
  quiz.querySelector(".hc-sure .hc-button, .hc-actions .hc-main").click();
})"""
# Marks the first lines with every mark there is, then compares and asks about one of them.
MARK = """(readers) => readers.forEach((reader) => {
  const labels = [...reader.querySelectorAll("fieldset:last-of-type .hc-chip input")].slice(0, -1);
  const lines = [...reader.querySelectorAll(".hc-unit")];
  lines.slice(0, 12).forEach((line, place) => {
    labels[place % labels.length].click();
    line.click();
  });
  reader.querySelector(".hc-main").click();
  lines[3].click();
})"""
WRITE = """(rewrites) => rewrites.forEach((rewrite) => {
  const box = rewrite.querySelector("textarea");
  box.value = "In one study of rats it may help, but nobody has tried it in people.";
  box.dispatchEvent(new Event("input", { bubbles: true }));
  rewrite.querySelector(".hc-main").click();
})"""
GUESS = """(guesses) => guesses.forEach((guess) => {
  guess.querySelector("textarea").value = "fewer than half";
  guess.querySelector("button").click();
})"""
PRESS = "(buttons) => buttons.forEach((button) => button.click())"
# Of a list of many cards the first ones stand for all: they are made alike.
UNFOLD = """async () => {
  const isSpare = (fold) => fold.closest(".hc-study:nth-child(n+4), .hc-own-line:nth-child(n+13)");
  const folds = document.querySelectorAll(".jp-OutputArea details, .jp-RenderedMarkdown details");
  for (const fold of folds) fold.open = !isSpare(fold);
  await new Promise((done) => setTimeout(done));
}"""


def work_through(notebook: NotebookPage) -> None:
    """Bring every widget into a state that shows all it can show."""
    page = notebook.page
    # Widgets further down come into the page some time after their cells have run.
    notebook.wait_until_still()
    page.locator(".hc-guess").evaluate_all(GUESS)
    page.locator(".hc-quiz").evaluate_all(ANSWER)
    page.locator(".hc-reader").evaluate_all(MARK)
    page.locator(".hc-rewrite").evaluate_all(WRITE)
    page.locator(".hc-own .hc-own-result > .hc-button").evaluate_all(PRESS)
    page.locator(".hc-own-quiz .hc-main").evaluate_all(PRESS)
    for rewrite in page.locator(".hc-rewrite").all():
        expect(rewrite.locator(".hc-findings li").first).to_be_visible()
    for form in page.locator(".hc-own-quiz").all():
        expect(form.locator(".hc-own-status")).not_to_have_text("Saving …")
    page.evaluate(UNFOLD)
