/*
 * The wall's own page as the moderator's hand, where a moderator is signed in in the same browser: a clicker in the
 * projector's laptop then runs the meeting.
 *
 * Page Down, Space, →   what comes next      Page Up, ←   take the last act back
 * B or .                dark, and light again             J   how to join, and back     S   hold still, and go on
 *
 * <form id="hand" data-code data-failed><input name="csrf">     <div id="stage" data-advance data-undo data-control …>
 */
(() => {
  "use strict";

  const TOLD = 6000; // ms for which the hall sees that an act was not done
  const hand = document.getElementById("hand");
  let timer = 0;

  const stage = () => document.getElementById("stage").dataset;
  const turned = (cover) => ({ cover: stage().cover === cover ? "" : cover, seen: stage().control });
  const ACTS = {
    next: () => stage().advance && ["advance", { seen: stage().advance }],
    back: () => stage().undo && ["undo", { rev: stage().undo }],
    blank: () => ["wall", turned("blank")],
    join: () => ["wall", turned("join")],
    hold: () => ["wall", { hold: stage().held === "1" ? "0" : "1", seen: stage().control }],
  };
  const KEYS = {
    pagedown: "next", " ": "next", arrowright: "next", pageup: "back", arrowleft: "back",
    b: "blank", ".": "blank", j: "join", s: "hold",
  };

  function say(text) {
    const place = document.getElementById("notice");
    place.dataset.state = text && "refused";
    place.textContent = text;
    clearTimeout(timer);
    if (text) timer = setTimeout(() => say(""), TOLD);
  }

  /** One act at a time: a second press while the first is under way would be one too many. */
  async function act(name, fields) {
    hand.dataset.busy = "";
    try {
      const body = new URLSearchParams({ ...fields, csrf: hand.elements.csrf.value });
      const reply = await fetch(`/workshops/${hand.dataset.code}/${name}`, {
        method: "POST", body, headers: { Accept: "application/json" },
      });
      say(reply.ok ? "" : (await reply.json()).error);
    } catch {
      say(hand.dataset.failed);
    } finally {
      delete hand.dataset.busy;
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const wish = ACTS[KEYS[event.key.toLowerCase()]];
    if (!wish) return;
    event.preventDefault();
    const asked = !("busy" in hand.dataset) && wish();
    if (asked) act(...asked);
  });
})();
