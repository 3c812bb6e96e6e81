// Two buttons; what they ask for is shown below them, by Python.

export default {
  render({ model, el }) {
    hideStopped(model, el);
    const told = element("p", { class: "hc-told", role: "status" });
    const button = (words, type, said) => element("button", {
      type: "button", class: "hc-button",
      onclick: () => { model.send({ type }); told.textContent = said; },
    }, words);
    el.append(element("section", { class: "hc hc-my-answers", "aria-label": "Your answers" },
      button("Take my answers along", "export", "What was written stands below."),
      button("What would be deleted?", "delete", "Nothing is deleted. What would be stands below."),
      told));
  },
};
