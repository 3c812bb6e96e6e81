// Change one part of a sentence and watch the answers change.

class FlipView {
  constructor(model, el) {
    this.flip = model.get("flip");
    this.who = this.select(this.flip.questions[0], this.flip.who);
    this.verb = this.select("How is it said?", this.flip.verb);
    this.sentence = element("blockquote", { class: "hc-flip-sentence" });
    this.answers = element("div", { class: "hc-flip-answers", role: "status" });
    el.append(
      element("section", { class: "hc hc-flip", "aria-label": "Change the sentence" },
        element("p", { class: "hc-title" }, "Change a part. What happens to the answers?"),
        element("div", { class: "hc-flip-controls" }, this.who.node, this.verb.node),
        this.sentence, this.answers),
    );
    this.show();
  }

  select(label, parts) {
    const input = element("select", { onchange: () => { this.show(); reveal(this.answers); } },
      parts.map((part, place) => element("option", { value: place }, part.words)));
    return { node: element("label", {}, element("span", {}, label), input), input, parts };
  }

  part(slot) {
    return slot.parts[Number(slot.input.value)];
  }

  show() {
    const who = this.part(this.who);
    const verb = this.part(this.verb);
    const fit = this.flip.fit.find((item) => item.who === who.words && item.verb === verb.words);
    this.sentence.replaceChildren(
      this.flip.before, element("strong", {}, who.words), " ", element("mark", {}, verb.words), this.flip.after);
    this.answers.replaceChildren(element("dl", {}, [who, verb, fit].map((item, place) => [
      element("dt", {}, this.flip.questions[place]),
      element("dd", {}, element("strong", {}, item.shown), element("br"), item.why),
    ])));
  }
}

export default {
  render({ model, el }) {
    hideStopped(model, el);
    new FlipView(model, el);
  },
};
